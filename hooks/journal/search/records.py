"""What each page gives to find: itself, and for the glossary each of its terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from html import escape, unescape

from lxml import html
from lxml.html import HtmlElement

from journal.entries.addresses import GLOSSARY
from journal.entries.any_entry import AnyEntry
from journal.entries.build import Body
from journal.entries.catalogue import Catalogue
from journal.entries.kinds import KINDS as NAMES
from journal.entries.organisations import ORGANISATIONS
from journal.entries.synonyms import Synonym, typed_for
from journal.entries.visit import Visit
from journal.language.french import format_date, words_of
from journal.machine.cache import Pack
from journal.search.notations import other_notations

# Folder of what is told to those who write pages, in addresses.
_WRITING = "contribuer"
# What can be found, by its slug: the entries, the organisations, the terms of the glossary, what is
# told to those who write, any other page.
KINDS = {kind.value: names.one.capitalize() for kind, names in NAMES.items()} | {
    ORGANISATIONS: "Structure",
    "glossaire": "Glossaire",
    _WRITING: "Pour écrire une page",
    "pages": "Page",
}

# What its page answers, in the words of whoever looks for it.
_OF_ORGANISATIONS = {ORGANISATIONS: "adresse, contact, contacter, coordonnées, joindre, site, où"}
_INLINE = re.compile(r"</?(?:a|abbr|b|del|em|i|ins|mark|s|small|span|strong|sub|sup)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
# Spaces to whoever typed them, and to nothing that reads HTML.
_SPACES = "\v\f"


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
        label: what it is called in results, when that is not its kind's name.
        also: other words by which it is found, never shown, with commas.
    """

    address: str
    kind: str
    title: str
    body: str
    summary: str = ""
    themes: Mapping[str, str] | None = None
    day: str = ""
    label: str = ""
    also: str = ""

    @property
    def file(self) -> str:
        """Name of its file for Pagefind: always the same, all in one folder, which is quicker."""
        return f"{self.address.replace('/', '~').replace('#', '~')}.html"


def records_of(
    body: Body, *, path: str, catalogue: Catalogue, kept: Pack | None = None
) -> list[Record]:
    """What a page gives to find: itself, and for the glossary each of its terms.

    Args:
        body: the page as it was written; an entry's title and summary come from the catalogue.
        path: its file under docs/.
        catalogue: knows which pages are entries.
        kept: the other words of texts that were read before; its recipe says the synonyms.
    """
    html = _readable(body.html)
    page = (
        _of_entry(entry, html, catalogue)
        if (entry := catalogue.at(path))
        else Record(body.address, _kind_of(body), body.title, html, body.summary)
    )
    found = _of_glossary(page) if body.address == GLOSSARY else [page]
    kept = kept or Pack()

    def also(record: Record) -> str:
        text = text_of(record)
        words = kept.kept(text, lambda: _other_words(text, catalogue.synonyms).encode()).decode()
        return ", ".join(filter(None, (words, _OF_ORGANISATIONS.get(record.kind))))

    return [replace(record, also=also(record)) for record in found]


def _kind_of(body: Body) -> str:
    """What a page that is no entry is."""
    folder, _, page = body.address.partition("/")
    return folder if page and folder in {ORGANISATIONS, _WRITING} else "pages"


def _of_entry(entry: AnyEntry, body: str, catalogue: Catalogue) -> Record:
    return Record(
        address=entry.address,
        kind=entry.kind.value,
        title=entry.title,
        body=body,
        summary=entry.description,
        themes={theme.slug: theme.name for theme in catalogue.themes_of(entry)},
        day=_day_of(entry),
        label="" if entry.called is entry.kind.called else entry.called.label,
    )


def _day_of(entry: AnyEntry) -> str:
    if isinstance(entry, Visit):
        return str(entry.held_on)
    return format_date(entry.published_on)


def _of_glossary(page: Record) -> Iterator[Record]:
    """The page without its terms, then each term: an `h2` with its `id`, down to the next one."""
    root = parsed(page.body)
    introduction, terms = parsed(""), []
    target = introduction
    for element in list(root):
        if element.tag == "h2" and element.get("id"):
            target = parsed("")
            terms.append((element, target))
        else:
            target.append(deepcopy(element))
    yield replace(page, body=inner(introduction))
    for heading, content in terms:
        address = f"{page.address}#{heading.get('id')}"
        yield Record(address, "glossaire", _title(heading), inner(content))


def _other_words(text: str, synonyms: Sequence[Synonym]) -> str:
    return ", ".join([*other_notations(text), *typed_for(words_of(text), synonyms)])


def _readable(body: str) -> str:
    """What one reads of a page: no blocks of code; pictures as what they show, in words.

    Parsing takes time, and few pages have any.
    """
    for space in _SPACES:
        body = body.replace(space, " ")
    if "<img" not in body and "<pre" not in body:
        return body
    root = parsed(body)
    for image in list(root.iter("img")):
        image.tail = f" {image.get('alt') or ''} {image.tail or ''}"
        image.drop_tag()
    for block in list(root.iter("pre")):
        block.drop_tree()
    return inner(root)


def text_of(record: Record) -> str:
    """All that a record says, as plain text; a tag within a word does not cut it."""
    body = _TAG.sub(" ", _INLINE.sub("", record.body))
    return f"{record.title} {record.summary} {unescape(body)}"


def parsed(body: str) -> HtmlElement:
    """A `div` around a piece of HTML."""
    return html.fragment_fromstring(body, create_parent="div")


def inner(root: HtmlElement) -> str:
    """The HTML inside an element."""
    return escape(root.text or "") + "".join(html.tostring(e, encoding="unicode") for e in root)


def _title(heading: HtmlElement) -> str:
    for sign in heading.find_class("headerlink"):
        sign.drop_tree()
    return " ".join(heading.text_content().split())
