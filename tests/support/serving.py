"""The built site served as a host does: in a sub-folder, with entity tags, or moved elsewhere."""

from __future__ import annotations

import hashlib
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from journal.hosting.response_headers import type_of


class Host:
    """What is served, and what was answered.

    Attributes:
        address: `http://127.0.0.1:<port>/<prefix>/`.
        folder: the folder served there.
        moved_to: the address that everything has moved to, for good, or None.
        answers: (path, status) of each request, in order.
    """

    def __init__(self, address: str, folder: Path) -> None:
        self.address = address
        self.folder = folder
        self.moved_to: str | None = None
        self.answers: list[tuple[str, int]] = []


class _Server(ThreadingHTTPServer):
    host: Host

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing when a browser leaves before the end; anything else is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Answers for a host as GitHub Pages does; what is missing gets the site's 404.html."""

    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        host = self.server.host
        root = urlsplit(host.address).path
        path = self.path.removeprefix(root)
        if host.moved_to:
            return self._answer(301, Location=host.moved_to + path)
        file = host.folder / unquote(urlsplit(path).path)
        if file.is_dir():
            if not urlsplit(self.path).path.endswith("/"):
                return self._answer(301, Location=f"{self.path}/")
            file /= "index.html"
        if self.path.startswith(root) and file.is_file():
            return self._send(file)
        missing = host.folder / "404.html"
        content = missing.read_bytes() if missing.is_file() else b""
        return self._answer(404, content, **{"Content-Type": "text/html; charset=utf-8"})

    def _send(self, file: Path) -> None:
        content = file.read_bytes()
        tag = f'"{hashlib.sha256(content).hexdigest()}"'
        if self.headers.get("If-None-Match") == tag:
            return self._answer(304, ETag=tag)
        return self._answer(200, content, ETag=tag, **{"Content-Type": type_of(file.name)})

    def _answer(self, status: int, content: bytes = b"", **headers: str) -> None:
        self.server.host.answers.append((self.path, status))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: `answers` keeps what matters."""


@contextmanager
def serve(folder: Path, prefix: str = "nantes") -> Iterator[Host]:
    """Serve a folder under `/<prefix>/` of a host of its own, while the block runs."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.host = Host(f"http://127.0.0.1:{server.server_port}/{prefix}/", folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.host
    finally:
        server.shutdown()
        server.server_close()
