"""The hours of a day as people type them: « 14:00-17:30 », « de 10 h à midi », « 2:00 PM »."""

from __future__ import annotations

import re
from datetime import time

_NAMED = {"midi": 12, "minuit": 0}
_NOON = 12
_HOUR = (
    r"(?:(?P<name{0}>midi|minuit)|(?P<hour{0}>[01]?\d|2[0-3])"
    r"(?P<mark{0}>\s?(?::|h(?:eures?)?|\.(?=[0-5]\d))\s?(?P<minutes{0}>[0-5]\d)?)?"
    r"(?P<half{0}>\s?[ap]\.?m\b\.?)?)"
)
_HOURS = re.compile(
    rf"(?:(?:de|à)\s)?{_HOUR.format(1)}(?:\s?(?:[-–—/]|à|jusqu['’]à)\s?{_HOUR.format(2)})?",
    re.IGNORECASE,
)


_WITHIN = re.compile(
    r"(?:(?:à partir de|dès|rendez-vous à|rdv à|début à|accueil à)\s)?(?P<hours>[^,;(]+?)"
    r"(?:\s(?:précises?|pile|environ))?(?:\s?[,;(]\s?(?P<beside>.*))?",
    re.IGNORECASE,
)
# What is said of another hour than those of the visit.
_BESIDE = re.compile(r"(?:accueil|café|rendez-vous|rdv|durée|fin|pause|portes)\b", re.IGNORECASE)


def hours_of(typed: str) -> tuple[time, time | None] | None:
    """The hours of « 14:00-17:30 », « de 14 h à 17 h 30 » or « midi », the second one None when it
    is not said; None for what is no hour of the day, a number alone among others.
    """
    found = _HOURS.fullmatch(" ".join(typed.split()))
    if not found or not any(found[mark] for mark in ("name1", "mark1", "half1", "mark2", "name2")):
        return None
    first, last = _time(found, "1"), _time(found, "2")
    # « 2-5 pm »: nothing says of which half of the day the first one is.
    is_named = found["name1"] or found["name2"]
    is_sure = bool(found["half1"]) == bool(found["half2"]) or not last or is_named
    return (first, last) if first and is_sure else None


def hours_first(typed: str) -> tuple[time, time | None] | None:
    """The hours of « à partir de 14 h », « 14h-17h précises » or « 14 h, accueil dès 13h45 », which
    say more than hours; None when other hours may be meant as much.
    """
    found = _WITHIN.fullmatch(" ".join(typed.split()))
    others = (found and re.search(r"\d ?[h:]", found["beside"] or "")) or None
    if not found or (others and not _BESIDE.match(found["beside"])):
        return None
    return hours_of(found["hours"])


def _time(found: re.Match[str], rank: str) -> time | None:
    if name := found[f"name{rank}"]:
        return time(_NAMED[name.lower()])
    if not found[f"hour{rank}"]:
        return None
    hour = int(found[f"hour{rank}"])
    if (half := found[f"half{rank}"]) and hour <= _NOON:
        hour = hour % _NOON + (_NOON if "p" in half.lower() else 0)
    return time(hour, int(found[f"minutes{rank}"] or 0))


def hours_meant(typed: str) -> str:
    """Hours as a header has them, « 14:00-17:30 », of a text of which each number alone is one.

    Returns:
        Nothing when the text says no hours, or more than these.
    """
    hours = hours_of(typed) or hours_of(re.sub(r"(?<![\d:.])\d{1,2}(?![\d:.])", r"\g<0>h", typed))
    return "-".join(f"{hour:%H:%M}" for hour in hours if hour) if hours else ""


def format_hours(typed: str) -> str:
    """« 14:00-17:30 » is « de 14 h à 17 h 30 »; what is no hour of the day stays as typed."""
    if not (hours := hours_of(typed)):
        return typed
    first, last = hours
    return f"de {_hour(first)} à {_hour(last)}" if last else _hour(first)


def _hour(hour: time) -> str:
    minutes = f" {hour.minute:02}" if hour.minute else ""
    return f"{hour.hour} h{minutes}".replace(" ", "\N{NO-BREAK SPACE}")
