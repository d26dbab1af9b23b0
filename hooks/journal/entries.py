"""What a page of the journal is: a visit, a tip, or a plain page; typed and immutable."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints, field_validator

from journal.models import Address, Day, Model, SlugText, Text, VisitDay

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=110)]
Description = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=50, max_length=200)
]

# Not a key of the header: the catalogue adds it, from the file's name.
FILE_NAME = "nom du fichier"


class Kind(StrEnum):
    """The kinds of entries; the value is the folder that holds them, in docs/ and in addresses."""

    VISIT = "visites"
    TIP = "conseils"


class Source(Model):
    """A document that an entry relies on."""

    title: Text = Field(alias="titre")
    url: Address | None = None
    accessed_on: Day | None = Field(default=None, alias="consulte_le")


class Page(Model):
    """The header of any page that is not an entry."""

    title: Text
    description: Text
    template: Text | None = None


class Entry(Model):
    """What visits and tips share.

    Attributes:
        slug: the file's name without its extension.
        title: plain text, 10 to 110 characters.
        description: plain text, 50 to 200 characters.
        published_on: day of first publication here; never the day of the visit.
        tags: slugs of themes, 1 to 5.
        authors: names as people ask to be credited; none means the site itself.
        sources: what the entry relies on.
        reviewed_on: last day its facts were checked, or None.
        image: path of a picture, relative to the page, or None.
        image_alt: what the picture shows; given whenever `image` is.
        permanent_id: last part of its permanent identifier; default: the slug.
        former_addresses: addresses, from the site's root, that lead here.
    """

    kind: ClassVar[Kind]

    slug: SlugText = Field(alias=FILE_NAME)
    title: Title
    description: Description
    published_on: Day = Field(alias="date")
    tags: tuple[SlugText, ...] = Field(min_length=1, max_length=5)
    authors: tuple[Text, ...] = Field(default=(), alias="auteurs")
    sources: tuple[Source, ...] = ()
    reviewed_on: Day | None = Field(default=None, alias="relu_le")
    image: Text | None = None
    image_alt: Text | None = None
    permanent_id: SlugText | None = Field(default=None, alias="id")
    former_addresses: tuple[Text, ...] = Field(default=(), alias="anciennes_adresses")

    @property
    def path(self) -> str:
        """Path of its Markdown file under docs/."""
        return f"{self.kind.value}/{self.slug}.md"

    @property
    def address(self) -> str:
        """Address of its page, from the site's root."""
        return f"{self.kind.value}/{self.slug}/"

    @property
    def updated_on(self) -> date:
        """Day of the last revision that readers should know of."""
        return self.reviewed_on or self.published_on

    def identifier(self, authority: str) -> str:
        """Permanent identifier: the same after a rename, a retitle and a move of the site.

        Args:
            authority: the site's fixed authority, `name,date` (RFC 4151, section 2.1).
        """
        return f"tag:{authority}:{self.kind.value}/{self.permanent_id or self.slug}"


class Visit(Entry):
    """A learning visit, announced or written up.

    Attributes:
        held_on: day of the visit, as far as it is known.
        written_on: day the write-up replaced the announcement, or None.
        organisation: the organisation visited or presented.
        place: the commune, or None when it is not known.
        presented_during: slug of the visit during which this was presented, when the group did not
            come here itself.
        hours, venue, registration, cancelled: for a visit still to come.
        coordinates: latitude and longitude, as typed.
    """

    kind = Kind.VISIT

    held_on: VisitDay = Field(alias="visite_le")
    written_on: Day | None = Field(default=None, alias="ecrit_le")
    organisation: Text = Field(alias="structure")
    place: Text | None = Field(default=None, alias="lieu")
    presented_during: SlugText | None = Field(default=None, alias="lors_de")
    hours: Text | None = Field(default=None, alias="horaire")
    venue: Text | None = Field(default=None, alias="adresse")
    registration: Address | None = Field(default=None, alias="inscription")
    cancelled: bool = Field(default=False, alias="annulee")
    coordinates: Text | None = Field(default=None, alias="coordonnees")

    @field_validator("cancelled", mode="before")
    @classmethod
    def _french_yes(cls, value: object) -> object:
        return {"oui": True, "non": False}.get(value, value) if isinstance(value, str) else value

    def is_announced(self, today: date) -> bool:
        """Whether the visit may still be ahead; an unknown year never is."""
        last_day = self.held_on.last_day
        return last_day is not None and last_day >= today


class Tip(Entry):
    """A piece of practical advice learned on a visit.

    Attributes:
        visit: slug of that visit.
        rank: place among the tips of that visit, from 1, or None.
    """

    kind = Kind.TIP

    visit: SlugText = Field(alias="visite")
    rank: int | None = Field(default=None, alias="ordre")


MODELS: dict[str, type[Visit | Tip]] = {model.kind.value: model for model in (Visit, Tip)}


def model_of(path: str) -> type[Visit | Tip] | None:
    """The kind of entry that a path under docs/ holds; None for list pages and all others."""
    place = PurePosixPath(path)
    if place.suffix != ".md" or place.name == "index.md":
        return None
    return MODELS.get(str(place.parent))
