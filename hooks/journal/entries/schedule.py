"""When a visit is held, for whatever asks for days and hours rather than for words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from journal.entries.visit import Visit
from journal.language.dates import PARIS
from journal.language.hours import hours_first, hours_of

# The longest visit that ends the day after.
_NIGHT = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a visit is held, or was to be.

    Attributes:
        start: the first day; or the hour at which it begins, in Paris, when one hour is known.
        end: the last day, itself included; or the hour at which it ends, in Paris. None when only
            the hour at which it begins is known.
        settled: whether the day is known; else `start` and `end` are the first and the last day on
            which it may be.
    """

    start: date | datetime
    end: date | datetime | None
    settled: bool


def schedule_of(visit: Visit) -> Schedule | None:
    """When a visit is held; None when its year is not known, or its last day has no morrow.

    Of several days the hours are not those at which the whole begins and ends: the days alone are.
    """
    first, last = visit.held_on.first_day, visit.held_on.last_day
    if first is None or last is None or last == date.max:
        return None
    typed = visit.hours if first == last else None
    hours = (hours_of(typed) or hours_first(typed)) if typed else None
    if not hours:
        return Schedule(first, last, settled=bool(visit.held_on.day))
    begins, ends = hours
    start = datetime.combine(first, begins, PARIS)
    end = datetime.combine(first, ends, PARIS) if ends and are_in_order(begins, ends) else None
    if end and end < start:
        end += timedelta(days=1)
    if end and end.astimezone(UTC) <= start.astimezone(UTC):
        end = None  # Clocks leave out what is between.
    return Schedule(start, end, settled=True)


def are_in_order(begins: time, ends: time) -> bool:
    """Whether a visit may begin at one hour and end at the other, that day or in the night.

    « 14:00-13:00 » is a slip: nobody visits from one day to the next day's lunch.
    """
    start, end = (datetime.combine(date(2000, 1, 1), hour) for hour in (begins, ends))
    return end > start or (end < start and end + timedelta(days=1) - start <= _NIGHT)
