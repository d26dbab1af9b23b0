"""What a printed page says in place of its links: on paper, one within the site leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable

from journal.entries.build import Body
from journal.pages.internal_links import targets


class Foot:
    """Names the pages that any page cites, from the bodies of all."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        """Take every body of the site."""
        self._bodies = {body.address: body for body in bodies}

    def cited(self, html: str, address: str, *, besides: str) -> tuple[Body, ...]:
        """The pages that the page at `address`, whose body is `html`, leads to, as they come.

        Args:
            besides: the address of one that is left out.
        """
        pages = dict.fromkeys(page for page, _ in targets(html, address))
        left_out = {besides, address}
        return tuple(self._bodies[p] for p in pages if p in self._bodies and p not in left_out)
