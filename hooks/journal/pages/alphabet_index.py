"""The letters of a page whose headings are in alphabetical order, and where each begins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol, TypeVar

from journal.language.french import without_accents


class Heading(Protocol):
    """A heading of a page, as a table of contents has it.

    Attributes:
        title: its words, as HTML.
    """

    title: str


HeadingT = TypeVar("HeadingT", bound=Heading)


def letters_of(headings: Iterable[HeadingT]) -> dict[str, HeadingT]:
    """Each letter that headings begin with, in their order, and the first heading under it.

    « Économie » is under E; what begins with no letter is under none.
    """
    first: dict[str, HeadingT] = {}
    for heading in headings:
        words = without_accents(re.sub(r"<[^>]*>", "", heading.title)).strip()
        if words[:1].isalpha():
            first.setdefault(words[0].upper(), heading)
    return first
