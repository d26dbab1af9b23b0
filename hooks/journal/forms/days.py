"""Days and hours as people write them in a form, with the day on which they do."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from journal.language.dates import PartialDate
from journal.language.french import folded
from journal.language.typed_days import guess_partial_date

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WEEKDAY = re.compile(rf"^(?:le )?(?P<weekday>{'|'.join(_DAYS)})\.?,? (?P<rest>.+)$")
_NEARBY = re.compile(r"^(?P<rest>.+?) (?P<which>dernier|prochain|derniere|prochaine)$")
_SHORT_YEAR = re.compile(
    r"(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{2})"
)

# Longer than any day with its hours, in characters.
_LONGEST = 120
_HOUR = r"(?:[01]?\d|2[0-3]) ?(?:h|:|heures?)(?: ?[0-5]\d)?"
_HOURS_AFTER = re.compile(
    rf"[\s,;(]*(?:(?:de|a|à|des|dès|vers|entre) )?"
    rf"(?P<hours>{_HOUR}(?: ?(?:-|–|—|à|a|et|jusqu'à) ?{_HOUR})?)\)?\.?$",
    re.IGNORECASE,
)
_ONE_HOUR = re.compile(r"(?P<hour>[01]?\d|2[0-3]) ?(?:h|:|heures?) ?(?P<minutes>[0-5]\d)?")


class Understood(NamedTuple):
    """What a day was understood to be: the day, or None; and the hours that were beside it."""

    day: PartialDate | None
    hours: str = ""


def understand_day(typed: str, today: date) -> Understood:
    """The day of a visit: « samedi 14 mars 2026 à 14h », « 14/03/26 », « mars 2026 », EDTF too.

    A year that is not said is known from the day of the week, or from « dernier » and « prochain »;
    otherwise it stays unknown.

    Args:
        typed: one line, as people write it.
        today: the day on which it was written.
    """
    text = " ".join(typed.split()).rstrip(" .")
    if len(text) > _LONGEST:
        return Understood(None)
    hours = ""
    # « 2026-03 » and « 14:00 » are each one thing.
    if found := _HOURS_AFTER.search(text):
        text, hours = text[: found.start()].rstrip(" ,à"), found["hours"]
    if short := _SHORT_YEAR.fullmatch(text):
        text = f"{short['day']}/{short['month']}/20{short['year']}"
    return Understood(_day(text, today), hours)


def _day(text: str, today: date) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        pass
    if known := guess_partial_date(text):
        return known
    plain = folded(text)
    weekday = _WEEKDAY.match(plain)
    plain = weekday["rest"] if weekday else plain
    nearby = _NEARBY.match(plain)
    known = guess_partial_date(nearby["rest"] if nearby else plain)
    if not known or known.year or not known.day or not known.month:
        return known if known and not nearby else None
    near = [
        day
        for year in (today.year - 1, today.year, today.year + 1)
        if (day := _in_year(known, year))
        and (not weekday or _DAYS[day.weekday()] == weekday["weekday"])
        and (not nearby or (day <= today) == nearby["which"].startswith("dern"))
    ]
    if not near or not (weekday or nearby):
        return known
    nearest = min(near, key=lambda day: abs((day - today).days))
    return PartialDate(nearest.year, nearest.month, nearest.day)


def _in_year(known: PartialDate, year: int) -> date | None:
    try:
        return date(year, known.month or 1, known.day or 1)
    except ValueError:  # The 29th of February.
        return None


def understand_hours(typed: str) -> str:
    """« de 14h à 17 h 30 » is « 14:00-17:30 », as pages have it; anything else stays as typed."""
    hours = [
        f"{int(found['hour']):02}:{found['minutes'] or '00'}" for found in _ONE_HOUR.finditer(typed)
    ]
    rest = re.sub(
        r"\b(?:de|à|a|entre|et|jusqu'à|dès|vers)\b|[\s.–—-]", "", _ONE_HOUR.sub("", typed)
    )
    return "-".join(hours) if len(hours) in (1, 2) and not rest else typed
