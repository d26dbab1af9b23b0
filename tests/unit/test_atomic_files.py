"""Files that replace others, all or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.machine.atomic_files import write_all


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
