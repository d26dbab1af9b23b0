"""Which feeds the journal has, as values; hooks/README.md lists their addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from journal.entries.catalogue import Catalogue
from journal.entries.entry import Entry
from journal.entries.kinds import KINDS, Kind
from journal.entries.publisher import Site
from journal.entries.themes import Theme
from journal.language.french import COLON, sort_key
from journal.language.typography import typeset

# Lists of feeds that feed readers import: every feed; the letter's, for who wants one mail a month.
OPML_ADDRESS = "abonnement/flux.opml"
LETTER_OPML_ADDRESS = "abonnement/lettre.opml"


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
        page: address of the page it belongs to, from the site's root.
        basis: which date orders it.
        kind: the one kind of entries it holds, or None for all.
        theme: the one theme it holds, or None for all.
        former: a former address of that page, where these files live on; empty for those that
            stand beside the page.
    """

    name: str
    title: str
    description: str
    page: str = ""
    basis: Basis = Basis.CREATED
    kind: Kind | None = None
    theme: Theme | None = None
    former: str = ""

    @property
    def rss(self) -> str:
        """Address of the RSS file, from the site's root."""
        return self.file("rss")

    @property
    def json(self) -> str:
        """Address of the JSON file, from the site's root."""
        return self.file("json")

    @property
    def folder(self) -> str:
        """Address of the folder where its files stand, from the site's root."""
        return self.former or self.page

    def file(self, form: Literal["rss", "json"], part: str = "") -> str:
        """Address of one of its files, from the site's root.

        Args:
            form: RSS or JSON.
            part: which archive, such as `2025`; the feed itself when empty.
        """
        name = "-".join(filter(None, (f"feed_{form}_{self.basis}", part)))
        return f"{self.folder}{name}.{'xml' if form == 'rss' else form}"

    def holds(self, entry: Entry) -> bool:
        """Whether an entry belongs in this feed."""
        return (self.kind is None or entry.kind is self.kind) and (
            self.theme is None or self.theme.slug in entry.tags
        )


def feeds_of(catalogue: Catalogue, site: Site) -> tuple[Feed, ...]:
    """Every feed: the site's two, one per kind, one per theme.

    A theme without entries has one too: whoever follows it will be told of the next.
    """
    whole = Feed("Toutes les pages, dès leur parution", site.name, site.description)
    updated = Feed(
        "Les pages relues ou complétées",
        f"{site.name}{COLON}les pages relues",
        "Chaque page, dans l’ordre de sa dernière relecture.",
        basis=Basis.UPDATED,
    )
    kinds = [
        Feed(
            names.all,
            f"{site.name}{COLON}les {names.many}",
            names.feed,
            f"{kind}/",
            kind=kind,
        )
        for kind, names in KINDS.items()
    ]
    themes = [
        Feed(t.name, f"{site.name}{COLON}{t.name}", t.description, t.address, theme=t)
        for t in sorted(catalogue.themes.values(), key=lambda theme: sort_key(theme.name))
    ]
    return tuple(map(_set, (whole, updated, *kinds, *themes)))


def letter_feed(site: Site) -> Feed:
    """The feed of the month's letter, apart from those above: it brings no entry, but all of them
    together, so that a service that mails each new item writes once a month.
    """
    return _set(
        Feed(
            "La lettre du mois",
            f"{site.name}{COLON}la lettre du mois",
            "Une fois par mois, tout ce qui a paru le mois d’avant.",
            "lettres/",
        )
    )


def announced(feeds: Iterable[Feed], letter: Feed) -> dict[str, tuple[Feed, ...]]:
    """What each page announces, by its address; what most do, by an empty one: everything, then the
    letter; the page's own feed comes last.
    """
    whole = (*(feed for feed in feeds if not feed.page), letter)
    own = {feed.page: (*whole, feed) for feed in feeds if feed.page}
    return {**own, "": whole}


def _set(feed: Feed) -> Feed:
    """A feed whose words are in French typography, as those of its items."""
    name, title, description = map(typeset, (feed.name, feed.title, feed.description))
    return replace(feed, name=name, title=title, description=description)


def former_feeds(feeds: Iterable[Feed]) -> Iterator[Feed]:
    """The feeds of themes at their former addresses, for those who subscribed there."""
    for feed in feeds:
        for former in feed.theme.former_addresses if feed.theme else ():
            yield replace(feed, former=former)
