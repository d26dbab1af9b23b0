"""What has been published of an entry: announced, moved or given a day, cancelled, written up.

Each is news.

An entry's life is read from its header alone. Today's date plays no part: the same file gives the
same states whatever the day, or subscribers would receive one of them a second time. In which words
a former state was sent, where the header has others since, is remembered (`Visit.as_sent`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from journal.entries.addresses import first_address
from journal.entries.any_entry import AnyEntry
from journal.entries.visit import Visit
from journal.language.dates import PartialDate
from journal.language.french import COLON


class Stage(StrEnum):
    """Where an entry stands in its life; the value begins the fragment of its identifier."""

    ANNOUNCED = "annonce"
    MOVED = "report"
    CANCELLED = "annulation"
    TOLD = ""


_HAPPENED = {
    Stage.ANNOUNCED: "annoncée",
    Stage.MOVED: "reportée",
    Stage.CANCELLED: "annulée",
    Stage.TOLD: "publié",
}


@dataclass(frozen=True, slots=True)
class State:
    """One state in which an entry stood published; subscribers receive each once.

    Attributes:
        entry: the visit or tip; of a superseded state, as it was sent.
        stage: what happened.
        day: the day on which this state was published.
        planned: while a visit is still to be held, the day on which it was to be, in this state.
        moved_from: the day on which it was to be before, for a visit that is moved, or the month
            that was announced, once its day is fixed.
        brings_back: whether it gives another day to a visit that was cancelled.
        fragment: what tells this state from the others, in its identifier and in its link; empty
            for what is told: a visit written up, a tip.
        superseded: whether another state followed it.
        reviewed_on: day of the last revision, when it is later than the state; only the last state
            of an entry is revised.
    """

    entry: AnyEntry
    stage: Stage
    day: date
    planned: PartialDate | None = None
    moved_from: PartialDate | None = None
    brings_back: bool = False
    fragment: str = ""
    superseded: bool = False
    reviewed_on: date | None = None

    @property
    def title(self) -> str:
        """« Annulée : Une visite chez… », « Reportée au 3 décembre 2026 : Une visite chez… »."""
        return f"{said}{COLON}{self.entry.title}" if (said := self.said) else self.entry.title

    @property
    def fixes_day(self) -> bool:
        """Whether it gives a day to a visit of which the month alone was announced."""
        former, now = self.moved_from, self.planned
        return former is not None and now is not None and now.makes_precise(former)

    @property
    def happened(self) -> str:
        """« annoncée », « fixée », « publié »: what is said before « le 14 mars 2026 »."""
        if self.fixes_day:
            return "fixée"
        former = self.moved_from.first_day if self.moved_from else None
        now = self.planned.first_day if self.planned else None
        return "avancée" if former and now and now < former else _HAPPENED[self.stage]

    @property
    def said(self) -> str:
        """What happened, in a word or two; empty for what is told."""
        if self.stage is Stage.CANCELLED:
            return "Annulée"
        if self.planned is None:
            return ""
        if self.stage is Stage.MOVED:
            return f"{self.happened.capitalize()} {self.planned.said_to}"
        return f"Annoncée {self.planned.said_for}"

    @property
    def invitation(self) -> Visit | None:
        """The visit, where this state asks to come; None once it is cancelled or told."""
        asked = self.stage in (Stage.ANNOUNCED, Stage.MOVED)
        return self.entry if asked and isinstance(self.entry, Visit) else None

    @property
    def updated_on(self) -> date:
        """Day of the last revision of this state; never before the state itself."""
        return self.reviewed_on or self.day

    @property
    def address(self) -> str:
        """Where it is read, from the site's root."""
        return f"{self.entry.address}{self._anchor}"

    @property
    def permalink(self) -> str:
        """The address that is sent to subscribers, one a state: some tools know items by it alone.

        A page that is renamed keeps the first one, which leads on to where it is read.
        """
        return f"{first_address(self.entry)}{self._anchor}"

    @property
    def review_permalink(self) -> str:
        """The same for its last revision: one address a revision."""
        if self.reviewed_on is None:
            return self.permalink
        return f"{first_address(self.entry)}#relu-{self.reviewed_on}"

    @property
    def _anchor(self) -> str:
        return f"#{self.fragment}" if self.fragment else ""

    def identifier(self, authority: str) -> str:
        """Permanent identifier; a state bears a fragment (RFC 4151, section 2.2)."""
        own = self.entry.identifier(authority)
        return f"{own}#{self.fragment}" if self.fragment else own

    def review_identifier(self, authority: str) -> str:
        """Identifier of its last revision, for those who ask to be told of revisions."""
        own = self.identifier(authority)
        return own if self.reviewed_on is None else f"{own};relu={self.reviewed_on}"


def states_of(entry: AnyEntry) -> tuple[State, ...]:
    """Every state in which an entry stood published, in the order of its life."""
    if isinstance(entry, Visit) and entry.announced:
        *before, last = _life(entry)
        sent = (replace(s, entry=entry.as_sent(s.fragment), superseded=True) for s in before)
        return (*sent, _reviewed(last))
    written_on = entry.written_on if isinstance(entry, Visit) else None
    return (_reviewed(State(entry, Stage.TOLD, written_on or entry.published_on)),)


def standing(entry: AnyEntry) -> State:
    """The state in which an entry stands published: its last."""
    return states_of(entry)[-1]


def _life(visit: Visit) -> Iterator[State]:
    """The states of a visit that was announced."""
    days, fragments = visit.days, Counter[str]()

    def fragment(name: str) -> str:
        """Moved to a day, away from it, and to it again; cancelled again: that is news too."""
        fragments[name] += 1
        return name if fragments[name] == 1 else f"{name}-{fragments[name]}"

    last = State(visit, Stage.ANNOUNCED, visit.published_on, days[0], fragment=Stage.ANNOUNCED)
    yield last
    for change in visit.changes:
        if change.cancels:
            stage, planned, former = Stage.CANCELLED, last.planned, None
            name = fragment(stage)
        elif change.rank + 1 < len(days):
            stage, planned, former = Stage.MOVED, days[change.rank + 1], days[change.rank]
            name = fragment(f"{stage}-{planned.edtf}")
        else:
            continue  # A preview, whose header says of no former day when the next was published.
        back = last.stage is Stage.CANCELLED and stage is Stage.MOVED
        last = State(visit, stage, change.day, planned, former, back, name)
        yield last
    if visit.written_on:
        yield State(visit, Stage.TOLD, visit.written_on)


def _reviewed(state: State) -> State:
    day = state.entry.reviewed_on
    if day is None or day <= state.day:
        return state
    return replace(state, reviewed_on=day)
