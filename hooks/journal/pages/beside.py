"""What stands beside the text of an entry: the meaning of each word, where it is first used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml.html import Element, HtmlElement

from journal.pages.linking import targets_of
from journal.pages.paper import Definition
from journal.pages.shaping import inner_html, tree_of

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def define_beside(
    html: str, address: str, *, glossary: str, definitions: Mapping[str, Definition]
) -> str:
    """Put what a word means before the block that is the first to lead to it in the glossary.

    Args:
        html: a body, in parts.
        address: of its page.
        glossary: the address of the page that defines words.
        definitions: what each of its anchors defines.
    """
    left = dict(definitions)
    root = tree_of(html)
    for block in list(_blocks(root)):
        used = (anchor for page, anchor in targets_of(block, address) if page == glossary)
        if words := [left.pop(anchor) for anchor in dict.fromkeys(used) if anchor in left]:
            block.addprevious(_listed(words))
    return inner_html(root)


def _blocks(root: HtmlElement) -> Iterator[HtmlElement]:
    """Paragraphs, lists, boxes…: those of each part, and those before any."""
    for element in root.iterchildren("*"):
        if element.tag == "section":
            yield from _blocks(element)
        elif element.tag not in _HEADINGS:
            yield element


def _listed(words: list[Definition]) -> HtmlElement:
    listed = Element("dl", {"class": "words"})
    for word in words:
        for tag, text in (("dt", word.term), ("dd", word.meaning)):
            element = Element(tag)
            element.text = text
            listed.append(element)
    listed.tail = "\n"
    return listed
