"""What a printed page says in place of its links: the words it uses, the pages it cites.

On paper, a link to the glossary defines nothing and a link within the site leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from journal.entries.build import Body
from journal.pages.linking import targets
from journal.pages.shaping import tree_of


@dataclass(frozen=True, slots=True)
class Definition:
    """A word of the glossary and what it means, both plain text."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands at the foot of a printed page: words in the glossary's order, pages as cited."""

    words: tuple[Definition, ...]
    pages: tuple[Body, ...]


class Foot:
    """Makes the notes of any page, from the bodies of all: the glossary is read once."""

    def __init__(self, bodies: Iterable[Body], *, glossary: str) -> None:
        """Take every body of the site; `glossary` is the address of the one that defines words."""
        self._bodies = {body.address: body for body in bodies}
        self._glossary = glossary
        found = self._bodies.get(glossary)
        self.definitions = read_definitions(found.html) if found else {}

    def notes(self, html: str, address: str) -> Notes:
        """The notes of the page at `address`, whose body is `html`."""
        found = list(targets(html, address))
        used = {anchor for page, anchor in found if page == self._glossary}
        cited = dict.fromkeys(page for page, _ in found if page not in (self._glossary, address))
        return Notes(
            tuple(meaning for anchor, meaning in self.definitions.items() if anchor in used),
            tuple(self._bodies[page] for page in cited if page in self._bodies),
        )


def read_definitions(html: str) -> Mapping[str, Definition]:
    """What each `h2` of a glossary defines, by its anchor, down to the next one."""
    definitions = {}
    for heading in tree_of(html).iterchildren("h2"):
        meaning = []
        for element in heading.itersiblings():
            if element.tag == "h2":
                break
            meaning.append(_words(element))
        definitions[heading.get("id") or ""] = Definition(_words(heading), " ".join(meaning))
    return definitions


def _words(element: HtmlElement) -> str:
    """The text of an element, without the sign that follows a heading."""
    for sign in element.find_class("headerlink"):
        sign.drop_tree()
    return " ".join(element.text_content().split())
