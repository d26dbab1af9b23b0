"""The files of docs/ as they lie on the disk: bytes, and what keeps them from being read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path, PurePosixPath
from stat import S_ISREG

from journal.headers.value_types import meant_slug
from journal.language.french import without_accents
from journal.machine.cache import Cache
from journal.machine.memory import Memory
from journal.pictures.decode_check import check_decoding
from journal.pictures.original_photograph import MAX_BYTES, Photograph

# The files whose names everything knows: the themes, under docs/ and from the root; the settings.
THEMES_FILE = "themes.yml"
THEMES_PATH = f"docs/{THEMES_FILE}"
CONFIG_PATH = "mkdocs.yml"
SYNONYMS_FILE = "synonymes.yml"
# What editors keep in docs/ that is no page.
DATA_FILES = frozenset({THEMES_FILE, SYNONYMS_FILE})

# A page of the journal weighs some 10 kB; beyond this it is something else, saved as Markdown.
MAX_PAGE_BYTES = 500_000
# Nothing larger is worth reading here.
_MAX_BYTES = 50_000_000

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".heic", ".heif"})
# Drawings of ours, shown inside pages.
DRAWINGS = frozenset({".svg"})
# What MkDocs takes for a page (mkdocs/utils/__init__.py), whatever the case.
PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


class Trouble(StrEnum):
    """Why a file has no content here."""

    DANGLING = "dangling"
    OUTSIDE = "outside"
    LINKED_FOLDER = "linked folder"
    FOLDER = "folder"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class SourceFile:
    """One file of docs/.

    Attributes:
        size: in bytes.
        content: its bytes, or None when it is in trouble, too large to be a page, or a picture.
        trouble: what keeps it from being read, or None.
        photograph: what a picture says of itself; None for any other file.
    """

    size: int
    content: bytes | None
    trouble: Trouble | None = None
    photograph: Photograph | None = None


# Path under docs/, with forward slashes, to file.
Tree = Mapping[str, SourceFile]


def is_picture(path: str) -> bool:
    """Whether a path is that of a picture, by its name."""
    return PurePosixPath(path).suffix in PICTURES


def is_drawing(path: str) -> bool:
    """Whether a path is that of a drawing, by its name."""
    return PurePosixPath(path).suffix in DRAWINGS


def is_shown(path: str) -> bool:
    """Whether a page may show that file."""
    return is_picture(path) or is_drawing(path)


def right_name(name: str) -> str:
    """The name that a file should have had: « Été à l'École.MD » -> « ete-a-l-ecole.md »."""
    stem, dot, suffix = name.rpartition(".")
    suffix = without_accents(suffix).lower()
    return f"{right_stem(stem)}{dot}{'md' if f'.{suffix}' in PAGES else suffix}"


def right_stem(text: str) -> str:
    """The same for a folder, or for a name without its end."""
    # « page.md.md », where a program added what was there already.
    while text.lower().endswith(".md"):
        text = text[: -len(".md")]
    return meant_slug(text) or "page"


def read_tree(
    folder: Path, decoded: Cache | None = None, memory: Memory | None = None
) -> dict[str, SourceFile]:
    """Read every file under a folder; symbolic links may not lead out of it.

    Hidden files are left out, as MkDocs does.

    Args:
        folder: usually docs/.
        decoded: which photographs could be drawn before; without it, none is tried.
        memory: what the last reading has left: of a file that the disk says to be the same, it is
            the same.
    """
    memory = memory or Memory()
    found: dict[str, SourceFile] = {}
    root = folder.resolve()

    def note(error: OSError) -> None:
        if error.filename != str(root):  # Then nothing is found, which is said elsewhere.
            found[_key(error.filename, root)] = SourceFile(0, None, Trouble.UNREADABLE)

    for place, folders, names in os.walk(root, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            path = f"{place}{os.sep}{name}"
            if Path(path).is_symlink():
                found[_key(path, root)] = SourceFile(0, None, Trouble.LINKED_FOLDER)
            elif name.lower().endswith(PAGES):
                found[_key(path, root)] = SourceFile(0, None, Trouble.FOLDER)
        for name in sorted(names):
            if not name.startswith("."):
                path = f"{place}{os.sep}{name}"
                read = partial(_read, path, root, decoded)
                state = _state(path)
                found[_key(path, root)] = (
                    memory.kept(f"file {path}", state, read) if state else read()
                )
    if decoded:
        decoded.sweep()
    return found


def _key(path: str, root: Path) -> str:
    """The place of a file under a folder, with forward slashes."""
    inside = path[len(str(root)) + 1 :].replace(os.sep, "/")
    # Names that are not UTF-8 reach Python as lone surrogates, which nothing can print.
    return inside.encode("utf-8", "replace").decode()


def _state(path: str) -> tuple[int, ...] | None:
    """What changes with a file whenever it is written; None of what is no file by itself."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not S_ISREG(found.st_mode):
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _read(place: str, root: Path, decoded: Cache | None) -> SourceFile:
    path = Path(place)
    try:
        if path.is_symlink():
            if not path.exists():
                return SourceFile(0, None, Trouble.DANGLING)
            if not path.resolve().is_relative_to(root):
                return SourceFile(0, None, Trouble.OUTSIDE)
        size = path.stat().st_size
        if not path.is_file():
            return SourceFile(size, None, Trouble.UNREADABLE)
        if path.suffix.lower() in PICTURES:
            with path.open("rb") as stream:
                photograph = Photograph.read(stream)
                if decoded and size <= MAX_BYTES:
                    photograph = check_decoding(stream, photograph, decoded)
            return SourceFile(size, None, photograph=photograph)
        is_text = path.suffix in (".md", ".yml")
        if size > (MAX_PAGE_BYTES if is_text else _MAX_BYTES):
            return SourceFile(size, None)
        return SourceFile(size, path.read_bytes())
    # A link that leads to itself is a RuntimeError to Python 3.11 and 3.12.
    except (OSError, RuntimeError):
        return SourceFile(0, None, Trouble.UNREADABLE)
