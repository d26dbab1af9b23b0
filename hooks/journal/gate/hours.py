"""The hours of a visit: those that are on no clock, and an end that comes before the start.

Neither calendars nor readers are told such hours: they stay on the page as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from journal.entries.schedule import are_in_order
from journal.entries.visit import Visit
from journal.headers.yaml_text import YamlText
from journal.language.hours import hours_meant, hours_of
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "heure-impossible": Explanation(
        "Une heure de la visite n'existe pas, ou la visite finirait avant d'avoir commencé (simple"
        " avertissement).",
        "Écrire les heures de début et de fin, de 0:00 à 23:59, comme `14:00-17:00`.",
    ),
    "heure-sans-signe": Explanation(
        "Un nombre seul est donné pour une heure : les agendas ne le liraient pas comme telle"
        " (simple avertissement).",
        "Écrire `14:00` plutôt que 14, `14:00-17:00` plutôt que 14-17.",
    ),
}

# In a text, « 48 h » may be how long something takes, and « 9 h 75 places » no hour at all.
_WITH_MINUTES = re.compile(r"\b\d{1,2}\s?[:h]\d{2}\b", re.IGNORECASE)
_HOUR = re.compile(r"\d{1,2}\s?(?::|h(?:eures?)?)\s?(?:\d{2})?", re.IGNORECASE)
_HOURS_ALONE = re.compile(
    rf"(?:de\s)?{_HOUR.pattern}(?:\s?(?:[-–]|à)\s?{_HOUR.pattern})?", re.IGNORECASE
)


def check_hours(visit: Visit, header: YamlText) -> Iterator[Problem]:
    """Whether the hours of a visit, where hours are said, may be."""
    typed = visit.hours or ""
    meant = hours_meant(typed)
    said = (_HOUR if _HOURS_ALONE.fullmatch(typed) else _WITH_MINUTES).findall(typed)
    if typed.isdecimal() and not meant:
        said = [typed]
    if impossible := next((hour for hour in map(str.strip, said) if not hours_of(hour)), ""):
        yield _doubtful(header, f"« {impossible} » n'est pas une heure du jour.")
    elif (hours := hours_of(meant)) and hours[1] and not are_in_order(hours[0], hours[1]):
        yield _doubtful(header, f"« {typed} » : la fin ne vient pas après le début.")
    elif hours and not hours_of(typed):
        yield header.problem(
            ("horaire",),
            "heure-sans-signe",
            f"Les agendas ne liraient pas « {typed} » comme une heure.",
            f"Écrivez : horaire: {meant}",
            severity=Severity.WARNING,
        )


def _doubtful(header: YamlText, message: str) -> Problem:
    return header.problem(
        ("horaire",),
        "heure-impossible",
        message,
        "Écrivez le début, puis la fin, comme 14:00-17:00 ; minuit s'écrit 0:00.",
        severity=Severity.WARNING,
    )
