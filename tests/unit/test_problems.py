"""Problems in the order one mends them, and those that stop a build."""

from __future__ import annotations

import itertools

from journal.problems.problem import Problem, Severity, and_others, errors, sort_problems


def test_problems_are_sorted_file_by_file_from_top_to_bottom() -> None:
    ordered = [
        Problem("a.md", 2, "z", "m"),
        Problem("a.md", 10, "a", "m", column=2),
        Problem("a.md", 10, "a", "m", column=11),
        Problem("a.md", 10, "b", "l", column=11),
        Problem("a.md", 10, "b", "m", column=11),
        Problem("b.md", 1, "a", "m"),
    ]
    assert all(sort_problems(some) == ordered for some in itertools.permutations(ordered))


def test_only_errors_stop_a_build() -> None:
    error = Problem("a.md", 1, "a", "m")
    warning = Problem("a.md", 2, "b", "m", severity=Severity.WARNING)
    assert errors([warning, error, warning]) == [error]


def test_what_is_not_said_is_as_bad_as_its_worst() -> None:
    warning = Problem("a.md", 1, "x", "m", severity=Severity.WARNING)
    error = Problem("a.md", 9, "x", "m")
    assert and_others([]) == []
    assert [p.severity for p in and_others([warning, warning])] == [Severity.WARNING]
    assert [(p.severity, p.line) for p in and_others([warning, error])] == [(Severity.ERROR, 9)]
