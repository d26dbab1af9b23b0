"""Pages whose facts nobody has checked for long, those that bind a reader most first; and visits
that were announced, are over, and whose story is awaited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from journal.entries.catalogue import Catalogue
from journal.entries.freshness import Freshness
from journal.entries.visit import Visit
from journal.gate.examine import Examination
from journal.language.french import format_date, plural
from journal.markdown.escaping import code, literal

# By which the issue is found again.
MARKER = "<!-- carnet : pages à relire -->"
TITLE = "Pages à relire"

# As many lines as somebody reads.
_MOST = 60
# One writes within the week, says the guide to organising a visit.
_TO_WRITE = timedelta(days=7)


class Risk(IntEnum):
    """What a reader who trusts a page that has grown old may lose, the worst first."""

    LAW = 0
    FIGURES = 1
    TALE = 2

    @property
    def called(self) -> str:
        """What pages of this kind have in common."""
        return _CALLED[self]


_CALLED = {
    Risk.LAW: "Celles qui citent le droit",
    Risk.FIGURES: "Celles qui donnent des montants ou des taux",
    Risk.TALE: "Les autres",
}
_FIGURES = re.compile(r"\d\s*(?:€|%|euros?\b|HT\b|TTC\b)|\bseuils?\b", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Due:
    """A page to be read over.

    Attributes:
        risk: what relying on it may cost.
        checked_on: last day on which its facts were known to be right.
        path: from the repository's root.
        title: what it is called.
        was_reviewed: whether that day is that of a review, and not that of its publication.
    """

    risk: Risk
    checked_on: date
    path: str
    title: str
    was_reviewed: bool


def due_for_review(examination: Examination, today: date, *, months: int) -> list[Due]:
    """The pages whose facts are to be checked again, by risk, then by age.

    Args:
        examination: what reading docs/ gave.
        today: the day on which one asks.
        months: after how many the site has its pages checked.
    """
    catalogue = examination.catalogue
    return sorted(
        _due(path, freshness, examination)
        for path, freshness in catalogue.freshness.items()
        if freshness.is_due(months, today)
        and not (isinstance(entry := catalogue.at(path), Visit) and entry.is_ahead(today))
    )


def untold(catalogue: Catalogue, today: date) -> list[Visit]:
    """The visits that are over and still announced, the latest first."""
    return [visit for visit in catalogue.past if _is_untold(visit, today)]


def _is_untold(visit: Visit, today: date) -> bool:
    last_day = visit.held_on.last_day
    return visit.awaits_story and last_day is not None and last_day + _TO_WRITE < today


def as_issue(due: list[Due], awaited: Sequence[Visit] = ()) -> str:
    """The issue's Markdown.

    Args:
        due: the pages to be read over.
        awaited: the visits to be told.
    """
    parts = [MARKER, *_awaited(awaited), *_due_parts(due)]
    if due or awaited:
        parts.append("Ce message se met à jour chaque mois ; il se ferme quand tout est fait.")
    return "\n\n".join(parts) + "\n"


def _awaited(visits: Sequence[Visit]) -> Iterator[str]:
    if not visits:
        return
    yield "**Des visites ont eu lieu, et leur page les annonce encore**"
    yield "\n".join(
        f"- {literal(visit.title, most=200)} ({code(f'docs/{visit.path}')}) : {visit.held_on}"
        for visit in visits[:_MOST]
    )
    yield (
        "Pour chacune : remplacez l'annonce par le récit, puis écrivez le jour dans son en-tête, à "
        "« ecrit_le » ; si elle n'a pas eu lieu, écrivez « annulee »."
    )


def _due_parts(due: list[Due]) -> Iterator[str]:
    if not due:
        yield "Aucune page n'est à relire."
        return
    yield (
        "Leurs faits n'ont pas été vérifiés depuis trop longtemps. Pour chacune : ouvrez ses "
        "sources, corrigez ce qui a changé, puis écrivez le jour dans son en-tête, à « relu_le »."
    )
    shown = due[:_MOST]
    for risk in Risk:
        lines = [_line(one) for one in shown if one.risk is risk]
        if lines:
            yield f"**{risk.called}**"
            yield "\n".join(lines)
    if len(due) > _MOST:
        yield f"Et {plural(len(due) - _MOST, 'autre')}, moins pressées."


def _line(due: Due) -> str:
    done = "relue" if due.was_reviewed else "jamais relue, parue"
    day = format_date(due.checked_on)
    return f"- {literal(due.title, most=200)} ({code(due.path)}) : {done} le {day}"


def _due(path: str, freshness: Freshness, examination: Examination) -> Due:
    if freshness.cites_law:
        risk = Risk.LAW
    else:
        risk = Risk.FIGURES if _FIGURES.search(examination.texts[path]) else Risk.TALE
    title = str(examination.headers[path].values["title"])
    return Due(risk, freshness.checked_on, f"docs/{path}", title, freshness.was_reviewed)
