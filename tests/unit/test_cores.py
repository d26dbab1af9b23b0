"""Work that two cores share gives what one gives, and is done here when the other one fails."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence

import pytest

from journal.gate.examine import check
from journal.machine import cores
from support.gate import AROUND, HEADER
from support.journals import TODAY, as_files

# Python warns that a process with threads is copied; only tests do so.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

ITEMS = list(range(300))


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that may be copied, although the tests' own has other threads."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)


def squares(items: Sequence[int]) -> list[tuple[int, int]]:
    return [(item * item, os.getpid()) for item in items]


def nothing() -> None:
    """Nothing to do meanwhile."""


@pytest.mark.usefixtures("alone")
@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="shared on Linux alone")
def test_most_is_done_beside_and_the_rest_here_after_something_else() -> None:
    done, here = cores.beside(squares, ITEMS, os.getpid)
    assert sorted(square for square, _ in done) == [item * item for item in ITEMS]
    assert len({process for _, process in done}) == 2
    assert here == os.getpid()
    assert 0 < [process for _, process in done].count(here) < len(ITEMS) / 2


@pytest.mark.parametrize("items", [ITEMS, ITEMS[:3], []])
def test_one_core_gives_the_same(items: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    done, other = cores.beside(squares, items, lambda: "other")
    assert sorted(square for square, _ in done) == [item * item for item in items]
    assert other == "other"
    assert {process for _, process in done} <= {os.getpid()}


@pytest.mark.usefixtures("alone")
def test_what_fails_beside_is_done_here() -> None:
    here = os.getpid()

    def fail_beside(items: Sequence[int]) -> list[int]:
        assert os.getpid() == here
        return list(items)

    assert sorted(cores.beside(fail_beside, ITEMS, nothing)[0]) == ITEMS


@pytest.mark.usefixtures("alone")
def test_what_fails_on_both_sides_is_said() -> None:
    def fail(_: Sequence[int]) -> list[int]:
        raise ValueError("nothing")

    with pytest.raises(ValueError, match="nothing"):
        cores.beside(fail, ITEMS, nothing)


@pytest.mark.usefixtures("alone")
def test_a_large_journal_has_the_same_problems_with_one_core_or_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages = {
        f"conseils/c{number}.md": f"{HEADER}[Oser](osé-{number % 7}.md) et [ici](oser.md).\n"
        for number in range(150)
    }
    tree = as_files(AROUND | pages)
    beside = check(tree, today=TODAY)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert beside == check(tree, today=TODAY)
    assert len(beside) == 2 * len(pages)
