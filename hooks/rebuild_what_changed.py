"""Makes what has changed, and leaves what has not where it is: in a preview, and in `make site`.

MkDocs has `--dirty`, with which it passes over each file that is not modified: in reading, in
laying out, in copying. It goes by the time of files, and misses whatever a page has of another.
Here each file says whether it is modified, from what the last build of the same site has left:

- a page is read again unless its text and its entry are the same, and the same files are there for
  its links to lead to;
- it is laid out again unless it is made from the same, and each question of its template is
  answered as it was (`lay_out_pages`);
- any other file is copied again unless it holds the same bytes.

What nobody publishes any more goes. In a preview, feeds, booklets, the search and the ledger follow
aside, once pages are there and nobody has saved anything for two seconds; the next build stops
them. Should `mkdocs.yml`, a template, a style or a script change, or should a build fail, the next
begins from nothing.

One process leaves it to another as well (`.cache/last/`): what is remembered, and size and time of
each file that was written. In the folder, what is otherwise than it was left goes, and is made
again. A preview has a folder of its own there, in the place of the one that MkDocs throws away.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, TypedDict

from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from journal.entries.build import Beginning, Body, Build, Preview
from journal.machine.atomic_folders import held
from journal.machine.cache import CODE, FOLDER, Cache
from journal.machine.memory import FORMER, Folder, Memory
from journal.machine.parallel import Aside
from journal.pages.kept_pages import Read
from journal.problems.system_errors import SAVE_AGAIN, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

log = logging.getLogger(f"mkdocs.{__name__}")

# How what stops a build begins.
_STOPPED = "Construction arrêtée : "
# How long what is left aside waits for another save.
_SECONDS = 2.0
# In the place of a body that is still to be read.
_TO_COME = Body("", "", "", "", "")

# What reading a page gives to the generator's own, besides its links and its text.
_SAID = ("meta", "toc", "present_anchor_ids", "_title_from_render")
# Keys of mkdocs.yml that are written in the same way each time.
_PLAIN = {bool, dict, int, list, str}
# A site whose memory weighs more begins each time from nothing.
_MOST = 400_000_000
# After so many processes, everything is asked for once more: what nobody has asked for goes.
_TIMES = 100
# What the site has that MkDocs would leave in its folder for ever.
_HIDDEN = (".nojekyll", ".well-known")


class _Process(TypedDict):
    """What the whole process is for, and what one build of it leaves to the next."""

    command: str
    name: str
    cache: Cache
    times: int
    memory: Memory | None
    folder: Folder | None
    aside: Aside | None
    server: LiveReloadServer | None
    again: bool
    place: Path | None


_process: _Process = {
    "command": "",
    "name": "",
    "cache": Cache(),
    "times": 0,
    "memory": None,
    "folder": None,
    "aside": None,
    "server": None,
    "again": False,
    "place": None,
}


def on_startup(*, command: str, dirty: bool) -> None:
    """Note what the process is for; have MkDocs say nothing of what its own `--dirty` would miss.

    A preview that is told to stop leaves what it knows, as one that is interrupted does.
    """
    _process["command"] = command if dirty else ""
    _process["memory"] = _process["folder"] = _process["server"] = None
    _process["again"], _process["times"] = False, 0
    for generator in ("mkdocs", "properdocs"):
        logging.getLogger(f"{generator}.commands.build").addFilter(_is_no_warning_of_dirty)
    if command == "serve" and current_thread() is main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def _is_no_warning_of_dirty(record: logging.LogRecord) -> bool:
    return "'dirty' build" not in record.getMessage() and "stale files" not in record.getMessage()


@event_priority(200)
def on_config(config: MkDocsConfig) -> None:
    """Stop what the last build left aside; take up what it left, if it may be used."""
    _stop()
    if not _process["command"]:
        return
    name, memory, folder = _name(config), _process["memory"], _process["folder"]
    _process["cache"] = cache = Cache.of(_root(config), "last", os.environ)
    # A build that fails leaves nothing.
    _process["memory"] = None
    if folder is None:
        if cache.keeps:
            _lend(Path(config.site_dir), _root(config) / FOLDER / "preview")
        memory, folder = _taken_up(cache.get(name), Path(config.site_dir))
    # Somebody may have emptied /tmp.
    elif not cache.keeps or name != _process["name"] or not Path(config.site_dir).is_dir():
        memory = None
    if memory is None or folder is None:
        memory, folder = None, Folder(Path(config.site_dir), _HIDDEN)
        folder.found_at(Path(config.site_dir))
    _process["name"], _process["folder"] = name, folder
    preview = Preview(_build_again) if _process["command"] == "serve" else None
    Beginning(Memory(memory), folder, preview).hang(config.extra)


def _name(config: MkDocsConfig) -> str:
    """What all of the next builds depends on, besides docs/."""
    return f"{_process['command']} {type(config).__module__} {CODE} {_settings(config)}"


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _taken_up(record: bytes | None, site: Path) -> tuple[Memory | None, Folder | None]:
    """What another process has left, and what is still as it was in the folder of the site."""
    if not record:
        return None, None
    times, memory, folder = pickle.loads(record)
    if times >= _TIMES:
        return None, None
    _process["times"] = times + 1
    folder.found_at(site, os.environ.get(FORMER, ""))
    return memory, folder


def _leave() -> None:
    """Leave what is known to another process, where that can be done."""
    memory, folder, cache = _process["memory"], _process["folder"], _process["cache"]
    if memory is None or not cache.keeps:
        return
    record = pickle.dumps((_process["times"], memory, folder), pickle.HIGHEST_PROTOCOL)
    if len(record) <= _MOST:
        cache.put(_process["name"], record)
    cache.sweep(1)


def _lend(site: Path, lent: Path) -> None:
    """Put a folder that stays in the place of the one that MkDocs makes for a preview and throws
    away; not where another preview has it already.
    """
    if site.parent != Path(gettempdir()) or not site.name.startswith("mkdocs_"):
        return
    with suppress(OSError):
        lent.mkdir(parents=True, exist_ok=True)
        if held(lent) is not None:
            site.rmdir()
            site.symlink_to(lent, target_is_directory=True)
            _process["place"] = site


def on_shutdown() -> None:
    """Stop what was left aside, before the folder of the preview goes; leave what is known."""
    _stop()
    if _process["command"] == "serve":
        _leave()
    place, _process["place"] = _process["place"], None
    if place and place.is_symlink():
        place.unlink()


def _stop() -> None:
    aside, _process["aside"] = _process["aside"], None
    if aside:
        aside.stop()


@event_priority(-100)
def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """Find the pages that are as the last build has read them."""
    build = Build.of(config.extra)
    if not build.memory.lasts:
        return
    before: dict[str, Read] = build.memory.last("pages", {})
    around = _around(files, build)
    is_around = build.memory.last("around", None) == around
    build.memory.leave("around", around)
    for file in files.documentation_pages() if is_around else ():
        known = before.get(file.src_uri)
        if known and known.made_from == _made_from(file, build):
            build.kept.add(file.src_uri)


def _around(files: Files, build: Build) -> object:
    """What reading any page depends on: what there is to lead to, and the day."""
    places = [(file.src_uri, file.dest_uri) for file in files]
    return places, [entry.path for entry in build.catalogue.entries], build.catalogue.today


def _made_from(file: File, build: Build) -> object:
    """What reading a page depends on, but for where its links lead."""
    entry = build.catalogue.at(file.src_uri)
    themes = build.catalogue.themes_of(entry) if entry else ()
    return file.content_string, file.dest_uri, file.edit_uri, entry, themes


@event_priority(100)
def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
    """Have pages passed over that are read already; their bodies are those of before."""
    build = Build.of(config.extra)
    if not build.memory.lasts:
        return
    before: dict[str, Read] = build.memory.last("pages", {})
    for file in files.documentation_pages():
        path = file.src_uri
        if path in build.kept:
            _restore(file.page or Page(None, file, config), before[path], files)
        # In the order of pages, whoever is read.
        build.bodies[path] = before[path].body if path in build.kept else _TO_COME
        _say(file, is_modified=path not in build.kept)


@event_priority(-200)
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Have what is laid out already passed over, and what was copied; take away what has gone."""
    build = Build.of(config.extra)
    if not build.memory.lasts:
        return
    pages = files.documentation_pages()
    build.memory.leave("pages", dict(_read(build, pages)))
    # Cards have their place already.
    others = [f for f in files if not f.is_documentation_page() and f.dest_uri not in build.cards]
    digests = {file.dest_uri: _digest(file, build.memory) for file in others}
    missing = build.folder.expect("files", digests | {page.dest_uri: "" for page in pages})
    for file in files:
        _say(file, is_modified=file.dest_uri in missing)
    changed = {page for page in pages if page.src_uri not in build.standing | build.later}
    build.folder.vacate(page.dest_uri for page in changed)
    for file in pages:
        _say(file, is_modified=file in changed)


