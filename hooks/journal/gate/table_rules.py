"""The row of hyphens under the first one of a table: what it may be, and how to write it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from journal.language.french import plural

PIPE = re.compile(r"(?<!\\)\|")
# A row of hyphens, or of what a word processor makes of them.
_NOT_RULE = re.compile(r"[^ \u00a0\u202f:=_.+\-\u2010-\u2015\u2212|]")
_HYPHEN = re.compile(r"[-=_\u2010-\u2015\u2212]")
HYPHENS = re.compile(r" *:?-+:? *")
_MOST_CELLS = 60


def cells_of(row: str) -> list[str]:
    """The cells of a row."""
    row = row.strip()
    cells = PIPE.split(row.removeprefix("|"))
    return cells[:-1] if len(cells) > 1 and not cells[-1].strip() else cells


def rule_of(count: int) -> str:
    """The row of hyphens of so many columns."""
    return "|" + " --- |" * min(count, _MOST_CELLS)


def row_to_write(cells: Sequence[str], *, is_first: bool) -> str:
    """How to write a row, and the hyphens that go under the first one."""
    below = f" et, dessous, {rule_of(len(cells))}" if is_first else ""
    return f"Écrivez : | {' | '.join(cells)} |{below}"


def is_rule(line: str) -> bool:
    """Whether a line has nothing but pipes and hyphens, or what stands for them."""
    return _NOT_RULE.search(line) is None and _HYPHEN.search(line) is not None


GLUED = (
    "Ce tableau touche la liste qui le précède : ses traits se liraient.",
    "Laissez une ligne vide avant cette ligne, qui est la première du tableau.",
)


def fault_of_rule(lines: list[str], at: int, cut: bool) -> tuple[str, str]:
    """What is wrong with a row of hyphens that makes no table, and how to write it."""
    cells = cells_of(lines[at])
    if at == 0:
        wanted = rule_of(len(cells))
        if cut:
            return (
                "Une ligne vide sépare ces tirets de la première ligne du tableau.",
                "Retirez la ligne vide qui les précède.",
            )
        return (
            "Ces tirets n'ont pas de première ligne au-dessus d'eux : ce n'est pas un tableau.",
            f"Écrivez au-dessus d'eux le nom de chaque colonne : {wanted.replace('---', '…')}",
        )
    columns = len(cells_of(lines[at - 1]))
    wanted = rule_of(columns)
    if not all(HYPHENS.fullmatch(cell) for cell in cells):
        return (
            "Cette ligne doit séparer la première ligne du tableau avec des tirets ordinaires.",
            f"Écrivez trois tirets par colonne : {wanted}",
        )
    if len(cells) == columns:
        return GLUED
    counts = f"{plural(len(cells), 'séparateur')} pour {plural(columns, 'colonne')}"
    hint = f"Écrivez : {wanted}"
    if any(len(cells_of(line)) == len(cells) > columns for line in lines[at + 1 :]):
        named = lines[at - 1].rstrip("| ") + " | …" * (len(cells) - columns)
        hint = f"Nommez chaque colonne dans la ligne du dessus : {named} |"
    return f"Il y a {counts} : ce n'est pas un tableau.", hint
