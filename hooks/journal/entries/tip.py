"""A tip: practical advice, and the visit on which it was learned."""

from __future__ import annotations

from pydantic import Field

from journal.entries.entry import Entry
from journal.entries.kinds import Kind
from journal.headers.value_types import SlugText


class Tip(Entry):
    """A piece of practical advice learned on a visit.

    Attributes:
        visit: slug of that visit.
        rank: place among the tips of that visit, from 1, or None.
    """

    kind = Kind.TIP

    visit: SlugText = Field(
        alias="visite",
        description="Visite d'où vient le conseil : nom de son fichier, sans « .md ».",
        examples=["atao"],
    )
    rank: int | None = Field(
        default=None,
        alias="ordre",
        ge=1,
        description="Rang parmi les conseils de cette visite, à partir de 1.",
        examples=[1],
    )