@event_priority(-300)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Leave what is known to the next build; in a preview, begin what was left aside."""
    build = Build.of(config.extra)
    if not build.memory.lasts:
        return
    _process["memory"] = build.memory
    if build.preview:
        _process["aside"] = Aside(_SECONDS, build.preview.asides, _complain, build.preview.stops)
    else:
        _leave()


def on_serve(
    server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
) -> LiveReloadServer:
    """Note who builds, for what an aside finds out."""
    _process["server"] = server
    if _process["again"]:
        _build_again()
    return server


def _build_again() -> None:
    """Have everything built once more, as if a file had changed."""
    server = _process["server"]
    _process["again"] = server is None
    if server:
        with server._rebuild_cond:
            server._want_rebuild = True
            server._rebuild_cond.notify_all()


def _complain(error: Exception) -> None:
    """Say what is wrong with what was left aside: the preview goes on."""
    said = str(error).removeprefix(_STOPPED)
    if isinstance(error, OSError):
        said = refusal(error, SAVE_AGAIN)
    log.error("L'aperçu n'est pas complet : %s", said)


def _say(file: File, *, is_modified: bool) -> None:
    """In place of the method, which goes by the time."""
    vars(file)["is_modified"] = lambda: is_modified


def _restore(page: Page, read: Read, files: Files) -> None:
    """Give a page what was read of it."""
    vars(page).update(read.said, markdown="", content="")
    found = {files.get_file_from_path(path): anchors for path, anchors in read.links.items()}
    page.links_to_anchors = {file: anchors for file, anchors in found.items() if file}


def _settings(config: MkDocsConfig) -> str:
    """What all pages depend on, besides docs/ and the code that runs."""
    said = {name: value for name, value in config.items() if type(value) in _PLAIN}
    del said["site_dir"]
    extra = sorted(map(repr, config.extra.items()))
    digest = sha256(f"{sorted(said.items())} {extra} {config.theme.name}".encode())
    folder = Path(config.theme.custom_dir or "overrides")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for file in (Path(config.config_file_path), *files):
        digest.update(f"\0{file}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _digest(file: File, memory: Memory) -> str:
    content = file.content_bytes
    return memory.kept(f"copied {file.dest_uri}", content, lambda: sha256(content).hexdigest())


def _read(build: Build, pages: Iterable[File]) -> Iterator[tuple[str, Read]]:
    """What the next build may keep of each page of which nothing was said."""
    before: dict[str, Read] = build.memory.last("pages", {})
    for file in pages:
        path, page = file.src_uri, file.page
        if path in build.kept:
            yield path, before[path]
        elif path in build.silent and page:
            said = {name: getattr(page, name) for name in _SAID}
            links = {to.src_uri: anchors for to, anchors in (page.links_to_anchors or {}).items()}
            yield path, Read(_made_from(file, build), build.bodies[path], said, links)
