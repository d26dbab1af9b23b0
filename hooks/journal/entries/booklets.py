"""The booklets to print, tips of a theme or all of them, and where the addresses of others lead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from journal.entries.catalogue import Catalogue
from journal.entries.kinds import Kind
from journal.entries.themes import Theme
from journal.entries.tip import Tip

# The page of a booklet: under a theme, or at the root for that of all tips.
_BOOKLET = "livret/"
# How many tips a booklet holds at most, a sheet each: hardly anybody prints or staples more, and
# telephones are slow to open them.
MOST_TIPS = 60
_OF_THEME = re.compile(rf"(?P<theme>themes/[^/]+/){_BOOKLET}")


@dataclass(frozen=True)
class Booklet:
    """Tips to print together.

    Attributes:
        theme: that of its tips, or None when it holds those of all themes.
        tips: in the order of their sheets, the newest first; never empty.
        left_out: how many older ones it has no room for.
    """

    theme: Theme | None
    tips: tuple[Tip, ...]
    left_out: int = 0

    @property
    def address(self) -> str:
        """Address of its page, from the site's root."""
        return booklet_address(self.theme)

    @property
    def path(self) -> str:
        """Path of its page, as if it were a file under docs/."""
        return f"{self.address.rstrip('/')}.md"

    @property
    def name(self) -> str:
        """What it holds: the name of a theme, « Tous les conseils »."""
        return self.theme.name if self.theme else f"{self._which.capitalize()} conseils"

    @property
    def _which(self) -> str:
        return "les derniers" if self.left_out else "tous les"

    @property
    def title(self) -> str:
        """« Le livret « Réemploi » »."""
        if self.theme:
            return f"Le livret « {self.name} »"
        return f"Le livret {'des derniers' if self.left_out else 'de tous les'} conseils"

    @property
    def summary(self) -> str:
        """What a search or a shared link says of it."""
        which = "Les" if self.theme and not self.left_out else self._which.capitalize()
        tips = f"{which} conseils {'de ce thème' if self.theme else 'du carnet'}"
        return f"{tips} à imprimer, chacun sur sa feuille, avec ses étapes à cocher et ses sources."


def booklet_address(theme: Theme | None) -> str:
    """Where the booklet of a theme is, or that of all tips, if there is one."""
    return f"{theme.address if theme else ''}{_BOOKLET}"


def theme_of_booklet(address: str) -> str:
    """The address of the theme to which that of a booklet belongs; empty for any other address."""
    found = _OF_THEME.fullmatch(address)
    return found["theme"] if found else ""


def is_of_booklet(address: str) -> bool:
    """Whether an address is, or was, that of a booklet."""
    return address == _BOOKLET or bool(theme_of_booklet(address))


def booklets_of(catalogue: Catalogue) -> tuple[Booklet, ...]:
    """That of all tips, then those of themes; none without tips."""
    every: tuple[Theme | None, ...] = (None, *catalogue.themes.values())
    return tuple(_of(theme, tips) for theme in every if (tips := _tips(catalogue, theme)))


def _of(theme: Theme | None, tips: Sequence[Tip]) -> Booklet:
    return Booklet(theme, tuple(tips[:MOST_TIPS]), max(len(tips) - MOST_TIPS, 0))


def _tips(catalogue: Catalogue, theme: Theme | None) -> list[Tip]:
    return [tip for tip in catalogue.tips if theme is None or theme.slug in tip.tags]


def paths_of_booklets(themes: Iterable[Theme], tips: Iterable[str]) -> Iterator[str]:
    """The paths at which pages may link to booklets, from the texts of tips: headers are read while
    links are seen to.
    """
    headers = [tip.partition("\n---")[0] for tip in tips]
    if headers:
        yield f"{_BOOKLET.rstrip('/')}.md"
    for theme in themes:
        if any(theme.slug in header for header in headers):
            yield Booklet(theme, ()).path


def ways_from_booklets(catalogue: Catalogue, known: Iterable[str]) -> dict[str, str]:
    """Where addresses of booklets lead that are those of none any more: the last tip left, or the
    theme has another name. Whoever has the printed booklet in hand comes back by its address.

    Args:
        catalogue: its themes, and which of them have tips.
        known: addresses, among which those that booklets once had.

    Returns:
        Each address to that of a booklet, of its theme, or of the list of tips; all from the site's
        root. Without those of a theme that has left.
    """
    themes = {a: t for t in catalogue.themes.values() for a in (t.address, *t.former_addresses)}
    present = {booklet.address for booklet in booklets_of(catalogue)}
    found = {}
    # In an order of their own: sets have another in each process.
    for address in sorted(known):
        theme = themes.get(theme_of_booklet(address))
        if address in present or not (theme or address == _BOOKLET):
            continue
        here = booklet_address(theme)
        without = theme.address if theme else f"{Kind.TIP.value}/"
        found[address] = here if here in present else without
    return found
