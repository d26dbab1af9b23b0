"""A booklet: the bodies of several pages, made into the sheets of one page to print.

On paper nothing is clicked and nothing is ticked yet: a link to another sheet says its number, a
word of the glossary is explained at the end, boxes are empty. One page has one `h1`, and each
anchor once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from urllib.parse import quote

import segno
from lxml.html import HtmlElement

from journal.entries.any_entry import AnyEntry
from journal.entries.booklets import Booklet
from journal.entries.build import Body
from journal.entries.guide import Guide
from journal.entries.page import Source
from journal.entries.tip import Tip
from journal.language.french import sort_key
from journal.pages.glossary import Definition
from journal.pages.internal_links import target
from journal.pages.shaping import make_links_quiet, make_scrollable, wrap_sections
from journal.web.html_trees import inner_html, new_element, tree_of

# What only leads from a page to another: the sign after a heading, the way back from a note, the
# part of a tip that the contents of the booklet replace.
_DROPPED = (
    "//a[contains(concat(' ', @class, ' '), ' headerlink ')]"
    " | //a[contains(concat(' ', @class, ' '), ' footnote-backref ')]"
    " | //section[contains(concat(' ', @class, ' '), ' part--pour-aller-plus-loin ')]"
)
# A list to tick says in words what its drawings show; it is to keep to one sheet.
_DROPPED_OF_LISTS = f"{_DROPPED} | //figure"
_LOWER = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}

# Makes an address from the site's root one of the page at the second address.
Relative = Callable[[str, str], str]
# Shows the pictures of a body at an address: from its links, to what browsers choose from.
Illustrate = Callable[[str, str], str]
# What stands for itself in an address.
_SAFE = "/?&=+,;:@!$'()*~"


@dataclass(frozen=True, slots=True)
class Sheet:
    """An entry as the booklet has it.

    Attributes:
        number: from 1; its anchor is made of it.
        entry: it.
        html: its body.
    """

    number: int
    entry: AnyEntry
    html: str


@dataclass(frozen=True, slots=True)
class Reliance:
    """A source, and the numbers of the sheets that rely on it."""

    source: Source
    sheets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """What is in a booklet, in its order.

    Attributes:
        tips: a sheet each.
        lists: the guides in which there is something to tick, a sheet each.
        words: of the glossary, those that they use, in alphabetical order.
        sources: what they rely on.
        pages: those that they lead to, or their words, and that are not in the booklet.
        edition: the newest day on which one of them was published or read over.
    """

    tips: tuple[Sheet, ...]
    lists: tuple[Sheet, ...]
    words: tuple[Definition, ...]
    sources: tuple[Reliance, ...]
    pages: tuple[Body, ...]
    edition: date

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Those of tips, then those to tick."""
        return self.tips + self.lists


class Bindery:
    """Makes booklets; what does not depend on the booklet is made once for each entry."""

    def __init__(
        self,
        guides: Iterable[AnyEntry],
        bodies: Mapping[str, Body],
        *,
        words: Callable[[str], Iterable[Definition]],
        glossary: str,
        relative: Relative,
        illustrate: Illustrate,
    ) -> None:
        """Take all guides; the body of each page, by its path; the words of the glossary that each
        uses, by its address; the address of the glossary.
        """
        self._bodies, self._words, self._glossary = bodies, words, glossary
        self._relative, self._illustrate = relative, illustrate
        self._by_address = {body.address: body for body in bodies.values()}
        self._lists = [guide for guide in guides if "task-list-item" in self._html(guide)]
        self._shaped: dict[str, str] = {}
        self._digests: dict[str, bytes] = {}

    def bind(self, booklet: Booklet) -> Bound:
        """The booklet, of tips that have a body: in a preview some may have none."""
        tips, lists = self._tips_and_lists(booklet)
        entries: list[AnyEntry] = [*tips, *lists]
        numbers = {entry.address: number for number, entry in enumerate(entries, start=1)}
        words = {word.anchor: word for e in entries for word in self._words(e.address)}
        leaves = _Leaves(booklet.address, numbers, frozenset(words), self._glossary, self._relative)
        sheets = tuple(
            Sheet(
                number,
                entry,
                self._illustrate(leaves.of(entry, self._shaped_of(entry)), leaves.address),
            )
            for number, entry in enumerate(entries, start=1)
        )
        leaves.cite(words.values())
        return Bound(
            sheets[: len(tips)],
            sheets[len(tips) :],
            tuple(sorted(words.values(), key=lambda word: sort_key(word.term))),
            tuple(_reliances(sheets)),
            tuple(self._by_address[page] for page in leaves.cited if page in self._by_address),
            max(entry.updated_on for entry in (*booklet.tips, *lists)),
        )

    def made_from(self, booklet: Booklet) -> str:
        """A digest of all that `bind` makes a booklet from: another, and it may be another booklet;
        whichever page is named otherwise, since it may be cited.
        """
        tips, lists = self._tips_and_lists(booklet)
        digests = map(self._digest_of, (*tips, *lists))
        return sha256(b"".join((self._titles, *digests))).hexdigest()

    @cached_property
    def _titles(self) -> bytes:
        return repr([(body.address, body.title) for body in self._bodies.values()]).encode()

    def _digest_of(self, entry: AnyEntry) -> bytes:
        if entry.path not in self._digests:
            said = (entry, self._html(entry), list(self._words(entry.address)))
            self._digests[entry.path] = sha256(repr(said).encode()).digest()
        return self._digests[entry.path]

    def _tips_and_lists(self, booklet: Booklet) -> tuple[list[Tip], list[AnyEntry]]:
        tips = [tip for tip in booklet.tips if tip.path in self._bodies]
        slug = booklet.theme.slug if booklet.theme else None
        return tips, [guide for guide in self._lists if slug is None or slug in guide.tags]

    def _html(self, entry: AnyEntry) -> str:
        return self._bodies[entry.path].html if entry.path in self._bodies else ""

    def _shaped_of(self, entry: AnyEntry) -> str:
        if entry.path not in self._shaped:
            dropped = _DROPPED_OF_LISTS if isinstance(entry, Guide) else _DROPPED
            self._shaped[entry.path] = _for_paper(self._html(entry), dropped, entry.title)
        return self._shaped[entry.path]


