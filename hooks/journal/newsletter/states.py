"""What has been published of an entry: a visit announced and then written up is two news items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journal.entries import Tip, Visit


@dataclass(frozen=True, slots=True)
class State:
    """The state in which an entry stands published; subscribers receive each state once.

    Attributes:
        entry: the visit or tip.
        day: the day on which this state was published.
        announcement: whether this is the announcement of a visit still to be written up.
    """

    entry: Visit | Tip
    day: date
    announcement: bool = False

    @property
    def updated_on(self) -> date:
        """Day of the last revision of this state; never before the state itself."""
        return max(self.day, self.entry.reviewed_on or self.day)

    def identifier(self, authority: str) -> str:
        """Permanent identifier; an announcement bears a fragment (RFC 4151, section 2.2)."""
        own = self.entry.identifier(authority)
        return f"{own}#annonce" if self.announcement else own


def state_of(entry: Visit | Tip) -> State:
    """The published state of an entry, from its header alone.

    A visit first published on or before the last day that it may be held is an announcement until
    `ecrit_le` says when its write-up replaced it. Today's date plays no part: an announcement
    whose day has passed keeps its identifier, or subscribers would receive it a second time.
    """
    if not isinstance(entry, Visit):
        return State(entry, entry.published_on)
    if entry.written_on:
        return State(entry, entry.written_on)
    last_day = entry.held_on.last_day
    announcement = last_day is not None and entry.published_on <= last_day
    return State(entry, entry.published_on, announcement)
