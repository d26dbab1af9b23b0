"""Which archives a feed has: the years of what it no longer holds, told from its days alone; and
those it once had, which programs may know by their addresses (RFC 5005, section 4).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from journal.newsletter.feeds import Basis, Feed
from journal.newsletter.published_states import State

# How many items a feed holds at least, as long as it has so many.
FLOOR = 20

_ARCHIVE = re.compile(
    r"(?P<feed>(?:.*/)?feed_(?:rss|json)_created)-(?P<year>\d{4})(?:-(?P<number>\d+))?"
    r"(?P<form>\.xml|\.json)"
)


def feed_of(file: str) -> str | None:
    """The file of the feed that an archive belongs to; None when the file is no archive.

    Args:
        file: its address, from the site's root.
    """
    found = _ARCHIVE.fullmatch(file)
    return f"{found['feed']}{found['form']}" if found else None


def kept_years(feed: Feed, archives: Iterable[str]) -> dict[int, int]:
    """The years of which a feed once had an archive, and how many numbered parts came before it.

    Args:
        feed: the feed.
        archives: addresses of archives that were published, of any feed.
    """
    kept: dict[int, int] = {}
    for file in archives:
        found = _ARCHIVE.fullmatch(file)
        if found and feed_of(file) in (feed.rss, feed.json):
            year = int(found["year"])
            kept[year] = max(kept.get(year, 0), int(found["number"] or 0))
    return kept


def years_of(feed: Feed, archives: Iterable[str]) -> list[tuple[int, list[str]]]:
    """The years of which a feed has archives, newest first, and the addresses of the RSS files of
    each, in the order of what they hold.

    Args:
        feed: the feed.
        archives: addresses of archives, of any feed.
    """
    return [
        (year, [feed.file("rss", f"{year}{part}") for part in (*_numbers(count), "")])
        for year, count in sorted(kept_years(feed, archives).items(), reverse=True)
    ]


def years_by_feed(
    feeds: Iterable[Feed], archives: Iterable[str]
) -> dict[str, list[tuple[int, list[str]]]]:
    """What `years_of` says of each feed, by the address of its RSS file."""
    own: dict[str | None, list[str]] = defaultdict(list)
    for file in archives:
        own[feed_of(file)].append(file)
    return {feed.rss: years_of(feed, [*own[feed.rss], *own[feed.json]]) for feed in feeds}


def _numbers(count: int) -> list[str]:
    return [f"-{number}" for number in range(1, count + 1)]


def expected_years(states: Iterable[State], feed: Feed) -> list[int]:
    """The years of which a feed has an archive, newest first, as far as days alone tell.

    A feed of revisions has none, but numbered pages: a page revised again would leave its year.

    Args:
        states: those of every entry.
        feed: the feed.
    """
    if feed.basis is not Basis.CREATED:
        return []
    days = sorted((state.day for state in states if feed.holds(state.entry)), reverse=True)
    return archived_years(days)


def reach(days: Sequence[date]) -> int:
    """How many of its items a feed holds: those of the newest day, and `FLOOR` at least.

    Args:
        days: those of all its items, newest first.
    """
    return max(days.count(days[0]), FLOOR) if days else 0


def archived_years(days: Sequence[date]) -> list[int]:
    """The years that a feed has archives of, newest first.

    Args:
        days: those of all its items, newest first.
    """
    return sorted({day.year for day in days[reach(days) :]}, reverse=True)
