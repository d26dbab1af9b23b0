"""Days as people know them: complete, partial, and « today » in Nantes."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from journal.french import MONTHS, day_and_month, format_date, of_month, without_accents

PARIS = ZoneInfo("Europe/Paris")

_FORMS = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)
_LEAP_YEAR = 2000
_FRENCH_DAY = re.compile(
    r"(?:le )?(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?"
    r"(?P<day>\d{1,2})(?:er)?[/. -](?P<month>\d{1,2}|[^\W\d_]+)[/. -](?P<year>\d{4})"
)
_FRENCH_PART = re.compile(
    r"(?:le )?(?:(?P<day>[0-9]{1,2})(?:er)?[/. -](?P<month>[0-9]{1,2}|[^\W\d_]+)"
    r"|(?:en )?(?P<alone>[0-9]{1,2}|[^\W\d_]+)[/. -](?P<year>[0-9]{4}))"
)
_LOOSE_DAY = re.compile(r"(?P<year>\d{4})[/. -](?P<month>\d{1,2})[/. -](?P<day>\d{1,2})")
_MONTH_NUMBERS = {without_accents(name): number for number, name in enumerate(MONTHS, start=1)}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day of which the day, the month or the year may be unknown.

    The forms are those of the Extended Date/Time Format (ISO 8601-2:2019, annex A) that the journal
    needs: `2026-03-14`, `2026-03`, `2026`, and `XXXX-01-25` or `XXXX-01` when the year is unknown.

    Attributes:
        year: from 1 to 9999, or None when it is not known.
        month: from 1 to 12, or None; never None when a day or no year is given.
        day: day of the month, or None.
    """

    year: int | None
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read one of the forms above.

        Raises:
            ValueError: the text has another form, or names a day that no calendar has.
        """
        match = _FORMS.fullmatch(text)
        if not match or text == "XXXX":
            raise ValueError(text)
        year = None if match["year"] == "XXXX" else int(match["year"])
        month = int(match["month"]) if match["month"] else None
        day = int(match["day"]) if match["day"] else None
        date(
            _LEAP_YEAR if year is None else year,
            1 if month is None else month,
            1 if day is None else day,
        )
        return cls(year, month, day)

    @property
    def last_day(self) -> date | None:
        """The last day that this may mean; None when the year is unknown."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def first_day(self) -> date | None:
        """The first day that this may mean; None when the year is unknown."""
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    @property
    def edtf(self) -> str:
        """The form that `parse` reads."""
        year = "XXXX" if self.year is None else f"{self.year:04}"
        return "-".join([year, *(f"{part:02}" for part in (self.month, self.day) if part)])

    @property
    def html(self) -> str:
        """Value for the `datetime` attribute of `<time>` (HTML, section 4.5.14).

        Empty for a month of an unknown year, which has no form there: print it without `<time>`,
        whose text would have to be such a form.
        """
        if self.year is None and self.day is None:
            return ""
        parts = [f"{self.year:04}"] if self.year is not None else []
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def stamped(self) -> tuple[str, ...]:
        """What is known, as lines of a postmark: « 25 », « janvier », « 2026 »."""
        day = ("1er" if self.day == 1 else str(self.day),) if self.day else ()
        month = (MONTHS[self.month - 1],) if self.month else ()
        return day + month + ((str(self.year),) if self.year is not None else ())

    @property
    def since(self) -> str:
        """« du 14 mars 2026 », « d’avril 2026 », « de 2026 »."""
        if self.day and self.year:
            return f"du {self}"
        return f"d’{self}" if str(self)[0] in "aou" else f"de {self}"

    @property
    def until(self) -> str:
        """« au 14 mars 2026 », « à avril 2026 »."""
        return f"au {self}" if self.day and self.year else f"à {self}"

    @property
    def on(self) -> str:
        """« le 14 mars 2026 », « en avril 2026 »."""
        return f"le {self}" if self.day and self.year else f"en {self}"

    @property
    def planned(self) -> str:
        """« pour le 14 mars 2026 », « pour avril 2026 »."""
        return f"pour le {self}" if self.day and self.year else f"pour {self}"

    def __str__(self) -> str:
        """« 14 mars 2026 », « mars 2026 », « 2026 », « un 25 janvier », « un mois de mars »."""
        if self.year is None:
            assert self.month is not None
            if self.day is None:
                return f"un mois {of_month(self.month)}"
            return f"un {day_and_month(self.day, self.month)}"
        if self.month is None:
            return str(self.year)
        if self.day is None:
            return f"{MONTHS[self.month - 1]} {self.year}"
        return format_date(date(self.year, self.month, self.day))


def parse_day(text: str) -> date:
    """Read a complete day written `AAAA-MM-JJ` (RFC 3339, full-date), and nothing else.

    Raises:
        ValueError: the text has another form, or names a day that no calendar has.
    """
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError(text)
    return date.fromisoformat(text)


def guess_day(text: str) -> date | None:
    """The day that someone meant by « 25/01/2026 » or « 25 janvier 2026 »; None when unsure."""
    text = " ".join(text.lower().split())
    match = _FRENCH_DAY.fullmatch(text) or _LOOSE_DAY.fullmatch(text)
    if not match or _FORMS.fullmatch(text):
        return None
    month = match["month"]
    number = int(month) if month.isdecimal() else _MONTH_NUMBERS.get(without_accents(month), 0)
    try:
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None


def guess_partial_date(text: str) -> PartialDate | None:
    """What someone meant by « mars 2026 », « 03/2026 », « 25 janvier » or a whole day."""
    if day := guess_day(text):
        return PartialDate(day.year, day.month, day.day)
    match = _FRENCH_PART.fullmatch(" ".join(text.lower().split()))
    if not match:
        return None
    month = match["month"] or match["alone"]
    number = int(month) if month.isdecimal() else _MONTH_NUMBERS.get(without_accents(month), 0)
    parts = [match["year"] or "XXXX", f"{number:02}"]
    parts += [f"{int(match['day']):02}"] if match["day"] else []
    try:
        return PartialDate.parse("-".join(parts))
    except ValueError:
        return None


def today(environ: Mapping[str, str], now: datetime) -> date:
    """The current day in Nantes, or the one that a reproducible build asks for.

    Args:
        environ: the process's environment; `SOURCE_DATE_EPOCH` (seconds since 1970, UTC) wins
            when set (https://reproducible-builds.org/specs/source-date-epoch/).
        now: the current date and time, aware of its offset.
    """
    if epoch := environ.get("SOURCE_DATE_EPOCH"):
        now = datetime.fromtimestamp(int(epoch), UTC)
    return now.astimezone(PARIS).date()
