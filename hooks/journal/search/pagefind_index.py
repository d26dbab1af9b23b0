"""What Pagefind is given to read, and what it must have made of it.

Pagefind (https://pagefind.app/docs/) splits its index so that a reader downloads little of it.
Some things that its 1.5.2 does not do for French are done here, in what it is given:

- a curly apostrophe, or any other, glues « l’épicerie » into one word: the index has straight ones,
  and what is shown gets its curly ones back (`overrides/assets/search/results.js`); so does any
  hyphen but the plain one;
- « 60 000 » would be two words: a word joiner (U+2060, neither a space nor a letter) takes the
  place of the space, so that « 60000 » is what the index holds and « 60 000 » what is shown;
- its filters come in random order: `lists.facets` says which kind and themes each page has.

« œ » stays as it is, since readers see the text: a query with « oe » is asked twice.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape

from journal.entries.entry import Entry
from journal.search.records import KINDS, Record

# Each begins with what is rare, so that most of a page is passed over.
_APOSTROPHES = re.compile(r"[’‘ʼ`´′‛＇ʹˈ՚](?:(?<=’)|(?<=[^\W_].)(?=[^\W_]))")
_HYPHENS = (("\u2010", "-"), ("\u2011", "-"), ("\u00ad", ""))
_GROUPED = re.compile(r"\d(?<![\d.,].)\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
_GROUP_SPACE = re.compile(r"[ \u00a0\u2009\u202f]")

# The address of the home page from the site's root: Pagefind keeps nothing that is empty.
_HOME = "./"

# What Pagefind must leave out of the pages: the signs that link to headings, and what is not shown.
UNREAD = ".headerlink, .footnote-ref, .footnote-backref, [hidden]"

# What a box is about, as its figure: a page that has one comes before those that say it in passing.
_FIGURE = '<p class="admonition-title"'

# Pagefind writes interfaces of its own besides, 500 kB of them: ours needs nothing else.
_KEPT = re.compile(r"pagefind\.js|pagefind-entry\.json|wasm\.fr\.pagefind|.+\.pf_\w+")


def document(record: Record) -> str:
    """The file that Pagefind reads; what it must show of a result is in `data-pagefind-meta`."""
    meta = {
        "url": record.address or _HOME,
        "kind": record.kind,
        "label": record.label or KINDS[record.kind],
        "day": record.day,
        "themes": ", ".join((record.themes or {}).values()),
        "also": record.also,
    }
    shown = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
        for name, value in meta.items()
        if value
    )
    summary = f"<p>{escape(record.summary)}</p>" if record.summary else ""
    title = escape(record.title)
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    body = record.body.replace(_FIGURE, f'{_FIGURE} data-pagefind-weight="7"')
    page = f"{head}<body>{shown}<h1>{title}</h1>{summary}{body}</body>"
    return f'<!doctype html><html lang="fr">{_searchable(page)}</html>\n'


def is_published(name: str) -> bool:
    """Whether a file that Pagefind writes is of any use to our readers."""
    return _KEPT.fullmatch(name) is not None


def _searchable(text: str) -> str:
    """Plain apostrophes and hyphens, and figures held together: see the module's own words."""
    text = _APOSTROPHES.sub("'", text)
    for hyphen, plain in _HYPHENS:  # `translate` looks each letter up.
        text = text.replace(hyphen, plain)
    return _GROUPED.sub(lambda found: _GROUP_SPACE.sub("\u2060", found[0]), text)


def indexed(fragments: Mapping[str, bytes]) -> dict[str, str]:
    """Pagefind's name of each page -> its address.

    Args:
        fragments: what Pagefind wrote for each page, by its name of the page.
    """
    texts = {n: gzip.decompress(f).removeprefix(b"pagefind_dcd") for n, f in fragments.items()}
    urls = {name: json.loads(text)["meta"]["url"] for name, text in texts.items()}
    return {name: "" if url == _HOME else url for name, url in urls.items()}


def differences(
    found: Collection[str], records: Sequence[Record], expected: Iterable[Entry]
) -> list[str]:
    """Why the index is not what it should be, in French; nothing when it is.

    Args:
        found: addresses that Pagefind has.
        records: what it was given.
        expected: entries that must be among the records.
    """
    given = {record.address for record in records}
    problems = [f"pas indexée : {address}" for address in sorted(given - set(found))]
    problems += [f"indexée sans raison : {address}" for address in sorted(set(found) - given)]
    if len(found) != len(records):
        problems.append(f"{len(records)} à indexer, {len(found)} dans l'index")
    problems += [f"oubliée : {e.address}" for e in expected if e.address not in given]
    return problems
