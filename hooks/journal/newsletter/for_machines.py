"""What machines that read are given: each entry as Markdown, and the list of them (`llms.txt`).

The form is that of the proposal, https://llmstxt.org: a title, a summary, sections of links; the
Markdown of a page is at its own address, then `index.html.md`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from journal.entries.build import Body
from journal.entries.catalogue import Catalogue
from journal.entries.entry import Entry
from journal.entries.kinds import Kind
from journal.entries.organisations import ORGANISATIONS
from journal.entries.pages import LISTS
from journal.entries.publisher import Site
from journal.language.typography import typeset
from journal.newsletter.feeds import feeds_of
from journal.newsletter.items import StateItem
from journal.newsletter.plain_markdown import escaped, to_markdown

INDEX_ADDRESS = "llms.txt"
# Of each kind; the others are under « Optional », the heading by which the proposal means what may
# be skipped.
MOST = 50
_HOW_TO_READ = (
    "Les visites, les conseils et les guides sont ici en Markdown ; leur adresse, sans"
    " « index.html.md », est celle de leur page."
)


def markdown_address(entry: Entry) -> str:
    """Where the Markdown of an entry is, from the site's root."""
    return f"{entry.address}index.html.md"


def write_markdown(item: StateItem, site: Site) -> bytes:
    """An entry as it stands, as Markdown: a header of what is public, then what its page says."""
    entry = item.entry
    header = {
        "title": entry.title,
        "url": f"{site.url}{entry.address}",
        "date": entry.published_on.isoformat(),
        "updated": item.state.updated_on.isoformat(),
        "authors": list(item.authors),
        "license": site.licence,
        "sources": [source.url or source.title for source in entry.sources],
    }
    # JSON is YAML: every value arrives as it is, whatever it contains.
    lines = [
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in header.items() if value
    ]
    top = "\n".join(["---", *lines, "---"])
    parts = [top, f"# {escaped(item.title)}", f"> {escaped(item.summary)}", to_markdown(item.html)]
    return "\n\n".join(parts).encode()


def write_index(catalogue: Catalogue, site: Site, pages: Iterable[Body]) -> bytes:
    """`llms.txt`: the entries, then the other pages.

    Args:
        catalogue: all entries.
        site: what it is called, and where it is.
        pages: the pages that may be no entries; lists of others are left out.
    """
    sections: dict[str, list[str]] = defaultdict(list)
    # What was presented elsewhere is no visit.
    for entry in sorted(catalogue.entries, key=lambda entry: list(Kind).index(entry.kind)):
        address = f"{site.url}{markdown_address(entry)}"
        sections[entry.called.heading].append(_link(entry.title, address, entry.description))
    older = [link for links in sections.values() for link in links[MOST:]]
    sections = {title: links[:MOST] for title, links in sections.items()}
    sections["Autres pages"] = list(_other_pages(catalogue, site, pages))
    feed = feeds_of(catalogue, site)[0]
    sections["Optional"] = [_link(feed.title, f"{site.url}{feed.json}", "JSON Feed"), *older]
    parts = [f"# {_words(site.name)}", f"> {_words(site.description)}"]
    parts.append(_words(f"{_HOW_TO_READ} {site.licence}."))
    for title, links in sections.items():
        if links:
            parts += [f"## {title}", "\n".join(links)]
    return ("\n\n".join(parts) + "\n").encode()


def _other_pages(catalogue: Catalogue, site: Site, pages: Iterable[Body]) -> Iterator[str]:
    entries = {entry.address for entry in catalogue.entries}
    for page in sorted(pages, key=lambda page: page.address):
        is_organisation = page.address.startswith(f"{ORGANISATIONS}/")
        if page.address not in entries and page.template not in LISTS and not is_organisation:
            yield _link(page.title, f"{site.url}{page.address}", page.summary)


def _link(title: str, address: str, summary: str) -> str:
    return f"- [{_words(title)}]({address}): {_words(summary)}"


def _words(text: str) -> str:
    return escaped(typeset(text)).strip()
