"""A host on this machine: serves a folder with entity tags, or says that all has moved."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TYPES = {".xml": "application/xml", ".json": "application/json", ".html": "text/html"}


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


@contextmanager
def serve(folder: Path, prefix: str) -> Iterator[Host]:
    """Serve a folder under `/<prefix>/` of a host of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.removeprefix(f"/{prefix}/")
            if host.moved_to:
                return self.answer(301, Location=host.moved_to + path)
            file = host.folder / path
            if file.is_dir():
                file /= "index.html"
            if not self.path.startswith(f"/{prefix}/") or not file.is_file():
                return self.answer(404)
            content = file.read_bytes()
            tag = f'"{hashlib.sha256(content).hexdigest()}"'
            if self.headers.get("If-None-Match") == tag:
                return self.answer(304, ETag=tag)
            media_type = TYPES.get(file.suffix, "application/octet-stream")
            return self.answer(200, content, ETag=tag, **{"Content-Type": media_type})

        def answer(self, status: int, content: bytes = b"", **headers: str) -> None:
            host.answers.append((self.path, status))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: `answers` keeps what matters."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host = Host(f"http://127.0.0.1:{server.server_port}/{prefix}/", folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
