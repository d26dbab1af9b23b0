"""A clock that is wrong: the gate would advise its day, and take what was announced for past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from journal.entries.catalogue import Catalogue
from journal.gate.header_days import FIRST_YEAR
from journal.language.french import format_date
from journal.ledger.records import LEDGER_NAME, LEDGER_PATH, Record, Records, Sort
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "horloge-fausse": Explanation(
        "Le jour que donne l'ordinateur est loin de ce que le site a publié.",
        "Mettre l'ordinateur à l'heure.",
    ),
}

_LONG = timedelta(days=366)
_ADVICE = "Mettez d'abord cet ordinateur à l'heure (ou retirez SOURCE_DATE_EPOCH)."


def by_the_clock(
    problems: list[Problem], *, today: date, ledger: Records, catalogue: Catalogue
) -> list[Problem]:
    """Problems, without those that a wrong clock makes; that alone, where everything rests on it.

    Args:
        problems: everything that is wrong for whoever believes the clock.
        today: the day that it gives.
        ledger: what was published, and when; empty without a ledger.
        catalogue: all entries: those who write of this year know which it is.
    """
    newest = max(_days(ledger), key=lambda record: record.day, default=None)
    if today.year < FIRST_YEAR:
        return [_wrong(today, f"le carnet n'existait pas en {today.year}")]
    if newest and newest.day > today.isoformat():
        published = format_date(date.fromisoformat(newest.day))
        found = _wrong(today, f"{LEDGER_NAME} a noté une parution le {published}", newest.line)
        hint = f"{found.hint} Si c'est bien ce jour, corrigez celui de cette ligne du registre."
        return [replace(found, hint=hint)]
    written = (entry.published_on for entry in catalogue.entries)
    last = max((day for day in written if day <= today), default=None)
    if newest is None or today - max(date.fromisoformat(newest.day), last or date.min) <= _LONG:
        return problems
    reason = "rien n'a paru depuis plus d'un an"
    doubt = _wrong(today, reason, newest.line, severity=Severity.WARNING)
    return [doubt, *_without(problems, today.isoformat())]


def _days(ledger: Records) -> Iterator[Record]:
    """What says on which day something was published."""
    return (record for record in ledger.values() if record.sort is Sort.IDENTIFIER)


def _wrong(
    today: date, reason: str, line: int = 1, *, severity: Severity = Severity.ERROR
) -> Problem:
    return Problem(
        LEDGER_PATH,
        line,
        "horloge-fausse",
        f"Cet ordinateur dit que nous sommes le {format_date(today)}, et {reason}.",
        "Si ce n'est pas ce jour, mettez-le à l'heure (ou retirez SOURCE_DATE_EPOCH).",
        severity=severity,
    )


def _without(problems: list[Problem], day: str) -> Iterator[Problem]:
    """Problems that advise that day no more."""
    for problem in problems:
        if day not in problem.hint:
            yield problem
        elif problem.severity is Severity.ERROR:
            yield replace(problem, hint=_ADVICE)
