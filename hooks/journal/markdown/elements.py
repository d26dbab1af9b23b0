"""What the gate finds in a body, each with its place in it."""

from __future__ import annotations

from typing import NamedTuple


class Heading(NamedTuple):
    """A heading.

    Attributes:
        offset: where it begins, after what sets it in a list or a quotation.
        level: from 1 to 6.
        text: without markup.
        identifier: the address in the page that it was given, or None.
        end: where what was typed ends, its underlining included.
    """

    offset: int
    level: int
    text: str
    identifier: str | None
    end: int


class Tag(NamedTuple):
    """A raw HTML tag.

    Attributes:
        offset: where it begins.
        name: in lower case; `?` or `!` for a declaration.
        attributes: the text between its name and its end.
        closing: whether it closes what another opened.
        complete: whether it has an end.
    """

    offset: int
    name: str
    attributes: str
    closing: bool
    complete: bool


class Attributes(NamedTuple):
    """Attributes given in braces to what stands before them: `{#id .class key=value}`."""

    offset: int
    items: str
