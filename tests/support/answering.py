"""A server of this machine that answers as its addresses say: `/absent` is not there, `/lent` is
late.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STATUSES = {
    "/ok": 200,
    "/vide": 204,
    "/absent": 404,
    "/retire": 410,
    "/attendre": 429,
    "/panne": 500,
    "/surcharge": 503,
    "/ferme": 403,
    "/identifiant": 401,
    "/é": 200,
}
MOVED = {
    "/ancien": (301, "/ok"),
    "/ancien-308": (308, "/ok"),
    "/ancien-deux-fois": (301, "/ancien"),
    "/ancien-puis-ailleurs": (301, "/ailleurs"),
    "/ailleurs": (302, "/ok"),
    "/ailleurs-puis-ancien": (302, "/ancien"),
    "/ancien-mort": (301, "/absent"),
    "/ancien-attendre": (301, "/attendre"),
    "/sans-but": (301, ""),
    "/boucle": (301, "/boucle-2"),
    "/boucle-2": (302, "/boucle"),
    "/soi": (302, "/soi"),
    "/dehors": (301, "ftp://127.0.0.1/"),
}


class Handler(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]] = []  # noqa: RUF012 (replaced for each server)

    def do_HEAD(self) -> None:
        self._answer("HEAD")

    def do_GET(self) -> None:
        self._answer("GET")

    def _answer(self, method: str) -> None:
        self.asked.append((method, self.path))
        path = self.path.split("?")[0]
        if path == "/lent":
            time.sleep(1.5)
        if path == "/coupe":
            self.close_connection = True
            return
        if path.startswith("/sans-fin/"):
            status, location = 302, f"/sans-fin/{int(path.rpartition('/')[2]) + 1}"
        elif path in MOVED:
            status, location = MOVED[path]
        elif path == "/tete-refusee":
            status, location = (405 if method == "HEAD" else 200), ""
        elif path == "/tete-absente":
            status, location = (404 if method == "HEAD" else 200), ""
        else:
            status, location = STATUSES.get(path.replace("%C3%A9", "é"), 200), ""
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Server:
    def __init__(self, address: str, asked: list[tuple[str, str]]) -> None:
        self.address = address
        self.asked = asked


@contextmanager
def answering(context: ssl.SSLContext | None = None) -> Iterator[Server]:
    asked: list[tuple[str, str]] = []
    handler = type("Own", (Handler,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.handle_error = lambda *_: None
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        scheme = "https" if context else "http"
        yield Server(f"{scheme}://127.0.0.1:{server.server_address[1]}", asked)
        server.shutdown()
