"""The items of the feeds: the catalogue's entries, joined to their bodies."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urljoin

from journal.addresses import image_address
from journal.catalogue import Catalogue, newest_first
from journal.dates import PARIS
from journal.entries import Entry
from journal.newsletter.bodies import absolute, inner_html, put_image_first, stand_alone
from journal.newsletter.feeds import Basis, Feed
from journal.newsletter.states import State
from journal.publisher import Site

# By name, as no table of the operating system may change what is published.
IMAGE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


class UnpublishableError(ValueError):
    """Why an entry cannot go into a feed: its arguments are a message and a hint, in French."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as a feed points to it.

    Attributes:
        address: whole address.
        alt: what it shows.
        type: media type.
        length: size in bytes.
    """

    address: str
    alt: str
    type: str
    length: int


@dataclass(frozen=True, slots=True)
class Item:
    """One published state of an entry.

    Attributes:
        state: the entry, and the state in which it stands.
        identifier: permanent identifier.
        address: whole address of its page.
        html: its body, as HTML that stands alone.
        published: date and time of publication, with the offset of Europe/Paris.
        updated: date and time of the last revision, likewise.
        authors: names; the site's own when the entry names nobody.
        themes: names of its themes.
        image: its picture, or None.
    """

    state: State
    identifier: str
    address: str
    html: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    themes: tuple[str, ...]
    image: Image | None

    @property
    def entry(self) -> Entry:
        """The visit or tip itself."""
        return self.state.entry

    def at(self, basis: Basis) -> datetime:
        """The date that a feed of this basis goes by."""
        return self.published if basis is Basis.CREATED else self.updated


@dataclass(frozen=True)
class Material:
    """Everything items are made from.

    Attributes:
        catalogue, bodies, image_lengths, site: as `build_newsletter` takes them.
    """

    catalogue: Catalogue
    bodies: Mapping[str, str]
    image_lengths: Mapping[str, int]
    site: Site


def at_six(day: date) -> datetime:
    """Six in the morning of a day in Paris: the same day in universal time, summer and winter."""
    return datetime(day.year, day.month, day.day, 6, tzinfo=PARIS)


def items_of(feed: Feed, items: list[Item]) -> list[Item]:
    """The items that a feed holds: newest first, ties as in the catalogue."""
    held = [item for item in items if feed.holds(item.entry)]
    held.sort(key=lambda item: newest_first(item.entry)[1:])
    held.sort(key=lambda item: item.at(feed.basis), reverse=True)
    return held[: feed.limit]


def make_item(state: State, material: Material) -> Item:
    """Make the item of one state.

    Raises:
        UnpublishableError: something is missing, with what to do about it.
    """
    entry, site = state.entry, material.site
    address = urljoin(site.url, entry.address)
    if entry.path not in material.bodies:
        raise UnpublishableError("Le texte de cette page n'a pas été construit.", "")
    body = stand_alone(material.bodies[entry.path], address=address)
    image = _image(entry, site, material.image_lengths)
    if image:
        put_image_first(body, address=image.address, alt=image.alt)
    return Item(
        state=state,
        identifier=state.identifier(site.authority),
        address=address,
        html=inner_html(body),
        published=at_six(state.day),
        updated=at_six(state.updated_on),
        authors=entry.authors or (site.name,),
        themes=tuple(theme.name for theme in material.catalogue.themes_of(entry)),
        image=image,
    )


def _image(entry: Entry, site: Site, lengths: Mapping[str, int]) -> Image | None:
    address = image_address(entry)
    if address is None:
        return None
    media_type = IMAGE_TYPES.get(posixpath.splitext(address)[1].lower())
    if address not in lengths or not media_type:
        raise UnpublishableError(
            f"Son image « {entry.image} » ne peut pas partir dans la lettre.",
            f"Il faut un fichier publié, d'un de ces types : {', '.join(sorted(IMAGE_TYPES))}.",
        )
    whole = absolute(address, site.url)
    return Image(whole, entry.image_alt or "", media_type, lengths[address])
