"""Whether an address of somebody else's still answers, and how, asked with good manners.

Sources: RFC 9110, sections 9.3.2 and 15; RFC 6585, section 4 (429).
"""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic, sleep
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

_MOST_REDIRECTS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
# What an address may hold as it is (RFC 3986, section 2); « % » is of what is quoted already.
_AS_IT_IS = "!#$%&'()*+,/:;=?@[]~"


class Verdict(StrEnum):
    """How an address answers; the value is read after it."""

    ALIVE = "répond"
    MISSING = "n'existe plus (réponse 404)"
    GONE = "a été retirée (réponse 410)"
    BUSY = "demande d'attendre (réponse 429)"
    CLOSED = "refuse d'être vérifiée par un programme"
    BROKEN = "est en panne"
    LATE = "met trop de temps à répondre"
    LOOP = "renvoie d'adresse en adresse, sans fin"
    UNSAFE = "a un certificat qui n'est pas valable"
    SILENT = "ne répond pas"

    @property
    def is_failure(self) -> bool:
        """Whether a reader who follows it finds nothing; of two answers, nothing can be said."""
        return self not in (Verdict.ALIVE, Verdict.BUSY, Verdict.CLOSED)


class Answer(NamedTuple):
    """What became of an address.

    Attributes:
        verdict: how it answers in the end.
        moved_to: where it has moved for good; empty when it has not, or leads to nothing.
    """

    verdict: Verdict
    moved_to: str = ""


class _Reply(NamedTuple):
    status: int
    location: str = ""


@dataclass
class Asker:
    """Asks one address after another: HEAD first, then GET where it is not understood.

    Attributes:
        agent: who asks, and where that is explained.
        seconds: how long an answer may take.
        pause: seconds between two requests to one host.
        context: what certificates are held against.
        wait, clock: how time passes.
    """

    agent: str
    seconds: float = 20.0
    pause: float = 1.0
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    wait: Callable[[float], None] = sleep
    clock: Callable[[], float] = monotonic
    _last: dict[str, float] = field(default_factory=dict)

    def ask(self, address: str) -> Answer:
        """Follow an address to its end."""
        here, fragment = address.partition("#")[::2]
        seen, moved_to, for_good = {here}, "", True
        while len(seen) <= _MOST_REDIRECTS:
            reply = self._reply(here)
            if isinstance(reply, Verdict):
                return Answer(reply)
            if reply.status not in _REDIRECTS or not reply.location:
                return _answer(reply.status, moved_to, fragment)
            here = urljoin(here, reply.location)
            for_good = for_good and reply.status in _FOR_GOOD
            moved_to = here if for_good else moved_to
            here = here.partition("#")[0]
            if here in seen:
                break
            seen.add(here)
        return Answer(Verdict.LOOP)

    def _reply(self, address: str) -> _Reply | Verdict:
        """What one address answers: not all servers understand HEAD, nor do all who answer 404."""
        reply = self._request("HEAD", address)
        is_sure = reply is Verdict.UNSAFE or (
            isinstance(reply, _Reply) and (reply.status < 400 or reply.status == 429)
        )
        return reply if is_sure else self._request("GET", address)

    def _request(self, method: str, address: str) -> _Reply | Verdict:
        try:
            parts = urlsplit(quote(address, safe=_AS_IT_IS))
            host = (urlsplit(address).hostname or "").encode("idna").decode()
            if parts.scheme not in ("http", "https") or not host:
                return Verdict.SILENT
            self._be_polite(host)
            with closing(self._connection(parts.scheme, host, parts.port)) as connection:
                path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
                connection.request(
                    method, path, headers={"User-Agent": self.agent, "Accept": "*/*"}
                )
                answer = connection.getresponse()
                return _Reply(answer.status, answer.getheader("Location") or "")
        except TimeoutError:
            return Verdict.LATE
        except ssl.SSLCertVerificationError:
            return Verdict.UNSAFE
        except (OSError, http.client.HTTPException, ValueError):
            return Verdict.SILENT

    def _connection(self, scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
        if scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=self.seconds)
        return http.client.HTTPSConnection(host, port, timeout=self.seconds, context=self.context)

    def _be_polite(self, host: str) -> None:
        left = self._last.get(host, -self.pause) + self.pause - self.clock()
        if left > 0:
            self.wait(left)
        self._last[host] = self.clock()


def _answer(status: int, moved_to: str, fragment: str) -> Answer:
    verdict = _verdict(status)
    if verdict is not Verdict.ALIVE or not moved_to:
        return Answer(verdict)
    # As browsers do, what came after « # » is kept where the new address says nothing of it.
    return Answer(
        verdict, f"{moved_to}#{fragment}" if fragment and "#" not in moved_to else moved_to
    )


def _verdict(status: int) -> Verdict:
    known = {404: Verdict.MISSING, 410: Verdict.GONE, 429: Verdict.BUSY}
    if status in known:
        return known[status]
    if status >= 500:
        return Verdict.BROKEN
    return Verdict.CLOSED if status >= 400 else Verdict.ALIVE
