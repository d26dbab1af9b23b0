"""A real Chromium, and the built site served in a sub-folder of a host."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.chromium import find, launch_arguments


class _Handler(SimpleHTTPRequestHandler):
    """Serves `site` under /nantes/ and, for what is missing, its 404.html, as GitHub Pages does."""

    def translate_path(self, path: str) -> str:
        prefix = "/nantes/"
        if not path.startswith(prefix):
            return str(Path(self.directory) / "missing")
        return super().translate_path("/" + path.removeprefix(prefix))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: tests say what they saw."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the real site is served: `http://127.0.0.1:<port>/nantes/`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/nantes/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; « make test » has installed it."""
    path = find()
    assert path, "Aucun Chromium : lancez « make test », qui l'installe."
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=path, args=launch_arguments()) as chromium,
    ):
        yield chromium
