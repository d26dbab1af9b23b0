"""Addresses of the web that a space or a line break has cut in two, as telephones and PDF do."""

from __future__ import annotations

import re

# A space, or the end of a line and what sets the next one in a quotation.
_GAP = r"(?:[ \u00a0\u202f]|[ ]?\n[ >]*)"
_DOT = rf"(?:{_GAP}\.{_GAP}?|\.{_GAP}?)"
# The ends of names that people here write: any word may follow a full stop.
_END = (
    r"(?:org|fr|com|net|eu|info|coop|bzh|alsace|paris|corsica|re|nc|pf|be|ch|lu|ca|uk|de|es|it|pt"
    r"|io|app|dev|site|social|earth|green|ngo|ong)"
)
# Of a name that is whole already, no full stop is a part.
SPLIT_HOST = re.compile(
    rf"(?<![\w/.@-])(?P<host>(?:(?i:https?)://|(?=(?i:www){_DOT}))"
    rf"(?!(?:[\w-]+\.)+{_END}(?![\w-]|\.\w))(?=[\w.-]*{_GAP})"
    rf"(?:[\w-]{{1,63}}{_DOT}){{1,6}}{_END})(?![\w-]|\.\w)(?P<rest>(?:[/?#][^\s<>\"«»|\[\]()]*)?)"
)
_SPACED = re.compile(rf"{_GAP}?\.{_GAP}?")
# A name, then what can only be the rest of an address.
SPLIT_PATH = re.compile(
    rf"(?<![\w/.@-])(?P<start>(?:(?i:https?)://|www\.)[^\s<>()\[\]|\"«»]{{3,500}}(?<![,;:!?.]))"
    rf"(?P<gap>{_GAP})"
    r"(?P<rest>/[\w%~-][^\s<>()|\"«»]*|[?&#][\w-]+=[^\s<>()|\"«»]*"
    r"|\.(?:html?|php|aspx?|pdf|docx?|odt|jpe?g|png)\b[^\s<>()|\"«»]*)"
)


def rejoined(typed: str) -> str:
    """A text whose addresses have no space around the full stops of their hosts."""
    if "." not in typed or not re.search(r"\s", typed):
        return typed
    return SPLIT_HOST.sub(whole, typed)


def whole(found: re.Match[str]) -> str:
    """An address without what cuts its host."""
    return _SPACED.sub(".", found["host"]) + found["rest"]
