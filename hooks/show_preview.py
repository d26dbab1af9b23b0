"""What a preview does besides: it shows what is wrong with a page in its place, looks often for
what was saved, goes on watching what was away for a moment, has pages reloaded under their policy,
and says in French what the machine refuses it.

`on_config` comes before anything is read: nobody watches yet what is saved during the first build.
`on_files` comes right after the catalogue is built: the pages at fault must not be parsed. In a
build there is nothing to do: it has stopped. `on_serve` comes once, when the site is built, folders
are watched and the server has not started. MkDocs writes its script into each page as it sends it,
and another one each time: no build can tell its digest. Whoever finds a watched folder missing,
`docs/` renamed and put back, would stop watching it for ever, and nobody would know why.
"""

from __future__ import annotations

import logging
import re
from contextlib import ExitStack, suppress
from pathlib import Path
from time import thread_time
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.exceptions import Abort

from journal.entries.any_entry import model_of
from journal.entries.build import Build
from journal.gate.needed_files import why_no_site
from journal.problems.system_errors import SAVE_AGAIN, refusal
from journal.web.content_security_policy import for_preview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files

# So many times what a look takes goes by before the next one, and so many seconds at least, more
# where the code is: looking costs about a tenth of a core, however many pages there are.
_REST, _SECONDS, _SECONDS_OF_CODE = 9, 0.02, 0.25
# How long until all that was found at once is told: whoever saves a file in two steps is done by
# then. What is saved later is found the next time.
_DELAY = 0.02
# Takes the place of a page that cannot be shown; `draft` keeps it out of the rss plugin's list.
_PLACEHOLDER = """\
---
title: Page à corriger
description: Cette page contient des erreurs à corriger.
template: problems.html
draft: true
---
"""
# The last of a page, which nobody else can have written there.
_RELOADS = re.compile(r"<script>(\s*var livereload\b[^<]*(?:<(?!/script)[^<]*)*)</script></body>")

# Whether this is a preview; what there was to read as its first build began.
_process: dict[str, Any] = {}


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Note whether this is a preview."""
    _process["previews"] = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Note what the first build of a preview is about to read."""
    if _process.pop("previews", False):
        _process["read"] = _stamps(config)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Replace the pages at fault, and the entries that need them."""
    build = Build.of(config.extra)
    for file in files.documentation_pages():
        lacks = model_of(file.src_uri) and not build.catalogue.at(file.src_uri)
        if lacks or file.src_uri in build.problems:
            file.content_string = _PLACEHOLDER
    return files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Hand the problems to the page that shows them."""
    problems = Build.of(config.extra).problems
    env.globals["problems_of"] = lambda path: problems.get(path, ())
    return env


def on_serve(
    server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
) -> LiveReloadServer:
    """Have what is away taken for what has not changed; have the server name its own script in the
    policy of each page that it sends, and say shortly why it cannot build. What was saved during
    the first build is built at once.
    """
    root = Path(config.docs_dir).parent
    server.builder = _alone(_refused(server.builder, root), server.observer)
    for name in ("mkdocs.livereload", "mkdocs.commands.build"):
        logging.getLogger(name).addFilter(_in_french)
    server.build_delay = _DELAY
    for emitter in server.observer.emitters:
        is_of_docs = emitter.watch.path == config.docs_dir
        _wait(emitter, _SECONDS if is_of_docs else _SECONDS_OF_CODE)
    app = server.get_app()
    assert app, "MkDocs has set its own"
    server.set_app(_named(app))
    if _stamps(config) != _process.pop("read", None):
        server._want_rebuild = True
    return server


def _stamps(config: MkDocsConfig) -> dict[Path, tuple[int, int]]:
    """What changes with a file of docs/, or with mkdocs.yml, whenever it is written."""
    stamps: dict[Path, tuple[int, int]] = {}
    for path in (Path(config.config_file_path), *Path(config.docs_dir).rglob("*")):
        with suppress(OSError):  # It has just gone.
            found = path.stat()
            if not path.is_dir():
                stamps[path] = found.st_size, found.st_mtime_ns
    return stamps


def _wait(emitter: Any, seconds: float) -> None:
    """Have a watcher look often, and see what it last saw as long as there is nothing to see.

    Args:
        emitter: a `watchdog.observers.polling.PollingEmitter`, which has no setting for that.
        seconds: how long until it looks again, at least.
    """
    take = emitter._take_snapshot
    # The first look is not in its own thread, whose time is another.
    last = thread_time()

    def taken() -> Any:
        nonlocal last
        try:
            return take()
        except (FileNotFoundError, NotADirectoryError):
            return emitter._snapshot
        finally:
            # With what it took to hold the former look against the one before.
            last, before = thread_time(), last
            emitter._timeout = max(seconds, _REST * (last - before))

    emitter._take_snapshot = taken


def _alone(build: Callable[[], None], observer: Any) -> Callable[[], None]:
    """The same, while no watcher looks: it would take its time from the build.

    Args:
        build: what is to be done alone.
        observer: a `watchdog.observers.polling.PollingObserver`.
    """

    def rebuild() -> None:
        with ExitStack() as held:
            for emitter in observer.emitters:
                # Which it holds as long as it looks.
                held.enter_context(emitter._lock)
            build()

    return rebuild


def _refused(build: Callable[[], None], root: Path) -> Callable[[], None]:
    """The same, that says in one sentence what it was refused: MkDocs would show where."""

    def rebuild() -> None:
        try:
            if fault := why_no_site(root, SAVE_AGAIN):
                raise Abort(f"L'aperçu n'a pas pu être refait. {fault}")
            build()
        except OSError as error:
            said = f"L'aperçu n'a pas pu être refait : {refusal(error, SAVE_AGAIN)}"
            raise Abort(said) from error

    return rebuild


def _in_french(record: logging.LogRecord) -> bool:
    """Say what MkDocs says of any build that failed; say nothing twice."""
    if "appear stuck" in record.msg:
        record.msg = "Les pages attendent, pour s'afficher, que ce soit corrigé."
    return "[Errno " not in record.msg


def _named(app: WSGIApplication) -> WSGIApplication:
    """The same server, whose pages let its script act."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        said: list[Any] = []
        body = app(environ, lambda *given: said.extend(given))  # type: ignore[arg-type]
        status, headers = said
        if ("Content-Type", "text/html") not in headers:
            start_response(status, headers)
            return body
        page = b"".join(body).decode()
        script = _RELOADS.search(page)
        content = for_preview(page, script[1] if script else "").encode()
        kept = [header for header in headers if header[0] != "Content-Length"]
        start_response(status, [*kept, ("Content-Length", str(len(content)))])
        return [content]

    return answer
