"""Tables drawn with the lines of other programs, or with spaces: only ordinary pipes make cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.gate.table_rules import HYPHENS, row_to_write
from journal.markdown.list_markers import LEAD
from journal.problems.problem import Explanation, Problem, Severity

# « tableau-casse » is explained by `tables`, « tableau-colle » by `spreadsheets`.
EXPLANATIONS: dict[str, Explanation] = {}

_LEAD = re.compile(LEAD)
# Pipes of other programs, and what they draw around cells.
_DRAWN_PIPES = "│┃║¦｜❘∣"
_DRAWN_PIPE = re.compile(f"[{_DRAWN_PIPES}]")
_DRAWN_RULE = re.compile("(?=.*[─━═┄┈])[─━═┄┈┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛│┃║ +-]+")
# Columns of hyphens, as Pandoc draws them: the spaces between them part cells.
_COLUMNS = re.compile(r" *-{2,}(?: +-{2,})+ *")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_MOST_ROWS = 200
# What parts two columns of a printed page.
_WIDE_GAP = re.compile(r"(?<=\S) {4,}(?=\S)")


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Tables drawn with other lines, with spaces, and bars that begin lines."""
    text = draft.text
    if text.signs.holds("-- -", "--  -"):
        yield from _check_columns(draft)
    if text.signs.holds("|"):
        yield from _check_verse(draft)
        yield from _check_names(draft)
    if text.signs.holds("    ") and _WIDE_GAP.search(text.prose):
        yield from _check_page_of_columns(draft)
    if text.signs.characters.isdisjoint(_DRAWN_PIPES):
        return
    lines = [_LEAD.sub("", line, count=1).strip() for line in [*text.prose.split("\n"), ""]]
    run: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines, start=1):
        cells = [cell.strip() for cell in _DRAWN_PIPE.split(line)]
        cells = cells[not cells[0] : len(cells) - (not cells[-1])]
        if _DRAWN_RULE.fullmatch(line) or sum(map(bool, cells)) > 1:
            run.append((number, [] if _DRAWN_RULE.fullmatch(line) else cells))
            continue
        if len(run) > 1 and any(cells for _, cells in run):
            yield from _undrawn(draft, run)
        run = []


def _undrawn(draft: Draft, run: list[tuple[int, list[str]]]) -> Iterator[Problem]:
    rows = [cells for _, cells in run if cells]
    has_rule = len(rows) > 1 and all(HYPHENS.fullmatch(cell) for cell in rows[1])
    for number, cells in run:
        yield draft.problem(
            draft.text.line_start(number),
            "tableau-casse",
            "Ces traits ne sont pas ceux d'un tableau : ils s'afficheraient tels quels.",
            row_to_write(cells, is_first=cells is rows[0] and not has_rule)
            if cells
            else "Retirez cette ligne.",
        )


def _check_columns(draft: Draft) -> Iterator[Problem]:
    """Cells under hyphens, each as wide as they are."""
    lines = draft.text.prose.split("\n")
    for number, line in enumerate(lines):
        above = lines[number - 1] if number else ""
        if not _COLUMNS.fullmatch(line) or not _GAP.search(above) or "|" in above:
            continue
        starts = [found.start() for found in re.finditer(r"-+", line)]
        ends = [*starts[1:], None]
        for place in range(number - 1, min(number + _MOST_ROWS, len(lines))):
            row = lines[place]
            if not row.strip() or (place > number and _COLUMNS.fullmatch(row)):
                break
            cells = [row[a:b].strip() for a, b in zip(starts, ends, strict=True)]
            yield draft.problem(
                draft.text.line_start(place + 1),
                "tableau-casse",
                "Ce tableau est dessiné avec des espaces : on le lirait d'un seul tenant.",
                "Retirez cette ligne."
                if place == number
                else row_to_write(cells, is_first=place == number - 1),
            )


def _check_verse(draft: Draft) -> Iterator[Problem]:
    """`| Une ligne`, then `| une autre`: lines that are kept elsewhere."""
    lines = [_LEAD.sub("", line, count=1).strip() for line in draft.text.prose.split("\n")]
    verse = [line.startswith("| ") and line.count("|") == 1 for line in lines]
    for number, is_one in enumerate(verse):
        is_last = number + 1 >= len(verse) or not verse[number + 1]
        if is_one and (not is_last or (number > 0 and verse[number - 1])):
            words = draft.text.line_at(draft.text.line_start(number + 1)).lstrip("> |")
            yield draft.problem(
                draft.text.line_start(number + 1),
                "tableau-casse",
                "Ces traits ne vont pas à la ligne : ils se liraient.",
                f"Écrivez : {words}{'' if is_last else '<br>'}",
            )


def _check_names(draft: Draft) -> Iterator[Problem]:
    """A first row that names no column, as documents without titles are exported."""
    text = draft.text
    for rank, block in enumerate(text.blocks):
        if block.tag != "table":
            continue
        row = takewhile(lambda inner: inner.tag in ("tr", "th"), text.blocks[rank + 1 :])
        names = [inner for inner in row if inner.tag == "th"]
        if len(names) < _FEWEST or any(text.shown_in(name).strip() for name in names):
            continue
        below = text.line_at(text.line_start(names[0].first + 2)).lstrip("> ").replace("**", "")
        yield draft.problem(
            text.line_start(names[0].first),
            "tableau-casse",
            "La première ligne de ce tableau est vide : ses colonnes n'ont pas de nom.",
            f"Écrivez : {below or '| … | … |'} ; et retirez cette ligne plus bas.",
            severity=Severity.WARNING,
        )


_FEWEST = 2


def _check_page_of_columns(draft: Draft) -> Iterator[Problem]:
    """Lines of two columns of a printed page: a gap in the same place of each."""
    text = draft.text
    typed = text.typed.split("\n")
    common: set[int] = set()
    run = 0
    for number, line in enumerate([*text.prose.split("\n"), ""], start=1):
        gaps = [range(*found.span()) for found in _WIDE_GAP.finditer(line)]
        # A tab is of a spreadsheet; what code leaves blank is no gap.
        known = number <= len(typed) and "\t" not in typed[number - 1] and "|" not in line
        gaps = [
            gap for gap in gaps if text.text.startswith("    ", text.line_start(number) + gap.start)
        ]
        here = {column for gap in gaps for column in gap} if known and len(gaps) == 1 else set()
        if here and (not run or common & here):
            common = common & here if run else here
            run += 1
            continue
        if run > 1:
            yield draft.problem(
                text.line_start(number - run),
                "tableau-colle",
                "Ces lignes viennent de deux colonnes : on les lirait l'une dans l'autre.",
                "Écrivez toute la première colonne, puis la seconde ; pour un tableau, séparez les "
                "cases par des traits, comme | case | case |.",
                severity=Severity.WARNING,
            )
        common, run = here, int(bool(here))
