"""What a printed page says in place of its links: on paper, one within the site leads nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from journal.pages.internal_links import targets


class Titled(NamedTuple):
    """A page, by its address, from the site's root, and its title."""

    address: str
    title: str


def cited(
    html: str, address: str, at: Callable[[str], Titled | None], *, besides: str
) -> tuple[Titled, ...]:
    """The pages that the page at `address`, whose body is `html`, leads to, as they come.

    Args:
        at: gives the page at an address, or None.
        besides: the address of one that is left out.
    """
    pages = dict.fromkeys(page for page, _ in targets(html, address))
    found = (at(page) for page in pages if page not in {besides, address})
    return tuple(page for page in found if page)
