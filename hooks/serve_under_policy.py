"""In a preview, lets the script by which MkDocs reloads a page act under the policy of pages.

`on_serve` comes once, when the site is built and the server has not started. MkDocs writes its
script into each page as it sends it, and another one each time: no build can tell its digest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from journal.web.policy import for_preview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

# The last of a page, which nobody else can have written there.
_RELOADS = re.compile(r"<script>(\s*var livereload\b[^<]*(?:<(?!/script)[^<]*)*)</script></body>")


def on_serve(
    server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
) -> LiveReloadServer:
    """Have the server name its own script in the policy of each page that it sends."""
    app = server.get_app()
    assert app, "MkDocs has set its own"
    server.set_app(_named(app))
    return server


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
