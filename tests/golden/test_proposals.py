"""What the gate proposes, done as it says: the same mistake is not found again on that line.

Each proposal of the corpus is applied as its reader would do it, alone, and the page examined anew.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

import pytest

from journal.gate.examine import check
from journal.problems.problem import Problem
from journal.reading.tree import SourceFile
from support.gate import Case, around, cases
from support.journals import SITE_URL, TODAY

_LINE = re.compile(r"Écrivez(?:, sur une seule ligne)? : (?P<line>.+)", re.DOTALL)
_NAME = re.compile(r"Renomme[sz]-l[ea] en : (?P<name>\S+)$")
_TYPED = re.compile(r"« (?P<typed>[^»]+) »")


def trees() -> Iterator[tuple[Case, dict[str, SourceFile], Problem]]:
    for case in cases():
        tree = {p: f for p, f in ({**around(), **case.files}).items() if f}
        for problem in case.problems:
            yield case, tree, problem


PROPOSALS = [
    pytest.param(tree, problem, id=f"{case.name}-{problem.line}-{number}")
    for number, (case, tree, problem) in enumerate(trees())
    if _LINE.match(problem.hint) and problem.path in tree
]
NAMES = [
    pytest.param(tree, problem, id=case.name)
    for case, tree, problem in trees()
    if _NAME.match(problem.hint)
]


def applied(lines: list[str], problem: Problem) -> list[str] | None:
    """The lines with the proposal in place, or None where only a person knows where it goes."""
    found = _LINE.match(problem.hint)
    assert found
    proposed = found["line"].partition(" ; ")[0].partition(" (et ")[0]
    index = problem.line - 1
    line = lines[index]
    typed = _TYPED.search(problem.message)
    key = re.match(r"\s*(?:- +)*([\w-]+):", line)
    same_key = re.match(r"(?:- +)?([\w-]+):(?: |$)", proposed)
    if same_key and (not key or key[1] != same_key[1]) and problem.key:
        return None
    # An address, or a word, takes the place of the one that was typed; a line, of the whole line.
    is_part = typed and len(typed["typed"]) > 1 and not line.lstrip().startswith("!!!")
    if (
        typed
        and is_part
        and typed["typed"] in line
        and not same_key
        and typed["typed"] != line.strip()
    ):
        mended = line.replace(typed["typed"], proposed, 1)
        return [*lines[:index], mended, *lines[index + 1 :]]
    if re.match(r"\[|!\[|`|\*\*|<|\||https?:|\.\./|mailto:|tel:", proposed) or "…" in proposed:
        return None
    indent = line[: len(line) - len(line.lstrip())]
    if "sur une seule ligne" in problem.hint:
        return [*lines[:index], indent + proposed, *lines[index + 2 :]]
    return [*lines[:index], indent + proposed.strip(), *lines[index + 1 :]]


def faults(tree: dict[str, SourceFile], path: str, line: int) -> set[str]:
    found = check(tree, today=TODAY, site_url=SITE_URL)
    return {problem.code for problem in found if problem.path == path and problem.line == line}


@pytest.mark.parametrize(("tree", "problem"), PROPOSALS)
def test_a_proposal_is_not_refused_in_its_turn(
    tree: dict[str, SourceFile], problem: Problem
) -> None:
    content = tree[problem.path].content
    assert content is not None
    lines = content.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    mended = applied(lines, problem)
    if mended is None:
        pytest.skip("a person places it")
    assert mended != lines, problem
    data = "\n".join(mended).encode()
    after = faults({**tree, problem.path: SourceFile(len(data), data)}, problem.path, problem.line)
    before = sum(
        other.code == problem.code and other.line == problem.line
        for other in check(tree, today=TODAY, site_url=SITE_URL)
        if other.path == problem.path
    )
    # Several of a kind may share a line: one is mended at a time.
    assert problem.code not in after or before > 1, problem


@pytest.mark.parametrize(("tree", "problem"), NAMES)
def test_a_name_that_is_proposed_is_free_and_right(
    tree: dict[str, SourceFile], problem: Problem
) -> None:
    name = _NAME.match(problem.hint)
    assert name
    path = posixpath.join(posixpath.dirname(problem.path), name["name"])
    assert path not in tree
    moved = {known: file for known, file in tree.items() if known != problem.path}
    moved[path] = tree[problem.path]
    assert "nom-de-fichier" not in faults(moved, path, 1)


def test_most_proposals_are_applied() -> None:
    assert len(PROPOSALS) > 90
    assert len(NAMES) > 7
