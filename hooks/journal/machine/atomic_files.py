"""Files that replace others, all or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write each file beside its place, then put all of them in place.

    Should the disk be full or the machine stop meanwhile, no half-written file replaces a good one.
    """
    beside = {path: path.with_name(f".{path.name}.nouveau") for path in files}
    try:
        for path, content in files.items():
            write(beside[path], content)
        for path in files:
            beside[path].replace(path)
            del beside[path]
    finally:
        for draft in beside.values():
            draft.unlink(missing_ok=True)


def write(file: Path, content: bytes) -> None:
    """Write a file, in a folder that is there more often than not."""
    try:
        file.write_bytes(content)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
