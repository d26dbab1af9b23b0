"""Tables: every cell is shown, and what was meant for a table is one.

GitHub drops the cells that are too many, and shows as text what only looks like a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.gate.table_rules import GLUED, PIPE, cells_of, fault_of_rule, is_rule, rule_of
from journal.language.french import plural
from journal.markdown.list_markers import LEAD
from journal.markdown.text import MarkdownText
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "tableau-cases-en-trop": Explanation(
        "Un rang du tableau a plus de cases que sa première ligne, et elles disparaîtraient.",
        "Ajouter une colonne à la première ligne, ou retirer un trait.",
    ),
    "tableau-casse": Explanation(
        "Ce qui ressemble à un tableau n'en est pas un : ses traits se liraient.",
        "Écrire, sous la première ligne, trois tirets par colonne : `| --- | --- |`.",
    ),
}

_LEAD = re.compile(LEAD)
_GRID = re.compile(r"\+(?:[-=: ]{2,}\+)+")
# A pipe there is one more cell.
_ADDRESS = re.compile(r"\]\([^()\s|]*\|")
_MOST_BLANKS = 5


class _Table(NamedTuple):
    """A table of the page: its lines in the body, from 1, its columns, and where its rows begin."""

    first: int
    last: int
    columns: int
    rows: tuple[int, ...]


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Cells too many, and tables that are none."""
    text = draft.text
    if not text.signs.holds("|", "+-"):
        return
    tables = list(_tables(text))
    for table in tables:
        for row, following in zip(table.rows, (*table.rows[1:], None), strict=False):
            yield from _check_row(draft, row, table)
            yield from _check_end(draft, row, following, table)
    within = {line for table in tables for line in range(table.first, table.last + 1)}
    for run in _runs(text, within):
        yield from _check_run(draft, run)


def _tables(text: MarkdownText) -> Iterator[_Table]:
    blocks = text.blocks
    for index, block in enumerate(blocks):
        if block.tag != "table":
            continue
        columns, rows, seen = 0, [], 0
        for inner in blocks[index + 1 :]:
            if inner.tag not in ("thead", "tbody", "tr", "th", "td"):
                break
            columns += inner.tag == "th"
            seen += inner.tag == "tr"
            if inner.tag == "tr" and seen > 1:
                rows.append(text.start_of(inner))
        # What stands right above a table is its own paragraph, and GitHub's count begins there.
        rule = text.position(rows[0])[0] - text.first_line if rows else block.last
        yield _Table(rule - 1, block.last, columns, tuple(rows))


def _check_row(draft: Draft, start: int, table: _Table) -> Iterator[Problem]:
    row = draft.text.line_at(start)
    count = len(cells_of(row))
    if count <= table.columns:
        return
    if _ADDRESS.search(row):
        hint = f"Écrivez %7C dans l'adresse : {_ADDRESS.sub(lambda m: f'{m[0][:-1]}%7C', row)}"
    elif "`" in row:
        hint = "Écrivez \\| pour un trait qui ne sépare pas deux cases, même dans du code."
    else:
        hint = (
            f"Donnez {count} colonnes à la première ligne et à celle des tirets "
            f"({rule_of(count)}), ou écrivez \\| pour un trait qui ne sépare pas deux cases."
        )
    columns = plural(table.columns, "colonne")
    yield draft.problem(
        start,
        "tableau-cases-en-trop",
        f"Ce rang a {count} cases, le tableau n'a que {columns} : le reste disparaîtrait.",
        hint,
    )


def _check_end(draft: Draft, start: int, following: int | None, table: _Table) -> Iterator[Problem]:
    """A sentence that follows a table at once, and a row that goes over two lines."""
    row = draft.text.line_at(start).strip()
    below = draft.text.line_at(following).strip() if following is not None else ""
    goes_on = row[0] == "|" and row[-1] != "|" and below[-1:] == "|" and below[0] != "|"
    if table.columns < 2 or (len(cells_of(row)) >= table.columns and not goes_on):
        return
    if not PIPE.search(row):
        yield draft.problem(
            start,
            "tableau-casse",
            "Sans ligne vide avant elle, cette ligne serait un rang du tableau.",
            "Laissez une ligne vide entre le tableau et elle.",
            severity=Severity.WARNING,
        )
    elif goes_on:
        yield draft.problem(
            start,
            "tableau-casse",
            "Ce rang tient sur deux lignes : chacune serait un rang du tableau.",
            f"Écrivez, sur une seule ligne : {row}<br>{below}",
            severity=Severity.WARNING,
        )


class _Run(NamedTuple):
    """Lines with pipes that follow each other outside tables.

    Attributes:
        first: the number of the first one in the body, from 1.
        lines: all of them, without what sets them in a list or a quotation.
        cut: whether only blank lines stand between them and what looks like the table above.
        followed: whether, after blank lines, a row of hyphens comes.
        touches: whether a table follows at once.
    """

    first: int
    lines: list[str]
    cut: bool
    followed: bool
    touches: bool


