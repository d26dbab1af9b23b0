"""A file of somebody else's, fetched within limits: of size, of time, of hosts."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Callable
from time import monotonic
from urllib.parse import urljoin, urlsplit

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PIECE = 65_536


class NotFetchedError(Exception):
    """Nothing was fetched; the text, in French, says why and reads after « la photo : ».

    Attributes:
        is_passing: whether the same may come later: nothing is wrong with it.
    """

    def __init__(self, reason: str, *, is_passing: bool = False) -> None:
        super().__init__(reason)
        self.is_passing = is_passing


def fetch(
    address: str, *, is_allowed: Callable[[str], bool], most_bytes: int, seconds: float
) -> bytes:
    """The content at an address.

    Args:
        address: `https://…`; whatever it is, it is asked for only when it is allowed.
        is_allowed: whether an address may be asked for; each redirection is held against it too.
        most_bytes: the largest content that is taken.
        seconds: how long everything may take, in seconds.

    Raises:
        NotFetchedError: it is not allowed, too large, too slow, or not there.
    """
    end = monotonic() + seconds
    for _ in range(_MOST_REDIRECTS + 1):
        if not is_allowed(address):
            raise NotFetchedError("elle mène hors des adresses où elle peut être prise")
        try:
            content, leads_to = _ask(address, most_bytes, end)
        except (OSError, http.client.HTTPException, ValueError) as error:
            is_late = isinstance(error, TimeoutError) or monotonic() >= end
            reason = "elle met trop de temps à venir" if is_late else "elle n'a pas pu être prise"
            raise NotFetchedError(reason, is_passing=True) from error
        if leads_to is None:
            return content
        address = urljoin(address, leads_to)
    raise NotFetchedError("elle est renvoyée d'adresse en adresse")


def _ask(address: str, most_bytes: int, end: float) -> tuple[bytes, str | None]:
    """What one address answers: a content, or where else to ask."""
    parts = urlsplit(address)
    left = end - monotonic()
    if left <= 0 or not parts.hostname:
        raise TimeoutError
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(parts.netloc, timeout=left, context=context)
    else:
        connection = http.client.HTTPConnection(parts.netloc, timeout=left)
    try:
        path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
        connection.request("GET", path, headers={"Accept": "image/*", "User-Agent": "carnet"})
        with connection.getresponse() as answer:
            if answer.status in _REDIRECTS:
                return b"", answer.getheader("Location") or ""
            if answer.status != 200:
                if answer.status == 429 or answer.status >= 500:
                    reason = f"elle ne peut pas être prise maintenant (réponse {answer.status})"
                    raise NotFetchedError(reason, is_passing=True)
                raise NotFetchedError(f"elle n'est plus là (réponse {answer.status})")
            return _read(answer, most_bytes, end), None
    finally:
        connection.close()


def _read(answer: http.client.HTTPResponse, most_bytes: int, end: float) -> bytes:
    """A content, piece by piece: its announced length may be wrong, or missing."""
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > most_bytes:
            raise NotFetchedError(f"elle pèse plus de {most_bytes // 1_000_000} Mo")
        if monotonic() >= end:
            raise TimeoutError
    return b"".join(pieces)
