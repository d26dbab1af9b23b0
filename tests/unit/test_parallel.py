"""Work that two cores share gives what one gives, and is done here when the other one fails."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from journal.gate.examine import check
from journal.machine import parallel
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
    done, here = parallel.beside(squares, ITEMS, os.getpid)
    assert sorted(square for square, _ in done) == [item * item for item in ITEMS]
    assert len({process for _, process in done}) == 2
    assert here == os.getpid()
    assert 0 < [process for _, process in done].count(here) < len(ITEMS) / 2


@pytest.mark.parametrize("items", [ITEMS, ITEMS[:3], []])
def test_one_core_gives_the_same(items: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    done, other = parallel.beside(squares, items, lambda: "other")
    assert sorted(square for square, _ in done) == [item * item for item in items]
    assert other == "other"
    assert {process for _, process in done} <= {os.getpid()}


@pytest.mark.usefixtures("alone")
def test_what_fails_beside_is_done_here() -> None:
    here = os.getpid()

    def fail_beside(items: Sequence[int]) -> list[int]:
        assert os.getpid() == here
        return list(items)

    assert sorted(parallel.beside(fail_beside, ITEMS, nothing)[0]) == ITEMS


@pytest.mark.usefixtures("alone")
def test_what_fails_on_both_sides_is_said() -> None:
    def fail(_: Sequence[int]) -> list[int]:
        raise ValueError("nothing")

    with pytest.raises(ValueError, match="nothing"):
        parallel.beside(fail, ITEMS, nothing)


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


@pytest.mark.usefixtures("alone")
@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="shared on Linux alone")
def test_a_task_is_done_by_a_copy_and_here_should_it_fail() -> None:
    here = os.getpid()
    assert parallel.Task(os.getpid).result() != here

    def fail_beside() -> int:
        if os.getpid() != here:
            os._exit(1)
        return here

    assert parallel.Task(fail_beside).result() == here


@pytest.mark.parametrize("waits", [False, True])
def test_a_task_is_done_here_on_one_core(waits: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert parallel.Task(os.getpid, waits=waits).result() == os.getpid()


def text_of(rank: int) -> bytes | None:
    return f"« {rank} » par {os.getpid()}".encode() if rank != 150 else None


def wait_for(file: Path) -> None:
    end = time.monotonic() + 20
    while not file.exists():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.usefixtures("alone")
@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="shared on Linux alone")
def test_a_copy_works_from_the_end_until_it_is_met(tmp_path: Path) -> None:
    def work(rank: int) -> bytes | None:
        (tmp_path / f"{rank}").touch()
        return text_of(rank)

    with closing(parallel.FromTheEnd(work, 200)) as other:
        wait_for(tmp_path / "1")
        words = other.get(199)
        assert words
        assert words.decode().startswith("« 199 » par ")
        assert other.get(150) is None
        assert words != text_of(199)
        assert other.get(200) is None
    assert other.get(0) is None


@pytest.mark.usefixtures("alone")
@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="shared on Linux alone")
def test_nothing_comes_from_a_copy_that_fails_and_nothing_is_wrong(tmp_path: Path) -> None:
    def fail(rank: int) -> bytes:
        if rank < 198:
            (tmp_path / "failed").touch()
            raise OSError
        return b"dit"

    with closing(parallel.FromTheEnd(fail, 200)) as other:
        wait_for(tmp_path / "failed")
        assert other.get(198) == b"dit"
        assert other.get(197) is None


def test_one_core_leaves_everything_to_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    other = parallel.FromTheEnd(text_of, 200)
    assert other.get(199) is None
    other.close()


@pytest.mark.usefixtures("alone")
@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="shared on Linux alone")
def test_nothing_of_a_task_goes_on_once_nobody_can_ask(tmp_path: Path) -> None:
    def work() -> bytes:
        (tmp_path / "begun").touch()
        time.sleep(0.3)
        (tmp_path / "ended").touch()
        return bytes(1_000_000)  # more than a pipe holds

    task = parallel.Task(work)
    wait_for(tmp_path / "begun")
    del task
    assert (tmp_path / "ended").exists()
