"""A first heading that repeats the title of the header: it is the title, and is shown once."""

from __future__ import annotations

import re

from journal.language.french import without_accents

_HEADING = re.compile(
    r"(?:[ \t]*\n)*(?: {0,3}#[ \t]+(?P<marked>[^\n]*)"
    r"| {0,3}(?=[^\s#>])(?P<underlined>[^\n]+(?:\n[^\n]+){0,2}?)\n {0,3}=+[ \t]*)(?:\n|\Z)"
)


def begins_with_heading(body: str) -> bool:
    """Whether a body begins with what may be its title."""
    return _HEADING.match(body) is not None


def without_title(body: str, title: object) -> str:
    """A body without its first heading when that is the page's title; lines keep their places."""
    heading = _HEADING.match(body) if isinstance(title, str) else None
    if not heading:
        return body
    typed = heading["marked"] if heading["marked"] is not None else heading["underlined"]
    if _words(typed) != _words(str(title)) or not _words(typed):
        return body
    return "\n" * heading[0].count("\n") + body[heading.end() :]


def _words(text: str) -> str:
    """Letters and figures alone: nobody types twice the same marks, spaces and apostrophes."""
    return "".join(filter(str.isalnum, without_accents(text).casefold()))
