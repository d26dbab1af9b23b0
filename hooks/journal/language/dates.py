"""Days as people know them: complete, partial, and « today » in Nantes."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from journal.language.french import MONTHS, day_and_month, format_date, of_month, with_weekday

PARIS = ZoneInfo("Europe/Paris")

_FORMS = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)
_INTERVAL = re.compile(r"(?P<first>\d{4}-\d{2}-\d{2})/(?P<last>\d{4}-\d{2}-\d{2})", re.ASCII)
_LEAP_YEAR = 2000


def months_after(day: date, months: int) -> date:
    """The same day, some months later; the last one of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day of which the day, the month or the year may be unknown; or several days in a row.

    The forms are those of the Extended Date/Time Format (ISO 8601-2:2019, annex A) that the journal
    needs: `2026-03-14`, `2026-03`, `2026`, and `XXXX-01-25` or `XXXX-01` when the year is unknown;
    `2026-03-14/2026-03-16` for several days, both of them known.

    Attributes:
        year: from 1 to 9999, or None when it is not known.
        month: from 1 to 12, or None; never None when a day or no year is given.
        day: day of the month, or None.
        until: the last of several days, after the one above; None for one day alone.
        says_weekday: whether its words begin with the day of the week, where that is known.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    until: date | None = None
    says_weekday: bool = field(default=False, compare=False, repr=False)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read one of the forms above.

        Raises:
            ValueError: the text has another form, or names a day that no calendar has.
        """
        if interval := _INTERVAL.fullmatch(text):
            return cls.between(parse_day(interval["first"]), parse_day(interval["last"]))
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

    @classmethod
    def between(cls, first: date, last: date) -> PartialDate:
        """Several days in a row; ValueError when the last one is not after the first."""
        if last <= first:
            raise ValueError(f"{first}/{last}")
        return cls(first.year, first.month, first.day, last)

    @property
    def of_week(self) -> PartialDate:
        """The same, whose words say the day of the week: whoever is to come looks at it first."""
        return replace(self, says_weekday=True)

    @property
    def first_day(self) -> date | None:
        """The first day that this may mean; None when the year is unknown."""
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date | None:
        """The last day that this may mean; None when the year is unknown."""
        if self.year is None or self.until:
            return self.until
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def makes_precise(self, other: PartialDate) -> bool:
        """Whether this says more closely what the other said: a day of that month, its month of
        that year.
        """
        if other.day or other == self:
            return False
        ends = (other.first_day, self.first_day, self.last_day, other.last_day)
        known = [day for day in ends if day]
        return len(known) == len(ends) and known == sorted(known)

    @property
    def edtf(self) -> str:
        """The form that `parse` reads."""
        year = "XXXX" if self.year is None else f"{self.year:04}"
        first = "-".join([year, *(f"{part:02}" for part in (self.month, self.day) if part)])
        return f"{first}/{self.until.isoformat()}" if self.until else first

    @property
    def html(self) -> str:
        """Value for the `datetime` attribute of `<time>` (HTML, section 4.5.14).

        Empty for what has no form there, a month of an unknown year or several days: print it
        without `<time>`, whose text would have to be such a form.
        """
        if self.until or (self.year is None and self.day is None):
            return ""
        parts = [f"{self.year:04}"] if self.year is not None else []
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def pieces(self) -> tuple[tuple[str, str], ...]:
        """The words that say it, each with its value for the `datetime` of a `<time>`, or nothing.

        One after the other they are what `str` gives: « du », « 14 », « au », « 16 mars 2026 ».
        """
        if not self.until:
            return ((str(self), self.html),)
        first = date(self.year or 0, self.month or 0, self.day or 0)
        year = "" if first.year == self.until.year else f" {first.year}"
        words = f"{day_and_month(first.day, first.month)}{year}"
        if not year and first.month == self.until.month:
            words = words.partition(" ")[0]
        return (
            ("du ", ""),
            (self._on_weekday(first, words), first.isoformat()),
            (" au ", ""),
            (self._on_weekday(self.until, format_date(self.until)), self.until.isoformat()),
        )

    def _on_weekday(self, day: date, words: str) -> str:
        return with_weekday(day, words) if self.says_weekday else words

    @property
    def name(self) -> str:
        """« Jour », « Jours » when there are several: what stands before it."""
        return "Jours" if self.until else "Jour"

    @property
    def caveat(self) -> str:
        """« (année non précisée) », after a day whose year is not known; else nothing."""
        return " (année non précisée)" if self.year is None else ""

    @property
    def stamped(self) -> tuple[str, ...]:
        """What is known, as lines of a postmark: « 25 », « janvier », « 2026 »."""
        day: tuple[str, ...] = ("1er" if self.day == 1 else str(self.day),) if self.day else ()
        month: tuple[str, ...] = (MONTHS[self.month - 1],) if self.month else ()
        year = self.year
        if self.until and (self.until.year, self.until.month) == (self.year, self.month):
            day = (f"{self.day}–{self.until.day}",)
        elif self.until:
            month += (f"au {day_and_month(self.until.day, self.until.month)}",)
            year = self.until.year
        return day + month + ((str(year),) if year is not None else ())

    @property
    def said_from(self) -> str:
        """« du 14 mars 2026 », « d’avril 2026 », « de la période du 14 au 16 mars 2026 »."""
        if self.until:
            return f"de la période {self}"
        if self.day and self.year:
            return f"du {self}"
        return f"d’{self}" if str(self)[0] in "aou" else f"de {self}"

    @property
    def said_to(self) -> str:
        """« au 14 mars 2026 », « à avril 2026 », « à la période du 14 au 16 mars 2026 »."""
        if self.until:
            return f"à la période {self}"
        return f"au {self}" if self.day and self.year else f"à {self}"

    @property
    def said_on(self) -> str:
        """« le 14 mars 2026 », « en avril 2026 », « du 14 au 16 mars 2026 »."""
        if self.until:
            return str(self)
        return f"le {self}" if self.day and self.year else f"en {self}"

    @property
    def said_for(self) -> str:
        """« pour le 14 mars 2026 », « pour avril 2026 », « pour la période du 14 au 16 mars »."""
        if self.until:
            return f"pour la période {self}"
        return f"pour le {self}" if self.day and self.year else f"pour {self}"

    def __str__(self) -> str:
        """« 14 mars 2026 », « mars 2026 », « un 25 janvier », « du 14 au 16 mars 2026 »."""
        if self.until:
            return "".join(words for words, _ in self.pieces)
        if self.year is None:
            assert self.month is not None
            if self.day is None:
                return f"un mois {of_month(self.month)}"
            return f"un {day_and_month(self.day, self.month)}"
        if self.month is None:
            return str(self.year)
        if self.day is None:
            return f"{MONTHS[self.month - 1]} {self.year}"
        day = date(self.year, self.month, self.day)
        return self._on_weekday(day, format_date(day))


def parse_day(text: str) -> date:
    """Read a complete day written `AAAA-MM-JJ` (RFC 3339, full-date), and nothing else.

    Raises:
        ValueError: the text has another form, or names a day that no calendar has.
    """
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError(text)
    return date.fromisoformat(text)


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
