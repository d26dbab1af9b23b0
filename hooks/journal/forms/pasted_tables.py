"""Tables as people paste them: cells that tabs part, rows between bars without a line of dashes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

_FEWEST_ROWS = 2
_BARRED = re.compile(r"^\s*\|(?:[^|\n]*\|){2,}\s*$")
_DASHES = re.compile(r"[\s|:-]+")


def with_tables(lines: list[str], begins_item: Callable[[str], bool]) -> Iterator[str]:
    """The lines, those that tabs part one after the other being the rows of a table.

    Args:
        lines: of a text.
        begins_item: whether a line is an item of a list, after whose bullet a tab may stand.
    """

    def is_row(line: str) -> bool:
        return "\t" in line and not begins_item(line) and not line.startswith(" ")

    for are_rows, group in groupby(_with_dashes(lines), key=is_row):
        rows = list(group)
        # Tabs before paragraphs are their first-line indents.
        if not are_rows or len(rows) < _FEWEST_ROWS or not any("\t" in row.strip() for row in rows):
            yield from rows
            continue
        yield ""
        width = max(row.count("\t") for row in rows) + 1
        for rank, row in enumerate(row for row in rows if row.strip()):
            cells = [cell.strip().replace("|", "\\|") for cell in row.split("\t")]
            yield f"| {' | '.join(cells + [''] * (width - len(cells)))} |"
            if rank == 0:
                yield f"|{' --- |' * width}"
        yield ""


def _with_dashes(lines: list[str]) -> Iterator[str]:
    """The lines, with that of dashes which rows between bars lack."""
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        yield line
        begins = _BARRED.match(line) and not _BARRED.match(before)
        if begins and _BARRED.match(after) and not _DASHES.fullmatch(after):
            yield f"|{' --- |' * (line.strip().count('|') - 1)}"
