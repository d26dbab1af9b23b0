"""Whose work is sent to readers besides ours, as each licence asks it to be said."""

from __future__ import annotations

from typing import NamedTuple


class Credit(NamedTuple):
    """A work of others, and what allows us to hand it on.

    Attributes:
        name: what it is called, and whose it is, in French.
        address: where they show it.
        licence: its name, in French, after the word « licence ».
        licence_address: where the licence is read.
    """

    name: str
    address: str
    licence: str
    licence_address: str


_OFL = ("licence SIL OFL 1.1", "https://openfontlicense.org/")
# Source: the file LICENSE of each package.
TEXT_FACE = Credit(
    "Atkinson Hyperlegible, du Braille Institute",
    "https://www.brailleinstitute.org/freefont/",
    *_OFL,
)
TITLE_FACE = Credit(
    "Spectral, de Production Type", "https://github.com/productiontype/Spectral", *_OFL
)
SEARCH_ENGINE = Credit(
    "Pagefind", "https://pagefind.app/", "licence MIT", "https://github.com/Pagefind/pagefind"
)
