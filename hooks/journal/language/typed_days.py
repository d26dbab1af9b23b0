"""Days as people type them, and what they meant: « 25/01/2026 », « du 14 au 16 mars 2026 »."""

from __future__ import annotations

import re
from datetime import date

from journal.language.dates import PartialDate, parse_day
from journal.language.french import DAYS, MONTHS, without_accents

_WEEKDAY = rf"(?:le )?(?:(?:{'|'.join(DAYS)}) )?"
_MONTH = r"\d{1,2}|[^\W\d_]+\.?"
_FRENCH_DAY = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:er)?[/. -](?P<month>{_MONTH})[/. -](?P<year>\d{{4}})"
)
# « 14/03/26 »: two figures are the end of a year of ours, as nobody writes the year first so.
_SHORT_YEAR = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:er)?[/. -](?P<month>{_MONTH})[/. -](?P<year>\d{{2}})"
)
# « March 14, 2026 », « 03/14/2026 » where no French day could be meant.
_ENGLISH_DAY = re.compile(
    r"(?:(?P<letters>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? |(?P<month>\d{1,2})/"
    r"(?P<after>1[3-9]|2\d|3[01])/)(?P<year>\d{4})"
)
_FRENCH_PART = re.compile(
    rf"(?:le )?(?:(?P<day>[0-9]{{1,2}})(?:er)?[/. -](?P<month>{_MONTH})"
    rf"|(?:en )?(?P<alone>{_MONTH})[/. -](?P<year>[0-9]{{4}})|(?:en )?(?P<only>[^\W\d_]{{3,9}}\.?))"
)
_LOOSE_DAY = re.compile(r"(?P<year>\d{4})[/. -](?P<month>\d{1,2})[/. -](?P<day>\d{1,2})")
_TWO_DAYS = re.compile(rf"{_LOOSE_DAY.pattern}/[\d-]+")
_NO_MONTH = re.compile(r"\d{4}-(?!0[1-9]|1[0-2])\d\d")
# As files and cameras are named.
_COMPACT_DAY = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)", re.ASCII)
# « 14:30 », « à 14 h 30 », « T14:30:00Z », down to the end.
_TIME = re.compile(r"(?:(?<=\d)t|,? (?:à |de )?)\d{1,2} ?(?:h\b|h\d|:\d\d).*$")
_TIME_BEFORE = re.compile(r"^(?:à )?\d{1,2} ?h(?: ?\d\d)?,? (?=(?:le )?\S)")
# « (matin) », « au matin », « après-midi ».
_BESIDE = re.compile(r"(?:,? \([^()]*\)|,? (?:(?:au|le) )?(?:matin|soir)|,? (?:l['’])?après-midi)$")
# « début mars 2026 » says the month, « printemps 2026 » the year.
_ABOUT = re.compile(
    r"^(?:au |en |vers |environ |courant )?(?:(?:début|mi|fin|milieu)[ -](?:de |d['’])?)?"
)
_SEASON = re.compile(
    r"(?:(?:au|en|l['’]) ?)?(?:printemps|été|automne|hiver|année|courant|vers|fin|début) (?:de )?"
    r"(?P<year>\d{4})"
)
# « 2026? », « 2026~ », « 2026-Q1 », « mars-avril 2026 », « entre mars et avril 2026 »,
# « 2026-03/2026-04 »: several months of one year.
_ABOUT_THE_YEAR = re.compile(
    rf"(?:(?:entre |de )?(?P<one>{_MONTH})(?: ?[-–/] ?| et | à | ou )(?P<other>{_MONTH})"
    r" (?P<last>\d{4})"
    r"|(?P<first>\d{4})(?:[?~%]|[- ]?[qts][1-4]|-\d\d[-/ ]+(?P=first)-\d\d))"
)
# « 2026-03-xx », « 2026-??-?? », « ????-03-14 ».
_PART = r"\d{1,2}|[x?]{1,2}"
_UNKNOWN = re.compile(rf"(?P<year>\d{{4}}|[x?]{{1,4}})-(?P<month>{_PART})(?:-(?P<day>{_PART}))?")
# Most are shortened to their first three letters, or four: « avr. », « sept. »; « juin » is whole.
_MONTH_NUMBERS = {
    name[:length]: number
    for number, name in enumerate(map(without_accents, MONTHS), start=1)
    for length in (3, 4, len(name))
    if name[:length] != "jui"
}
# As programs that are not in French write them; « mar », « sept » are both.
_ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_NUMBERS |= {
    name[:length]: number
    for number, name in enumerate(_ENGLISH, start=1)
    for length in (3, len(name))
    if name[:length] not in _MONTH_NUMBERS
}
_HYPHEN = re.compile("(?<=[\\dox?])[\u2010\u2011\u2012\u2013\u2212](?=[\\dox?])")
_LETTER_O = re.compile(r"(?<=[\d/-])o(?=\d)|(?<=\d)o(?=[\d/-]|$)")
# Longer than any way to write two days.
_MAX_TYPED = 80
# What people write between the first day and the last one.
_BETWEEN = re.compile(r" au | et | à |\.{2,3}|→|--|-|–|—|/")
# « 2026-03-14/16 », « 2026-03-30/04-02 ».
_SHORT = re.compile(r"(?P<first>\d{4}-\d{2}-\d{2}) ?/ ?(?P<rest>(?:\d{2}-)?\d{2})")
_FIRST_DAY = re.compile(rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:er)?(?:[/. -](?P<month>{_MONTH}))?")


