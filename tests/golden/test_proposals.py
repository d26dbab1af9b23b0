"""What the gate proposes, done as it says: the mistake is gone, and no other takes its place.

Each proposal of the corpus, and of what people really type, is applied as its reader would do it,
and the page examined anew.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from journal.gate.examine import check
from journal.problems.problem import Problem, Severity
from journal.reading.tree import SourceFile
from support.gate import HEADER, around, cases
from support.journals import SITE_URL, TODAY, as_files
from support.proposals import all_applied
from support.typed import TYPED

_NAME = re.compile(r"Renomme[sz]-l[ea] en : (?P<name>\S+)$")
Tree = dict[str, SourceFile]


def problems_of(tree: Tree) -> list[Problem]:
    return check(tree, today=TODAY, site_url=SITE_URL)


@cache
def trees() -> list[tuple[str, Tree, list[Problem]]]:
    """Each case with what the gate says of it."""
    given = [(case.name, {**around(), **case.files}, case.problems) for case in cases()]
    found = [(name, {p: f for p, f in files.items() if f}, said) for name, files, said in given]
    for number, body in enumerate(TYPED):
        tree = around() | as_files({"conseils/essai.md": f"{HEADER}{body}\n"})
        found.append((f"tape-{number}", tree, problems_of(tree)))
    return found


def proposals() -> Iterator[tuple[str, Tree, list[Problem], Problem, list[str]]]:
    """Each proposal that can be done as it is said, and the lines once it is done."""
    for name, tree, said in trees():
        for problem in said:
            content = tree[problem.path].content if problem.path in tree else None
            if content is None:
                continue
            lines = content.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
            here = [other for other in said if other.path == problem.path]
            if mended := all_applied(lines, here, problem):
                yield name, tree, here, problem, mended


PROPOSALS = [
    pytest.param(*rest, id=f"{name}-{rest[2].line}-{number}")
    for number, (name, *rest) in enumerate(proposals())
]
NAMES = [
    pytest.param(tree, problem, id=name)
    for name, tree, said in trees()
    for problem in said
    if _NAME.match(problem.hint)
]


# Where a line leads is kept: if that was wrong too, it is said next. What held but that line is
# empty without it.
NEXT = {"ancre-introuvable", "page-sans-texte", "encadre-vide"}


def codes(problems: list[Problem], severity: Severity | None = None) -> Counter[str]:
    """What is said of a page, and how often."""
    return Counter(p.code for p in problems if severity in (None, p.severity))


@pytest.mark.parametrize(("tree", "said", "problem", "mended"), PROPOSALS)
def test_a_proposal_is_not_refused_in_its_turn(
    tree: Tree, said: list[Problem], problem: Problem, mended: list[str]
) -> None:
    data = "\n".join(mended).encode()
    changed = {**tree, problem.path: SourceFile(len(data), data)}
    after = [other for other in problems_of(changed) if other.path == problem.path]
    assert codes(after)[problem.code] < codes(said)[problem.code], (problem, after)
    # A header that cannot be read hides what is wrong in it.
    if problem.key is None:
        new = codes(after, Severity.ERROR) - codes(said, Severity.ERROR)
        assert set(new) <= NEXT, (problem, after)


@pytest.mark.parametrize(("tree", "problem"), NAMES)
def test_a_name_that_is_proposed_is_free_and_right(tree: Tree, problem: Problem) -> None:
    name = _NAME.match(problem.hint)
    assert name
    path = posixpath.join(posixpath.dirname(problem.path), name["name"])
    assert path not in tree
    moved = {known: file for known, file in tree.items() if known != problem.path}
    moved[path] = tree[problem.path]
    found = [other.code for other in problems_of(moved) if other.path == path and other.line == 1]
    assert "nom-de-fichier" not in found


def test_most_proposals_are_applied() -> None:
    assert len(PROPOSALS) > 300
    assert len(NAMES) > 7
