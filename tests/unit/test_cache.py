"""What was made once is not made again; whatever becomes of its folder, it costs time alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.machine.cache import Cache, Pack, code
from support.time_limit import time_limit


def counted(folder: Path, made: list[str], *, name: str = "recipe") -> bytes:
    """What a cache gives; `made` grows when it had to be made."""

    def make() -> bytes:
        made.append(name)
        return name.encode() * 3

    return Cache(folder).kept(name, make)


def test_what_a_cache_holds_is_made_once(tmp_path: Path) -> None:
    made: list[str] = []
    found = {counted(tmp_path, made, name=name) for name in ("a", "b") * 3}
    assert (found, made) == ({b"aaa", b"bbb"}, ["a", "b"])


@pytest.mark.parametrize("damage", [b"", b"recipe", bytes(200)])
def test_what_is_damaged_in_a_cache_is_made_again(tmp_path: Path, damage: bytes) -> None:
    made: list[str] = []
    counted(tmp_path, made)
    [file] = tmp_path.iterdir()
    file.write_bytes(damage)
    assert [counted(tmp_path, made) for _ in range(2)] == [b"recipe" * 3] * 2
    assert len(made) == 2
    file.write_bytes(file.read_bytes()[:-1])
    assert counted(tmp_path, made) == b"recipe" * 3
    assert len(made) == 3


def test_what_a_cache_holds_under_the_name_of_another_is_made_again(tmp_path: Path) -> None:
    made: list[str] = []
    counted(tmp_path, made, name="a")
    [file] = tmp_path.iterdir()
    counted(tmp_path, made, name="b")
    [other] = set(tmp_path.iterdir()) - {file}
    other.write_bytes(file.read_bytes())
    assert counted(tmp_path, made, name="b") == b"bbb"
    assert made == ["a", "b", "b"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this machine")
def test_a_pipe_in_a_cache_is_not_waited_for(tmp_path: Path) -> None:
    made: list[str] = []
    counted(tmp_path, made)
    [file] = tmp_path.iterdir()
    file.unlink()
    os.mkfifo(file)
    with time_limit(10):
        assert [counted(tmp_path, made) for _ in range(2)] == [b"recipe" * 3] * 2
    assert len(made) == 2


def test_a_cache_that_cannot_be_used_costs_time_alone(tmp_path: Path) -> None:
    made: list[str] = []
    folder = tmp_path / "cache"
    folder.write_bytes(b"a file in its place")
    assert [counted(folder, made) for _ in range(2)] == [b"recipe" * 3] * 2
    folder.unlink()
    counted(folder, made)
    [file] = folder.iterdir()
    file.unlink()
    file.mkdir()
    assert counted(folder, made) == b"recipe" * 3
    assert len(made) == 4


def test_what_may_not_be_written_is_made_each_time(tmp_path: Path) -> None:
    made: list[str] = []
    (tmp_path / "cache").mkdir(mode=0o500)
    found = [counted(tmp_path / "cache", made) for _ in range(2)]
    assert found == [b"recipe" * 3] * 2
    # Nothing keeps root from writing.
    assert len(made) == (2 if os.geteuid() else 1)


def test_a_room_can_be_done_without(tmp_path: Path) -> None:
    made: list[str] = []
    for environ in ({"CACHE": "0"}, {}, {"CACHE": "0"}, {"CACHE": "1"}):
        cache = Cache.of(tmp_path, "essai", environ)
        cache.kept("a", lambda: made.append("a") or b"a")  # type: ignore[func-returns-value]
        cache.sweep()
    assert made == ["a"] * 3
    assert [file.parent for file in tmp_path.rglob("*") if file.is_file()] == [
        tmp_path / ".cache/essai"
    ]


def test_what_nobody_asks_for_leaves_in_time(tmp_path: Path) -> None:
    """As much stays as was asked for, the newest, and what is not ours."""
    (tmp_path / "a-lire.txt").write_bytes(b"")
    for rank in range(40):
        Cache(tmp_path).put(f"old {rank}", b"old")
        for file in tmp_path.iterdir():
            os.utime(file, (file.stat().st_atime - 10, file.stat().st_mtime - 10))
    draft = tmp_path / f".{'0' * 64}.nouveau"
    draft.write_bytes(b"")
    cache = Cache(tmp_path)
    for rank in range(12):
        cache.kept(f"new {rank}", lambda: b"new")
    cache.sweep(2)
    left = {rank for rank in range(40) if Cache(tmp_path).get(f"old {rank}")}
    assert left == set(range(28, 40))
    assert all(Cache(tmp_path).get(f"new {rank}") for rank in range(12))
    assert (tmp_path / "a-lire.txt").exists()
    assert not draft.exists()


def test_a_folder_that_is_not_there_is_swept_all_the_same(tmp_path: Path) -> None:
    Cache(tmp_path / "none").sweep()
    assert not (tmp_path / "none").exists()


def test_code_is_told_by_its_lines_its_names_and_what_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    core, packages = tmp_path / "core", tmp_path / "packages"
    (core / "room").mkdir(parents=True)
    packages.mkdir()
    file = core / "room/a.py"
    monkeypatch.syspath_prepend(str(packages))
    told = set()

    def tell() -> None:
        assert code(core) == code(core)
        told.add(code(core))

    for lines in ("a = 1\n", "a = 2\n"):
        file.write_text(lines)
        tell()
    file.rename(core / "room/b.py")
    tell()
    (packages / "markdown-3.9.dist-info").mkdir()
    tell()
    (packages / "markdown-3.9.dist-info").rename(packages / "markdown-3.10.dist-info")
    tell()
    assert len(told) == 5
    (core / "notes.txt").write_text("")
    tell()
    assert len(told) == 5


def packed(folder: Path, *names: str, recipe: str = "", spared: int = 0) -> list[str]:
    """Which contents of a pack had to be made."""
    made: list[str] = []
    pack = Pack(Cache(folder), recipe)
    for name in names:
        assert pack.kept(name, lambda name=name: made.append(name) or name.encode()) == (  # type: ignore[misc]
            name.encode()
        )
    pack.sweep(spared)
    return made


def test_what_a_pack_holds_is_made_once(tmp_path: Path) -> None:
    assert packed(tmp_path, "a", "é", "", "a", "") == ["a", "é", ""]
    [file] = tmp_path.iterdir()
    before = file.stat().st_mtime_ns
    assert packed(tmp_path, "", "é", "a") == []
    assert file.stat().st_mtime_ns == before
    assert packed(tmp_path, "a", "b") == ["b"]
    assert list(tmp_path.iterdir()) == [file]


def test_a_pack_of_another_recipe_is_another(tmp_path: Path) -> None:
    assert packed(tmp_path, "a", recipe="1") == packed(tmp_path, "a", recipe="2") == ["a"]
    assert packed(tmp_path, "a", recipe="1") == packed(tmp_path, "a", recipe="2") == []
    for recipe in "345":
        packed(tmp_path, "a", recipe=recipe)
    assert len(list(tmp_path.iterdir())) == 2


def test_what_a_pack_was_not_asked_for_leaves_in_time(tmp_path: Path) -> None:
    """As much stays as was asked for: what was so last."""
    for name in "abcd":
        packed(tmp_path, name, spared=4)
    assert packed(tmp_path, "e", "f") == ["e", "f"]
    assert packed(tmp_path, "e", "f", "d", "c") == []
    assert packed(tmp_path, "a", "b", spared=4) == ["a", "b"]


@pytest.mark.parametrize("damage", [lambda own: own[:-1], lambda own: own[:50], lambda _: b""])
def test_a_damaged_pack_is_made_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    packed(tmp_path, "a", "b")
    [file] = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert packed(tmp_path, "a", "b") == ["a", "b"]
    assert packed(tmp_path, "a", "b") == []


def test_nothing_is_packed_without_a_cache(tmp_path: Path) -> None:
    pack = Pack(Cache.of(tmp_path, "essai", {"CACHE": "0"}))
    assert [pack.kept("a", lambda value=value: value) for value in (b"1", b"2")] == [b"1", b"2"]  # type: ignore[misc]
    pack.sweep()
    assert list(tmp_path.iterdir()) == []
