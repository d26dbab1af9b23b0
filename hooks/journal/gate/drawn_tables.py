"""Tables drawn with the lines of other programs: only an ordinary pipe makes cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journal.gate.check_protocol import Draft
from journal.gate.link_targets import Surroundings
from journal.gate.tables import HYPHENS, row_to_write
from journal.markdown.list_markers import LEAD
from journal.problems.problem import Explanation, Problem

# « tableau-casse » is explained by `tables`.
EXPLANATIONS: dict[str, Explanation] = {}

_LEAD = re.compile(LEAD)
# Pipes of other programs, and what they draw around cells.
_DRAWN_PIPES = "│┃║¦｜❘∣"
_DRAWN_PIPE = re.compile(f"[{_DRAWN_PIPES}]")
_DRAWN_RULE = re.compile("(?=.*[─━═┄┈])[─━═┄┈┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛│┃║ +-]+")


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Tables drawn with other lines."""
    text = draft.text
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
