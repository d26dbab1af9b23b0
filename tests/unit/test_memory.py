"""What a build leaves to the next: what is equal is not made again, what has gone goes."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from journal.machine.memory import Folder, Memory
from journal.machine.parallel import Aside


def test_what_is_made_from_the_same_is_made_once() -> None:
    made: list[str] = []

    def value(memory: Memory, made_from: str) -> list[str]:
        return memory.kept("a", made_from, lambda: [made.append(made_from) or made_from])

    first = Memory()
    found = value(first, "un")
    assert value(first, "un") is found
    second = Memory(first)
    assert value(second, "un") is found
    assert value(Memory(second), "deux") == ["deux"]
    assert made == ["un", "deux"]


def test_what_nobody_asks_for_is_forgotten() -> None:
    first = Memory()
    first.leave("a", 1)
    second = Memory(first)
    assert (second.last("a", 0), second.follows, first.follows) == (1, True, False)
    assert Memory(second).last("a", 0) == 0


def test_what_a_process_holds_is_not_left_to_another() -> None:
    first = Memory()
    first.hold("a", 1)
    first.leave("b", 2)
    second = Memory(first)
    assert (second.held("a", 0), second.held("b", 0)) == (1, 0)
    assert Memory(second).held("a", 0) == 0
    other = Memory(pickle.loads(pickle.dumps(first)))
    assert (other.held("a", 0), other.last("b", 0)) == (0, 2)
    alone = Memory(stays=False)
    alone.hold("a", 1)
    assert Memory(alone).held("a", 0) == 0


def test_what_is_equal_is_the_very_same() -> None:
    first, before = Memory(), ["a"]
    first.same("names", before)
    assert Memory(first).same("names", ["a"]) is before
    assert Memory(first).same("names", ["b"]) == ["b"]


def test_a_folder_writes_what_is_not_there_and_takes_away_what_has_gone(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.fill("feeds", {"a/b.xml": b"1", "a/c/d.xml": b"2", "e.xml": b"3"}.items())
    folder.expect("pages", {"a/index.html": ""})
    (tmp_path / "a/index.html").write_bytes(b"page")
    before = (tmp_path / "e.xml").stat().st_ino
    folder.fill("feeds", {"e.xml": b"3", "a/b.xml": b"4"}.items())
    assert (tmp_path / "e.xml").stat().st_ino == before
    assert (tmp_path / "a/b.xml").read_bytes() == b"4"
    assert not (tmp_path / "a/c").exists()
    folder.fill("feeds", ())
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "index.html"]


def test_a_folder_says_what_is_to_be_written(tmp_path: Path) -> None:
    folder, one = Folder(tmp_path), sha256(b"1").hexdigest()
    assert folder.expect("pages", {"a": one, "b": one}) == {"a", "b"}
    assert folder.expect("pages", {"a": one, "b": "other"}) == {"b"}
    assert folder.expect("pages", {"a": one}) == set()
    assert folder.expect("pages", {"a": one, "b": "other"}) == {"b"}


def test_of_files_that_nobody_knows_those_that_are_as_they_should_stay(tmp_path: Path) -> None:
    """The others go, once everything is there; before that, none counts as written."""
    for name in ("same.html", "other.html", "gone/a.html", "file", "folder/a.html"):
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(b"1")
    (tmp_path / "link.html").symlink_to("same.html")
    (tmp_path / "empty").mkdir()
    (tmp_path / ".git").mkdir()
    inode = (tmp_path / "same.html").stat().st_ino
    folder = Folder(tmp_path)
    folder.found_at(tmp_path)
    assert not folder.has("same.html")
    folder.fill("feeds", {"same.html": b"1", "other.html": b"2"}.items())
    assert folder.has("same.html")
    assert not folder.has("gone/a.html")
    # A folder where a file was, and the other way round.
    folder.fill("pages", {"file/a.html": b"3", "folder": b"4"}.items())
    folder.expect("copied", {"gone/b.html": "", "same.html": ""})
    folder.sweep()
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert found == {".git", "file", "file/a.html", "folder", "other.html", "same.html"}
    assert (tmp_path / "same.html").stat().st_ino == inode
    assert (tmp_path / "other.html").read_bytes() == b"2"


def test_a_folder_that_another_core_has_made_in_place_of_a_file_stays(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("perdu")
    folder, other = Folder(tmp_path), Folder(tmp_path)
    for each in (folder, other):
        each.found_at(tmp_path)
    other.write("a/deux", b"2")
    folder.write("a/un", b"1")
    assert {file.name: file.read_bytes() for file in (tmp_path / "a").iterdir()} == {
        "un": b"1",
        "deux": b"2",
    }


def test_what_is_aside_waits_until_it_is_awaited() -> None:
    done: list[str] = []

    def work(name: str) -> Iterator[None]:
        done.append(f"{name} 1")
        yield
        done.append(f"{name} 2")

    aside = Aside(60, [work("a"), work("b")], done.append, [])
    assert done == []
    aside.wait()
    assert done == ["a 1", "a 2", "b 1", "b 2"]


def test_what_is_stopped_does_no_further_step() -> None:
    begun, stopped, failed = threading.Event(), threading.Event(), list[Exception]()
    done: list[str] = []

    def work() -> Iterator[None]:
        done.append("first")
        yield
        begun.set()
        assert stopped.wait(60)
        done.append("second")
        raise ValueError("stopped: nobody hears of it")

    aside = Aside(0, [work(), work()], failed.append, [stopped.set])
    assert begun.wait(60)
    aside.stop()
    assert (done, failed) == (["first", "second"], [])


def test_what_fails_aside_is_told_and_the_rest_goes_on() -> None:
    failed: list[Exception] = []
    done: list[str] = []

    def fails() -> Iterator[None]:
        yield
        raise ValueError("a")

    def works() -> Iterator[None]:
        done.append("b")
        yield

    Aside(0, [fails(), works()], failed.append, []).wait()
    assert ([str(error) for error in failed], done) == (["a"], ["b"])
