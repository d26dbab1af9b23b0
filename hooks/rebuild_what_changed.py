"""Makes what has changed, and leaves what has not where it is: in a preview, and in `make site`.

MkDocs has `--dirty`, with which it passes over each file that is not modified: in reading, in
laying out, in copying. It goes by the time of files, and misses whatever a page has of another.
Here each file says whether it is modified, from what the last build of the same site has left:

- a page is read again unless its text and its entry are the same, and the same files are there for
  its links to lead to;
- it is laid out again unless it is made from the same, and each question of its template is
  answered as it was (`lay_out_pages`);
- any other file is copied again unless it holds the same bytes.

What nobody publishes goes. In a preview, feeds, booklets, the list of pages, the search and the
ledger follow aside, once nobody has saved anything for two seconds; the next build stops them.
Should `mkdocs.yml`, a template, a style or a script change, or a build fail, the next knows
nothing. One process leaves to another what it knows, and in which folder
(`machine/left_behind.py`).
"""

from __future__ import annotations

import gc
import logging
import os
import signal
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from journal.entries.build import Beginning, Body, Build, Preview
from journal.machine.cache import CODE, FOLDER, Cache
from journal.machine.freed_memory import tidy
from journal.machine.left_behind import FORMER, leave, lend, pickled, taken_up
from journal.machine.memory import Folder, Memory
from journal.machine.parallel import Aside
from journal.pages.kept_pages import Read, around_of, as_read, read_from, restore
from journal.problems.system_errors import SAVE_AGAIN, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, MutableMapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

log = logging.getLogger(f"mkdocs.{__name__}")

# How what stops a build begins; how long what is left aside waits for another save.
_STOPPED, _SECONDS = "Construction arrêtée : ", 2.0
# What MkDocs says, and is not so: of its `--dirty`, and of pages that are in their place already.
_FALSE = ("'dirty' build", "stale files", "Generated empty output")
# In the place of a body that is still to be read.
_TO_COME = Body("", "", "", "", b"")

# Keys of mkdocs.yml that are written in the same way each time.
_PLAIN = {bool, dict, int, list, str}
# What the site has that MkDocs would leave in its folder for ever.
_HIDDEN = (".nojekyll", ".well-known")


@dataclass
class _Process:
    """What the whole process is for, and what one build of it leaves to the next."""

    command: str = ""
    name: str = ""
    cache: Cache = field(default_factory=Cache)
    times: int = 0
    memory: Memory | None = None
    record: bytes = b""
    folder: Folder | None = None
    aside: Aside | None = None
    extra: MutableMapping[str, Any] = field(default_factory=dict)
    server: LiveReloadServer | None = None
    again: bool = False
    place: Path | None = None


_process = _Process()


def on_startup(*, command: str, dirty: bool) -> None:
    """Note what the process is for; have MkDocs say nothing that is not so here.

    A preview that is told to stop leaves what it knows, as one that is interrupted does.
    """
    vars(_process).update(vars(_Process(command if dirty else "")))
    for generator in ("mkdocs", "properdocs"):
        logging.getLogger(f"{generator}.commands.build").addFilter(_is_of_use)
    if command == "serve" and current_thread() is main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def _is_of_use(record: logging.LogRecord) -> bool:
    return not any(said in record.getMessage() for said in _FALSE)


@event_priority(200)
def on_config(config: MkDocsConfig) -> None:
    """Stop what the last build left aside; take up what it left, if it may be used; free the rest
    of it, which would stay for ten builds more.
    """
    _stop()
    if not _process.command:
        return
    # The generator holds the last configuration, on which a whole build hangs.
    _process.extra.clear()
    if _process.memory:
        gc.collect(1)
    _process.extra = config.extra
    name, site = _name(config), Path(config.site_dir)
    memory, folder = _process.memory, _process.folder
    _process.cache = cache = Cache.of(_root(config), "last", os.environ)
    # A build that fails leaves nothing.
    _process.memory = None
    if folder is None:
        memory, folder = _taken_up(config, name)
    # Somebody may have emptied /tmp.
    elif not cache.keeps or name != _process.name or not site.is_dir():
        memory = None
    if memory is None or folder is None:
        memory, folder = None, Folder(site, _HIDDEN)
        folder.found_at(site)
    _process.name, _process.folder = name, folder
    preview = Preview(_build_again) if _process.command == "serve" else None
    memory = Memory(memory, stays=preview is not None)
    Beginning(memory, folder, preview).hang(config.extra)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _taken_up(config: MkDocsConfig, name: str) -> tuple[Memory | None, Folder | None]:
    """What another process has left, and what is still as it was in the folder of the site."""
    site, cache = Path(config.site_dir), _process.cache
    if cache.keeps and lend(site, _root(config) / FOLDER / "preview"):
        _process.place = site
    found = taken_up(cache, name, site, os.environ.get(FORMER, ""))
    if found is None:
        return None, None
    _process.times, _process.record = found.times + 1, found.record
    return found.memory, found.folder


