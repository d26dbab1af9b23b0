"""Folders that are worked on one at a time, and that replace others in one step."""

from __future__ import annotations

import ctypes
import os
import shutil
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such lock.
    fcntl = None  # type: ignore[assignment]

# What Linux and macOS call it; the second has no folders to start from among its arguments.
_EXCHANGE = 2
_HERE = -100


def held(folder: Path) -> int | None:
    """A lock on a folder, as an open file: the folder is free again once every process that has it
    is over, however they end. None when another process holds it.

    Nothing is written: a lock of its own would stay behind, and not all folders can be written to.
    Where the disk knows no locks, the folder is held by nobody.
    """
    lock = os.open(folder, os.O_RDONLY)
    try:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    except OSError:
        pass
    return lock


def exchange(first: Path, second: Path) -> bool:
    """Give each of two paths what the other has, in one step: at no moment is either missing.

    False when this system or this disk cannot, and then nothing has changed.
    """
    paths = os.fsencode(first), os.fsencode(second)
    with suppress(OSError, TypeError):  # No such library: Windows.
        library = ctypes.CDLL(None)
        if hasattr(library, "renameat2"):
            return bool(library.renameat2(_HERE, paths[0], _HERE, paths[1], _EXCHANGE) == 0)
        if hasattr(library, "renamex_np"):
            return bool(library.renamex_np(*paths, _EXCHANGE) == 0)
    return False


def replace(place: Path, draft: Path, *, aside: Path) -> None:
    """Put a folder in the place of another, which goes away.

    One step where the system has it; else two renames, between which `restore` mends what a power
    cut leaves. A link that were changed from one folder to the next would be one step everywhere:
    but those who serve or copy `place` would have to follow it, and to clean after it.

    Args:
        place: where the folder is wanted; it may not be there yet.
        draft: what is put there.
        aside: where the former one is meanwhile, when there are two steps.
    """
    if not os.path.lexists(place):
        draft.rename(place)
    elif exchange(draft, place):
        remove(draft)
    else:
        remove(aside)
        place.rename(aside)
        try:
            draft.rename(place)
        finally:
            restore(place, aside=aside)
        remove(aside)


def restore(place: Path, *, aside: Path) -> None:
    """Put back what was set aside, when whoever was to replace it was killed in between."""
    if os.path.lexists(aside) and not os.path.lexists(place):
        aside.rename(place)


def remove(path: Path) -> None:
    """Take away a folder, as far as one can; a link to one; or nothing at all."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
