"""A guide: what the others and the law say of one subject, with where that is read."""

from __future__ import annotations

from pydantic import Field

from journal.entries.entry import Entry
from journal.entries.kinds import Kind
from journal.entries.page import LinkedSource
from journal.headers.value_types import Day


class Guide(Entry):
    """What visits, tips and the law say of one subject, in the order in which one needs it.

    It gathers what is written elsewhere: it says where, and when that was last checked.

    Attributes:
        sources: at least one, each with its address.
        reviewed_on: last day its facts were checked.
        rank: place among the guides, from 1, or None.
    """

    kind = Kind.GUIDE

    sources: tuple[LinkedSource, ...] = Field(
        min_length=1,
        description="Documents sur lesquels le guide s'appuie, chacun avec son adresse.",
        examples=[
            [
                {
                    "titre": "Nom du site, titre de la page",
                    "url": "https://example.org/la-page-lue/",
                    "consulte_le": "2026-11-22",
                }
            ]
        ],
    )
    reviewed_on: Day = Field(
        alias="relu_le",
        description="Dernier jour où les faits ont été vérifiés : AAAA-MM-JJ.",
        examples=["2026-11-22"],
    )
    rank: int | None = Field(
        default=None,
        alias="ordre",
        ge=1,
        description="Rang parmi les guides, à partir de 1 : celui où les lire.",
        examples=[1],
    )
