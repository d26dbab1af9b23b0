"""One thing, written with other signs: what a page is found by besides its own words.

« R. 2122-8 » is « R2122-8 », « 22/11/2024 » is « 22 novembre 2024 », « H₂O » is « H2O ». Each kind
has one writing that both sides agree on: here for pages, in `overrides/assets/search/notations.js`
for what readers type. The two are mirrors, which tests/golden/search/notations.txt holds together.

What is shown keeps its own signs: these words only go with the page into the index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from journal.language.french import MONTHS, without_accents

# Signs that count as another, one for one.
_EVEN = {
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("’‘ʼ`´′‛＇ʹˈ՚", "'"),
    **dict.fromkeys("\u000b\u000c\u00a0\u2007\u2009\u202f\u2060", " "),
}
_NUMBER_SIGNS = {"º": "°", "№": "n°"}
# What is neither a letter nor a sign of every day may stand for others: « ﬁ », « ² », « … ».
_RARE = re.compile("[^\x00-\x7fÀ-ÿœ«»’“”–—€°¶\u00a0\u202f]")
# Every kind has figures, and most of a page has none.
_FAR_FROM_FIGURES = re.compile(r"(\D{20})\D+(\D{20})")
_SIGNS = re.compile(r"[^\w\s]+|_+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\ufeff]")

_BEGIN = r"(?<!\w)"
# The first figure of a number: what begins with a figure, and then looks at what stands before it,
# passes over most of a text.
_NUMBER = r"\d(?<![\w.,:].)"
_END = r"(?![\w'])"
_YEAR = r"(?:19|20)\d\d"
_LONE_YEAR = r"(?:19|20)(?<![\d/.-]..)\d\d"
_MONTH = (
    "janv?(?:ier)?|f[ée]v(?:r(?:ier)?)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[uû]t|"
    "sept?(?:embre)?|oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?"
)
_BEGINNINGS = {month: without_accents(month)[:4] for month in MONTHS}
# « R. », « L.O. », « R.* »; what comes before a French telephone number.
_LETTER = r"(l\.? ?[op]|[lrdac])( ?\.? ?\*? ?\.? ?)"
_DIALLED = r"(?<![\d+])(?:\(?(?:\+|00) ?33\)?[ .-]*(?:\(0\)[ .-]*)?|\(?0[ ./-]?)"
_MANY = rf"(?:k|m|mds?)(?= ?(?:€|eur))|(?<=\d)k{_END}|(?:mille|millions?|milliards?){_END}"
_THOUSANDS = {"k": 1e3, "mille": 1e3, "m": 1e6, "million": 1e6, "md": 1e9, "milliard": 1e9}
_UNITS = {
    "m2": "mètres carrés",
    "m3": "mètres cubes",
    "km2": "kilomètres carrés",
    "km": "kilomètres",
    "cm": "centimètres",
    "mm": "millimètres",
    "m": "mètres",
    "kg": "kilogrammes kilos",
    "g": "grammes",
    "t": "tonnes",
    "l": "litres",
    "ha": "hectares",
    "min": "minutes",
    "kwh": "kilowattheures",
    "mwh": "mégawattheures",
    "kw": "kilowatts",
    "ko": "kilooctets",
    "mo": "mégaoctets",
    "go": "gigaoctets",
}
# « tonne » or « tonnes » -> « t ».
_SYMBOLS = {
    " ".join(word.rstrip("s") for word in spelled.split()): symbol
    for symbol, words in _UNITS.items()
    for spelled in ((words,) if "carr" in words or "cub" in words else words.split())
}
_SPELLED = "|".join(f"{name.replace(' ', 's? ')}s?" for name in sorted(_SYMBOLS, reverse=True))

_Write = Callable[[re.Match[str]], str | None]


def _law(found: re.Match[str]) -> str | None:
    """« R. 2122-8 », « L 2113-12 », « LO6111-1 »; not « il a 12 ans »."""
    letter, between, number = found.groups()
    is_sure = letter[0].isupper() or not between or between.strip()
    if not is_sure and (letter in "ac" or not ("-" in number or len(number) > 2)):
        return None
    figures = re.sub(r"\D", "", number)
    joined = f"{re.sub(r'[. ]', '', letter)}{figures}".lower()
    return f"{joined} {figures}" if "-" in number else joined


def _day(day: str, month: str, year: str) -> str | None:
    """The words of a day, when the calendar has it; a year of two figures is of our times."""
    full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)
    try:
        found = date(full, int(month), int(day))
    except ValueError:
        return None
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def _month(name: str) -> str:
    """The full name of a month: « nov » is « novembre »."""
    start = without_accents(name.lower())[:4]
    return next(month for month, begins in _BEGINNINGS.items() if begins.startswith(start))


def _hour(found: re.Match[str]) -> str | None:
    """« 14h30 », « 14h »; with the word, which one may type as well."""
    hours, minutes = found[1], found[2]
    if minutes and int(hours) > 24:
        return None
    figures = "" if not minutes or minutes == "00" else minutes
    return f"{int(hours)}h{figures} {int(hours)} heures {figures}"


def _amount(found: re.Match[str]) -> str:
    factor = _THOUSANDS[found[2].lower().rstrip("s")]
    return str(round(float(found[1].replace(",", ".")) * factor))


def _symbol(found: re.Match[str]) -> str:
    symbol = found[2].lower()
    return f"{found[1]} {symbol} {_UNITS[symbol]}"


def _spelled(found: re.Match[str]) -> str:
    name = " ".join(word.rstrip("s") for word in found[2].lower().split())
    symbol = _SYMBOLS[name]
    return f"{found[1]} {symbol} {_UNITS[symbol]}"


def _figures(found: re.Match[str]) -> str:
    return re.sub(r"\D", "", found[0])


_LAW: tuple[tuple[str, _Write], ...] = (
    (rf"(?<![\w']){_LETTER}(\d{{1,5}}(?:(?: ?- ?|\.)\d{{1,4}})*){_END}", _law),
    (rf"{_BEGIN}art(?:icle|\.)? ?1er{_END}", lambda found: "article 1"),
    (rf"{_BEGIN}art\.? ?(?=\D{{0,4}}\d)", lambda found: "article "),
)
# « 2014/24/UE », a directive or a regulation; not « 2025/2026 ».
_EUROPEAN = (
    rf"({_LONE_YEAR})/(?!{_YEAR})(\d{{1,4}})(?:[ /]?(?:UE|CEE?|Euratom))?(?![\w/])",
    lambda found: found[1] + found[2],
)
# « St-Herblain », which has no figures beside it.
_SAINT = re.compile(r"[Ss](?<!\w.)[Tt]([Ee]?)\.?[ -](?=[^\W\d_])")
_DATES: tuple[tuple[str, _Write], ...] = (
    (
        r"(\d(?<![\d.,/-].)\d?) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d\d)(?![\d/-]|[.,]\d)",
        lambda found: _day(found[1], found[3], found[4]),
    ),
    (
        rf"(\d(?<!\d.)(?<!\d .)\d) (\d\d) ({_YEAR})(?! ?\d)",
        lambda found: _day(found[1], found[2], found[3]),
    ),
    (
        r"((?:19|20)(?<![\d-]..)\d\d)([/.-])(\d{1,2})\2(\d{1,2})(?!\d|-\d)",
        lambda found: _day(found[4], found[3], found[1]),
    ),
    (
        # In a query, a day of the week before it goes as well.
        rf"(\d(?<!\d.)\d?)(?:er)? +({_MONTH}){_END}\.?",
        lambda found: f"{int(found[1])} {_month(found[2])}" if int(found[1]) < 40 else None,
    ),
    (rf"{_BEGIN}({_MONTH})\.? +({_YEAR})(?!\d)", lambda found: f"{_month(found[1])} {found[2]}"),
    (
        rf"(?<![\d/.-])(0?[1-9]|1[0-2])[/.-]({_YEAR})(?![\d/-])",
        lambda found: f"{MONTHS[int(found[1]) - 1]} {found[2]}",
    ),
    (
        rf"({_LONE_YEAR})-(0[1-9]|1[0-2])(?![\d-])",
        lambda found: f"{MONTHS[int(found[2]) - 1]} {found[1]}",
    ),
    (
        r"(?<![\d/.,-])(0[1-9]|[12]\d|3[01])/(0[1-9]|1[0-2])(?![\d/])",
        lambda found: f"{int(found[1])} {MONTHS[int(found[2]) - 1]}",
    ),
)
_NUMBERS: tuple[tuple[str, _Write], ...] = (
    (
        rf"{_DIALLED}([1-9]\)?(?:[ ./-]?\d){{8}})(?!\d)",
        lambda found: "0" + re.sub(r"\D", "", found[1]),
    ),
    (r"\+(?<![\d+].)\d{1,3}(?:[ .()-]*\d){6,12}(?!\d)", _figures),
    # Short ones, as 39 49.
    (r"3(?<![\d.,].)(?<!\d .)\d[ .]\d\d(?![ .,]?\d)", _figures),
    (r"\d(?<!\d.)(?<!\d .)\d\d (?:\d{3} ){2}\d{5}(?!\d)", _figures),
    (r"\d(?<![\d.,].)\d{0,2}(?:[ .']\d{3})+(?!\d)", _figures),
    (
        r"(\d(?<![\d.,].)\d*)(?:[.,]0+|([.,]\d*[1-9])0+)(?![.,]?\d)",
        lambda found: found[1] + (found[2] or ""),
    ),
)
_MEASURES: tuple[tuple[str, _Write], ...] = (
    (
        rf"({_NUMBER}\d?) ?(?:h|heures?) ?([0-5]\d)(?: ?(?:min|mn|minutes?))?{_END}",
        _hour,
    ),
    (rf"({_NUMBER}\d?):([0-5]\d)(?![\d:])", _hour),
    (rf"({_NUMBER}\d{{0,5}})() ?(?:h|heures?){_END}", _hour),
    (rf"({_NUMBER}\d{{0,8}}(?:[.,]\d{{1,9}})?) ?({_MANY})", _amount),
    (rf"({_NUMBER}\d{{0,2}})(?:er|[eè]?re|[eè]me|e|nde?)s?{_END}", lambda found: f"{found[1]}e"),
    (rf"({_NUMBER}\d*) ?mn{_END}", lambda found: f"{found[1]} min"),
    (rf"({_NUMBER}\d*(?:[.,]\d+)?) ?({'|'.join(_UNITS)}){_END}", _symbol),
    (rf"({_NUMBER}\d*(?:[.,]\d+)?) ?({_SPELLED}){_END}", _spelled),
    (rf"{_BEGIN}n(?: ?°|o[. ]|o\. |um[ée]ros? ) ?(\d[\d-]*)", lambda found: found[1]),
    (r"(\d(?<!\d.)\d*) ?° ?[cf]?(?!\w)", lambda found: f"{found[1]} degrés"),
)
_KINDS = tuple(
    (re.compile(pattern, re.IGNORECASE), write)
    for pattern, write in (*_LAW, *_DATES, _EUROPEAN, *_NUMBERS, *_MEASURES)
)


def other_notations(text: str) -> list[str]:
    """The words by which a text may be asked for and that it has not, each once.

    Args:
        text: plain text, as it is written.
    """
    seen = _UNSEEN.sub("", text)
    near = _FAR_FROM_FIGURES.sub(r"\1\n\2", seen)
    found = dict.fromkeys(_bare("\n".join((*_plain(seen), *_written(near)))).split())
    own = set(_bare(near).split())
    return [word for word in found if word not in own]


def _plain(text: str) -> Iterator[str]:
    """What has letters or figures above, below or joined, without these; and saints in full."""
    for word in text.split() if _RARE.search(text) else ():
        if not word.isascii() and (plain := unicodedata.normalize("NFKC", word)) != word:
            yield plain
    yield from (f"saint{found[1].lower()}" for found in _SAINT.finditer(_even(text)))


def _even(text: str) -> str:
    for sign, plain in _EVEN.items():  # `translate` looks each letter up.
        text = text.replace(sign, plain)
    return text


def _written(text: str) -> list[str]:
    for sign, plain in _NUMBER_SIGNS.items():
        text = text.replace(sign, plain)
    even = _even(unicodedata.normalize("NFKC", text))
    words: list[str] = []
    for pattern, write in _KINDS:
        even = pattern.sub(partial(_rewritten, write, words), even)
    return words


def _rewritten(write: _Write, words: list[str], found: re.Match[str]) -> str:
    """The writing of a kind, whose words are noted; what is of no kind stays."""
    writing = write(found)
    if writing is None:
        return found[0]
    words += writing.split()
    return writing


def _bare(text: str) -> str:
    """Words without capitals nor the signs around and inside them, as Pagefind has them."""
    return _SIGNS.sub("", text.lower())
