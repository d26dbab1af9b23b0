"""Days as people type them, and what they meant: « 25/01/2026 », « du 14 au 16 mars 2026 »."""

from __future__ import annotations

import re
from datetime import date

from journal.language.dates import PartialDate, parse_day
from journal.language.french import MONTHS, without_accents

_WEEKDAY = r"(?:le )?(?:(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche) )?"
_MONTH = r"\d{1,2}|[^\W\d_]+\.?"
_FRENCH_DAY = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:er)?[/. -](?P<month>{_MONTH})[/. -](?P<year>\d{{4}})"
)
_FRENCH_PART = re.compile(
    rf"(?:le )?(?:(?P<day>[0-9]{{1,2}})(?:er)?[/. -](?P<month>{_MONTH})"
    rf"|(?:en )?(?P<alone>{_MONTH})[/. -](?P<year>[0-9]{{4}}))"
)
_LOOSE_DAY = re.compile(r"(?P<year>\d{4})[/. -](?P<month>\d{1,2})[/. -](?P<day>\d{1,2})")
_TWO_DAYS = re.compile(rf"{_LOOSE_DAY.pattern}/[\d-]+")
_NO_MONTH = re.compile(r"\d{4}-(?!0[1-9]|1[0-2])\d\d")
# As files and cameras are named.
_COMPACT_DAY = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)", re.ASCII)
# « 14:30 », « à 14 h 30 », « T14:30:00Z », down to the end.
_TIME = re.compile(r"(?:(?<=\d)t|,? (?:à |de )?)\d{1,2} ?(?:h\b|h\d|:\d\d).*$")
# Most are shortened to their first three letters, or four: « avr. », « sept. »; « juin » is whole.
_MONTH_NUMBERS = {
    name[:length]: number
    for number, name in enumerate(map(without_accents, MONTHS), start=1)
    for length in (3, 4, len(name))
    if name[:length] != "jui"
}
# Longer than any way to write two days.
_MAX_TYPED = 80
# What people write between the first day and the last one.
_BETWEEN = re.compile(r" au | et | à |\.{2,3}|→|-|–|—|/")
# « 2026-03-14/16 », « 2026-03-30/04-02 ».
_SHORT = re.compile(r"(?P<first>\d{4}-\d{2}-\d{2}) ?/ ?(?P<rest>(?:\d{2}-)?\d{2})")
_FIRST_DAY = re.compile(rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:er)?(?:[/. -](?P<month>{_MONTH}))?")


def guess_day(text: str) -> date | None:
    """The day that someone meant by « 25/01/2026 » or « 25 janv. 2026, 14 h »; None when unsure."""
    typed = _plain(text)
    day = _TIME.sub("", typed)
    if _is_day(day):
        return parse_day(day) if day != typed else None
    match = next((m for form in _WHOLE if (m := form.fullmatch(day))), None)
    return _date(match["year"], match["month"], match["day"]) if match else None


_WHOLE = (_FRENCH_DAY, _LOOSE_DAY, _COMPACT_DAY)


def guess_partial_date(text: str) -> PartialDate | None:
    """What someone meant by « mars 2026 », « 25 janvier », a whole day, or several days."""
    if day := guess_day(text):
        return _one_day(day)
    if days := _guess_days(text):
        return days
    match = _FRENCH_PART.fullmatch(_plain(text))
    if not match:
        return None
    parts = [match["year"] or "XXXX", f"{_month(match['month'] or match['alone']):02}"]
    parts += [f"{int(match['day']):02}"] if match["day"] else []
    try:
        return PartialDate.parse("-".join(parts))
    except ValueError:
        return None


def looks_like_day(text: str) -> bool:
    """Whether a text has the shape of a day, or of two, that no calendar may have."""
    text = _plain(text)
    return any(form.fullmatch(text) for form in (_FRENCH_DAY, _LOOSE_DAY, _TWO_DAYS, _NO_MONTH))


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _month(typed: str) -> int:
    """The number of a month in figures or in letters; 0 for any other word."""
    if typed.isdecimal():
        return int(typed)
    return _MONTH_NUMBERS.get(without_accents(typed.rstrip(".")), 0)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), _month(month), int(day))
    except ValueError:
        return None


def _is_day(text: str) -> bool:
    try:
        parse_day(text)
    except ValueError:
        return False
    return True


def _guess_days(text: str) -> PartialDate | None:
    """« du 14 au 16 mars 2026 », « 14-16/03/2026 », « 2026-03-14 au 2026-03-16 »."""
    text = _plain(text).removeprefix("du ").removeprefix("les ")
    if len(text) > _MAX_TYPED:
        return None
    if short := _SHORT.fullmatch(text):
        first, rest = short["first"], short["rest"]
        text = f"{first}/{first[: -len(rest)]}{rest}"
    for sign in _BETWEEN.finditer(text):
        last = _whole_day(text[sign.end() :].strip())
        first = _day_before(text[: sign.start()].strip(), last) if last else None
        if first and last:
            first, last = sorted((first, last))
            if sign[0] == " et " and not _follow(text[: sign.start()].count(","), first, last):
                return None
            return PartialDate.between(first, last) if first < last else _one_day(first)
    return None


def _follow(commas: int, first: date, last: date) -> bool:
    """Whether days that are named one by one are in a row: « 14, 15 et 16 mars »."""
    return (last - first).days <= commas + 1


def _one_day(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _whole_day(text: str) -> date | None:
    return parse_day(text) if _is_day(text) else guess_day(text)


def _day_before(text: str, last: date) -> date | None:
    """The first of several days, whose month and year may be those of the last one."""
    if day := _whole_day(text):
        return day
    # « 14, 15 et 16 mars ».
    match = _FIRST_DAY.fullmatch(text.partition(",")[0])
    return _date(str(last.year), match["month"] or str(last.month), match["day"]) if match else None
