"""Where the links of a page lead within the site, and which guides lead to an entry."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from urllib.parse import unquote, urljoin

from lxml.html import HtmlElement

from journal.entries.build import Body
from journal.entries.entry import Entry

_SITE = "https://site.invalid/"
# « ../../conseils/oser/#pourquoi », as most links are: to join it takes three times as long.
_PLAIN = re.compile(r"((?:\.\./)*)((?:[\w-]+/)*)(?:#(.*))?")
# Of HTML that is written by a program.
_LINK = re.compile(r'<a\b(?:[^<>"]|"[^"]*")*?\shref="([^"]*)"')


def targets(html: str, address: str) -> Iterator[tuple[str, str]]:
    """Where the links of the page at `address` lead within the site: a page, and an anchor."""
    for link in _LINK.finditer(html):
        if found := target(unescape(link[1]), address):
            yield found


def targets_of(element: HtmlElement, address: str) -> Iterator[tuple[str, str]]:
    """The same, of an element of that page."""
    for link in element.iter("a"):
        if found := target(link.get("href") or "", address):
            yield found


def target(link: str, address: str) -> tuple[str, str] | None:
    """Where one link of the page at `address` leads within the site; None when it leads out."""
    if (plain := _PLAIN.fullmatch(link)) and address.endswith("/"):
        up, path, anchor = plain.groups(default="")
        above = address.split("/")[:-1]
        kept = above[: max(len(above) - up.count("/"), 0)]
        return "/".join([*kept, path]), unquote(anchor)
    page, _, anchor = urljoin(_SITE + address, link).partition("#")
    return (unquote(page.removeprefix(_SITE)), unquote(anchor)) if page.startswith(_SITE) else None


class Uses:
    """Which guides lead to an entry: each is read once."""

    def __init__(self, guides: Iterable[Entry], bodies: Mapping[str, Body]) -> None:
        """Take the guides, in the order in which they are listed, and the bodies of pages by path;
        a guide without a body is one whose problems take its place in a preview.
        """
        self._guides = tuple(guides)
        self._leading_to: dict[str, set[str]] = defaultdict(set)
        for guide in self._guides:
            if body := bodies.get(guide.path):
                for page, _ in targets(body.html, body.address):
                    self._leading_to[page].add(guide.path)

    def guides(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """The guides that lead to one of these entries at least."""
        found = set().union(*(self._leading_to.get(entry.address, ()) for entry in entries))
        return tuple(guide for guide in self._guides if guide.path in found)
