"""French typography, set by the build so that nobody has to type it.

The rules are those of the Imprimerie nationale's « Lexique des règles typographiques »: a narrow
no-break space before ; ! ? and inside numbers, a no-break space before : and inside « », a curly
apostrophe. Spaces that are already no-break ones stay as they are; doing it twice changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from typing import TypeAlias

from journal.language.french import MONTHS

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_UNITS = r"(?:€|%|m²|km|kg|ko|Mo|tonnes?|euros?|heures?|h|ans?|jours?|mois|pages?)"

# Words that lose their last letter before another: what follows may be a tag, a quotation mark.
_ELIDED = r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|entr|prud|aujourd)"

Replacement: TypeAlias = str | Callable[[re.Match[str]], str]


def _curly(elided: re.Match[str]) -> str:
    return f"{elided[0][:-1]}’"


def _grouped(number: re.Match[str]) -> str:
    return number[0].replace(" ", NARROW)


# The characters without which a rule has nothing to do, its pattern, what replaces it.
_RULES: tuple[tuple[frozenset[str], re.Pattern[str], Replacement], ...] = tuple(
    (frozenset(needed), re.compile(pattern), replacement)
    for needed, pattern, replacement in (
        # Quotation marks first, both of them or none; then apostrophes.
        ("'", r"(?<![\w'’])'((?=[^\s'])(?:[^'\n]|(?<=\w)'(?=\w))*+)(?<!\s)'(?![\w'])", r"‘\1’"),
        ("'", r"(?<=[^\W\d_])'(?=\w)", "’"),
        ("'", rf"(?i)(?<![\w'’]){_ELIDED}'", _curly),
        # Punctuation that a space precedes; or that follows a word and ends it.
        (";!?", r"[ \n]+(?=[;!?])", NARROW),
        (";!?", r"(?<=[\w)»’])(?=[;!?]+(?:\s|$))", NARROW),
        (":", r"[ \n]+(?=:(?:\s|$))", NO_BREAK),
        (":", r"(?<=[^\W\d_])(?=:(?: |\n|$))", NO_BREAK),
        ("«", r"«[ \n]*(?=[^\s\u00a0\u202f])", f"«{NO_BREAK}"),
        ("«", r"«[ \n]+$", f"«{NO_BREAK}"),
        ("»", r"(?<=[^\s\u00a0\u202f«])[ \n]*»", f"{NO_BREAK}»"),
        ("»", r"^[ \n]+»", f"{NO_BREAK}»"),
        # Numbers: between groups of three digits, before a unit, between a day and its month.
        ("0123456789", r"(?<![\d,.])\d{1,3}(?: \d{3})+(?!\d)", _grouped),
        ("0123456789", rf"(?<=\d)[ ](?={_UNITS}(?!\w))", NO_BREAK),
        ("0123456789", rf"(?<=\d)(er)?[ ](?=(?:{'|'.join(MONTHS)})\b)", rf"\1{NO_BREAK}"),
        ("°", r"(?<=\b[nN]°)[ ](?=\d)", NO_BREAK),
    )
)

# Nothing is to be set in a text that has none of these: most of those between two tags.
_TRIGGER = re.compile(r"[';!?:«»&°]|\d(?:er)? (?=[\w€%])|\.\.\.")

# A tag, with its attributes; what `_VERBATIM` elements hold is not prose.
_TOKEN = re.compile(r"""(<!--.*?-->|<(?:[^<>"']|"[^"]*"|'[^']*')*>)""", re.DOTALL)
_VERBATIM = frozenset({"code", "kbd", "pre", "samp", "script", "style", "textarea", "svg"})
_NAME = re.compile(r"<(/?)([a-zA-Z][\w-]*)")


def typeset(text: str) -> str:
    """Set a plain text: « Pourquoi ? » gets its narrow no-break space."""
    found = set(text)
    for needed, pattern, replacement in _RULES:
        if not found.isdisjoint(needed):
            text = pattern.sub(replacement, text)
    return text.replace("...", "…") if "..." in text else text


def typeset_html(html: str) -> str:
    """Set the texts of an HTML page or fragment; code, attributes and addresses stay untouched."""
    parts = _TOKEN.split(html)
    verbatim = 0
    for index, part in enumerate(parts):
        if index % 2:
            verbatim += _verbatim_step(part)
        elif not verbatim and _TRIGGER.search(part):
            parts[index] = escape(typeset(unescape(part)), quote=False)
    return "".join(parts)


def _verbatim_step(tag: str) -> int:
    """1 when a tag opens an element whose text stays as it is, -1 when it closes one."""
    name = _NAME.match(tag)
    if not name or name[2].lower() not in _VERBATIM or tag.endswith("/>"):
        return 0
    return -1 if name[1] else 1
