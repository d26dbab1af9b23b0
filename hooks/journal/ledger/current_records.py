"""What the site publishes now, as records: pages, redirects, feeds, identifiers with their days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from journal.entries.addresses import address_of, redirects
from journal.entries.any_entry import AnyEntry
from journal.entries.booklets import booklets_of
from journal.entries.catalogue import Catalogue
from journal.entries.organisations import ORGANISATIONS, Organisation, spellings
from journal.entries.publisher import Site
from journal.entries.themes import Theme
from journal.entries.visit import Visit
from journal.ledger.records import LEDGER_NAME, Key, Record, Sort, as_records
from journal.newsletter.archives import archived_years, expected_years
from journal.newsletter.calendar_addresses import calendar_addresses
from journal.newsletter.feeds import (
    LETTER_OPML_ADDRESS,
    OPML_ADDRESS,
    Feed,
    feeds_of,
    former_feeds,
    letter_feed,
)
from journal.newsletter.letter_contents import tellings
from journal.newsletter.published_states import states_of
from journal.problems.report import EXPLANATIONS_PAGE

# What begins or follows the name of an entry in the identifiers of its states (newsletter.states).
ANNOUNCED = "#annonce"
POSTPONED = "#report-"
CANCELLED = "#annulation"

# Kept at an address by others than readers of feeds: search engines, and the next publication.
_FILES = (OPML_ADDRESS, LETTER_OPML_ADDRESS, "sitemap.xml", LEDGER_NAME)


def identity_of(entry: AnyEntry) -> str:
    """What the identifiers of all its states begin with, without the authority."""
    return f"{entry.kind.value}/{entry.permanent_name}"


def state_days(entry: AnyEntry) -> dict[str, str]:
    """Identifier of each state, without the authority, to the day of its publication."""
    return {
        state.identifier("").removeprefix("tag::"): state.day.isoformat()
        for state in states_of(entry)
    }


def is_announcement(identifiers: Iterable[str]) -> bool:
    """Whether a visit with these identifiers was announced and is not written up."""
    fragments = {f"#{fragment}" for i in identifiers for fragment in [i.partition("#")[2]]}
    return ANNOUNCED in fragments and "#" not in fragments


def present_records(catalogue: Catalogue, paths: Collection[str], site: Site) -> dict[Key, Record]:
    """Everything that somebody may have kept the address of, and what feeds call it.

    Args:
        catalogue: all entries and themes.
        paths: paths under docs/ of all pages.
        site: its authority above all.
    """
    feeds = feeds_of(catalogue, site)
    themes = [feed.theme for feed in feeds if feed.theme]
    return as_records(
        [
            *(Record(Sort.PAGE, address_of(path)) for path in paths),
            *(Record(Sort.PAGE, t.address, title=one_line(t.name)) for t in themes),
            Record(Sort.PAGE, f"{ORGANISATIONS}/"),
            *map(_of_organisation, catalogue.organisations),
            *(Record(Sort.PAGE, booklet.address) for booklet in booklets_of(catalogue)),
            *_files(feeds, catalogue),
            *(record for entry in catalogue.entries for record in _of_entry(entry)),
            *_letters(catalogue, letter_feed(site)),
            Record(Sort.PAGE, "agenda/"),
            Record(Sort.PAGE, EXPLANATIONS_PAGE),
            *(Record(Sort.FILE, name) for name in calendar_addresses(catalogue)),
            *_redirects(catalogue, themes, {address_of(path) for path in paths}),
            *([Record(Sort.AUTHORITY, site.authority)] if site.authority else []),
        ]
    )


def _files(feeds: Sequence[Feed], catalogue: Catalogue) -> Iterator[Record]:
    states = [state for entry in catalogue.entries for state in states_of(entry)]
    for feed in (*feeds, *former_feeds(feeds)):
        yield from _of_feed(feed, expected_years(states, feed))
    for name in _FILES:
        yield Record(Sort.FILE, name)


def _of_feed(feed: Feed, years: Iterable[int]) -> Iterator[Record]:
    """A feed's own files, and its archives of those years."""
    for part in ("", *map(str, years)):
        yield Record(Sort.FILE, feed.file("rss", part))
        yield Record(Sort.FILE, feed.file("json", part))


def _letters(catalogue: Catalogue, feed: Feed) -> Iterator[Record]:
    """The letters of months that are over, the list of them, their feed and its archives."""
    letters = list(tellings(catalogue))
    yield Record(Sort.PAGE, feed.page)
    yield from _of_feed(feed, archived_years([letter.published_on for letter in letters]))
    for letter in letters:
        yield Record(Sort.PAGE, letter.address, title=one_line(letter.title))
        identifier = letter.address.rstrip("/")
        yield Record(Sort.IDENTIFIER, identifier, letter.published_on.isoformat())


def _of_organisation(organisation: Organisation) -> Record:
    """Its page, known by the visit that names it first: it moves and leaves with that one."""
    [named] = spellings(organisation.visits).values()
    title = one_line(organisation.name)
    return Record(Sort.PAGE, organisation.address, identity=identity_of(named), title=title)


def _of_entry(entry: AnyEntry) -> Iterator[Record]:
    identity, days = identity_of(entry), state_days(entry)
    own = entry.address.rstrip("/")
    yield Record(
        Sort.PAGE,
        entry.address,
        identity="" if identity == own else identity,
        title=one_line(entry.title),
    )
    for identifier, day in days.items():
        yield Record(Sort.IDENTIFIER, identifier, day)
    if isinstance(entry, Visit) and is_announcement(days):
        yield Record(Sort.APPOINTMENT, identity, entry.held_on.edtf)
        words = entry.words.model_dump_json(by_alias=True, exclude_defaults=True)
        yield Record(Sort.ANNOUNCEMENT, list(days)[-1], title=words)


def _redirects(
    catalogue: Catalogue, themes: Iterable[Theme], taken: Collection[str]
) -> Iterator[Record]:
    found, _ = redirects(catalogue.entries, themes, taken=taken)
    for former, address in found.items():
        yield Record(Sort.PAGE, former, target=address)


def one_line(text: str) -> str:
    """A text as the ledger can hold it."""
    return " ".join(text.split())
