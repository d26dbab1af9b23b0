"""Which entries are near another: by what is told of the same organisation, by rare themes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from heapq import nsmallest
from itertools import islice
from math import log

from journal.entries.any_entry import AnyEntry


class Nearness:
    """How near entries are to one another.

    Args:
        entries: path to entry, in the order of the catalogue.
        organisations: path to the name of the organisation that an entry is about, if any.
    """

    def __init__(self, entries: Mapping[str, AnyEntry], organisations: Mapping[str, str]) -> None:
        self._entries = entries
        self._organisations = organisations
        # Paths rather than entries: they hash and compare quickly.
        self._ranks = {path: rank for rank, path in enumerate(entries)}
        self._same_themes: dict[frozenset[str], list[str]] = defaultdict(list)
        self._same_organisation: dict[str, set[str]] = defaultdict(set)
        for path, entry in entries.items():
            self._same_themes[frozenset(entry.tags)].append(path)
            if name := organisations[path]:
                self._same_organisation[name].add(path)
        # How telling each theme is: the rarer, the heavier (inverse document frequency).
        counts = Counter(slug for entry in entries.values() for slug in entry.tags)
        self._weights = {slug: log((1 + len(entries)) / found) for slug, found in counts.items()}

    def nearest(self, entry: AnyEntry, limit: int, left_out: Collection[str]) -> Sequence[AnyEntry]:
        """The nearest entries: shared themes by rarity, then same organisation."""
        same = self._same_organisation.get(self._organisations[entry.path], set())
        weights = {path: self._weight(entry, self._entries[path].tags) for path in same}
        # Of those that have the same themes, the first are enough: there may be thousands.
        for tags, paths in self._same_themes.items():
            if not tags.isdisjoint(entry.tags):
                first = islice((path for path in paths if path not in left_out), limit)
                weights |= dict.fromkeys(first, self._weight(entry, tags))
        found = nsmallest(
            limit,
            (path for path in weights if path not in left_out),
            key=lambda path: (-weights[path], path not in same, self._ranks[path]),
        )
        return [self._entries[path] for path in found]

    def rarest(self, entry: AnyEntry, other: AnyEntry) -> str:
        """The rarest theme that two entries share; empty when they share none."""
        shared = [slug for slug in entry.tags if slug in other.tags]
        return max(shared, key=self._weights.__getitem__, default="")

    def _weight(self, entry: AnyEntry, tags: Collection[str]) -> float:
        return sum((self._weights[slug] for slug in entry.tags if slug in tags), 0.0)
