"""What the search reads: each page as a small HTML file for Pagefind, and two lists of our own.

Pagefind (https://pagefind.app/docs/) splits its index so that a reader downloads little of it.
Three things that its 1.5.2 does not do for French are done here, in what it is given:

- a curly apostrophe glues « l’épicerie » into one word: the index has straight ones, and what is
  shown gets its curly ones back (`overrides/assets/search.js`, which also says how queries change);
- « 60 000 » would be two words: a word joiner (U+2060, neither a space nor a letter) takes the
  place of the space, so that « 60000 » is what the index holds and « 60 000 » what is shown;
- its filters come in random order: `facets` says which kind and themes each page has.

« œ » stays as it is, since readers see the text: a query with « oe » is asked twice.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from html import escape, unescape

from lxml import html
from lxml.html import HtmlElement

from journal.catalogue import Catalogue
from journal.entries import Entry, Tip, Visit
from journal.french import format_date, without_accents

# Generated lists repeat what other pages say; the search page has nothing of its own to find.
LISTS = frozenset({
    "home.html", "visits.html", "tips.html", "themes.html", "theme.html", "search_page.html",
    "problems.html",
})  # fmt: skip

KINDS = {"visites": "Visite", "conseils": "Conseil", "glossaire": "Glossaire", "pages": "Page"}
GLOSSARY = "glossaire/"

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
_GROUP_SPACE = re.compile(r"[ \u00a0\u2009\u202f]")
_WORD = re.compile(r"[^\W\d_]{4,30}")
_TAG = re.compile(r"<[^>]*>")

# What Pagefind must leave out of the pages: the signs that link to headings and to footnotes, and
# what is not shown.
UNREAD = ".headerlink, .footnote-ref, .footnote-backref, [hidden]"

# Pagefind writes interfaces of its own besides, 500 kB of them: ours needs nothing else.
_KEPT = re.compile(r"pagefind\.js|pagefind-entry\.json|wasm\.fr\.pagefind|.+\.pf_\w+")

# The nearest spelling is looked for among these; it is downloaded when nothing is found.
MAX_WORDS = 12_000


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that can be found: a page, or a term of the glossary.

    Attributes:
        address: from the site's root, with its anchor for a term.
        kind: a key of `KINDS`.
        title: plain text.
        body: HTML, headings with their `id`; the title left out.
        summary: plain text, searched and shown before the body.
        themes: slug to name.
        day: the day to show, in French, or an empty text.
    """

    address: str
    kind: str
    title: str
    body: str
    summary: str = ""
    themes: Mapping[str, str] | None = None
    day: str = ""

    @property
    def file(self) -> str:
        """Name of its file for Pagefind: always the same, all in one folder, which is quicker."""
        return f"{self.address.replace('/', '~').replace('#', '~')}.html"


def records_of(
    body: str, *, path: str, address: str, title: str, summary: str, catalogue: Catalogue
) -> list[Record]:
    """What a page gives to find: itself, and for the glossary each of its terms.

    Args:
        body: the HTML of `page.content`.
        path: its file under docs/.
        address: from the site's root.
        title: plain text; an entry's own is taken from the catalogue.
        summary: plain text; likewise.
        catalogue: knows which pages are entries.
    """
    entry = catalogue.at(path)
    if entry:
        return [_of_entry(entry, body, catalogue)]
    page = Record(address, "pages", title, body, summary)
    return list(_of_glossary(page)) if address == GLOSSARY else [page]


def _of_entry(entry: Visit | Tip, body: str, catalogue: Catalogue) -> Record:
    return Record(
        address=entry.address,
        kind=entry.kind.value,
        title=entry.title,
        body=body,
        summary=entry.description,
        themes={theme.slug: theme.name for theme in catalogue.themes_of(entry)},
        day=str(entry.held_on) if isinstance(entry, Visit) else format_date(entry.published_on),
    )


def _of_glossary(page: Record) -> Iterator[Record]:
    """The page without its terms, then each term: an `h2` with its `id`, down to the next one."""
    root = _tree(page.body)
    introduction, terms = _tree(""), []
    target = introduction
    for element in list(root):
        if element.tag == "h2" and element.get("id"):
            target = _tree("")
            terms.append((element, target))
        else:
            target.append(deepcopy(element))
    yield replace(page, body=_inner(introduction))
    for heading, content in terms:
        address = f"{page.address}#{heading.get('id')}"
        yield Record(address, "glossaire", _title(heading), _inner(content))


def document(record: Record) -> str:
    """The file that Pagefind reads; what it must show of a result is in `data-pagefind-meta`."""
    meta = {
        "url": record.address,
        "kind": KINDS[record.kind],
        "day": record.day,
        "themes": ", ".join((record.themes or {}).values()),
    }
    shown = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
        for name, value in meta.items()
        if value
    )
    summary = f"<p>{escape(record.summary)}</p>" if record.summary else ""
    title = escape(record.title)
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    page = f"{head}<body>{shown}<h1>{title}</h1>{summary}{_with_alternatives(record.body)}</body>"
    return f'<!doctype html><html lang="fr">{_searchable(page)}</html>\n'


