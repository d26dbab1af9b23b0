"""Columns pasted from a spreadsheet: what parts them would not be seen, nor their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journal.gate.check_protocol import Draft
from journal.gate.link_targets import Surroundings
from journal.gate.tables import row_to_write
from journal.markdown.list_markers import ITEM
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "tableau-colle": Explanation(
        "Des colonnes collées d'un tableur se liraient d'un seul tenant (simple avertissement).",
        "Séparer les cases par des traits : `| case | case |`.",
    ),
}

# A mark of a list and its tab are a list.
_MARK = re.compile(rf"(?:{ITEM}|•)(?: \[[ xX]\])?")
_COLUMNS = re.compile(r"\S *\t+ *(?=\S)")
# A sentence puts a space after it.
_SEMICOLON = re.compile(r";(?=[^\s;])")


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Lines that tabs or semicolons part."""
    if draft.text.signs.holds(";") and _SEMICOLON.search(draft.text.prose):
        yield from _check_semicolons(draft)
    if "\t" in draft.text.typed:
        yield from _check_tabs(draft)


def _check_tabs(draft: Draft) -> Iterator[Problem]:
    """Columns pasted from a spreadsheet: what separates them would not be seen."""
    text = draft.text
    blank = text.prose.split("\n")
    rows = {
        number: [cell.strip() for cell in re.split(r"\t+", line.strip())]
        for number, line in enumerate(text.typed.split("\n"))
        if "\t" in line and _COLUMNS.search(line.strip()) and blank[number].strip()
    }
    for number, cells in rows.items():
        if _MARK.fullmatch(cells[0]):
            continue
        if number - 1 not in rows and number + 1 not in rows and len(cells) < 3:
            continue
        yield draft.problem(
            text.line_start(number + 1),
            "tableau-colle",
            "Cette ligne est séparée par des tabulations : collée d'un tableur, elle se lirait "
            "d'un seul tenant.",
            row_to_write(cells, is_first=number - 1 not in rows),
            severity=Severity.WARNING,
        )


def _check_semicolons(draft: Draft) -> Iterator[Problem]:
    """Lines of a spreadsheet's file, `Nom;Ville;Âge`, which would run into each other."""
    text = draft.text
    lines = [line.strip(" >") for line in text.prose.split("\n")]
    run: list[tuple[int, list[str]]] = []
    for number, line in enumerate([*lines, ""], start=1):
        is_row = len(_SEMICOLON.findall(line)) == line.rstrip(";").count(";") > 0
        cells = [cell.strip('" ') for cell in line.split(";")] if is_row and "&" not in line else []
        if cells and (not run or len(run[0][1]) == len(cells)):
            run.append((number, cells))
            continue
        if len(run) > 1 and len(run) + len(run[0][1]) > _FEWEST:
            yield from _tabled(draft, run)
        run = []


# Two lines of three cells, three lines of two.
_FEWEST = 4


def _tabled(draft: Draft, run: list[tuple[int, list[str]]]) -> Iterator[Problem]:
    for number, cells in run:
        yield draft.problem(
            draft.text.line_start(number),
            "tableau-colle",
            "Cette ligne est séparée par des points-virgules : venue d'un tableur, elle se lirait "
            "d'un seul tenant.",
            row_to_write(cells, is_first=number == run[0][0]),
            severity=Severity.WARNING,
        )
