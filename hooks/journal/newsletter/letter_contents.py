"""What the letter of a month tells, whatever form it takes: a mail, a page, an item of a feed.

It is made from the states published in that month, never from what became of them since: what was
announced in November stays an announcement in November's letter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from journal.entries.addresses import image_path
from journal.entries.any_entry import AnyEntry
from journal.entries.catalogue import Catalogue
from journal.entries.entry import Entry
from journal.entries.guide import Guide
from journal.entries.tip import Tip
from journal.entries.visit import Visit
from journal.language.dates import PartialDate
from journal.language.french import COLON, plural
from journal.language.hours import format_hours
from journal.newsletter.month import Month
from journal.newsletter.published_states import Stage, State, states_of


@dataclass(frozen=True)
class News:
    """What the letter says of one entry, as plain text.

    Attributes:
        kind: « Visite ».
        title, description: the entry's.
        address: where it is read, from the site's root.
        permalink: the address that is sent, which a rename of its page leaves as it is.
        facts: where, when, with whom; what became of it during the month.
        registration: where one signs up for a visit still to be held then, or an empty text.
        contact: whom one writes to or calls for that; empty when it is a page.
        image: path of its picture under docs/, or None: forms know where it is published.
        image_alt: what the picture shows.
        folder: the kind of the entry, `visites`, for the form to tell kinds apart.
    """

    kind: str
    title: str
    address: str
    permalink: str
    description: str
    facts: tuple[str, ...]
    registration: str
    contact: str
    image: str | None
    image_alt: str
    folder: str


@dataclass(frozen=True)
class Section:
    """A titled part of the letter; what may have changed since it was sent, or an empty text."""

    title: str
    news: tuple[News, ...]
    note: str = ""


@dataclass(frozen=True)
class Telling:
    """The letter of a month, before it takes a form.

    Attributes:
        month: of which what was published is told.
        opening: two sentences: the first names what comes first, the second counts the rest.
        sections: what is told, each entry once.
        newest: day of the last thing told.
        draft: whether the month goes on, so that there may be more to tell.
    """

    month: Month
    opening: str
    sections: tuple[Section, ...]
    newest: date
    draft: bool

    @property
    def title(self) -> str:
        """« La lettre de novembre 2026 »."""
        return f"La lettre {self.month.owned}"

    @property
    def address(self) -> str:
        """Address of its page, from the site's root."""
        return f"lettres/{self.month.code}/"

    @property
    def published_on(self) -> date:
        """The day on which it is complete."""
        return self.month.next.first_day

    @property
    def warning(self) -> str:
        """What a draft says of itself; empty once the month is over."""
        if not self.draft:
            return ""
        return (
            f"Brouillon{COLON}{self.month} n’est pas fini, d’autres pages peuvent encore paraître."
        )

    def first(self, count: int) -> tuple[Section, ...]:
        """The sections, down to a number of news."""
        kept = []
        for section in self.sections:
            if held := section.news[:count]:
                kept.append(replace(section, news=held))
            count -= len(held)
        return tuple(kept)

    @property
    def length(self) -> int:
        """How many news it tells."""
        return sum(len(section.news) for section in self.sections)


@dataclass(frozen=True)
class _Group:
    """A section's title, how what it holds is counted, and its note."""

    title: str
    one: str
    many: str
    note: str = ""


# Who reads letters alone hears of a visit that moves a month later.
_PLANNED = _Group(
    "Visites à venir",
    "visite à venir",
    "visites à venir",
    f"Le jour a pu changer depuis{COLON}avant de venir, regardez la page de la visite.",
)
_CANCELLED = _Group("Visites annulées", "visite annulée", "visites annulées")
_VISITS = _Group("Visites", "visite", "visites")
_PRESENTED = _Group(
    "Structures présentées pendant une visite", "structure présentée", "structures présentées"
)
_TIPS = _Group("Conseils", "conseil", "conseils")
_GUIDES = _Group("Guides", "guide", "guides")
_IN_ORDER = (_PLANNED, _CANCELLED, _VISITS, _PRESENTED, _TIPS, _GUIDES)
# What a letter opens with, when there is any.
_FIRST = (_VISITS, _PRESENTED, _PLANNED, _TIPS, _GUIDES, _CANCELLED)


def tell(catalogue: Catalogue, month: Month) -> Telling | None:
    """What the letter of a month tells; None when nothing was published in it."""
    states = _by_month(catalogue.entries, {month}).get(month)
    return _telling(catalogue, month, states) if states else None


