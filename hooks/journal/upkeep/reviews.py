"""Pages whose facts nobody has checked for a year: those that bind a reader most come first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from journal.entries.entry import Entry
from journal.entries.visit import Visit
from journal.gate.examine import Examination
from journal.language.french import format_date, plural
from journal.markdown.literal import code, literal

# By which the issue is found again.
MARKER = "<!-- carnet : pages à relire -->"
TITLE = "Pages à relire"

# As many lines as somebody reads.
_MOST = 60


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
# The codes that the journal's subjects call upon; « le code de l'immeuble » is none.
_CODES = (
    r"code\s+(?:civil|pénal|général|du\s+travail|de\s+(?:commerce|la\s+(?:commande|consommation|"
    r"construction|propriété|route|santé|sécurité)|l['’](?:action|environnement|urbanisme)))"
)
_SAID = {
    Risk.LAW: re.compile(
        r"\b(?:article|art\.)\s+[LRD]\.?\s?\*?\d"
        r"|\b(?:loi|décret|arrêté|ordonnance|directive|règlement)\s+(?:n[°o]|du\s+\d|\(?UE)"
        rf"|\b{_CODES}\b|\bjurisprudence\b",
        re.IGNORECASE,
    ),
    Risk.FIGURES: re.compile(r"\d\s*(?:€|%|euros?\b|HT\b|TTC\b)|\bseuils?\b", re.IGNORECASE),
}


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


def due_for_review(examination: Examination, today: date) -> list[Due]:
    """The entries that were last checked more than twelve months ago, by risk, then by age."""
    limit = _a_year_before(today)
    return sorted(
        due
        for entry in examination.catalogue.entries
        if not (isinstance(entry, Visit) and entry.is_ahead(today))
        if (due := _due(entry, examination.texts)).checked_on < limit
    )


def as_issue(due: list[Due]) -> str:
    """The issue's Markdown."""
    return "\n\n".join([MARKER, *_parts(due)]) + "\n"


def _parts(due: list[Due]) -> Iterator[str]:
    if not due:
        yield "Toutes les pages ont été relues depuis moins d'un an."
        return
    yield (
        "Leurs faits n'ont pas été vérifiés depuis un an. Pour chacune : ouvrez ses sources, "
        "corrigez ce qui a changé, puis écrivez le jour dans son en-tête, à « relu_le »."
    )
    shown = due[:_MOST]
    for risk in Risk:
        lines = [_line(one) for one in shown if one.risk is risk]
        if lines:
            yield f"**{risk.called}**"
            yield "\n".join(lines)
    if len(due) > _MOST:
        yield f"Et {plural(len(due) - _MOST, 'autre')}, moins pressées."
    yield "Ce message se met à jour chaque mois ; il se ferme quand tout est relu."


def _line(due: Due) -> str:
    done = "relue" if due.was_reviewed else "jamais relue, parue"
    day = format_date(due.checked_on)
    return f"- {literal(due.title, most=200)} ({code(due.path)}) : {done} le {day}"


def _due(entry: Entry, texts: Mapping[str, str]) -> Due:
    written = entry.written_on if isinstance(entry, Visit) else None
    checked = entry.reviewed_on or written or entry.published_on
    text = texts[entry.path]
    risk = next((risk for risk, said in _SAID.items() if said.search(text)), Risk.TALE)
    return Due(risk, checked, f"docs/{entry.path}", entry.title, entry.reviewed_on is not None)


def _a_year_before(today: date) -> date:
    """The same day, twelve months before; on 29 February, the 28th."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=today.year - 1, day=day)
