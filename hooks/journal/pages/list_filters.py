"""What a list can be narrowed to: a theme, a year, an organisation; each a link inside the page.

A choice is an anchor of the list's page. Following its link makes it the target (CSS Selectors 4,
`:target`), and the page's style sheet then shows only the cards that carry the anchor's name: no
script, and an address that one can share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from journal.entries.any_entry import AnyEntry
from journal.entries.catalogue import Catalogue
from journal.entries.visit import Visit
from journal.language.french import COLON, plural, sort_key

# A list of fewer entries is read sooner than its filters.
LEAST = 8
# More choices than this are no help, and each makes the page heavier: the search takes over.
MOST = 40
# Anchor of what was presented during a visit.
_PRESENTED = "presentees"


class Facet(StrEnum):
    """What choices are about; the value is its name for readers."""

    THEME = "thème"
    YEAR = "année"
    ORGANISATION = "structure"


@dataclass(frozen=True)
class Choice:
    """One thing to narrow a list to.

    Attributes:
        facet: what it is about.
        anchor: its name in addresses, and among the classes of the cards it keeps.
        label: what readers click on.
        entries: what it keeps, in the order of the list.
        address: the page about it, from the site's root, or None.
    """

    facet: Facet
    anchor: str
    label: str
    entries: tuple[AnyEntry, ...]
    address: str | None = None

    @property
    def title(self) -> str:
        """« Thème : Réemploi », « Année : 2026 », « Année non précisée »."""
        if self.facet is Facet.YEAR and not self.label.isdecimal():
            return self.label
        return f"{self.facet.capitalize()}{COLON}{self.label}"

    @property
    def heading(self) -> str:
        """What stands above them: of one alone, « Structure présentée pendant une visite »."""
        alone = self.anchor == _PRESENTED and len(self.entries) == 1
        return self.entries[0].called.label if alone else self.label

    @property
    def counted(self) -> str:
        """« 2 visites, 1 structure présentée »."""
        counts = Counter(entry.called for entry in self.entries)
        return ", ".join(plural(count, name.one, name.many) for name, count in counts.items())


def choices(entries: Iterable[AnyEntry], facet: str, catalogue: Catalogue) -> tuple[Choice, ...]:
    """What a list can be narrowed to: years latest first, the rest in alphabetical order."""
    labels: dict[tuple[str, str | None], str] = {}
    kept: dict[str, list[AnyEntry]] = {}
    for entry in entries:
        for anchor, label, address in _places_of(entry, Facet(facet), catalogue):
            labels.setdefault((anchor, address), label)
            kept.setdefault(anchor, []).append(entry)
    ordered = sorted(labels.items(), key=lambda item: _rank(item[1], Facet(facet)))
    return tuple(
        Choice(Facet(facet), anchor, label, tuple(kept[anchor]), address)
        for (anchor, address), label in ordered
    )


def _rank(label: str, facet: Facet) -> tuple[int, tuple[str, str]]:
    year = int(label) if facet is Facet.YEAR and label.isdecimal() else 0
    return -year, sort_key(label)


def choices_by_facet(
    entries: Iterable[AnyEntry], catalogue: Catalogue
) -> tuple[tuple[Choice, ...], ...]:
    """The choices of each facet that has two at least, and not too many; none of a short list."""
    entries = tuple(entries)
    if len(entries) < LEAST:
        return ()
    found = (choices(entries, facet, catalogue) for facet in Facet)
    return tuple(of_facet for of_facet in found if 1 < len(of_facet) <= MOST)


def anchors_of(entry: AnyEntry, catalogue: Catalogue) -> str:
    """The anchors of every choice that keeps an entry, as an HTML class."""
    return " ".join(place[0] for facet in Facet for place in _places_of(entry, facet, catalogue))


def _places_of(
    entry: AnyEntry, facet: Facet, catalogue: Catalogue
) -> list[tuple[str, str, str | None]]:
    """Where an entry stands: anchor, label and address of each choice that keeps it."""
    if facet is Facet.THEME:
        themes = catalogue.themes_of(entry)
        return [(f"theme-{theme.slug}", theme.name, theme.address) for theme in themes]
    if facet is Facet.YEAR:
        return [_year_of(entry)]
    name = catalogue.organisation_of(entry)
    if not name:
        return []
    organisation = catalogue.organisation_named(name)
    return [(f"structure-{organisation.slug}", name, organisation.address)]


def _year_of(entry: AnyEntry) -> tuple[str, str, None]:
    """The year in which a visit was held, never that of its publication, which would be taken for
    it; of a tip, which has no other, the year of publication.
    """
    if isinstance(entry, Visit) and entry.presented_during:
        return _PRESENTED, "Structures présentées pendant une visite", None
    year = entry.held_on.year if isinstance(entry, Visit) else entry.published_on.year
    return f"annee-{year or 'inconnue'}", str(year or "Année non précisée"), None