def _with_alternatives(body: str) -> str:
    """Pictures replaced by what they show, in words; parsing takes time, and few pages have any."""
    if "<img" not in body:
        return body
    root = _tree(body)
    for image in list(root.iter("img")):
        image.tail = f" {image.get('alt') or ''} {image.tail or ''}"
        image.drop_tag()
    return _inner(root)


def is_published(name: str) -> bool:
    """Whether a file that Pagefind writes is of any use to our readers."""
    return _KEPT.fullmatch(name) is not None


def _searchable(text: str) -> str:
    """Straight apostrophes, and figures held together: see the module's own words."""
    text = text.replace("’", "'").replace("\u00ad", "")
    return _GROUPED.sub(lambda found: _GROUP_SPACE.sub("\u2060", found[0]), text)


def lists_beside(
    fragments: Mapping[str, bytes], records: Sequence[Record], expected: Iterable[Entry]
) -> tuple[dict[str, bytes], list[str]]:
    """The two lists that go with the index, and why it must not be published, if it must not.

    Args:
        fragments: what Pagefind wrote for each page, by its name of the page.
        records: what it was given.
        expected: entries that must be among the records.
    """
    texts = {n: gzip.decompress(f).removeprefix(b"pagefind_dcd") for n, f in fragments.items()}
    found = {name: json.loads(text)["meta"]["url"] for name, text in texts.items()}
    if problems := differences(found.values(), records, expected):
        return {}, problems
    return {
        "facets.txt": facets(found, records).encode(),
        "words.txt": words(records).encode(),
    }, []


def differences(
    indexed: Collection[str], records: Sequence[Record], expected: Iterable[Entry]
) -> list[str]:
    """Why the index is not what it should be, in French; nothing when it is.

    Args:
        indexed: addresses that Pagefind has.
        records: what it was given.
        expected: entries that must be among the records.
    """
    given = {record.address for record in records}
    problems = [f"pas indexée : {address}" for address in sorted(given - set(indexed))]
    problems += [f"indexée sans raison : {address}" for address in sorted(set(indexed) - given)]
    if len(indexed) != len(records):
        problems.append(f"{len(records)} à indexer, {len(indexed)} dans l'index")
    problems += [f"oubliée : {e.address}" for e in expected if e.address not in given]
    return problems


def facets(found: Mapping[str, str], records: Iterable[Record]) -> str:
    """Which kind and themes each result has: what the filters of the search page read.

    One line of slugs of kinds, one of slugs of themes, then a line for each page: Pagefind's name
    of it, its kind's rank, its themes' ranks, in base 36.

    Args:
        found: Pagefind's name of each page -> its address.
        records: what it was given.
    """
    records = list(records)
    by_address = {record.address: record for record in records}
    themes = sorted({slug for record in records for slug in record.themes or {}})
    kinds = list(KINDS)
    lines = [" ".join(kinds), " ".join(themes)]
    for name, address in sorted(found.items()):
        record = by_address[address]
        ranks = [kinds.index(record.kind), *(themes.index(slug) for slug in record.themes or {})]
        lines.append(f"{name} {' '.join(_base36(rank) for rank in ranks)}")
    return "\n".join(lines) + "\n"


def words(records: Iterable[Record]) -> str:
    """The words that can be found, one a line, the most frequent first; short ones left out.

    A word is written as it is most often, without capitals: « épicerie ».
    """
    forms: Counter[str] = Counter()
    for record in records:
        text = f"{record.title} {record.summary} {_TAG.sub(' ', record.body)}"
        forms.update(_WORD.findall(unescape(text).lower()))
    counts: Counter[str] = Counter()
    usual: dict[str, str] = {}
    for form, count in sorted(forms.items(), key=lambda item: (-item[1], item[0])):
        folded = without_accents(form)
        counts[folded] += count
        usual.setdefault(folded, form)
    ranked = sorted(counts, key=lambda folded: (-counts[folded], folded))
    return "".join(f"{usual[folded]}\n" for folded in ranked[:MAX_WORDS])


def _base36(rank: int) -> str:
    figures = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (_base36(rank // 36) if rank >= 36 else "") + figures[rank % 36]


def _tree(body: str) -> HtmlElement:
    return html.fragment_fromstring(body, create_parent="div")


def _inner(root: HtmlElement) -> str:
    return escape(root.text or "") + "".join(html.tostring(e, encoding="unicode") for e in root)


def _title(heading: HtmlElement) -> str:
    for sign in heading.find_class("headerlink"):
        sign.drop_tree()
    return " ".join(heading.text_content().split())
