"""The blocks of a body and what each shows, as `github.to_html` places them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

_PLACE = re.compile(r' data-sourcepos="(\d{1,9}):(\d{1,9})-(\d{1,9}):(\d{1,9})"([^<>]*)>')
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[a-z][a-z0-9]*)[^<>]*>", re.IGNORECASE)
_VOID = frozenset({"br", "hr", "img", "input"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# The blocks that hold a text.
LEAVES = HEADINGS | {"p", "li", "td", "th"}


class Block(NamedTuple):
    """One block of a body.

    Attributes:
        tag: its element, such as `p`, `li`, `pre`.
        attributes: what its tag holds besides.
        first, start: where it begins: line, and byte of that line, both from 1.
        last, end: where it ends, likewise; the byte is 0 when it ends with the line before.
        place: where what it shows begins in the HTML.
    """

    tag: str
    attributes: str
    first: int
    start: int
    last: int
    end: int
    place: int


def blocks_of(html: str) -> Iterator[Block]:
    """Every block whose place is known, in the order of the HTML."""
    for found in _PLACE.finditer(html):
        first, start, last, end, after = found.groups()
        # What stands above a table, in its own paragraph, has no place of its own.
        if first != "0":
            opening = html.rfind("<", 0, found.start()) + 1
            tag, _, before = html[opening : found.start()].partition(" ")
            place = (int(first), int(start), int(last), int(end), found.end())
            yield Block(tag, before + after, *place)


def too_deep(html: str, most: int) -> int | None:
    """Where an element is opened in as many others as there may be; None when none is."""
    # Each one that is opened is closed: few pages have so many in all.
    if html.count("</") < most:
        return None
    depth = 0
    for tag in _TAG.finditer(html):
        if tag["closing"]:
            depth = max(depth - 1, 0)
        elif tag["name"].lower() not in _VOID:
            depth += 1
            if depth > most:
                return tag.start()
    return None


def crossed(html: str, typed: Collection[str]) -> Iterator[tuple[str, int]]:
    """Each of these elements that does not close within what holds it, and where it is opened."""
    opened: list[tuple[str, int]] = []
    for tag in _TAG.finditer(html):
        name = tag["name"].lower()
        if name in _VOID:
            continue
        if not tag["closing"]:
            opened.append((name, tag.start()))
        elif opened and opened[-1][0] == name:
            opened.pop()
        elif any(other == name for other, _ in reversed(opened)):
            rank = next(r for r in range(len(opened) - 1, -1, -1) if opened[r][0] == name)
            # What closes across others is at fault itself; else, those that are still open.
            across = slice(rank, rank + 1 if name in typed else None)
            yield from (element for element in opened[across] if element[0] in typed)
            del opened[across]


def well_formed(html: str) -> str:
    """HTML as a parser reads it: nothing that is closed before it is opened, nothing left open."""
    opened: list[str] = []

    def closed(tag: re.Match[str]) -> str:
        name = tag["name"].lower()
        if not tag["closing"]:
            if name not in _VOID and not tag[0].endswith("/>"):
                opened.append(name)
            return tag[0]
        if name not in opened:
            return ""
        ends = ""
        while not ends.endswith(f"</{name}>"):
            ends += f"</{opened.pop()}>"
        return ends

    return _TAG.sub(closed, html) + "".join(f"</{name}>" for name in reversed(opened))
