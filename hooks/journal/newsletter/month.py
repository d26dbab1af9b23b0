"""A month of a year: what a letter tells, and whether it is over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from journal.language.french import MONTHS, of_month


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year, from 0001-01 to 9999-12."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `AAAA-MM`; ValueError for anything else."""
        match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text, re.ASCII)
        if not match or match[1] == "0000":
            raise ValueError(text)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that a day belongs to."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        """« novembre 2026 »."""
        return f"{MONTHS[self.month - 1]} {self.year}"

    @property
    def code(self) -> str:
        """`AAAA-MM`."""
        return f"{self.year:04}-{self.month:02}"

    @property
    def owned(self) -> str:
        """« de novembre 2026 », « d’avril 2026 »."""
        return f"{of_month(self.month)} {self.year}"

    @property
    def next(self) -> Month:
        """The month after this one."""
        years, month = divmod(self.month, 12)
        return Month(self.year + years, month + 1)

    @property
    def first_day(self) -> date:
        """Its first day; that of the next month is when its letter is published."""
        return date(self.year, self.month, 1)

    def is_over(self, today: date) -> bool:
        """Whether nothing more can be published in it."""
        return Month.of(today) > self
