"""Titles and names that say more than a name: a file's, what became of a visit, a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from journal.entries.any_entry import AnyEntry
from journal.entries.page import Source
from journal.entries.visit import Visit
from journal.headers.yaml_quotes import quoted
from journal.headers.yaml_text import YamlText
from journal.language.consultations import consultation, named_without_month
from journal.language.french import format_date
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "titre-venu-d-ailleurs": Explanation(
        "Le titre est celui d'un fichier ou d'une fenêtre (simple avertissement).",
        "Écrire ce que raconte la page.",
    ),
    "etat-dans-le-titre": Explanation(
        "Le titre dit que la visite est annulée ou reportée, et l'agenda l'annonce toujours "
        "(simple avertissement).",
        "Ajouter `annulee`, ou `reportee_du` et `reportee_le`, à l'en-tête.",
    ),
    "consultation-dans-le-titre": Explanation(
        "Le titre d'une source dit quel jour elle a été lue : ce jour a sa propre ligne (simple "
        "avertissement).",
        "Recopier les lignes que le message propose.",
    ),
    "structure-mal-ecrite": Explanation(
        "« structure » est une adresse, et non un nom.", "Écrire le nom de la structure."
    ),
}

# What editors call a document that has no name yet, and how files end.
_NO_TITLE = re.compile(
    r"(?:document )?sans titre\b.*|untitled\b.*|nouve(?:au|lle) (?:document|page|fichier)\b.*"
    r"|(?:le |mon )?titre (?:de la|de ma|de votre) (?:page|visite)\b.*"
    r"|\S.*\.(?:docx?|odt|rtf|pdf|pages|md|txt)",
    re.IGNORECASE,
)
# What windows and copies add to it.
_ADDED = re.compile(
    r"(?:\s+[-–—|·]\s+(?:Google (?:Docs|Drive|Sheets)|Microsoft Word|Word|LibreOffice Writer"
    r"|LinkedIn|Facebook|Instagram|YouTube|Notion|HackMD|Framapad|OneDrive|SharePoint|Canva)"
    r"|\s+\((?:copie|copy|\d)\))$",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\W*(?P<state>annul(?:ée?s?|ation)|report(?:ée?s?)?)(?=\s*[\])}:!–—-]|\s+:)[\s\])}:!–—-]*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def check_names(entry: AnyEntry, header: YamlText, today: date) -> Iterator[Problem]:
    """The title of an entry, and the organisation of a visit."""
    if found := _ADDED.search(entry.title):
        yield _from_elsewhere(header, f"Écrivez : title: {quoted(entry.title[: found.start()])}")
    elif _NO_TITLE.fullmatch(entry.title):
        yield _from_elsewhere(header, "Écrivez ce que raconte la page, en quelques mots.")
    yield from _check_sources(entry, header, today)
    if isinstance(entry, Visit):
        yield from _check_state(entry, header, today)
        if _ADDRESS.fullmatch(entry.organisation):
            yield header.problem(
                ("structure",),
                "structure-mal-ecrite",
                f"« {entry.organisation} » est une adresse, et non un nom.",
                "Écrivez le nom de la structure ; son adresse a sa place dans le texte.",
            )


def _from_elsewhere(header: YamlText, hint: str) -> Problem:
    message = "Ce titre est celui d'un fichier ou d'une fenêtre."
    return header.problem(
        ("title",), "titre-venu-d-ailleurs", message, hint, severity=Severity.WARNING
    )


def _check_sources(entry: AnyEntry, header: YamlText, today: date) -> Iterator[Problem]:
    """A day of consultation among the words that name a source."""
    for rank, source in enumerate(entry.sources):
        read = consultation(source.title)
        if not read:
            yield from _check_month(source, rank, header, today)
        if not read or not read.named:
            continue
        hint = f"Écrivez : titre: {quoted(read.named)}"
        if read.day > today:
            hint += " ; et vérifiez ce jour, qui n'est pas encore là."
        elif not source.accessed_on:
            hint += f" ; puis, sur une ligne à part : consulte_le: {read.day}"
        elif source.accessed_on != read.day:
            hint += f" ; et, si c'est le bon jour : consulte_le: {read.day}"
        yield header.problem(
            ("sources", rank, "titre"),
            "consultation-dans-le-titre",
            f"Ce titre dit que la source a été lue le {format_date(read.day)} : ce jour a sa "
            "propre ligne.",
            hint,
            severity=Severity.WARNING,
        )


def _check_month(source: Source, rank: int, header: YamlText, today: date) -> Iterator[Problem]:
    """A month of consultation, whose day nobody knows: the source is to be read again."""
    named, when = named_without_month(source.title) or ("", "")
    if not named:
        return
    hint = f"Écrivez : titre: {quoted(named)}"
    if not source.accessed_on:
        hint += " ; puis rouvrez la source, et notez-en le jour sur une ligne à part : "
        hint += f"consulte_le: {today}"
    yield header.problem(
        ("sources", rank, "titre"),
        "consultation-dans-le-titre",
        f"Ce titre dit que la source a été lue en {when} : ce jour a sa propre ligne.",
        hint,
        severity=Severity.WARNING,
    )


def _check_state(visit: Visit, header: YamlText, today: date) -> Iterator[Problem]:
    found = _STATE.match(visit.title)
    if not found or visit.cancelled_on or visit.moved_from or not visit.is_ahead(today):
        return
    hint = "Écrivez l'ancien jour : reportee_du, et le jour où vous l'écrivez ici : reportee_le."
    if found["state"].lower().startswith("annul"):
        hint = f"Ajoutez une ligne : annulee: {today} ; et retirez ce mot du titre."
    yield header.problem(
        ("title",),
        "etat-dans-le-titre",
        f"Le titre dit « {found['state']} », et l'agenda annonce toujours la visite.",
        hint,
        severity=Severity.WARNING,
    )
