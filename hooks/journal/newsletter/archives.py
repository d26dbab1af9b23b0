"""Which archives a feed has: the years of what it no longer holds, told from its days alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from journal.entries.catalogue import Catalogue
from journal.newsletter.feeds import Basis, Feed
from journal.newsletter.states import states_of

# How many items a feed holds at least, as long as it has so many.
FLOOR = 20


def archives_of(catalogue: Catalogue, feed: Feed) -> list[tuple[int, str]]:
    """The years of which a feed has an archive, newest first, and the address of its RSS file.

    A feed of revisions has none, but numbered pages: a page revised again would leave its year.
    """
    if feed.basis is not Basis.CREATED:
        return []
    held = filter(feed.holds, catalogue.entries)
    days = sorted((state.day for entry in held for state in states_of(entry)), reverse=True)
    return [(year, feed.file("rss", str(year))) for year in archived_years(days)]


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
