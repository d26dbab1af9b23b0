"""The items of the feeds: each state of the catalogue's entries, joined to the body of its page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property
from html import escape
from typing import Self

from journal.entries.addresses import image_path
from journal.entries.any_entry import AnyEntry
from journal.entries.catalogue import Catalogue, newest_first
from journal.entries.entry import Entry
from journal.entries.publisher import Site
from journal.language.dates import PARIS
from journal.language.typography import typeset
from journal.machine.cache import Pack
from journal.newsletter.item_frame import Frame, frame, review_summary, reviewed, words_of
from journal.newsletter.published_states import Stage, State, standing, states_of
from journal.newsletter.standalone_html import (
    absolute,
    first_image,
    image_alone,
    stand_alone,
)
from journal.newsletter.text_escaping import as_html, as_json
from journal.pictures.picture_addresses import Picture
from journal.web.html_trees import inner_html

_LAST_MINUTE = 24 * 60 - 1
# Bytes that an item takes besides its texts, and each name or theme among them.
_MARKUP, _MARKUP_OF_NAME = 1_000, 60


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


@dataclass(frozen=True, eq=False)
class Item:
    """One thing that a feed brings; the same as itself alone, for whoever remembers what it gave.

    Attributes:
        title: plain text.
        identifier: permanent identifier.
        address: whole address, of its own, that leads to its page.
        summary: plain text.
        html: what it says, as HTML that stands alone; empty where its summary says all.
        short: the same without the body of its page, for want of room.
        published: date and time of publication, with the offset of Europe/Paris.
        updated: date and time of the last revision, likewise.
        dated: of the two, the one that its feed goes by.
        authors: names; the site's own when nobody is named.
        themes: names of its themes.
        image: its picture, or None.
    """

    title: str
    identifier: str
    address: str
    summary: str
    html: str
    short: str
    published: datetime
    updated: datetime
    dated: datetime
    authors: tuple[str, ...]
    themes: tuple[str, ...]
    image: Image | None

    @cached_property
    def size(self) -> int:
        """How many bytes it takes in a feed at most, RSS or JSON."""
        names = [*self.authors, *self.themes]
        texts = [self.title, self.html, as_html(self.summary), *names]
        texts += [self.identifier, self.address]
        texts += [self.image.address, self.image.address, self.image.alt] if self.image else []
        whole = "".join(texts)
        as_xml = escape(whole, quote=False)
        length = max(len(as_xml.encode()), len(as_json(whole).encode()))
        return _MARKUP + _MARKUP_OF_NAME * len(names) + length

    @cached_property
    def shortened(self) -> Self:
        """The same item without the body of its page."""
        return self if self.html == self.short else replace(self, html=self.short)

    @cached_property
    def summed_up(self) -> Self:
        """The same item as an archive keeps it: its page has the rest. A story may follow what was
        announced, and its body then has nothing of that.
        """
        return replace(self, html="")


@dataclass(frozen=True, eq=False)
class StateItem(Item):
    """One published state of an entry.

    Attributes:
        state: the entry, and the state in which it stood.
    """

    state: State

    @property
    def entry(self) -> Entry:
        """The visit or tip itself."""
        return self.state.entry


@dataclass(frozen=True)
class Material:
    """Everything items are made from.

    Attributes:
        catalogue, bodies, pictures, site, kept: as `build_newsletter` takes them.
    """

    catalogue: Catalogue
    bodies: Mapping[str, str]
    pictures: Mapping[str, Picture]
    site: Site
    kept: Pack = field(default_factory=Pack)


def times_of(days: Sequence[date]) -> list[datetime]:
    """A time of its own for each of several items, given newest first.

    They follow one another from midnight in Paris on, a minute apart and the last one first, so
    that programs that sort by date keep the order. Whatever is published on a day is built after
    midnight, even at 00:20 (with as many items as minutes by then), whereas any fixed hour could
    still be to come: some programs wait for it, or drop what claims to be of the future.
    """
    left = Counter(days)
    times = []
    for day in days:
        left[day] -= 1
        hour, minute = divmod(min(left[day], _LAST_MINUTE), 60)
        times.append(datetime.combine(day, time(hour, minute), PARIS))
    return times


def make_items(entry: AnyEntry, material: Material) -> list[StateItem]:
    """An item for each state of an entry, in the order of its life, all dated at midnight.

    Raises:
        UnpublishableError: something is missing, with what to do about it.
    """
    return [_make_item(state, material) for state in states_of(entry)]


def in_order_of_publication(items: Sequence[StateItem]) -> list[StateItem]:
    """Items newest first, ties in the contract's order, the last state of an entry before others;
    each with its own time.
    """
    ranks = {id(item): rank for rank, item in enumerate(items)}
    found = sorted(items, key=lambda i: (newest_first(i.entry)[1:], -ranks[id(i)]))
    found.sort(key=lambda item: item.state.day, reverse=True)
    times = times_of([item.state.day for item in found])
    return [
        replace(item, published=time, updated=max(time, item.updated), dated=time)
        for item, time in zip(found, times, strict=True)
    ]


def in_order_of_revision(items: Sequence[StateItem], site: Site) -> list[StateItem]:
    """The last item of each entry, by its last revision, under the identifier of that one."""
    told = [_reviewed(item, site) if item.state.reviewed_on else item for item in items]
    found = sorted(told, key=lambda item: newest_first(item.entry)[1:])
    found.sort(key=lambda item: item.state.updated_on, reverse=True)
    times = times_of([item.state.updated_on for item in found])
    return [
        replace(item, updated=time, dated=time) for item, time in zip(found, times, strict=True)
    ]


def _reviewed(item: StateItem, site: Site) -> StateItem:
    """An item as its last revision: who receives it again is told why."""
    state = item.state
    return replace(
        item,
        identifier=state.review_identifier(site.authority),
        address=f"{site.url}{state.review_permalink}",
        summary=typeset(review_summary(state)),
        html=reviewed(item.html, state),
        short=reviewed(item.short, state),
    )


def _make_item(state: State, material: Material) -> StateItem:
    site = material.site
    published, updated = (
        datetime.combine(day, time(), PARIS) for day in (state.day, state.updated_on)
    )
    image = _image(state, site, material.pictures)
    around = _frame(state, material)
    return StateItem(
        state=state,
        title=around.title,
        identifier=state.identifier(site.authority),
        address=f"{site.url}{state.permalink}",
        summary=around.summary,
        html=_whole(state, image, around, material),
        short=around.short,
        published=published,
        updated=updated,
        dated=published,
        authors=around.authors,
        themes=around.themes,
        image=image,
    )


def _frame(state: State, material: Material) -> Frame:
    """What is said around the body of a page."""
    words = words_of(state, material.catalogue, material.site)
    found = material.kept.kept(
        f"frame {json.dumps(words)}", lambda: json.dumps(frame(words)).encode()
    )
    title, summary, authors, themes, *html = json.loads(found)
    return Frame(title, summary, tuple(authors), tuple(themes), *html)


def _whole(state: State, image: Image | None, around: Frame, material: Material) -> str:
    """What an item says in full; nothing of what was announced before a body that has become its
    write-up.
    """
    entry, site = state.entry, material.site
    if entry.path not in material.bodies:
        raise UnpublishableError("Le texte de cette page n'a pas été construit.", "")
    if state.stage is not Stage.TOLD and standing(entry).stage is Stage.TOLD:
        return around.short
    body, shown = _alone(material.bodies[entry.path], f"{site.url}{entry.address}", material)
    opening = ""
    if image and shown != image.address:
        opening = image_alone(image.address, image.alt)
    return around.around(opening + body)


def _alone(body: str, address: str, material: Material) -> tuple[str, str]:
    """A body that stands alone, and the address of the image that it shows first."""

    def make() -> bytes:
        root = stand_alone(body, address=address)
        return f"{first_image(root)}\n{inner_html(root)}".encode()

    shown, _, html = material.kept.kept(f"body {address}\n{body}", make).decode().partition("\n")
    return html, shown


def _image(state: State, site: Site, pictures: Mapping[str, Picture]) -> Image | None:
    entry = state.entry
    path = image_path(entry)
    if path is None or (state.superseded and path not in pictures):
        return None
    if path not in pictures:
        raise UnpublishableError(
            f"Son image « {entry.image} » ne peut pas partir dans la lettre.",
            "Il faut un fichier de docs/, en .jpg ou en .png.",
        )
    picture = pictures[path]
    whole = absolute(picture.address, site.url)
    return Image(whole, entry.image_alt or "", picture.media_type, picture.length)
