"""The commonest mistakes in a header: each file of `front_matter/` holds a page and what is said.

A file is made of blocks, each under a line `==> name <==`:

- pages of docs/, beside one sound visit (`visites/atelier.md`) and the themes `emploi`, `reemploi`;
- `problèmes`: every problem, in order, as `path:line: code message hint`;
- `valeurs`, where something surprising is right: `path attribute = value`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.problems.problem import Problem
from support.golden import blocks_of, compare
from support.journals import read, themes, visit

FOLDER = Path(__file__).parent / "front_matter"
CASES = sorted(FOLDER.glob("*.txt"))
AROUND = themes("emploi", "reemploi") | visit(tags="[emploi, reemploi]")


def line_of(problem: Problem) -> str:
    return f"{problem.source}:{problem.line}: {problem.code} {problem.message} {problem.hint}\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_header_gets_exactly_what_is_written_beside_it(case: Path) -> None:
    pages = blocks_of(case.read_text(encoding="utf-8"))
    given = {name: text for name, text in pages.items() if name not in {"problèmes", "valeurs"}}
    catalogue, problems = read(AROUND, given)
    found = {"problèmes": "".join(map(line_of, problems)), "valeurs": ""}
    for line in pages.get("valeurs", "").splitlines():
        path, attribute = line.partition(" = ")[0].split()
        found["valeurs"] += f"{path} {attribute} = {getattr(catalogue.at(path), attribute)!r}\n"
    assert any(found.values()), "a case expects something"
    compare(case, given, found)


def test_every_case_is_a_text_file_of_the_folder() -> None:
    assert len(CASES) >= 20
    assert sorted(FOLDER.iterdir()) == CASES
