"""What the gate proposes, done as it says: the mistake is gone, and no other takes its place.

Each proposal of the corpus, and of what people really type, is applied as its reader would do it,
and the page examined anew.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
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


CASES = {case.name: case for case in cases()}
BODIES = {f"tape-{number}": body for number, body in enumerate(TYPED)}
BOTH = [*CASES, *BODIES]
# What people type resembles what the corpus holds: one body in eight here, and all in the audit.
SOME = [*CASES, *list(BODIES)[::8]]


@cache
def said_of(name: str) -> tuple[Tree, list[Problem]]:
    """The files of a case, and what the gate says of them."""
    if name in CASES:
        files = {**around(), **CASES[name].files}
        return {path: file for path, file in files.items() if file}, CASES[name].problems
    tree = around() | as_files({"conseils/essai.md": f"{HEADER}{BODIES[name]}\n"})
    return tree, problems_of(tree)


@cache
def proposals(name: str) -> list[tuple[list[Problem], Problem, list[str]]]:
    """Each proposal that can be done as it is said, what else is said of its page, and the lines
    once it is done.
    """
    tree, said = said_of(name)
    found = []
    for problem in said:
        content = tree[problem.path].content if problem.path in tree else None
        if content is None:
            continue
        lines = content.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
        here = [other for other in said if other.path == problem.path]
        if mended := all_applied(lines, here, problem):
            found.append((here, problem, mended))
    return found


@cache
def named() -> list[tuple[Tree, Problem]]:
    """Each problem that proposes another name for a file."""
    some = map(said_of, SOME)
    return [(tree, p) for tree, said in some for p in said if _NAME.match(p.hint)]


# Where a line leads is kept: if that was wrong too, it is said next. What held but that line is
# empty without it.
NEXT = {"ancre-introuvable", "page-sans-texte", "encadre-vide"}


def codes(problems: list[Problem], severity: Severity | None = None) -> Counter[str]:
    """What is said of a page, and how often."""
    return Counter(p.code for p in problems if severity in (None, p.severity))


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in SOME else pytest.mark.audit) for name in BOTH]
)
def test_a_proposal_is_not_refused_in_its_turn(name: str) -> None:
    tree, _ = said_of(name)
    for said, problem, mended in proposals(name):
        data = "\n".join(mended).encode()
        changed = {**tree, problem.path: SourceFile(len(data), data)}
        after = [other for other in problems_of(changed) if other.path == problem.path]
        assert codes(after)[problem.code] < codes(said)[problem.code], (problem, after)
        # A header that cannot be read hides what is wrong in it.
        if problem.key is None:
            new = codes(after, Severity.ERROR) - codes(said, Severity.ERROR)
            assert set(new) <= NEXT, (problem, after)


def test_a_name_that_is_proposed_is_free_and_right() -> None:
    for tree, problem in named():
        found = _NAME.match(problem.hint)
        assert found
        path = posixpath.join(posixpath.dirname(problem.path), found["name"])
        assert path not in tree
        moved = {known: file for known, file in tree.items() if known != problem.path}
        moved[path] = tree[problem.path]
        after = [o.code for o in problems_of(moved) if o.path == path and o.line == 1]
        assert "nom-de-fichier" not in after, problem


def test_most_proposals_are_applied() -> None:
    assert sum(len(proposals(name)) for name in SOME) > 250
    assert len(named()) > 7
