"""What one process leaves to the next: what it has kept in mind, and the folder that it has filled.

One file of a cache has both: what is kept in mind is true of that folder as it was left.
"""

from __future__ import annotations

import gc
import gzip
import pickle
from contextlib import suppress
from gzip import GzipFile
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import NamedTuple

from journal.machine.atomic_folders import held
from journal.machine.cache import Cache
from journal.machine.memory import Folder, Memory

# The environment variable that says where the site is, when it is built beside its place.
FORMER = "FORMER_SITE"
# What weighs more is not left.
_MOST = 100_000_000
# After so many processes, everything is asked for once more: what nobody has asked for goes.
_TIMES = 100


class Left(NamedTuple):
    """What a process has left.

    Attributes:
        memory: what it has kept in mind.
        folder: what is still as it was.
        times: how many had gone on from another, in a row.
        record: the first, as `pickled` has it.
    """

    memory: Memory
    folder: Folder
    times: int
    record: bytes


def leave(cache: Cache, name: str, memory: bytes, folder: Folder, times: int) -> None:
    """Leave it, where that can be done.

    Args:
        cache: where it is left, with what a preview has left, or the site.
        name: all that it depends on.
        memory: as `pickled` has it.
        folder: as it is on the disk.
        times: how many processes had gone on from another.
    """
    rest = pickle.dumps((folder, times), pickle.HIGHEST_PROTOCOL)
    if len(rest) + len(memory) <= _MOST:
        cache.put(name, rest, memory)
    cache.sweep(1)


def taken_up(cache: Cache, name: str, place: Path, former: str = "") -> Left | None:
    """What another process has left under a name; None where one is to begin from nothing.

    Args:
        cache, name: as `leave` takes them.
        place: where the folder is.
        former: where what was left in it has been put since; empty when it has not.
    """
    record = cache.get(name)
    if record is None:
        return None
    stream = BytesIO(record)
    folder, times = pickle.load(stream)
    if times >= _TIMES:
        return None
    folder.found_at(place, former)
    pressed = stream.read()
    # Python would look again and again for what holds itself among all that is loaded.
    gc.disable()
    memory = pickle.loads(gzip.decompress(pressed))
    gc.freeze()
    gc.enable()
    return Left(memory, folder, times, pressed)


def pickled(value: object) -> bytes:
    """What is left of a value, four times less than it takes: of the whole, nothing is held."""
    pressed = BytesIO()
    with GzipFile(fileobj=pressed, mode="wb", compresslevel=1, mtime=0) as press:
        pickle.dump(value, press, pickle.HIGHEST_PROTOCOL)
    return pressed.getvalue()


def lend(site: Path, lent: Path) -> bool:
    """Put a folder that stays in the place of the one that MkDocs makes for a preview and throws
    away; not where another preview has it already. Whether that was done.
    """
    if site.parent != Path(gettempdir()) or not site.name.startswith("mkdocs_"):
        return False
    with suppress(OSError):
        lent.mkdir(parents=True, exist_ok=True)
        if held(lent) is not None:
            site.rmdir()
            site.symlink_to(lent, target_is_directory=True)
            return True
    return False
