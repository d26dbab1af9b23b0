"""The kinds of entries, and what each is called wherever the site or a command says so."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The kinds of entries; the value is the folder that holds them, in docs/ and in addresses."""

    VISIT = "visites"
    TIP = "conseils"

    @property
    def called(self) -> Names:
        """What people call it."""
        return KINDS[self]


class Names(NamedTuple):
    """What a kind of entries is called, wherever the site or a command says so.

    Attributes:
        one: « visite ».
        many: « visites ».
        label: in full, where there is room: « Visite apprenante ».
        template: the one of overrides/ that lays its pages out.
    """

    one: str
    many: str
    label: str
    template: str


KINDS: Mapping[Kind, Names] = {
    Kind.VISIT: Names("visite", "visites", "Visite apprenante", "visit.html"),
    Kind.TIP: Names("conseil", "conseils", "Conseil", "tip.html"),
}

# A page of the visits' folder about what was presented during the visit to another organisation:
# nobody went there, and it counts as no visit.
PRESENTED = Names(
    "structure présentée", "structures présentées", "Présentée pendant une visite", "visit.html"
)