def tellings(catalogue: Catalogue) -> tuple[Telling, ...]:
    """The letter of each month that is over and in which something was published, newest first."""
    by_month = _by_month(catalogue.entries)
    return tuple(
        _telling(catalogue, month, by_month[month])
        for month in sorted(by_month, reverse=True)
        if month.is_over(catalogue.today)
    )


def _by_month(
    entries: Iterable[AnyEntry], wanted: Collection[Month] | None = None
) -> dict[Month, list[State]]:
    """The states to tell of each month, in the catalogue's order.

    Of an entry, only the last state of the month: what was announced on the 3rd and cancelled on
    the 20th is cancelled for who reads it afterwards.
    """
    found: dict[Month, list[State]] = defaultdict(list)
    for entry in entries:
        known: PartialDate | None = None
        for month, state in sorted({Month.of(s.day): s for s in states_of(entry)}.items()):
            if wanted is None or month in wanted:
                found[month].append(_moved_from(state, known))
            known = state.planned
    return found


def _moved_from(state: State, known: PartialDate | None) -> State:
    """A state that says from which day a visit was moved: the one that the letter gave before."""
    if state.moved_from is None or known is None:
        return state
    return replace(state, moved_from=known if known != state.planned else None)


def _telling(catalogue: Catalogue, month: Month, states: list[State]) -> Telling:
    groups: dict[_Group, list[State]] = {group: [] for group in _IN_ORDER}
    for state in states:
        groups[_group_of(state)].append(state)
    return Telling(
        month=month,
        opening=_opening(groups),
        sections=tuple(
            Section(group.title, tuple(_news(catalogue, state) for state in held), group.note)
            for group, held in groups.items()
            if held
        ),
        newest=max(state.day for state in states),
        draft=not month.is_over(catalogue.today),
    )


def _group_of(state: State) -> _Group:
    if isinstance(state.entry, Tip):
        return _TIPS
    if isinstance(state.entry, Guide):
        return _GUIDES
    if state.entry.presented_during:
        return _PRESENTED
    if state.stage is Stage.CANCELLED:
        return _CANCELLED
    if state.stage is not Stage.TOLD:
        return _PLANNED
    return _VISITS


def _opening(groups: Mapping[_Group, list[State]]) -> str:
    """« Une visite chez ATAO. Et aussi : 1 visite à venir, 3 conseils. »"""
    opened = next(group for group in _FIRST if groups[group])
    title = groups[opened][0].title
    sentence = title if title.endswith((".", "!", "?", "…")) else f"{title}."
    counts = [
        plural(count, group.one, group.many).replace(" ", "\N{NO-BREAK SPACE}", 1)
        for group, held in groups.items()
        if (count := len(held) - (group is opened))
    ]
    return f"{sentence} Et aussi{COLON}{', '.join(counts)}." if counts else sentence


def _news(catalogue: Catalogue, state: State) -> News:
    entry = state.entry
    visit = state.invitation
    return News(
        kind=_kind(catalogue, entry),
        title=entry.title,
        address=state.address,
        permalink=state.permalink,
        description=entry.description,
        facts=_facts(catalogue, state),
        registration=(visit.registration or "") if visit else "",
        contact=visit.registration_contact if visit else "",
        image=image_path(entry),
        image_alt=entry.image_alt or "",
        folder=entry.kind.value,
    )


def _kind(catalogue: Catalogue, entry: Entry) -> str:
    """« Visite », « Conseil »; what was presented elsewhere is no visit."""
    if isinstance(entry, Visit) and (host := catalogue.host_of(entry)):
        return f"Structure présentée pendant la visite chez {host.organisation}"
    return entry.kind.called.one.capitalize()


def _facts(catalogue: Catalogue, state: State) -> tuple[str, ...]:
    entry = state.entry
    if isinstance(entry, Tip):
        return (catalogue.learned_at(entry),)
    if isinstance(entry, Guide):
        return ()
    day = state.planned.of_week if state.planned else entry.held_on
    facts = [catalogue.organisation_of(entry), entry.place, f"{day}{day.caveat}"]
    if state.moved_from:
        if state.fixes_day:
            facts.append(f"annoncée {state.moved_from.said_for}, fixée {day.said_to}")
        else:
            former = state.moved_from.of_week.said_from
            facts.append(f"{state.happened} {former} {day.said_to}")
    if state.invitation:
        facts += [format_hours(entry.hours)] if entry.hours else []
        facts += [f"rendez-vous{COLON}{entry.venue}"] if entry.venue else []
    if state.stage is Stage.CANCELLED:
        facts.append("annulée")
    return tuple(fact for fact in facts if fact)