class _Leaves:
    """Bodies, as they stand in one booklet.

    Attributes:
        address: of the booklet.
        cited: the pages out of the booklet that they lead to, as they come.
    """

    def __init__(
        self,
        address: str,
        numbers: Mapping[str, int],
        words: frozenset[str],
        glossary: str,
        relative: Relative,
    ) -> None:
        """Take the number of each sheet, by the address of its page, and the anchors of the words
        that the booklet explains.
        """
        self.address, self.cited = address, dict[str, None]()
        self._numbers, self._words, self._glossary = numbers, words, glossary
        self._relative = relative

    def of(self, entry: AnyEntry, html: str) -> str:
        """A body with its anchors apart from those of other sheets, and addresses that lead."""
        root = tree_of(html)
        prefix = _anchor(self._numbers[entry.address])
        anchors = frozenset(root.xpath("//@id"))
        for element in root.xpath("//*[@id]"):
            element.set("id", f"{prefix}-{element.get('id')}")
        for image in root.iter("img"):
            if place := target(image.get("src") or "", entry.address):
                image.set("src", self._from_here(place[0]))
            image.attrib.pop("loading", None)
        for link in root.iter("a"):
            if place := target(link.get("href") or "", entry.address):
                self._lead(link, entry, *place, anchors)
        return inner_html(root)

    def cite(self, words: Iterable[Definition]) -> None:
        """Add the pages that the meanings of words lead to, and that which has these words."""
        for word in words:
            places = (target(link, self._glossary) for link in word.links)
            pages = [place[0] for place in places if place]
            self.cited |= dict.fromkeys(
                p for p in (*pages, self._glossary) if p not in self._numbers
            )

    def _lead(
        self, link: HtmlElement, entry: AnyEntry, page: str, anchor: str, anchors: frozenset[str]
    ) -> None:
        if page == self._glossary and anchor in self._words:
            link.set("href", f"#mot-{anchor}")
        elif page in self._numbers:
            number = self._numbers[page]
            inside = page == entry.address and anchor in anchors
            link.set("href", f"#{_anchor(number)}{f'-{anchor}' if inside else ''}")
            if page != entry.address:
                link.set("data-sheet", str(number))
        else:
            self.cited[page] = None
            link.set("href", self._from_here(page) + (f"#{quote(anchor)}" if anchor else ""))

    def _from_here(self, address: str) -> str:
        return self._relative(quote(address, _SAFE), self.address)


def _anchor(number: int) -> str:
    return f"feuille-{number}"


def _for_paper(html: str, dropped: str, title: str) -> str:
    """A body without what is of no use on paper: parts, tables, headings a level lower, boxes."""
    root = tree_of(make_links_quiet(make_scrollable(html, title)))
    wrap_sections(root)
    for element in root.xpath(dropped):
        element.drop_tree()
    for heading in root.iter(*_LOWER):
        heading.tag = _LOWER[heading.tag]
    for box in root.findall(".//input"):
        _empty(box)
    return inner_html(root)


def _empty(control: HtmlElement) -> None:
    """Draw a box where there was a control: what is printed is ticked with a pen."""
    box = new_element("span", {"class": "box"})
    box.tail, control.tail = (control.tail or "").lstrip(), None
    control.getparent().replace(control, box)


def _reliances(sheets: Iterable[Sheet]) -> Iterable[Reliance]:
    """Each source once, by its address or, without any, by its title; as they come."""
    named: dict[str, Source] = {}
    used: dict[str, dict[int, None]] = {}
    for sheet in sheets:
        for source in sheet.entry.sources:
            key = source.url or source.title
            named.setdefault(key, source)
            used.setdefault(key, {})[sheet.number] = None
    return (Reliance(source, tuple(used[key])) for key, source in named.items())


def qr_code(address: str) -> str:
    """An address as a code to photograph (ISO 18004), in SVG: dark on light by night as well, with
    the margin of four modules that readers need. Whoever shows it says the address in words too.
    """
    code = segno.make_qr(address, error="m").svg_inline(border=4, light="#fff", omitsize=True)
    return str(code).replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def css_text(text: str) -> str:
    """A text as a string of a style sheet within a page: neither a quote nor a tag ends it."""
    escaped = "".join(c if c.isalnum() or c in " .,:;!?-()" else f"\\{ord(c):x} " for c in text)
    return f'"{escaped}"'
