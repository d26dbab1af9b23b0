"""How long what a page says may be relied on: one meaning of « due », for readers and for us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journal.language.dates import months_after


@dataclass(frozen=True)
class Freshness:
    """When the facts of a page were last known to be right.

    Attributes:
        checked_on: that day.
        was_reviewed: whether it is that of a review, and not that of its publication.
        cites_law: whether it cites the law, which binds its readers and changes.
        months: after how many its header asks for the next review; None when it asks nothing.
    """

    checked_on: date
    was_reviewed: bool
    cites_law: bool
    months: int | None = None

    def until(self, months: int) -> date:
        """The last day on which it needs no review.

        Args:
            months: the site's own; a header may ask for fewer, never for more.
        """
        return months_after(self.checked_on, min(months, self.months or months))

    def is_due(self, months: int, today: date) -> bool:
        """Whether it is to be read over."""
        return self.until(months) < today
