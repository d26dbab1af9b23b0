"""What stands beside the text of an entry: the meaning of each word, where it is first used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from journal.pages.glossary import Definition
from journal.web.html_trees import tree_of

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def define_beside(root: HtmlElement, definitions: Iterable[Definition]) -> None:
    """Put what a word means before the block that is the first to open it.

    It is for the eye, in a sentence, so that a margin is no longer than its text: the word opens
    the whole of it.

    Args:
        root: a body, in parts, whose words open.
        definitions: those that it uses.
    """
    left = {known.identifier: known for known in definitions}
    for block in list(_blocks(root)):
        opened = dict.fromkeys(button.get("popovertarget") for button in block.iter("button"))
        if words := [left.pop(name) for name in opened if name in left]:
            block.addprevious(_listed(words))


def _blocks(root: HtmlElement) -> Iterator[HtmlElement]:
    """Paragraphs, lists, boxes…: those of each part, and those before any."""
    for element in root.iterchildren("*"):
        if element.tag == "section":
            yield from _blocks(element)
        elif element.tag not in _HEADINGS:
            yield element


def _listed(words: list[Definition]) -> HtmlElement:
    items = "".join(word.listed for word in words)
    listed: HtmlElement = tree_of(f'<dl class="words" aria-hidden="true">{items}</dl>')[0]
    listed.tail = "\n"
    return listed
