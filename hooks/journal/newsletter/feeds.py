"""Which feeds the journal has, as values; hooks/README.md lists their addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from journal.catalogue import Catalogue
from journal.entries import Entry, Kind
from journal.publisher import Site
from journal.themes import Theme

# How many items the site's own feeds hold; those of a kind or of a theme hold all of theirs.
SITE_FEED_LENGTH = 20

# French sets a no-break space before a colon.
COLON = "\N{NO-BREAK SPACE}: "


class Basis(StrEnum):
    """The date that orders a feed; the value is part of its file's name."""

    CREATED = "created"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed, published as RSS and as JSON.

    Attributes:
        name: what it brings, in a few words, for a list of feeds.
        title: its name in a feed reader.
        description: one sentence.
        page: address of the page it belongs to, from the site's root; its files stand there.
        basis: which date orders it.
        kind: the one kind of entries it holds, or None for both.
        theme: the one theme it holds, or None for all.
    """

    name: str
    title: str
    description: str
    page: str = ""
    basis: Basis = Basis.CREATED
    kind: Kind | None = None
    theme: Theme | None = None

    @property
    def rss(self) -> str:
        """Address of the RSS file, from the site's root."""
        return f"{self.page}feed_rss_{self.basis}.xml"

    @property
    def json(self) -> str:
        """Address of the JSON file, from the site's root."""
        return f"{self.page}feed_json_{self.basis}.json"

    @property
    def limit(self) -> int | None:
        """How many items it holds at most."""
        return None if self.kind or self.theme else SITE_FEED_LENGTH

    def holds(self, entry: Entry) -> bool:
        """Whether an entry belongs in this feed."""
        return (self.kind is None or entry.kind is self.kind) and (
            self.theme is None or self.theme.slug in entry.tags
        )


def feeds_of(catalogue: Catalogue, site: Site) -> tuple[Feed, ...]:
    """Every feed: the site's two, those of visits and tips, one per theme that has entries."""
    whole = Feed("Toutes les visites et tous les conseils", site.name, site.description)
    updated = Feed(
        "Les pages relues ou complétées",
        f"{site.name}{COLON}les pages relues",
        "Les visites et les conseils, dans l’ordre de leur dernière relecture.",
        basis=Basis.UPDATED,
    )
    kinds = [
        Feed(name, f"{site.name}{COLON}{name[0].lower()}{name[1:]}", text, f"{kind}/", kind=kind)
        for kind, name, text in (
            (Kind.VISIT, "Les visites", "Chaque nouvelle visite, racontée en entier."),
            (Kind.TIP, "Les conseils", "Chaque nouveau conseil, en entier."),
        )
    ]
    themes = [
        Feed(t.name, f"{site.name}{COLON}{t.name}", t.description, t.address, theme=t)
        for t in catalogue.used_themes
    ]
    return (whole, updated, *kinds, *themes)


def former_feeds(feeds: Iterable[Feed]) -> Iterator[Feed]:
    """The feeds of themes at their former addresses, for those who subscribed there."""
    for feed in feeds:
        for alias in feed.theme.aliases if feed.theme else ():
            yield replace(feed, page=f"themes/{alias}/")
