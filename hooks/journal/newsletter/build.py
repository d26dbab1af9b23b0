"""Every feed of the journal, as bytes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from lxml import etree

from journal.addresses import image_address
from journal.catalogue import Catalogue
from journal.entries import Entry
from journal.newsletter.feeds import feeds_of, former_feeds
from journal.newsletter.items import (
    Item,
    Material,
    UnpublishableError,
    items_of,
    make_item,
)
from journal.newsletter.json_feed import write_json
from journal.newsletter.rss import write_rss
from journal.newsletter.states import state_of
from journal.problems.problem import Explanation, Problem
from journal.publisher import Site

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
    image_lengths: Mapping[str, int],
    site: Site,
    withheld: Collection[str] = (),
) -> tuple[dict[str, bytes], list[Problem]]:
    """Write every RSS and JSON file of the newsletter.

    Args:
        catalogue: all entries and themes.
        bodies: path of an entry under docs/ to the HTML of its body.
        image_lengths: address of an image from the site's root to its size in bytes.
        site: what the feeds say of the site.
        withheld: paths of entries that a preview shows with their mistakes, in no feed.

    Returns:
        Address from the site's root to the file's content; and, for each entry that cannot be
        published, why. With a problem there are no files at all.
    """
    material = Material(catalogue, bodies, image_lengths, site)
    items, problems = _make_items(material, withheld)
    if problems:
        return {}, problems
    files: dict[str, bytes] = {}
    feeds = feeds_of(catalogue, site)
    for feed in (*feeds, *former_feeds(feeds)):
        held = items_of(feed, items)
        files[feed.rss] = write_rss(feed, held, site)
        files[feed.json] = write_json(feed, held, site)
    return files, []


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
        and (entry.path, (state := state_of(entry)).day, state.updated_on) not in listed
    ]


def _make_items(material: Material, withheld: Collection[str]) -> tuple[list[Item], list[Problem]]:
    items: list[Item] = []
    problems: list[Problem] = []
    for entry in material.catalogue.entries:
        if entry.path in withheld:
            continue
        try:
            items.append(make_item(state_of(entry), material))
        except UnpublishableError as error:
            problems.append(_problem(entry, *error.args))
        except (ValueError, etree.LxmlError) as error:
            problems.append(_problem(entry, str(error), ""))
    return items, problems


def image_addresses(catalogue: Catalogue) -> set[str]:
    """The images whose sizes `build_newsletter` asks for, from the site's root."""
    return {address for entry in catalogue.entries if (address := image_address(entry))}


def _problem(entry: Entry, message: str, hint: str) -> Problem:
    return Problem(
        entry.path,
        1,
        "absente-de-la-lettre",
        f"« {entry.title} » n'a pas pu être mise dans la lettre. {message}",
        hint,
    )
