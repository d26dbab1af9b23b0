"""In a preview, makes what has changed, and leaves what has not where it is.

MkDocs has `--dirty`, with which it passes over each file that is not modified: in reading, in
laying out, in copying. It goes by the time of files, and misses whatever a page has of another.
Here each file says whether it is modified, from what the last build of the same preview has left:

- a page is read again unless its text and its entry are the same, and the same files are there for
  its links to lead to;
- it is laid out again unless it is made from the same, and each question of its template is
  answered as it was (`lay_out_pages`);
- any other file is copied again unless it holds the same bytes.

What nobody publishes any more goes. Feeds, booklets, the search and the ledger follow aside, once
pages are there and nobody has saved anything for two seconds; the next build stops them. Should
`mkdocs.yml`, a template, a style or a script change, or should a build fail, the next begins from
nothing.
"""

from __future__ import annotations

import logging
import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.utils import clean_directory

from journal.entries.build import Body, Build, Preview
from journal.machine.cache import SWITCH
from journal.machine.memory import Folder, Memory
from journal.machine.parallel import Aside
from journal.problems.system_errors import SAVE_AGAIN, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import File
    from mkdocs.structure.nav import Navigation

log = logging.getLogger(f"mkdocs.{__name__}")

# How what stops a build begins.
_STOPPED = "Construction arrêtée : "
# How long what is left aside waits for another save.
_SECONDS = 2.0
# In the place of a body that is still to be read.
_TO_COME = Body("", "", "", "", "")


class _Read(NamedTuple):
    """A page as a build has read it.

    Attributes:
        file: the generator's own, which has the page; the same from one build to the next, since
            other pages point to it.
        made_from: all that reading it depends on, but for where its links lead.
        body: what was read.
    """

    file: File
    made_from: object
    body: Body


class _Process(TypedDict):
    """What the whole process is for, and what one build of it leaves to the next."""

    previews: bool
    settings: str
    memory: Memory | None
    folder: Folder | None
    aside: Aside | None
    server: LiveReloadServer | None
    again: bool


_process: _Process = {
    "previews": False,
    "settings": "",
    "memory": None,
    "folder": None,
    "aside": None,
    "server": None,
    "again": False,
}


def on_startup(*, command: str, dirty: bool) -> None:
    """Note what the process is for; have MkDocs say nothing of what its own `--dirty` would miss.

    Refuse a build that leaves aside the pages that have not changed: there is none to begin from.
    """
    _process["previews"] = dirty
    _process["memory"] = _process["server"] = None
    _process["again"] = False
    if dirty and command != "serve":
        raise Abort(
            "Construction arrêtée : avec « --dirty », la recherche ne trouverait que les pages "
            "modifiées. Recommencez sans cette option."
        )
    for generator in ("mkdocs", "properdocs"):
        logging.getLogger(f"{generator}.commands.build").addFilter(_is_no_warning_of_dirty)


def _is_no_warning_of_dirty(record: logging.LogRecord) -> bool:
    return "'dirty' build" not in record.getMessage()


@event_priority(200)
def on_config(config: MkDocsConfig) -> None:
    """Stop what the last build left aside; take up what it left, if it may be used."""
    on_shutdown()
    if not _process["previews"]:
        return
    memory, folder = _process["memory"], _process["folder"]
    # A build that fails leaves nothing.
    _process["memory"] = None
    settings = _settings(config)
    is_whole = os.environ.get(SWITCH) == "0" or settings != _process["settings"]
    is_whole = is_whole or not Path(config.site_dir).is_dir()  # Somebody has emptied /tmp.
    if memory is None or folder is None or is_whole:
        memory, folder = None, Folder(Path(config.site_dir))
        clean_directory(config.site_dir)
    _process["settings"], _process["folder"] = settings, folder
    Preview(Memory(memory), folder, _build_again).hang(config.extra)


def on_shutdown() -> None:
    """Stop what was left aside, before the folder of the preview goes."""
    aside, _process["aside"] = _process["aside"], None
    if aside:
        aside.stop()


@event_priority(-100)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Put the pages of the last build in the place of those that are the same."""
    build = Build.of(config.extra)
    if not build.preview:
        return files
    before: dict[str, _Read] = build.memory.last("pages", {})
    around = _around(files, build)
    is_around = build.memory.last("around", None) == around
    build.memory.leave("around", around)

    def taken(file: File) -> File:
        known = before.get(file.src_uri)
        if not known or not file.is_documentation_page():
            return file
        if is_around and known.made_from == _made_from(file, build):
            build.kept.add(file.src_uri)
        else:
            vars(known.file).clear()
            vars(known.file).update(vars(file))
        return known.file

    return Files([taken(file) for file in files])


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
    if not build.preview:
        return
    before: dict[str, _Read] = build.memory.last("pages", {})
    for file in files.documentation_pages():
        path = file.src_uri
        known = before[path].body if path in build.kept else _TO_COME
        # In the order of pages, whoever is read.
        build.bodies[path] = known
        _say(file, is_modified=path not in build.kept)


@event_priority(-200)
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Have what is laid out already passed over, and what was copied; take away what has gone."""
    build = Build.of(config.extra)
    if not build.preview:
        return
    pages = files.documentation_pages()
    build.memory.leave("pages", dict(_read(build, pages)))
    others = [file for file in files if not file.is_documentation_page()]
    digests = {file.dest_uri: _digest(file, build.memory) for file in others}
    missing = build.preview.folder.expect("files", digests | {page.dest_uri: "" for page in pages})
    for file in others:
        _say(file, is_modified=file.dest_uri in missing)
    for file in pages:
        is_modified = file.dest_uri in missing or file.src_uri not in build.standing
        _say(file, is_modified=is_modified and file.src_uri not in build.later)


@event_priority(-300)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Leave what is known to the next build; begin what was left aside."""
    build = Build.of(config.extra)
    if not build.preview:
        return
    _process["memory"] = build.memory
    _process["aside"] = Aside(_SECONDS, build.preview.asides, _complain, build.preview.stops)


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


def _settings(config: MkDocsConfig) -> str:
    """What all pages depend on, besides docs/ and the code that runs."""
    said = (config.site_name, config.site_description, config.site_url, config.repo_url)
    extra = sorted(map(repr, config.extra.items()))
    digest = sha256(f"{said} {extra} {os.environ.get(SWITCH)}".encode())
    folder = Path(config.theme.custom_dir or "overrides")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for file in (Path(config.config_file_path), *files):
        digest.update(f"\0{file}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _digest(file: File, memory: Memory) -> str:
    content = file.content_bytes
    return memory.kept(f"copied {file.dest_uri}", content, lambda: sha256(content).hexdigest())


def _read(build: Build, pages: Iterable[File]) -> Iterator[tuple[str, _Read]]:
    for file in pages:
        if file.src_uri in build.silent | build.kept:
            yield file.src_uri, _Read(file, _made_from(file, build), build.bodies[file.src_uri])