def _runs(text: MarkdownText, within: set[int]) -> Iterator[_Run]:
    lines = [_LEAD.sub("", line, count=1).rstrip() for line in text.prose.split("\n")]
    run: list[str] = []
    above, last = 0, 0
    for number, line in enumerate([*lines, ""], start=1):
        if number not in within and ("|" in line or _GRID.fullmatch(line)):
            run.append(line)
        elif run:
            first = number - len(run)
            cut = 0 < above < first - 1 and (above in within or lines[above - 1][:1] == "|")
            after = next((line for line in lines[number : number + _MOST_BLANKS] if line), "")
            is_followed = not line and "|" in after and is_rule(after)
            yield _Run(first, run, cut, is_followed, number in within)
            run, last = [], first + len(run) - 1
        if not run and line:
            last = number
        above = last if not run else above


def _check_run(draft: Draft, run: _Run) -> Iterator[Problem]:
    lines = run.lines
    grid = next((i for i, line in enumerate(lines) if _GRID.fullmatch(line)), None)
    wiki = _of_wiki(lines)
    rule = next((i for i, line in enumerate(lines) if "|" in line and is_rule(line)), None)
    if grid is not None:
        row = next((line for line in lines if not _GRID.fullmatch(line)), "| … | … |")
        rule_below = rule_of(len(cells_of(row)))
        at, said = (
            grid,
            (
                "Ce tableau est dessiné avec des « + » : il s'afficherait tel quel.",
                f"Retirez ces lignes et écrivez : {row} puis, dessous, {rule_below}",
            ),
        )
    elif wiki:
        at, said = 0, wiki
    elif rule is not None:
        at, said = rule, fault_of_rule(lines, rule, run.cut)
        # Rows as they should be, right under a list.
        at -= said is GLUED
    elif run.touches and lines[0].startswith("|"):
        at, said = 0, _of_second_row(lines)
    elif run.cut and all(line.startswith("|") for line in lines):
        at, said = (
            0,
            (
                "Ce rang est coupé de son tableau par une ligne vide : on en verrait les traits.",
                "Retirez la ligne vide qui le précède.",
            ),
        )
    elif _looks_like_rows(lines) and not run.followed:
        at, said = (
            0,
            (
                "Ce tableau n'a pas de ligne de tirets : il s'afficherait avec ses traits.",
                f"Écrivez sous cette ligne : {rule_of(len(cells_of(lines[0])))}",
            ),
        )
    else:
        return
    # One bar a line may part other things than cells.
    is_unsure = rule is None and grid is None and "|" not in (lines[0][:1], lines[0][-1:])
    severity = Severity.WARNING if is_unsure else Severity.ERROR
    place = draft.text.line_start(run.first + at)
    yield draft.problem(place, "tableau-casse", *said, severity=severity)


def _of_wiki(lines: list[str]) -> tuple[str, str] | None:
    """What is said of `||Poste||2024||` and of `{| … |}`; None of any other table."""
    first = lines[0]
    cells = [cell.strip() for cell in first.strip("|").split("||")]
    if first.startswith("||") and first.endswith("||") and all(cells):
        line = f"| {' | '.join(cells)} | et, dessous, {rule_of(len(cells))}"
    elif first.startswith("{|"):
        line = "| case | case |, une ligne par rang, et, sous la première, | --- | --- |"
    else:
        return None
    return "Ce tableau est celui d'un wiki : ses traits se liraient.", f"Écrivez : {line}"


def _of_second_row(lines: list[str]) -> tuple[str, str]:
    """What is said of rows above the one whose hyphens make a table."""
    title = " ".join(cell.strip() for cell in cells_of(lines[0]) if cell.strip())
    hint = f"Écrivez ce titre au-dessus du tableau, sans traits, puis une ligne vide : {title}"
    if sum(bool(cell.strip()) for cell in cells_of(lines[0])) > 1:
        hint = "Mettez la ligne de tirets juste sous celle-ci, ou réunissez les deux lignes."
    return (
        "Seule la ligne qui précède les tirets nomme les colonnes : celle-ci serait un texte.",
        hint,
    )


def _looks_like_rows(lines: list[str]) -> bool:
    if all(line.startswith("|") for line in lines):
        # One bar a line begins lines elsewhere: `drawn_tables` says so.
        is_verse = all(line.count("|") == 1 for line in lines)
        return (len(lines) > 1 and not is_verse) or (
            lines[0].endswith("|") and len(cells_of(lines[0])) > 1
        )
    counts = {len(PIPE.findall(line)) for line in lines}
    is_parted = all(" | " in line for line in lines)
    return len(lines) > 1 and len(counts) == 1 and (counts.pop() > 1 or is_parted)
