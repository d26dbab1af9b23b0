"""The words of the glossary within an entry: the first of each in a part opens its definition.

A definition is a popover, which browsers open, close (Esc, another click) and leave without a
script; one that the focus leaves is closed by the script of every page. All of those of a page are
one list at its foot, which paper shows. In a browser without popovers the list shows, and the words
are plain.

A word is not a button but the label of one, which lies over it and owns it: it breaks with its
line, can be selected, and stays in the text of whatever leaves buttons out of a page, such as the
reading mode of a browser. Assistive technologies know a single button, named by the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urljoin

from lxml import etree
from lxml.html import HtmlElement

from journal.pages.glossary import Definition, Lexicon
from journal.pages.shaping import OURS
from journal.web.html_trees import new_element

_SITE = "https://site.invalid/"
# What no button may stand in: headings, links, controls and their names, code; what others wrote,
# or what is only a caption or a name.
_CLOSED = frozenset({
    "a", "abbr", "blockquote", "button", "caption", "cite", "code", "del", "dfn", "dt",
    "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "pre", "q", "s", "samp", "summary",
    "th", "time", "var",
})  # fmt: skip
# What ends a page that cites the law: when it was read over, and what was not.
_CAVEAT = "Contenu relu le"
# What is no French to read, or no longer said.
_UNREAD = frozenset({"code", "del", "kbd", "pre", "s", "samp", "var"})
_LETTER = re.compile(r"\w")
# The title of a box, which is a paragraph.
_CLOSED_CLASS = "admonition-title"


@dataclass(frozen=True, slots=True)
class Opened:
    """What opens in the body of an entry.

    Attributes:
        words: what opens, or is linked to, in the order of the glossary.
        named: anchors of these, and of the words that stand where none may open, as a heading.
    """

    words: list[Definition]
    named: set[str]


def open_words(root: HtmlElement, lexicon: Lexicon, *, address: str, glossary: str) -> Opened:
    """Have the words of a body open.

    Args:
        root: the body.
        lexicon: the words.
        address: of its page, from the root of the site.
        glossary: that of the page whose words these are.
    """
    page = _Page(root, lexicon, _SITE + glossary, _SITE + address)
    page.open_words()
    used = [known for anchor, known in lexicon.definitions.items() if anchor in page.used]
    return Opened(used, page.named | page.used)


class _Page:
    """The body of one entry while its words are made to open."""

    def __init__(self, root: HtmlElement, lexicon: Lexicon, glossary: str, address: str) -> None:
        self.root = root
        self.lexicon = lexicon
        self.glossary = glossary
        self.address = address
        self.taken = lexicon.taken(root.text_content())
        self.used: set[str] = set()
        self.named: set[str] = set()
        self.opened = 0

    def open_words(self) -> None:
        """Open the first of each term in each part; each link to a definition, wherever it may."""
        seen: set[str] = set()
        for element, begun, text, around in list(_places(self.root)):
            if begun == "h2":
                seen = set()
            if begun == "a" and (anchor := self._defined_by(element)):
                self.used.add(anchor)
                if not around:
                    self._make_opener(element, anchor)
                    seen.add(anchor)
            elif begun != "a" and not around:
                self._open_text(element, not begun, text, seen)
            elif not any(map(_is_unread, around)):
                self.named |= self.lexicon.named_in(text) - self.taken
        for label in list(self.root.iter("label")):
            if label.get("for"):
                _end_at_words(label)

    def _defined_by(self, link: HtmlElement) -> str:
        address = link.get("href") or ""
        anchor = unquote(address.partition("#")[2])
        if anchor not in self.lexicon.definitions:
            return ""
        page = urljoin(self.address, address).partition("#")[0]
        return anchor if page == self.glossary else ""

    def _open_text(self, element: HtmlElement, is_tail: bool, text: str, seen: set[str]) -> None:
        between, openers, done = [], [], 0
        for start, end, anchor in self.lexicon.find(text):
            if anchor in seen or anchor in self.taken:
                continue
            seen.add(anchor)
            self.used.add(anchor)
            opener = new_element("label")
            opener.text = text[start:end]
            self._make_opener(opener, anchor)
            between.append(text[done:start])
            openers.append(opener)
            done = end
        if not openers:
            return
        first, *others = [*between, text[done:]]
        if is_tail:
            element.tail = first
        else:
            element.text = first
        parent = element.getparent() if is_tail else element
        assert parent is not None, "the root has no tail"
        place = parent.index(element) + 1 if is_tail else 0
        for opener, after in zip(openers, others, strict=True):
            opener.tail = after
        parent[place:place] = openers

    def _make_opener(self, element: HtmlElement, anchor: str) -> None:
        """Make an element, which keeps its place and its words, open a definition."""
        self.opened += 1
        name = f"{OURS}ici-{self.opened}"
        word = new_element("span", {"id": name})
        word.text, element.text = element.text, None
        word.extend(list(element))
        element.tag = "label"
        element.attrib.clear()
        element.set("class", "word")
        opens = {"popovertarget": self.lexicon.definitions[anchor].identifier}
        element.extend(
            [word, new_element("button", opens | {"aria-owns": name, "aria-labelledby": name})]
        )


def _end_at_words(label: HtmlElement) -> None:
    """Part the label of a box at the words that open in it: what is pressed there opens, and does
    not tick. All its pieces name the box still, but for a sign alone, heard after a space.
    """
    words = [part for part in label.iterdescendants("label") if part.get("class") == "word"]
    box, item = label.get("for"), label.getparent()
    if not words or item is None:
        return
    for word in words:
        _raise(word, item)
    names = []
    for rank, piece in enumerate(item.iterchildren("label"), start=1):
        if piece.get("for") == box and not _LETTER.search(piece.text_content()):
            continue
        if piece.get("for") == box:
            piece.set("id", f"{box}-{rank}")
            names.append(piece.get("id"))
        elif piece in words:
            names.append(piece[0].get("id"))
    for control in item.iterchildren("input"):
        control.set("aria-labelledby", " ".join(names))


def _raise(word: HtmlElement, item: HtmlElement) -> None:
    """Part what stands around a word, so that the word is in the item itself."""
    while (around := word.getparent()) is not item:
        assert around is not None, "it stands in the item"
        after = new_element(around.tag, dict(around.attrib))
        after.text, word.tail = word.tail, None
        after.extend(list(word.itersiblings()))
        after.tail, around.tail = around.tail, None
        around.addnext(word)
        word.addnext(after)
        for part in (around, after):
            if not part.text_content().strip() and not len(part):
                part.drop_tag()


def _places(
    root: HtmlElement,
) -> Iterator[tuple[HtmlElement, str, str, tuple[HtmlElement, ...]]]:
    """Each text of a tree that is not blank, each link and h2, in order: an element, its tag where
    the text begins it, nothing where the text follows it, the text, and what it stands in where
    nothing opens. A link is as open as what it stands in.
    """
    closed: list[HtmlElement] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            if closed and closed[-1] is element:
                closed.pop()
            if element is not root and (text := element.tail) and not text.isspace():
                yield element, "", text, tuple(closed)
            continue
        tag, text, around = element.tag, element.text or "", tuple(closed)
        if _is_closed(element, tag, text):
            closed.append(element)
            around = around if tag == "a" else tuple(closed)
        if tag in ("a", "h2") or (text and not text.isspace()):
            yield element, tag, text, around


def _is_closed(element: HtmlElement, tag: str, text: str) -> bool:
    is_caveat = tag == "p" and text.lstrip().startswith(_CAVEAT)
    is_title = _CLOSED_CLASS in (element.get("class") or "").split()
    return tag in _CLOSED or is_caveat or is_title or _is_unread(element)


def _is_unread(element: HtmlElement) -> bool:
    language = element.get("lang") or "fr"
    return element.tag in _UNREAD or not language.startswith("fr")
