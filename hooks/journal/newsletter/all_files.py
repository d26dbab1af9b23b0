"""Every feed of the journal, and every entry as machines read it, as bytes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from lxml import etree

from journal.entries.catalogue import Catalogue
from journal.entries.entry import Entry
from journal.entries.publisher import Site
from journal.machine.cache import Pack
from journal.newsletter import json_feed, rss
from journal.newsletter.feed_files import documents_of
from journal.newsletter.feeds import Basis, feeds_of, former_feeds
from journal.newsletter.items import (
    Item,
    Material,
    StateItem,
    UnpublishableError,
    in_order_of_publication,
    in_order_of_revision,
    make_items,
)
from journal.newsletter.llms_txt import markdown_address, write_markdown
from journal.newsletter.published_states import standing
from journal.pictures.picture_addresses import Picture
from journal.problems.problem import Explanation, Problem

EXPLANATIONS = {
    "absente-de-la-lettre": Explanation(
        "Une page n'a pas pu entrer dans la lettre d'information.",
        "Le signaler à qui s'occupe du site : rien n'est à corriger dans la page.",
    ),
}


def build_newsletter(
    *,
    catalogue: Catalogue,
    bodies: Mapping[str, str],
    pictures: Mapping[str, Picture],
    site: Site,
    withheld: Collection[str] = (),
    archives: Collection[str] = (),
    with_markdown: bool = False,
    kept: Pack | None = None,
) -> tuple[Iterator[tuple[str, bytes]], list[Problem]]:
    """Write every RSS and JSON file of the newsletter, archives included, one after the other.

    Args:
        catalogue: all entries and themes.
        bodies: path of an entry under docs/ to the HTML of its body.
        pictures: path of a picture under docs/ to what is published of it.
        site: what the feeds say of the site.
        withheld: paths of entries that a preview shows with their mistakes, in no feed.
        archives: addresses of archives that were published once, which are kept.
        with_markdown: whether each entry is written as machines read it besides.
        kept: what was made of the same bodies before; its recipe says the code.

    Returns:
        Address from the site's root and content of each file, as it is asked for: together they
        would weigh as much as all pages. And, for each entry that cannot be published, why. With a
        problem there are no files at all.
    """
    material = Material(catalogue, bodies, pictures, site, kept or Pack())
    lives, problems = _make_lives(material, withheld)
    if problems:
        return iter(()), problems
    items = {
        Basis.CREATED: in_order_of_publication([item for life in lives for item in life]),
        Basis.UPDATED: in_order_of_revision([life[-1] for life in lives], site),
    }
    last = (life[-1] for life in lives if with_markdown)
    pages = ((markdown_address(i.entry), write_markdown(i, site, material.kept)) for i in last)
    return chain(_feeds(items, material, archives), pages), []


class _Once:
    """Writes an item once, in however many feeds it is."""

    def __init__(self, write: Callable[[Item], bytes]) -> None:
        self._write = write
        self._written: dict[Item, bytes] = {}

    def __call__(self, item: Item) -> bytes:
        written = self._written.get(item)
        if written is None:
            written = self._written[item] = self._write(item)
        return written


def _feeds(
    items: Mapping[Basis, Sequence[StateItem]], material: Material, archives: Collection[str]
) -> Iterator[tuple[str, bytes]]:
    """Every file of every feed."""
    as_xml, as_json = _Once(rss.write_item), _Once(json_feed.write_item)
    feeds = feeds_of(material.catalogue, material.site)
    for feed in (*feeds, *former_feeds(feeds)):
        held = [item for item in items[feed.basis] if feed.holds(item.entry)]
        for document in documents_of(feed, held, archives):
            yield document.rss, rss.write_rss(document, material.site, as_xml)
            yield document.json, json_feed.write_json(document, material.site, as_json)


def unlisted(
    listed: Collection[tuple[str, date, date]], catalogue: Catalogue, withheld: Collection[str]
) -> list[Problem]:
    """The entries that mkdocs-rss-plugin does not list at their days: its settings are wrong.

    Args:
        listed: path of a page under docs/, day of publication, day of the last revision.
        catalogue: all entries.
        withheld: paths of entries that a preview leaves out.
    """
    return [
        _problem(
            entry,
            "Le greffon rss ne la liste pas à ses dates.",
            "Voyez match_path, length et date_from_meta dans mkdocs.yml.",
        )
        for entry in catalogue.entries
        if entry.path not in withheld
        and (entry.path, (state := standing(entry)).day, state.updated_on) not in listed
    ]


def _make_lives(
    material: Material, withheld: Collection[str]
) -> tuple[list[list[StateItem]], list[Problem]]:
    """The items of each entry, in the order of its life."""
    lives: list[list[StateItem]] = []
    problems: list[Problem] = []
    for entry in material.catalogue.entries:
        if entry.path in withheld:
            continue
        try:
            lives.append(make_items(entry, material))
        except UnpublishableError as error:
            problems.append(_problem(entry, *error.args))
        except (ValueError, etree.LxmlError) as error:
            problems.append(_problem(entry, str(error), ""))
    return lives, problems


def _problem(entry: Entry, message: str, hint: str) -> Problem:
    return Problem(
        entry.path,
        1,
        "absente-de-la-lettre",
        f"« {entry.title} » n'a pas pu être mise dans la lettre. {message}",
        hint,
    )
