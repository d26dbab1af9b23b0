"""The rules of French typography, as patterns."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from journal.language.french import DAYS, MONTHS

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_UNITS = (
    r"(?:€|%|°C|m[²³]?|km[²]?|cm|mm|k?g|t|[kMG]o|k€|M€|h|min|ha|[kM]?Wh?|tonnes?|euros?|heures?"
    r"|minutes?|ans?|années?|jours?|semaines?|mois|pages?|mille|millions?|milliards?)"
)
_MONTHS = rf"(?:{'|'.join(MONTHS)})\b"

# Words that lose their last letter before another: what follows may be a tag, a quotation mark.
_ELIDED = "|".join(
    rf"(?<=(?<![\w'’]){word}')"
    for word in (
        *("[cdjlmnst]", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu"),
        *("entr", "prud", "aujourd"),
    )
)

Replacement: TypeAlias = str | Callable[[re.Match[str]], str]


def _grouped(number: re.Match[str]) -> str:
    return number[0].replace(" ", NARROW)


# What names its groups in a text is parsed each time; what is called, where it is found alone.
def _quoted(words: re.Match[str]) -> str:
    return f"‘{words[1]}’"


def _after_narrow(sign: re.Match[str]) -> str:
    return f"{NARROW}{sign[0]}"


# « Les Ecossolies », « la Loire »; « article L2113-13 », « L. 2113-13 », « page 12 », « jeudi 3 ».
_BEFORE_NAMES = frozenset({"le", "la", "les"})
_BEFORE_NUMBERS = frozenset(
    {"article", "articles", "art.", "l.", "r.", "d.", "page", "pages", "p.", *DAYS}
)


_LAST_WORD, _NUMBER = re.compile(r"[\w.]+$"), re.compile(r"[LRDA]?\d")
_YEAR = re.compile(r"\d{4}\b")


def _introduced(space: re.Match[str]) -> str:
    text, at = space.string, space.start()
    last = _LAST_WORD.search(text, max(0, at - 12), at)
    word = last[0].lower() if last else ""
    if not _NUMBER.match(text, at + 1):
        return NO_BREAK if word in _BEFORE_NAMES else " "
    in_year = word in MONTHS and _YEAR.match(text, at + 1)
    return NO_BREAK if in_year or word in _BEFORE_NUMBERS else " "


_Rule: TypeAlias = tuple[tuple[str, ...], re.Pattern[str], Replacement]


def _rules(*rules: tuple[tuple[str, ...], str, Replacement]) -> tuple[_Rule, ...]:
    """Of each: the signs without one of which it has nothing to do, its pattern, what replaces it.
    A pattern begins with what is rare, then looks behind it: most of a text is passed over.
    """
    return tuple((signs, re.compile(pattern), then) for signs, pattern, then in rules)


SIGNS = _rules(
    # Quotation marks first, both of them or none; then apostrophes.
    (("'",), r"'(?<![\w'’]')((?=[^\s'])(?:[^'\n]|(?<=\w)'(?=\w))*+)(?<!\s)'(?![\w'])", _quoted),
    (("'",), r"'(?<=[^\W\d_]')(?=\w)", "’"),
    (("'",), rf"(?i)'(?:{_ELIDED})", "’"),
    # Punctuation that a space precedes; or that follows a word and ends it.
    ((*";!?",), r"[ \n](?<![ \n]{2})[ \n]*+(?=[;!?])", NARROW),
    ((*";!?",), r"[;!?](?<=[\w)»’].)(?=[;!?]*(?:\s|$))", _after_narrow),
    ((" :", "\n:"), r"[ \n](?<![ \n]{2})[ \n]*+(?=:(?:\s|$))", NO_BREAK),
    ((":",), r":(?<=[^\W\d_]:)(?= |\n|$)", f"{NO_BREAK}:"),
    # A comma or a full stop that a space precedes; two full stops; what ends with its own.
    ((" ,", "\n,"), r"[ \n](?<![^\w)»’\]][ \n])[ \n]*(?=,(?:\s|$))", ""),
    ((" .", "\n."), r"[ \n](?<=[\w)»’][ \n])[ \n]*(?=\.(?:\s|$)(?! ?\.))", ""),
    (("..",), r"\.(?<=\b[eE]tc\.)\.+", "."),
    (("..",), r"\.\.(?<=[^\W\d_)»]\.\.)(?![.\w/])", "…"),
    (("«",), r"«[ \n]*(?=[^\s\u00a0\u202f])", f"«{NO_BREAK}"),
    (("«",), r"«[ \n]+$", f"«{NO_BREAK}"),
    (("»",), r"(?<=[^\s\u00a0\u202f«])[ \n]*»", f"{NO_BREAK}»"),
    (("»",), r"^[ \n]+»", f"{NO_BREAK}»"),
)
DIGIT = re.compile(r"\d")
# Where there is a digit.
NUMBERS = _rules(
    # Between groups of three digits; before a unit or a month.
    ((" ",), r"\d(?<![\d,.]\d)\d{0,2}(?: \d{3})+(?!\d)", _grouped),
    ((" ",), rf" (?:(?<=\d )(?={_UNITS}(?!\w)|{_MONTHS})|(?<=\der )(?={_MONTHS}))", NO_BREAK),
    (("° ",), r" (?<=\b[nN]° )(?=\d)", NO_BREAK),
    # A rank and what it ranks, in a list within a sentence: « 1. Collecte, 2. Tri ».
    (
        (". ",),
        r" (?<=\d\. )(?=[A-ZÀ-ÖØ-Þ])(?:(?<=^\d\. )|(?<=^\d\d\. )|(?<=, \d\. )|(?<=, \d\d\. ))",
        NO_BREAK,
    ),
)
# A word and the number or the name that it introduces.
_AFTER_ARTICLE = r"(?:(?<=[lL][aeAE] )|(?<=[lL][eE][sS] ))"
NAMES = _rules(
    ((" ",), rf" (?=[LRDA]?\d|(?=[A-ZÀ-ÖØ-Þ]){_AFTER_ARTICLE}.[\w’])", _introduced),
)


def ruled(text: str, rules: tuple[_Rule, ...]) -> str:
    """A text, by some rules."""
    for signs, pattern, replacement in rules:
        for sign in signs:
            if sign in text:
                text = pattern.sub(replacement, text)
                break
    return text
