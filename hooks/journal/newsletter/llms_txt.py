"""What machines that read are given: each entry as Markdown, and the list of them (`llms.txt`).

The form is that of the proposal, https://llmstxt.org: a title, a summary, sections of links; the
Markdown of a page is at its own address, then `index.html.md`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from journal.entries.booklets import booklet_address
from journal.entries.build import Body
from journal.entries.catalogue import Catalogue
from journal.entries.entry import Entry
from journal.entries.kinds import Kind
from journal.entries.page import LISTS
from journal.entries.publisher import Site
from journal.language.typography import typeset
from journal.machine.cache import Pack
from journal.newsletter.calendar_addresses import AGENDA_ADDRESS
from journal.newsletter.feeds import feeds_of
from journal.newsletter.items import StateItem
from journal.newsletter.plain_markdown import escaped, to_markdown
from journal.newsletter.published_states import standing
from journal.newsletter.text_escaping import as_json

INDEX_ADDRESS = "llms.txt"
# Of each kind; the others are under « Optional », the heading by which the proposal means what may
# be skipped.
MOST = 50
_THEME = "theme.html"
# Lists that lead further than this one does; what is said in others, or by the list of its kind.
_TOLD = frozenset({_THEME, "agenda.html", "letters.html", "organisations.html", "themes.html"})
_SAID = LISTS | {"organisation.html"}
_HOW_TO_READ = (
    "Les visites, les conseils et les guides sont ici en Markdown ; leur adresse, sans"
    " « index.html.md », est celle de leur page."
)


def markdown_address(entry: Entry) -> str:
    """Where the Markdown of an entry is, from the site's root."""
    return f"{entry.address}index.html.md"


def write_markdown(item: StateItem, site: Site, kept: Pack) -> bytes:
    """An entry as it stands, as Markdown: a header of what is public, then what its page says.

    Args:
        item: its last.
        site: what is said of the site.
        kept: what was made of the same HTML before.
    """
    entry = item.entry
    header = {
        "title": typeset(entry.title),
        "url": f"{site.url}{entry.address}",
        "date": entry.published_on.isoformat(),
        "updated": item.state.updated_on.isoformat(),
        "authors": list(item.authors),
        "license": site.terms,
        "sources": [source.url or typeset(source.title) for source in entry.sources],
    }
    # JSON is YAML: every value arrives as it is, whatever it contains.
    lines = [f"{key}: {as_json(value)}" for key, value in header.items() if value]
    top = "\n".join(["---", *lines, "---"])
    head = "\n\n".join([top, f"# {escaped(item.title)}", f"> {escaped(item.summary)}", ""])
    text = kept.kept(f"markdown {item.html}", lambda: to_markdown(item.html).encode())
    return head.encode() + text


def write_index(catalogue: Catalogue, site: Site, pages: Iterable[Body]) -> bytes:
    """`llms.txt`: the entries, then the other pages.

    Args:
        catalogue: all entries.
        site: what it is called, and where it is.
        pages: every page; of the lists of others, those that say more than this one.
    """
    sections: dict[str, list[str]] = defaultdict(list)
    # What was presented elsewhere is no visit.
    for entry in sorted(catalogue.entries, key=lambda entry: list(Kind).index(entry.kind)):
        address = f"{site.url}{markdown_address(entry)}"
        title = standing(entry).title
        sections[entry.called.heading].append(_link(title, address, entry.description))
    older = [link for links in sections.values() for link in links[MOST:]]
    sections = {title: links[:MOST] for title, links in sections.items()}
    others = _other_pages(catalogue, pages)
    for title, is_theme in (("Thèmes", True), ("Autres pages", False)):
        sections[title] = [
            _link(page.title, f"{site.url}{page.address}", page.summary)
            for page in others
            if (page.template == _THEME) is is_theme
        ]
    feed = feeds_of(catalogue, site)[0]
    sections["Optional"] = [
        _link(feed.title, f"{site.url}{feed.json}", "JSON Feed"),
        _link("L'agenda", f"{site.url}{AGENDA_ADDRESS}", "iCalendar"),
        *older,
    ]
    parts = [f"# {_words(site.name)}", f"> {_words(site.description)}"]
    parts.append(_words(f"{_HOW_TO_READ} {site.licence}." if site.terms else _HOW_TO_READ))
    for title, links in sections.items():
        if links:
            parts += [f"## {title}", "\n".join(links)]
    return ("\n\n".join(parts) + "\n").encode()


def _other_pages(catalogue: Catalogue, pages: Iterable[Body]) -> list[Body]:
    """The pages that are neither entries nor lists that say no more; of the booklets, that of all
    tips; of organisations, letters and themes without entries, the list that leads to them.
    """
    left_out = {entry.address for entry in catalogue.entries}
    used = catalogue.used_themes
    left_out |= {theme.address for theme in catalogue.themes.values() if theme not in used}
    return sorted(
        (page for page in pages if page.address not in left_out and _is_told(page)),
        key=lambda page: page.address,
    )


def _is_told(page: Body) -> bool:
    if page.template == "booklet.html":
        return page.address == booklet_address(None)
    return page.template in _TOLD or page.template not in _SAID


def _link(title: str, address: str, summary: str) -> str:
    return f"- [{_words(title)}]({address}): {_words(summary)}"


def _words(text: str) -> str:
    return escaped(typeset(text)).strip()
