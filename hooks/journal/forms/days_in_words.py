"""Days and hours as people write them in a form, with the day on which they do."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from journal.language.dates import PartialDate
from journal.language.french import DAYS, MONTHS, folded
from journal.language.hours import hours_meant
from journal.language.typed_days import guess_partial_date

# « sam. 24 oct. »; not « mar 2026 », which is a month.
_WEEKDAY = re.compile(
    rf"^(?:le )?(?:(?P<weekday>{'|'.join(DAYS)})|(?P<short>{'|'.join(d[:3] for d in DAYS)})"
    r"(?=\.?,? \d{1,2}(?:er)?\b))\.?,? (?P<rest>.+)$"
)
_PART_OF_DAY = re.compile(
    r",? (?:(?:(?:dans|en|au|le|l['’])? ?(?:la |fin d['’]|fin de |debut d['’]|début d['’])?"
    r"(?:matin|matin[ée]e|apr[eè]s[ -]midi|soir|soir[ée]e))|toute la journ[ée]e)$",
    re.IGNORECASE,
)
_NEARBY = re.compile(r"^(?P<rest>.+?) (?P<which>dernier|prochain|derniere|prochaine)$")
_SHORT_YEAR = re.compile(
    r"(?P<day>.*?(?<!\d)\d{1,2}(?:(?P<sign>[/.-])\d{1,2}(?P=sign)|(?:er)? [^\W\d_]{3,9}\.? ))"
    r"(?P<year>\d{2})"
)

_MONTH = "|".join(f"{folded(name[:3])}[a-z]*" for name in MONTHS)
# A whole day within a sentence.
_WHOLE_DAY = re.compile(
    rf"(?<!\d)\d{{1,2}}(?:er)?(?: (?:{_MONTH})\.? |(?P<sign>[/.-])\d{{1,2}}(?P=sign))"
    r"(?:\d{4}|\d{2})(?!\d)"
)
# One day of several, whose month or year may be those of the last one.
_SOME_DAY = re.compile(
    rf"{_WHOLE_DAY.pattern}|(?<!\d)\d{{1,2}}(?:er)?(?: (?:{_MONTH})\b|(?=,? (?:et |ou |puis |\d)))"
)
_PEOPLE = re.compile(r"\b\d{1,3} (?:personnes?|participant\w*|collegues?|benevoles?|membres?)\b")
_ABOUT = re.compile(
    r"^(?:en |au |a l.|l.)?(?:debut|milieu|mi|fin|courant|annee|printemps|ete|automne|hiver)[ -]"
    r"(?:de )?(?:l.annee )?"
)
# What keeps the only day of a sentence from being that of the visit.
_BESIDE_IT = re.compile(
    r"[^\w\s.,;'’()–—-]|\d|\b(?:pas|avant|apres(?![ -]midi)|vers|environ|autour|depuis|jusqu|ou"
    r"|a partir|report\w+|annul\w+|prevue?|au lieu)\b"
)

# Longer than any day with its hours, in characters.
_LONGEST = 120
_HOUR = (
    r"(?:(?:[01]?\d|2[0-3]) ?(?:h|:|heures?)(?: ?[0-5]\d)?"
    r"|(?<![\w-])(?<!apr[eè]s )(?<!avant )(?:midi|minuit))"
)
_HOURS_AFTER = re.compile(
    rf"[\s,;(]*(?:(?:de|a|à|des|dès|vers|entre) )?"
    rf"(?P<hours>{_HOUR}(?: ?(?:-|–|—|à|a|et|jusqu'à) ?{_HOUR})?)\)?\.?$",
    re.IGNORECASE,
)
_ABOUT_HOURS = re.compile(r"^(?:(?:entre|dès|vers|de|à) )+", re.IGNORECASE)
_TO = re.compile(r" (?:a|et|jusqu'à) ", re.IGNORECASE)


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
    # ISO 8601: « 2026-03-14T14:00 ».
    text = re.sub(r"(?<=^\d{4}-\d\d-\d\d)T(?=\d\d:\d\d)", " ", text)
    hours = ""
    # « 2026-03 » and « 14:00 » are each one thing.
    if found := _HOURS_AFTER.search(text):
        text, hours = text[: found.start()].rstrip(" ,à–—-"), found["hours"]
    text = _PART_OF_DAY.sub("", text)
    return Understood(_day(_with_century(text), today) or _day_within(text), hours)


def names_several_days(typed: str) -> bool:
    """Whether more than one day is named, as in « 3 juin et 10 juin 2026 »."""
    text = folded(" ".join(typed[:_LONGEST].split()))
    return bool(_WHOLE_DAY.search(text)) and len(list(_SOME_DAY.finditer(text))) > 1


def _with_century(day: str) -> str:
    """« 14/03/26 » is « 14/03/2026 », « 14 mars 26 » is « 14 mars 2026 »."""
    short = _SHORT_YEAR.fullmatch(day)
    return f"{short['day']}20{short['year']}" if short else day


def _day_within(text: str) -> PartialDate | None:
    """The only day of a sentence: « C'était le samedi 14 mars 2026, le matin, sous la pluie »."""
    plain = _PEOPLE.sub("", folded(text))
    found = list(_WHOLE_DAY.finditer(plain))
    if len(found) != 1 or _BESIDE_IT.search(_WHOLE_DAY.sub("", plain)):
        return None
    return guess_partial_date(_with_century(found[0][0]))


def _day(text: str, today: date) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        pass
    if known := guess_partial_date(text):
        return known
    plain = _ABOUT.sub("", folded(text))
    weekday = _WEEKDAY.match(plain)
    plain = weekday["rest"] if weekday else plain
    named = (weekday["weekday"] or weekday["short"]) if weekday else ""
    if re.fullmatch(r"\d{4}", plain):
        return PartialDate.parse(plain)
    nearby = _NEARBY.match(plain)
    known = guess_partial_date(nearby["rest"] if nearby else plain)
    if not known or known.year or not known.day or not known.month:
        return known if known and not nearby else None
    near = [
        day
        for year in (today.year - 1, today.year, today.year + 1)
        if (day := _in_year(known, year))
        and DAYS[day.weekday()].startswith(named)
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
    plain = _ABOUT_HOURS.sub("", " ".join(typed.split()).rstrip(" ."))
    return hours_meant(_TO.sub(" à ", plain)) or typed