def guess_day(text: str) -> date | None:
    """The day that someone meant by « 25/01/2026 » or « 25 janv. 2026, 14 h »; None when unsure."""
    day = _without_hours(_plain(text))
    if _is_day(day):
        return parse_day(day) if day != text else None
    if english := _ENGLISH_DAY.fullmatch(day):
        parts = english.groupdict()
        month, typed = parts["letters"] or parts["month"], parts["day"] or parts["after"]
        return _date(parts["year"], month, typed)
    if short := _SHORT_YEAR.fullmatch(day):
        return _date(f"20{short['year']}", short["month"], short["day"])
    match = next((m for form in _WHOLE if (m := form.fullmatch(day))), None)
    return _date(match["year"], match["month"], match["day"]) if match else None


def _without_hours(text: str) -> str:
    text = _TIME_BEFORE.sub("", _TIME.sub("", _BESIDE.sub("", text)))
    return text.rstrip(" .,;")


def weekday_said(text: str) -> str:
    """The day of the week that is typed before a day: « jeudi »; empty when none is."""
    first = _plain(text).removeprefix("le ").partition(" ")[0]
    return first if first in DAYS else ""


def guess_partial_date(text: str) -> PartialDate | None:
    """What someone meant by « mars 2026 », « 25 janvier », a whole day, or several days."""
    if day := guess_day(text):
        return _one_day(day)
    if days := _guess_days(text):
        return days
    plain = _plain(text)
    if season := _SEASON.fullmatch(plain):
        return _parsed(season["year"])
    about = _ABOUT_THE_YEAR.fullmatch(plain)
    if about and (about["first"] or (_month(about["one"]) and _month(about["other"]))):
        return _parsed(about["first"] or about["last"])
    if other := _other_order(plain):
        return other
    if unknown := _UNKNOWN.fullmatch(plain):
        return _of_unknown(unknown)
    match = _FRENCH_PART.fullmatch(_ABOUT.sub("", plain))
    if not match:
        return None
    month = _month(match["month"] or match["alone"] or match["only"])
    parts = [match["year"] or "XXXX", f"{month:02}"]
    parts += [f"{int(match['day']):02}"] if match["day"] else []
    return _parsed("-".join(parts))


def _of_unknown(typed: re.Match[str]) -> PartialDate | None:
    """What is known of « 2026-03-XX »; a day whose month is not known is none."""
    known = [part and part.zfill(2) for part in (typed["month"], typed["day"] or "")]
    known = known[: next((i for i, part in enumerate(known) if not part.isdecimal()), 2)]
    return _parsed("-".join([typed["year"] if typed["year"].isdecimal() else "XXXX", *known]))


def _parsed(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def _other_order(text: str) -> PartialDate | None:
    """« 2026-14-03 », whose month can only be its day; « 2026-03-14? »."""
    typed = _LOOSE_DAY.fullmatch(text.rstrip("?~% "))
    if not typed:
        return None
    month, day = typed["month"].zfill(2), typed["day"].zfill(2)
    return _parsed(f"{typed['year']}-{month}-{day}") or (
        _parsed(f"{typed['year']}-{day}-{month}") if int(month) > len(MONTHS) else None
    )


def looks_like_day(text: str) -> bool:
    """Whether a text has the shape of a day, or of two, that no calendar may have."""
    text = _plain(text)
    return any(form.fullmatch(text) for form in (_FRENCH_DAY, _LOOSE_DAY, _TWO_DAYS, _NO_MONTH))


def _plain(text: str) -> str:
    text = " ".join(text.lower().split())
    # Hyphens that are not the one of the keyboard, and the letter for the figure.
    text = _HYPHEN.sub("-", text)
    return _LETTER_O.sub("0", re.sub(r"\bpremier (?=[^\W\d_])", "1er ", text))


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


_WHOLE = (_FRENCH_DAY, _LOOSE_DAY, _COMPACT_DAY)


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
