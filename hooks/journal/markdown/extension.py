"""Python-Markdown with GitHub's reading in place of its own; trees are rewritten as before.

MkDocs renders pages through Python-Markdown and its extensions. Those that work on the tree of a
page (`toc`, `attr_list`, `pymdownx.tasklist`, MkDocs's own links) go on doing so; those that parse
text (`tables`, `admonition`, fenced code) have nothing left to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, cast
from urllib.parse import unquote
from xml.etree import ElementTree

from lxml import html
from lxml.html import HtmlElement
from markdown import Extension, Markdown
from markdown.blockparser import BlockParser
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from journal.markdown.admonitions import ALERTS
from journal.markdown.github import (
    to_html,
    without_comments,
    without_positions,
    without_tabs,
)
from journal.web.allowed_html import CLASSES_IN_BRACES

_ALERT = re.compile(rf"\s*\[!({'|'.join(ALERTS)})\][ ]*(?:\n|$)", re.IGNORECASE)
_BOX = re.compile(r"\s*\[[ xX]\] ")
# What an address in a page may be made of; a number begins with a full stop, a name never.
_NAME = re.compile(r"\w[\w.-]*")
# A scheme, or a host: the page of somebody else.
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
# Up to the first closing brace: as far as the last one, Python-Markdown takes the words between two
# and gives them back out of order.
_BRACES = re.compile(r"^\{:?[ ]*([^}\n ][^}\n]*)\}")
_NEVER = re.compile(r"(?!)")
# What would be read as a character by whoever reads what the tree is written to.
_REFERENCE = re.compile(r"&(?=#?\w+;)")


class GitHubMarkdown(Extension):
    """Read as GitHub reads, with boxes besides; to be added after every other extension.

    Attributes:
        addresses: those of the last page that was read: as typed, then as they were resolved.
    """

    addresses: tuple[list[str], list[str]] = ([], [])

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name.
        """Take the place of what parses text."""
        for name in ("fenced_code_block", "html_block", "normalize_whitespace"):
            md.preprocessors.deregister(name, strict=False)
        for name in ("inline", "prettify", "unescape"):
            md.treeprocessors.deregister(name, strict=False)
        if "attr_list" in md.treeprocessors:
            # Braces belong to a heading, a cell or what they touch; elsewhere GitHub shows them.
            attr_list = vars(md.treeprocessors["attr_list"])
            attr_list["BLOCK_RE"] = _NEVER
            attr_list["INLINE_RE"] = _BRACES
            attr_list["assign_attrs"] = _without_looks(md.treeprocessors["attr_list"])
        # MkDocs looks for anchors in raw HTML between the two (at 21), by a parser of Python's that
        # some texts stop (« <![ »); a page has no such anchor, and needs not be parsed once more.
        aside: list[str] = []
        md.preprocessors.register(_SetAside(md, aside), "set_aside", 22)
        md.preprocessors.register(_TakeBack(md, aside), "take_back", 20)
        md.parser = GitHubParser(md)
        md.treeprocessors.register(_KeepReferences(md), "keep_references", -100)
        # MkDocs resolves addresses between the two (« relpath », at 0).
        self.addresses = ([], [])
        for found, priority in zip(self.addresses, (1, -1), strict=True):
            md.treeprocessors.register(_NoteAddresses(md, found), f"note{priority}", priority)


class GitHubParser(BlockParser):
    """What Python-Markdown asks for the tree of a page."""

    def parseDocument(self, lines: Iterable[str]) -> ElementTree.ElementTree:  # noqa: N802
        """The tree of a whole page, its inline marks included."""
        body = without_tabs("\n".join(lines))
        read = without_positions(without_comments(to_html(body)))
        parser = html.HTMLParser(huge_tree=True)
        found = html.fragment_fromstring(read, create_parent="div", parser=parser)
        settle_boxes(found)
        settle_alerts(found)
        settle_footnotes(found)
        settle_addresses(found)
        return ElementTree.ElementTree(as_element_tree(found))


class _SetAside(Preprocessor):
    """Leave nothing to whoever reads text before our parser."""

    def __init__(self, md: Markdown, aside: list[str]) -> None:
        super().__init__(md)
        self._aside = aside

    def run(self, lines: list[str]) -> list[str]:
        self._aside[:] = lines
        return []


class _TakeBack(_SetAside):
    """Give our parser what was set aside."""

    def run(self, lines: list[str]) -> list[str]:
        return [*self._aside]


def _without_looks(attr_list: Any) -> Callable[..., str]:
    """What gives elements their attributes in braces, but no class that would hide or disguise."""
    given = attr_list.assign_attrs

    def assign(element: ElementTree.Element, attributes: str, *, strict: bool = False) -> str:
        own = CLASSES_IN_BRACES.union((element.get("class") or "").split())
        rest: str = given(element, attributes, strict=strict)
        kept = [name for name in (element.attrib.pop("class", "") or "").split() if name in own]
        if kept:
            element.set("class", " ".join(kept))
        return rest

    return assign


class _KeepReferences(Treeprocessor):
    """Keep « &amp;eacute; » what it is: Python-Markdown would take it for a character."""

    def run(self, root: ElementTree.Element) -> None:
        # Of a list whose beginning is in a remark, the page would take the class: it has none.
        root.attrib.clear()
        for element in root.iter():
            for name, value in element.attrib.items():
                if value and "&" in value:
                    element.set(name, _REFERENCE.sub(f"{AMP_SUBSTITUTE}amp;", value))


class _NoteAddresses(Treeprocessor):
    """Note where links and pictures lead, as things stand."""

    def __init__(self, md: Markdown, found: list[str]) -> None:
        super().__init__(md)
        self._found = found

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            if element.tag in ("a", "img"):
                self._found.append(element.get("href" if element.tag == "a" else "src", ""))


def as_element_tree(root: HtmlElement) -> ElementTree.Element:
    """The same tree for Python-Markdown, which knows no other kind; without recursion."""
    copies = {root: ElementTree.Element("div")}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        copy = copies.get(element)
        if copy is None:
            parent = copies[cast("HtmlElement", element.getparent())]
            copy = copies[element] = ElementTree.SubElement(parent, element.tag)
            copy.attrib.update({str(name): str(value) for name, value in element.attrib.items()})
            copy.tail = _kept(element.tail)
        copy.text = _kept(element.text)
    return copies[root]


def _kept(text: str | None) -> str | None:
    return _REFERENCE.sub(f"{AMP_SUBSTITUTE}amp;", text) if text and "&" in text else text


def settle_alerts(root: HtmlElement) -> None:
    """`> [!NOTE]`, which GitHub shows as a box, is one of ours; not within what sets it apart."""
    apart = [
        quotation
        for quotation in root.findall(".//blockquote")
        if next(quotation.iterancestors("blockquote", "li"), None) is None
    ]
    for quotation in apart:
        first = next(iter(quotation), None)
        found = _ALERT.match(first.text or "") if first is not None and first.tag == "p" else None
        if first is None or not found or (found.end() == len(first.text) and len(first)):
            continue
        # One that holds nothing stays a quotation.
        if len(quotation) == 1 and found.end() == len(first.text):
            continue
        kind, title = ALERTS[found[1].upper()]
        quotation.tag = "div"
        quotation.set("class", f"admonition {kind}")
        heading = html.Element("p", {"class": "admonition-title"})
        heading.text, heading.tail = title, "\n"
        first.text = first.text[found.end() :]
        quotation.insert(0, heading)
        if not first.text and not len(first):
            quotation.remove(first)


def settle_boxes(root: HtmlElement) -> None:
    """Give `tasklist` the boxes that GitHub draws, as it expects them, and no other."""
    for item in root.iter("li"):
        first = next(iter(item), None)
        is_box = first is not None and first.tag == "input" and not (item.text or "").strip()
        if first is not None and is_box:
            words = (first.tail or "").lstrip()
            state = "[x] " if first.get("checked") is not None else "[ ] "
            item.remove(first)
            holder = next(iter(item), item)
            holder = holder if holder.tag == "p" and not words.strip() else item
            holder.text = f"{state}{holder.text or ''}" if holder is not item else f"{state}{words}"
            continue
        holder = first if first is not None and first.tag == "p" else item
        # In a quotation, github.com draws boxes that its program alone does not.
        quoted = next(item.iterancestors("blockquote"), None) is not None
        if not quoted and _BOX.match(holder.text or ""):
            words = html.Element("span")
            words.text, holder.text = holder.text, None
            holder.insert(0, words)


def settle_footnotes(root: HtmlElement) -> None:
    """Footnotes with the mark-up of Python-Markdown's, whose addresses no heading can have."""
    names: dict[str, str] = {}
    for mark in root.iterfind(".//sup[@class='footnote-ref']/a[@id]"):
        around = cast("HtmlElement", mark.getparent())
        del around.attrib["class"]
        typed = mark.get("href", "").removeprefix("#fn-")
        name = names.setdefault(typed, _name_of_note(typed, mark.text or ""))
        around.set("id", _mark_of_note(name, mark.get("id", "").removeprefix(f"fnref-{typed}")))
        label = f"Note {mark.text}"
        mark.attrib.clear()
        mark.attrib.update({"class": "footnote-ref", "href": f"#fn:{name}", "aria-label": label})
    for notes in root.findall(".//section[@class='footnotes']"):
        notes.tag = "div"
        notes.attrib.clear()
        notes.set("class", "footnote")
        notes.insert(0, html.Element("hr"))
        for note in notes.iterfind("./ol/li[@id]"):
            typed = note.get("id", "").removeprefix("fn-")
            note.set("id", f"fn:{names.get(typed, typed)}")
            for back in note.iterfind(".//a[@class='footnote-backref']"):
                rank = back.get("href", "").removeprefix(f"#fnref-{typed}")
                href = f"#{_mark_of_note(names.get(typed, typed), rank)}"
                back.attrib.clear()
                back.attrib.update({"class": "footnote-backref", "href": href})
                back.attrib["aria-label"] = "Revenir au texte"


def _name_of_note(typed: str, number: str) -> str:
    """The name of a note, accents included; its number where an address could not hold it."""
    name = unquote(typed)
    return name if _NAME.fullmatch(name) else f".{number}"


def _mark_of_note(name: str, rank: str) -> str:
    """The address of the mark that calls a note: `fnref:mot`, then `fnref2:mot`."""
    return f"fnref{rank.removeprefix('-')}:{name}"


def settle_addresses(root: HtmlElement) -> None:
    """Write addresses as MkDocs looks them up.

    It stops on links and pictures without an address, which only tags typed by hand lack; and knows
    the places of a page by their own names, without the codes that stand for letters.
    """
    for link in root.iter("a"):
        address = link.get("href")
        if address is None:
            link.tag = "span"
            continue
        path, mark, anchor = address.partition("#")
        if "%" in anchor and not _ELSEWHERE.match(path):
            link.set("href", f"{path}{mark}{unquote(anchor)}")
    for picture in root.iter("img"):
        picture.set("src", picture.get("src", ""))
