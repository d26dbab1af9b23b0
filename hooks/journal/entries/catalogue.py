"""The immutable collection of everything published, which every other room asks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from journal.entries.any_entry import AnyEntry
from journal.entries.entry import Entry
from journal.entries.freshness import Freshness
from journal.entries.guide import Guide
from journal.entries.kinds import KINDS, PRESENTED, Kind, Names
from journal.entries.organisations import Organisation, organisation_slug, organisations_of
from journal.entries.related_entries import Nearness
from journal.entries.synonyms import Synonym
from journal.entries.themes import Theme
from journal.entries.tip import Tip
from journal.entries.visit import Visit
from journal.language.french import COLON, of_name, sort_key, within

# Visits, then tips, then guides.
_RANKS = {kind: rank for rank, kind in enumerate(Kind)}


def newest_first(entry: Entry) -> tuple[int, int, float, str]:
    """Sort key: newest first; then by kind, rank, first slug (hooks/README.md, « Order »)."""
    rank = entry.rank if isinstance(entry, Tip) and entry.rank is not None else float("inf")
    return -entry.published_on.toordinal(), _RANKS[entry.kind], rank, entry.permanent_name


@dataclass(frozen=True)
class Catalogue:
    """Entries of every kind, and themes.

    Attributes:
        entries: visits, tips and guides together, newest first.
        themes: slug to theme, as `themes.yml` declares them, with or without entries.
        today: the day for which the site is built, in Nantes.
        synonyms: what readers type for what pages say otherwise.
        freshness: path under docs/ of each page whose facts were checked some day, to that day.
    """

    entries: tuple[AnyEntry, ...]
    themes: Mapping[str, Theme]
    today: date
    synonyms: tuple[Synonym, ...] = ()
    freshness: Mapping[str, Freshness] = field(default_factory=dict)

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """All visits, newest first."""
        return tuple(entry for entry in self.entries if isinstance(entry, Visit))

    @cached_property
    def tips(self) -> tuple[Tip, ...]:
        """All tips, newest first."""
        return tuple(entry for entry in self.entries if isinstance(entry, Tip))

    @cached_property
    def guides(self) -> tuple[Guide, ...]:
        """All guides, in the order in which they are to be read; then newest first."""
        found = (entry for entry in self.entries if isinstance(entry, Guide))
        return tuple(sorted(found, key=lambda guide: guide.rank or float("inf")))

    @cached_property
    def _by_kind(self) -> dict[Kind, tuple[AnyEntry, ...]]:
        return {kind: tuple(e for e in self.entries if e.kind is kind) for kind in Kind}

    @cached_property
    def _by_path(self) -> dict[str, AnyEntry]:
        return {entry.path: entry for entry in self.entries}

    @cached_property
    def _by_theme(self) -> dict[str, tuple[AnyEntry, ...]]:
        found: dict[str, list[AnyEntry]] = defaultdict(list)
        for entry in self.entries:
            for slug in entry.tags:
                found[slug].append(entry)
        return {slug: tuple(entries) for slug, entries in found.items()}

    @cached_property
    def _organisations(self) -> dict[str, Organisation]:
        return organisations_of(self.visits)

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        """All organisations, in French alphabetical order."""
        return tuple(sorted(self._organisations.values(), key=lambda each: sort_key(each.name)))

    @cached_property
    def _organisations_by_path(self) -> dict[str, Organisation]:
        return {organisation.path: organisation for organisation in self._organisations.values()}

    def organisation_at(self, path: str) -> Organisation | None:
        """The organisation whose page is at that path, as if it were under docs/, or None."""
        return self._organisations_by_path.get(path)

    def organisation_named(self, name: str) -> Organisation:
        """The organisation that a visit calls so; KeyError if none does."""
        return self._organisations[organisation_slug(name)]

    @cached_property
    def _by_host(self) -> dict[str, list[Visit]]:
        found: dict[str, list[Visit]] = defaultdict(list)
        for visit in self.visits:
            if visit.presented_during:
                found[visit.presented_during].append(visit)
        return dict(found)

    @cached_property
    def _tips_by_visit(self) -> dict[str, tuple[Tip, ...]]:
        found: dict[str, list[Tip]] = defaultdict(list)
        for tip in self.tips:
            found[tip.visit].append(tip)
        return {
            slug: tuple(sorted(tips, key=lambda tip: newest_first(tip)[2:]))
            for slug, tips in found.items()
        }

    @cached_property
    def used_themes(self) -> tuple[Theme, ...]:
        """The themes that have entries, in French alphabetical order."""
        used = (self.themes[slug] for slug in self._by_theme)
        return tuple(sorted(used, key=lambda theme: sort_key(theme.name)))

    def at(self, path: str) -> AnyEntry | None:
        """The entry whose file is at that path under docs/, if it is one."""
        return self._by_path.get(path)

    def of_kind(self, kind: Kind) -> tuple[AnyEntry, ...]:
        """The entries of a kind, newest first."""
        return self._by_kind[kind]

    def with_theme(self, slug: str, kind: str | None = None) -> tuple[AnyEntry, ...]:
        """The entries filed under a theme, of one kind (`visites`, `conseils`…) or of all."""
        if kind == Kind.GUIDE:
            return tuple(guide for guide in self.guides if slug in guide.tags)
        return tuple(e for e in self._by_theme.get(slug, ()) if kind in (None, e.kind))

    def counts_of(self, slug: str) -> list[tuple[Names, int]]:
        """How many entries of each sort a theme has, in the order of the menu; visits come before
        what was presented during them.
        """
        counts = Counter((entry.kind, entry.called) for entry in self._by_theme.get(slug, ()))
        order = [(kind, called) for kind, names in KINDS.items() for called in (names, PRESENTED)]
        return [(called, counts[kind, called]) for kind, called in order if counts[kind, called]]

    def freshness_of(self, path: str) -> Freshness | None:
        """When the facts of the page whose file is at that path were last checked, if ever."""
        return self.freshness.get(path)

    def is_due(self, path: str, months: int) -> bool:
        """Whether that page is to be read over.

        Args:
            months: after how many a page is, unless its header asks for fewer.
        """
        freshness = self.freshness_of(path)
        return freshness is not None and freshness.is_due(months, self.today)

    def themes_of(self, entry: Entry) -> tuple[Theme, ...]:
        """An entry's themes, in the order its author gave them."""
        return tuple(self.themes[slug] for slug in entry.tags)

    def emblem_of(self, entry: Entry) -> Theme | None:
        """The theme that an entry is about first of all: the first that its author gave it.

        None in a preview, for an entry whose themes are at fault.
        """
        return next(iter(self.themes_of(entry)), None)

    def visit(self, slug: str) -> Visit:
        """The visit with that slug; KeyError if there is none."""
        visit = self._by_path[f"{Kind.VISIT}/{slug}.md"]
        assert isinstance(visit, Visit)
        return visit

    def tips_of(self, visit: Visit) -> tuple[Tip, ...]:
        """The tips learned on a visit, by rank."""
        return self._tips_by_visit.get(visit.slug, ())

    def visit_of(self, tip: Tip) -> Visit:
        """The visit on which a tip was learned."""
        return self.visit(tip.visit)

    def learned_at(self, tip: Tip) -> str:
        """« Vu chez ATAO », or « L’exemple d’ATAO » when nobody who writes here saw it."""
        visit = self.visit_of(tip)
        if visit.seen:
            return f"Vu chez {visit.organisation}"
        return f"L’exemple {of_name(visit.organisation)}"

    def host_of(self, visit: Visit) -> Visit | None:
        """The visit during which this was presented, when the group did not come here itself."""
        return self.visit(visit.presented_during) if visit.presented_during else None

    def presented_during(self, visit: Visit) -> tuple[Visit, ...]:
        """What was presented during a visit without the group going there."""
        return tuple(self._by_host.get(visit.slug, ()))

    def organisation_of(self, entry: AnyEntry) -> str:
        """The organisation that an entry is about: for a tip, the one that was visited; empty for
        a guide, which is about none.
        """
        if isinstance(entry, Visit):
            return entry.organisation
        return self.visit_of(entry).organisation if isinstance(entry, Tip) else ""

    def is_ahead(self, visit: Visit) -> bool:
        """Whether a visit may still be ahead."""
        return visit.is_ahead(self.today)

    @cached_property
    def upcoming(self) -> tuple[Visit, ...]:
        """The announced visits, cancelled ones too, the soonest first."""
        announced = (v for v in self.visits if self.is_ahead(v) and not v.presented_during)
        return tuple(sorted(announced, key=lambda visit: visit.held_on.last_day or self.today))

    @cached_property
    def announced(self) -> tuple[Visit, ...]:
        """The visits that calendars have, by day: today plays no part."""
        found = (visit for visit in self.visits if visit.in_calendars)
        return tuple(sorted(found, key=lambda v: (v.held_on.first_day or date.max, v.slug)))

    @cached_property
    def past(self) -> tuple[Visit, ...]:
        """The visits that are no more ahead, cancelled ones too, the latest day first; then those
        of an unknown year.
        """
        found = [v for v in self.visits if not (self.is_ahead(v) or v.presented_during)]
        return tuple(sorted(found, key=lambda v: v.held_on.last_day or date.min, reverse=True))

    @cached_property
    def held(self) -> tuple[Visit, ...]:
        """The visits that took place, the most recently published first."""
        found = (v for v in self.visits if not (v.cancelled or v.presented_during))
        return tuple(visit for visit in found if not self.is_ahead(visit))

    @cached_property
    def presented(self) -> tuple[Visit, ...]:
        """What was presented during visits to others, the most recently published first."""
        return tuple(visit for visit in self.visits if visit.presented_during)

    def neighbours(self, entry: AnyEntry) -> tuple[AnyEntry | None, AnyEntry | None]:
        """The entries of the same sort just before (newer) and just after (older) this one; guides
        follow one another as they are to be read.
        """
        same = self._by_sort[entry.called]
        index = self._rank_in_sort[entry.path]
        newer = same[index - 1] if index else None
        older = same[index + 1] if index + 1 < len(same) else None
        return newer, older

    @cached_property
    def _by_sort(self) -> dict[Names, list[AnyEntry]]:
        found: dict[Names, list[AnyEntry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.called].append(entry)
        if self.guides:
            found[KINDS[Kind.GUIDE]] = list(self.guides)
        return found

    @cached_property
    def _rank_in_sort(self) -> dict[str, int]:
        return {e.path: i for same in self._by_sort.values() for i, e in enumerate(same)}

    @cached_property
    def _nearness(self) -> Nearness:
        names = {entry.path: self.organisation_of(entry) for entry in self.entries}
        return Nearness(self._by_path, names)

    def related(
        self, entry: AnyEntry, *, limit: int = 3, besides: Iterable[Entry | None] = ()
    ) -> tuple[AnyEntry, ...]:
        """The entries nearest to this one: shared themes by rarity, then same organisation.

        Args:
            entry: never itself among the results.
            limit: how many at most.
            besides: entries that the page already shows elsewhere.
        """
        left_out = {entry.path} | {other.path for other in besides if other}
        return tuple(self._nearness.nearest(entry, limit, left_out))

    def in_common(self, entry: AnyEntry, other: AnyEntry) -> str:
        """Why two related entries are: « même thème : réemploi », the rarest they share; else
        « même structure ».
        """
        if rarest := self._nearness.rarest(entry, other):
            return f"même thème{COLON}{within(self.themes[rarest].name)}"
        return "même structure"
