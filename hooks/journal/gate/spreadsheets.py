"""Columns pasted from a spreadsheet: what parts them would not be seen, nor their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.gate.table_rules import row_to_write
from journal.markdown.list_markers import ITEM
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "tableau-colle": Explanation(
        "Des colonnes collées d'un tableur se liraient d'un seul tenant (simple avertissement).",
        "Séparer les cases par des traits : `| case | case |`.",
    ),
}

# A mark of a list and its tab are a list.
_MARK = re.compile(rf"(?:{ITEM}|[^\w\s]|[oüØ])(?: \[[ xX]\])?")
# A sentence puts a space after it.
_SEMICOLON = re.compile(r";(?=[^\s;])")
_COMMA = re.compile(r",(?=[^\s,])")
# « Nom,Ville,Âge »; a figure after a comma may be a decimal.
_COMMAS = re.compile(r"[ >]*[^,\n]+(?:,(?=[^\s,])[^,\n]+){2,}")
# « "Nom","Ville, pays","Âge" »: between quotation marks, a comma parts nothing.
_QUOTED = re.compile(r'"[^"\n]*"(?:,(?:"[^"\n]*"|[^",\n]*))+')
_QUOTED_CELL = re.compile(r'"([^"]*)"|([^",]+)|(?<=,)(?=,|$)')


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Lines that tabs or semicolons part."""
    if draft.text.signs.holds(";") and _SEMICOLON.search(draft.text.prose):
        yield from _check_semicolons(draft)
    is_quoted = draft.text.signs.holds('","')
    if is_quoted or len(_COMMA.findall(draft.text.prose)) >= 2 * _MANY_LINES:
        yield from _check_commas(draft)
    if draft.text.signs.holds("   ") and _GAP.search(draft.text.prose):
        yield from _check_spaces(draft)
    if "\t" in draft.text.typed:
        yield from _check_tabs(draft)


def _check_tabs(draft: Draft) -> Iterator[Problem]:
    """Columns pasted from a spreadsheet: what separates them would not be seen."""
    text = draft.text
    blank = text.prose.split("\n")
    typed = text.typed.split("\n")
    tabbed = {n for n, line in enumerate(typed) if "\t" in line and blank[n].strip()}
    for run in _runs(sorted(tabbed)):
        rows = {n: _cells_of(typed[n]) for n in run}
        rows = {n: cells for n, cells in rows.items() if not _MARK.fullmatch(_first(cells))}
        # One tab parts two cells; several, where they do not make as many, lay out.
        if len({len(cells) for cells in rows.values()}) > 1:
            rows = {n: [cell for cell in cells if cell] for n, cells in rows.items()}
        rows = {n: cells for n, cells in rows.items() if len(cells) > 1 and any(cells)}
        filled = [sum(map(bool, cells)) for cells in rows.values()]
        # A cell alone on each line is a text that is set in.
        if max(filled, default=0) < 2 or (len(rows) < 2 and max(filled) < 3):
            continue
        first = min(rows)
        for number, cells in rows.items():
            yield draft.problem(
                text.line_start(number + 1),
                "tableau-colle",
                "Cette ligne est séparée par des tabulations : collée d'un tableur, elle se lirait "
                "d'un seul tenant.",
                row_to_write(cells, is_first=number == first),
                severity=Severity.WARNING,
            )


def _runs(numbers: list[int]) -> Iterator[list[int]]:
    """Numbers that follow each other."""
    for _, group in groupby(enumerate(numbers), lambda each: each[1] - each[0]):
        yield [number for _, number in group]


def _cells_of(line: str) -> list[str]:
    """The cells of a line, empty ones too; those of a list or a quotation without their mark."""
    return [cell.strip() for cell in line.lstrip("> ").rstrip("\n").split("\t")]


def _first(cells: list[str]) -> str:
    return next((cell for cell in cells if cell), "")


# Of an item, spaces part what it says from how it says it.
_GAP = re.compile(r"^(?![ >]*[-*+] )[^\n]*?\S {3,}(?=\S)[^\n]*?\S {3,}\S", re.MULTILINE)


def _check_spaces(draft: Draft) -> Iterator[Problem]:
    """Columns that spaces part, as a printed page has them: three cells or more, on two lines."""
    run: list[tuple[int, list[str]]] = []
    typed = [*draft.text.text.split("\n"), ""]
    for number, line in enumerate([*draft.text.prose.split("\n"), ""], start=1):
        # Code is blank in the prose.
        is_row = line == typed[number - 1] and "|" not in line and _GAP.search(line) is not None
        cells = re.split(" {3,}", line.strip(" >")) if is_row else []
        if cells and (not run or len(run[0][1]) == len(cells)):
            run.append((number, cells))
            continue
        if len(run) > 1:
            yield from _tabled(draft, run, "espaces")
        run = [(number, cells)] if cells else []


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


def _check_commas(draft: Draft) -> Iterator[Problem]:
    """Three lines or more of as many cells, `Nom,Ville,Âge`: a sentence has spaces. Two lines of
    cells in quotation marks.
    """
    run: list[tuple[int, list[str]]] = []
    quoted = 0
    for number, line in enumerate([*draft.text.prose.split("\n"), ""], start=1):
        cells = _cells_between_commas(line.strip(" >"))
        if cells and (not run or len(run[0][1]) == len(cells)):
            run.append((number, cells))
            quoted += line.lstrip(" >").startswith('"')
            continue
        if len(run) >= _MANY_LINES or quoted == len(run) > 1:
            yield from _tabled(draft, run, "virgules")
        run = [(number, cells)] if cells else []
        quoted = int(bool(cells) and line.lstrip(" >").startswith('"'))


def _cells_between_commas(line: str) -> list[str]:
    """The cells of a line; nothing when it is none of a spreadsheet."""
    if line.startswith('"') and _QUOTED.fullmatch(line):
        return [(one or other).strip() for one, other in _QUOTED_CELL.findall(line)]
    is_row = line.count(",") > 1 and _COMMAS.fullmatch(line) is not None
    return [cell.strip('" ') for cell in line.split(",")] if is_row else []


_MANY_LINES = 3
# Two lines of three cells, three lines of two.
_FEWEST = 4


def _tabled(
    draft: Draft, run: list[tuple[int, list[str]]], signs: str = "points-virgules"
) -> Iterator[Problem]:
    for number, cells in run:
        yield draft.problem(
            draft.text.line_start(number),
            "tableau-colle",
            f"Cette ligne est séparée par des {signs} : venue d'un tableur, elle se lirait "
            "d'un seul tenant.",
            row_to_write(cells, is_first=number == run[0][0]),
            severity=Severity.WARNING,
        )
