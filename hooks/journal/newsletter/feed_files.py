"""The files of one feed: the newest items where subscribers look, the older ones by year.

Services refuse a feed of a megabyte, and telephones fetch it again and again: no file weighs more
than `MOST_BYTES`. What no longer fits is in archive documents, one a year or more, each of which
names the one before it (RFC 5005, section 4; JSON Feed 1.1, `next_url`). An archive that was once
published stays at its address, should it have nothing more to hold. What is older has its summary
and leads to its page, or each page would be published ten times.

A page that is revised again leaves the year it was in, and no archive could last: older revisions
are in numbered pages, which change with the feed (RFC 5005, section 3).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from journal.newsletter.archives import kept_years, reach
from journal.newsletter.feeds import Basis, Feed
from journal.newsletter.items import Item

MOST_BYTES = 500_000
# Bytes that a feed says of itself, at most.
_HEAD = 6_000


@dataclass(frozen=True, slots=True)
class Document:
    """One file of a feed, in its two forms.

    Attributes:
        feed: what it is a part of.
        items: newest first.
        part: what its name adds to the feed's, a year or the number of a page; empty for the one
            that subscribers fetch.
        older: the part that comes before it in time, or None when it reaches the very first item.
    """

    feed: Feed
    items: tuple[Item, ...]
    part: str = ""
    older: str | None = None

    @property
    def title(self) -> str:
        """Its name in a feed reader."""
        years = f" ({self.part.replace('-', ', ')})" if self.part else ""
        return f"{self.feed.title}{years}"

    @property
    def is_archive(self) -> bool:
        """Whether it stays as it is, once its year is over."""
        return bool(self.part) and self.feed.basis is Basis.CREATED

    @property
    def rss(self) -> str:
        """Address of the RSS file, from the site's root."""
        return self.feed.file("rss", self.part)

    @property
    def json(self) -> str:
        """Address of the JSON file, from the site's root."""
        return self.feed.file("json", self.part)


def documents_of(
    feed: Feed, items: Sequence[Item], archives: Collection[str] = ()
) -> list[Document]:
    """Every file of a feed: the newest items, then what is older, from the newest to the oldest.

    Args:
        feed: the feed.
        items: all that it holds, newest first.
        archives: addresses of archives that were published once, of any feed.
    """
    newest = _newest(items)
    if feed.basis is Basis.CREATED:
        rest = _archives(feed, items, newest, kept_years(feed, archives))
    else:
        rest = _pages(feed, items, newest)
    parts = ["", *(part for part, _ in rest)]
    contents = [newest, *(held for _, held in rest)]
    return [
        Document(feed, tuple(held), part, older)
        for held, part, older in zip(contents, parts, [*parts[1:], None], strict=True)
    ]


def _window(items: Sequence[Item]) -> Sequence[Item]:
    """The items that subscribers are sent: those of the newest day, and `FLOOR` at least."""
    return items[: reach([item.dated.date() for item in items])]


def _newest(items: Sequence[Item]) -> list[Item]:
    """The window's items, in full as long as there is room for the others in short."""
    window = _window(items)
    short = [item.shortened for item in window]
    room = MOST_BYTES - _HEAD - sum(item.size for item in short)
    found = []
    for item, shortened in zip(window, short, strict=True):
        more = item.size - shortened.size
        found.append(item if more <= room else shortened)
        room -= more if more <= room else 0
    # Hundreds of pages of one day: the last of them are in the archives alone.
    while room < 0:
        room += found.pop().size
    return found


def _archives(
    feed: Feed, items: Sequence[Item], newest: Sequence[Item], kept: Mapping[int, int]
) -> list[tuple[str, list[Item]]]:
    """The parts of each year that the newest items do not hold whole, newest first; and of those
    that had some once.
    """
    years = {year: list(group) for year, group in groupby(items, key=lambda i: i.dated.year)}
    found = []
    for year in sorted({*years, *kept}, reverse=True):
        held = years.get(year, [])
        if year in kept or _unsaid(held, newest):
            found += _parts(year, [item.summed_up for item in held], kept.get(year, 0))
    return found


def _pages(
    feed: Feed, items: Sequence[Item], newest: Sequence[Item]
) -> list[tuple[str, list[Item]]]:
    """What the newest items do not say, in numbered pages after the first, newest first."""
    pages = _filled([item.summed_up for item in _unsaid(items, newest)])[::-1]
    return [(str(number), page) for number, page in enumerate(pages, start=2)]


def _unsaid(items: Sequence[Item], newest: Sequence[Item]) -> list[Item]:
    """Those of the items that the newest ones do not hold."""
    said = {item.identifier for item in newest}
    return [item for item in items if item.identifier not in said]


def _parts(year: int, items: Sequence[Item], numbered: int) -> list[tuple[str, list[Item]]]:
    """A year's items in files of `MOST_BYTES`, newest first.

    A full one is numbered from the year's beginning, and never changes again; the last one bears
    the year alone. There are as many numbered ones as there once were, some of them empty should
    the texts have become shorter.
    """
    parts = _filled(items) or [[]]
    parts[-1:-1] = [[] for _ in range(numbered + 1 - len(parts))]
    names = [*(f"{year}-{number}" for number in range(1, len(parts))), str(year)]
    return list(zip(names, parts, strict=True))[::-1]


def _filled(items: Sequence[Item]) -> list[list[Item]]:
    """Items, newest first, in lists of `MOST_BYTES`, the oldest list first, the last not full."""
    parts: list[list[Item]] = []
    room = 0
    for item in reversed(items):
        if item.size > room:
            parts.append([])
            room = MOST_BYTES - _HEAD
        room -= item.size
        parts[-1].insert(0, item)
    return parts
