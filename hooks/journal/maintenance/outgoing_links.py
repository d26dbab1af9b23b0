"""The links that lead out of the site, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from journal.entries.entry import Entry
from journal.entries.visit import Visit
from journal.gate.examine import Examination
from journal.headers.frontmatter import read_front_matter
from journal.markdown.text import MarkdownText


@dataclass(frozen=True, order=True)
class Place:
    """Where a link stands.

    Attributes:
        path: of the page, from the repository's root.
        line: from 1.
    """

    path: str
    line: int


def outside_links(examination: Examination) -> dict[str, list[Place]]:
    """Each address of the web that pages lead to, to the places where they do, in order."""
    found: dict[str, set[Place]] = defaultdict(set)
    for path, text in examination.texts.items():
        if path.endswith(".md"):
            body, _ = read_front_matter(text, path)
            page = MarkdownText(body.body, body.body_line)
            for link in page.links:
                found[link.target].add(Place(f"docs/{path}", page.position(link.offset)[0]))
    for entry in examination.catalogue.entries:
        for address in _in_header(entry):
            before = examination.texts[entry.path].partition(address)[0]
            found[address].add(Place(f"docs/{entry.path}", before.count("\n") + 1))
    return {
        address: sorted(places)
        for address, places in sorted(found.items())
        if address.lower().startswith(("https://", "http://"))
    }


def _in_header(entry: Entry) -> Iterator[str]:
    """The addresses of an entry's header."""
    yield from (source.url for source in entry.sources if source.url)
    if isinstance(entry, Visit):
        yield from filter(None, (entry.registration, entry.website))
