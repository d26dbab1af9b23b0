"""Files that replace others, all or none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from journal.machine.disk import kept, write_all


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_files_are_written_folders_included(tmp_path: Path) -> None:
    write_all({tmp_path / "a": b"1", tmp_path / "b/c": b"2"})
    assert (tmp_path / "b/c").read_bytes() == b"2"
    assert names(tmp_path) == ["a", "b", "b/c"]


def test_a_write_that_fails_leaves_every_good_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / "a", tmp_path / "b"]
    for file in files:
        file.write_bytes(b"good")
    write = Path.write_bytes

    def full_disk(path: Path, content: bytes) -> int:
        if path.name.startswith(".b"):
            write(path, content[:1])
            raise OSError("No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(OSError, match="No space"):
        write_all(dict.fromkeys(files, b"new"))
    assert [file.read_bytes() for file in files] == [b"good", b"good"]
    assert names(tmp_path) == ["a", "b"]


def counted(folder: Path, made: list[str], *, name: str = "recipe") -> bytes:
    """What a cache gives; `made` grows when it had to be made."""

    def make() -> bytes:
        made.append(name)
        return name.encode() * 3

    return kept(folder, name, make)


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
