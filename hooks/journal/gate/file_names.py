"""The names that files are to have: addresses, each of them once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from journal.headers.value_types import NAME_BYTES
from journal.reading.tree import DRAWINGS, PICTURES, SourceFile, right_name

# A picture's name may hold dots, as cameras and tools write them.
_PICTURE_NAME = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_MANY = 1_000


def is_picture_name(name: str) -> bool:
    """Whether a picture, or its folder, may keep its name."""
    return _PICTURE_NAME.fullmatch(name) is not None


def free_name(place: PurePosixPath, tree: Mapping[str, SourceFile]) -> str:
    """The right name of a file, that no other of its folder has."""
    name = right_name(place.name)
    stem, dot, suffix = name.rpartition(".")
    names = (name, *(f"{stem}-{number}{dot}{suffix}" for number in range(2, _MANY)))
    return next(n for n in names if str(place.with_name(n)) not in tree)


def renamed_pictures(tree: Mapping[str, SourceFile]) -> dict[str, str]:
    """Path of each picture that is to have another name, and the path that it will have."""
    found: dict[str, str] = {}
    for path in tree:
        place = PurePosixPath(path)
        is_picture = place.suffix.lower() in PICTURES | DRAWINGS
        is_right = is_picture_name(place.name) and len(place.stem.encode()) <= NAME_BYTES
        if is_picture and not is_right:
            found[path] = str(place.with_name(free_name(place, tree)))
    return found
