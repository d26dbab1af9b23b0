"""The days of a header: none ahead of today where only the past makes sense, none absurd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from journal.entries.any_entry import AnyEntry
from journal.entries.kinds import Kind
from journal.entries.tip import Tip
from journal.entries.visit import Visit
from journal.headers.yaml_text import Location, YamlText
from journal.language.french import format_date
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "date-a-venir": Explanation(
        "La date n'est pas encore là, ou elle est trop loin.", "Mettre la date du jour."
    ),
    "date-trop-ancienne": Explanation(
        "La date est antérieure à ce dont elle parle.",
        "Mettre la date du jour ; celle de la visite va dans « visite_le ».",
    ),
    "date-de-la-visite": Explanation(
        "La date de publication est le jour de la visite (simple avertissement).",
        "Mettre le jour où la page paraît ici.",
    ),
    "visite-lointaine": Explanation(
        "La visite est annoncée plus de deux ans à l'avance (simple avertissement).",
        "Vérifier l'année.",
    ),
}

FIRST_YEAR = 2020
# What is called a learning visit is not older; nor was anything read on the web before the second.
_FIRST_VISIT = 1900
_FIRST_READING = 1990
_YEARS_AHEAD = 2


def check_days(
    entry: AnyEntry, header: YamlText, *, today: date, entries: Mapping[str, AnyEntry]
) -> Iterator[Problem]:
    """Every day of one entry.

    Args:
        entries: path under docs/ to entry: a tip's visit is among them.
    """
    yield from _check_publication(entry, header, today)
    yield from _check_past(entry, header, today)
    visit = entries.get(f"{Kind.VISIT}/{entry.visit}.md") if isinstance(entry, Tip) else entry
    if isinstance(entry, Visit):
        yield from _check_visit(entry, header, today)
    if isinstance(visit, Visit):
        yield from _check_confusion(entry, visit, header, today)


def _check_publication(entry: AnyEntry, header: YamlText, today: date) -> Iterator[Problem]:
    day = entry.published_on
    if day > today:
        yield header.problem(
            ("date",),
            "date-a-venir",
            f"La page serait publiée le {format_date(day)}, qui n'est pas encore là.",
            f"Écrivez : date: {today.isoformat()}",
        )
    elif day.year < FIRST_YEAR:
        yield header.problem(
            ("date",),
            "date-trop-ancienne",
            f"« date » est le jour où la page paraît ici : le carnet n'existait pas en {day.year}.",
            f"Écrivez : date: {today.isoformat()} ; le jour de la visite va dans « visite_le ».",
        )


def _check_past(entry: AnyEntry, header: YamlText, today: date) -> Iterator[Problem]:
    """The days on which something was done: read again, written up, consulted."""
    days: list[tuple[Location, date | None, int]] = [
        *(
            (("sources", rank, "consulte_le"), source.accessed_on, _FIRST_READING)
            for rank, source in enumerate(entry.sources)
        ),
    ]
    if isinstance(entry, Visit):
        days.append((("ecrit_le",), entry.written_on, FIRST_YEAR))
    yield from check_review(entry.reviewed_on, header, today=today)
    yield from _are_past(days, header, today)


def check_review(day: date | None, header: YamlText, *, today: date) -> Iterator[Problem]:
    """Whether the day of a page's last review, if it has one, may be that."""
    yield from _are_past([(("relu_le",), day, FIRST_YEAR)], header, today)


def _are_past(
    days: list[tuple[Location, date | None, int]], header: YamlText, today: date
) -> Iterator[Problem]:
    for location, day, first_year in days:
        if day and day > today:
            yield header.problem(
                location,
                "date-a-venir",
                f"Le {format_date(day)} n'est pas encore là.",
                f"Écrivez : {location[-1]}: {today.isoformat()}",
            )
        elif day and day.year < first_year:
            yield header.problem(
                location,
                "date-trop-ancienne",
                f"« {location[-1]} » ne peut pas remonter à {day.year}.",
                f"Vérifiez l'année, et écrivez par exemple : {location[-1]}: {today.isoformat()}",
            )


def _check_visit(visit: Visit, header: YamlText, today: date) -> Iterator[Problem]:
    first, last = visit.held_on.first_day, visit.held_on.last_day
    if first is None or last is None:
        return
    if first.year < _FIRST_VISIT:
        yield header.problem(
            ("visite_le",),
            "date-trop-ancienne",
            f"La visite aurait eu lieu en {first.year}.",
            "Vérifiez l'année : elle a quatre chiffres, comme dans 2026-03-14.",
        )
    elif (last.year - today.year, last.month, last.day) > (_YEARS_AHEAD, today.month, today.day):
        yield header.problem(
            ("visite_le",),
            "visite-lointaine",
            f"La visite est annoncée pour {last.year} : c'est dans plus de deux ans.",
            "Vérifiez l'année.",
            severity=Severity.WARNING,
        )


def _check_confusion(
    entry: AnyEntry, visit: Visit, header: YamlText, today: date
) -> Iterator[Problem]:
    """A day of publication that is that of the visit: subscribers would hear of old news."""
    first, last = visit.held_on.first_day, visit.held_on.last_day
    if first is None or last is None or visit.held_on.day is None:
        return
    is_that_day = first <= entry.published_on <= last
    is_own = entry is visit
    if not is_that_day or visit.is_ahead(today) or (is_own and visit.written_on):
        return
    yield header.problem(
        ("date",),
        "date-de-la-visite",
        f"« date » est le jour de la visite, le {format_date(entry.published_on)} ; "
        "il y faut le jour où la page paraît ici.",
        f"Si elle paraît aujourd'hui, écrivez : date: {today.isoformat()}",
        severity=Severity.WARNING,
    )