def on_shutdown() -> None:
    """Stop what was left aside, before the folder of the preview goes; leave what is known."""
    _stop()
    memory, folder = _process.memory, _process.folder
    if memory and folder and _process.cache.keeps:
        known = _process.record or pickled(memory)
        leave(_process.cache, _process.name, known, folder, _process.times)
    place, _process.place = _process.place, None
    if place and place.is_symlink():
        place.unlink()


def _stop() -> None:
    aside, _process.aside = _process.aside, None
    if aside:
        aside.stop()


@event_priority(-100)
def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """Find the pages that are as the last build has read them."""
    build = Build.of(config.extra)
    if not build.memory.lasts:
        return
    before: dict[str, Read] = build.memory.last("pages", {})
    around = around_of(files, build)
    is_around = build.memory.last("around", None) == around
    build.memory.leave("around", around)
    for file in files.documentation_pages() if is_around else ():
        known = before.get(file.src_uri)
        if known and known.made_from == read_from(file, build):
            build.kept.add(file.src_uri)


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
            restore(file.page or Page(None, file, config), before[path], files)
        # In the order of pages, whoever is read.
        build.bodies[path] = before[path].body if path in build.kept else _TO_COME
        # In place of the method, which goes by the time.
        vars(file)["is_modified"] = partial(bool, path not in build.kept)


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
    digests = {file.dest_uri: sha256(file.content_bytes).hexdigest() for file in others}
    missing = build.folder.expect("files", digests | {page.dest_uri: "" for page in pages})
    for file in files:
        vars(file)["is_modified"] = partial(bool, file.dest_uri in missing)
    for address in (*(missing & digests.keys()), *config.theme.static_templates):
        build.folder.vacate(address)
    for file in pages:
        vars(file)["is_modified"] = partial(build.layout.lacks, file.page)
        # Its text is read by now; it is still the file of docs/.
        place, file.content_string = file.abs_src_path, ""
        file.abs_src_path = place


@event_priority(-300)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Leave what is known to the next build; in a preview, begin what was left aside."""
    build = Build.of(config.extra)
    if not build.memory.lasts:
        return
    _process.memory = build.memory
    if build.preview:
        _process.record = b""
        # The search, which comes last, is still to be left aside.
        asides = chain(build.preview.asides, [tidy()])
        _process.aside = Aside(_SECONDS, asides, _complain, build.preview.stops)
    elif not build.memory.stands:
        # While another core indexes what there is to find.
        _process.record = pickled(build.memory)


def on_serve(
    server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
) -> LiveReloadServer:
    """Note who builds, for what an aside finds out."""
    _process.server = server
    if _process.again:
        _build_again()
    return server


def _build_again() -> None:
    """Have everything built once more, as if a file had changed."""
    server = _process.server
    _process.again = server is None
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


def _name(config: MkDocsConfig) -> str:
    """What all of the next build depends on, besides docs/."""
    said = {name: value for name, value in config.items() if type(value) in _PLAIN}
    del said["site_dir"]
    extra = sorted(map(repr, config.extra.items()))
    digest = sha256(f"{sorted(said.items())} {extra} {config.theme.name}".encode())
    folder = Path(config.theme.custom_dir or "overrides")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for file in (Path(config.config_file_path), *files):
        digest.update(f"\0{file}\0".encode())
        digest.update(file.read_bytes())
    return f"{_process.command} {type(config).__module__} {CODE} {digest.hexdigest()}"


def _read(build: Build, pages: Iterable[File]) -> Iterator[tuple[str, Read]]:
    """What the next build may keep of each page of which nothing was said."""
    before: dict[str, Read] = build.memory.last("pages", {})
    for file in pages:
        path, page = file.src_uri, file.page
        if path in build.kept:
            yield path, before[path]
        elif path in build.silent and page:
            yield path, as_read(page, build)
