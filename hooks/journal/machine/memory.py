"""What one build leaves to the next: values, and the folder that it has filled.

Both can be pickled: the next build may well be another process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path, PurePath
from stat import S_ISREG
from typing import Any, TypeVar

from journal.machine.atomic_files import write
from journal.machine.atomic_folders import remove

ValueT = TypeVar("ValueT")
# Size and time of a file.
_Stamp = tuple[int, int]


def standing_for(text: str) -> bytes:
    """What is kept in mind of a text that is compared, and read no more."""
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


class Memory:
    """Values, each with what it was made from: what is made from the same is not made again.

    Builds share what is kept: nobody changes it.

    Args:
        before: what the last build kept in mind; without it, nothing is known yet.
        lasts: whether another build may follow: else nothing is kept.
        stays: whether that is one of this process: else nothing is held for it alone.

    Attributes:
        lasts: the same.
        follows: whether there was a build before.
    """

    def __init__(
        self, before: Memory | None = None, *, lasts: bool = True, stays: bool = True
    ) -> None:
        self.lasts, self._stays = lasts, lasts and stays
        self.follows = before is not None
        self._known: Mapping[str, tuple[object, Any]] = before._kept if before else {}
        self._kept: dict[str, tuple[object, Any]] = {}
        self._held: Mapping[str, Any] = before._holds if before else {}
        self._holds: dict[str, Any] = {}

    def __getstate__(self) -> dict[str, object]:
        return vars(self) | {"_known": {}, "_held": {}, "_holds": {}}

    @property
    def stands(self) -> bool:
        """Whether all that is kept is as the last build kept it."""
        return self._kept == self._known

    def kept(self, name: str, made_from: object, make: Callable[[], ValueT]) -> ValueT:
        """A value, made anew unless it was made from the same."""
        if not self.lasts:
            return make()
        for held in (self._kept, self._known):
            known = held.get(name)
            if known and known[0] == made_from:
                break
        else:
            known = made_from, make()
        self._kept[name] = known
        value: ValueT = known[1]
        return value

    def same(self, name: str, value: ValueT) -> ValueT:
        """A value; the very one of the last build, if they are equal."""
        return self.kept(name, value, lambda: value)

    def last(self, name: str, default: ValueT) -> ValueT:
        """What the last build has left under a name."""
        value: ValueT = self._known.get(name, (None, default))[1]
        return value

    def leave(self, name: str, value: object) -> None:
        """Leave something to the next build."""
        if self.lasts:
            self._kept[name] = None, value

    def held(self, name: str, default: ValueT) -> ValueT:
        """What the last build of this process holds under a name."""
        value: ValueT = self._held.get(name, default)
        return value

    def hold(self, name: str, value: object) -> None:
        """Leave something to the next build of this process: another has it from a cache."""
        if self._stays:
            self._holds[name] = value


class Folder:
    """A folder in which what was written is known: what is there already stays, what nobody wants
    any more goes.

    What stays is never written into: it may be the file of another folder as well. Of files that
    are found and not known, those that hold what they should stay too: to make as many as were just
    taken away is what takes a disk the longest.

    Args:
        place: where it is; nothing is in it yet.
        hidden: names in it that begin with a point and are its own; others are left alone.
    """

    def __init__(self, place: Path, hidden: Collection[str] = ()) -> None:
        self._place, self._hidden = place, frozenset(hidden)
        self._held: dict[str, dict[str, str]] = {}
        self._stamps: dict[str, _Stamp | None] = {}
        # Address of each file that was found and is not known, to what it was then.
        self._strays: dict[str, _Stamp] = {}
        # Group to what it was made from, while nothing of it is lost.
        self._made_from: dict[str, str] = {}

    def __getstate__(self) -> dict[str, object]:
        stamps = {a: _stamp(f"{self._place}/{a}") for a in chain(*self._held.values())}
        return vars(self) | {"_stamps": stamps, "_strays": {}}

    def found_at(self, place: Path, former: str = "") -> None:
        """Know what is still as it was left, by another process; anything else is a stray.

        Args:
            place: where the folder is.
            former: where what was left has been put since; empty when it has not.
        """
        self._place = place
        there = {*self._cleared(str(place), ""), *(self._taken(former) if former else ())}
        for group, digests in self._held.items():
            if digests.keys() - there:
                self._made_from.pop(group, None)
            self._held[group] = {a: digest for a, digest in digests.items() if a in there}

    def is_made_from(self, group: str, what: str) -> bool:
        """Whether a group was filled with what was made from that, and has lost nothing since."""
        return self._made_from.get(group) == what

    def holds(self, address: str) -> bool:
        """Whether a file is there."""
        return any(address in group for group in self._held.values())

    def expect(self, group: str, digests: Mapping[str, str]) -> set[str]:
        """Which files of a group are to be written, by whoever does: those that were there with
        another digest, or not at all. Those of the group that are not named go at once.
        """
        before = self._held.get(group, {})
        self._held[group] = dict(digests)
        self._remove(before.keys() - digests.keys())
        for address in digests:
            self._strays.pop(address, None)
        return {address for address, digest in digests.items() if before.get(address) != digest}

    def vacate(self, address: str) -> None:
        """Make room for a file that is about to be written: anything may be in its place."""
        self._strays.pop(address, None)
        for folder in PurePath(address).parents if self._strays else ():
            if self._strays.pop(folder.as_posix(), None):
                with suppress(IsADirectoryError):  # Another core has made one.
                    (self._place / folder).unlink(missing_ok=True)
        file = self._place / address
        if file.is_dir():
            remove(file)
        file.unlink(missing_ok=True)

    def write(self, address: str, content: bytes) -> None:
        """Have a file hold that, unless it does."""
        file = self._place / address
        with suppress(OSError):
            if file.read_bytes() == content:
                self._strays.pop(address, None)
                return
        self.vacate(address)
        write(file, content)

    def has(self, address: str) -> bool:
        """Whether a file is there that was written, or that is as it would be."""
        file = self._place / address
        stray = self._strays.get(address)
        return file.is_file() and (stray is None or stray != _stamp(str(file)))

    def sweep(self) -> None:
        """Take away the files that were found, and that nobody has written since."""
        strays = self._strays.items()
        self._remove([a for a, stamp in strays if stamp == _stamp(f"{self._place}/{a}")])
        self._strays = {}

    def fill(self, group: str, files: Iterable[tuple[str, bytes]], made_from: str = "") -> None:
        """Have a group hold these files and no others.

        Args:
            group: its name.
            files: address and content of each, one after the other.
            made_from: all that they depend on, where that is asked for.
        """
        before = self._held.get(group, {})
        held = self._held[group] = dict(before)
        self._made_from.pop(group, None)
        digests: dict[str, str] = {}
        for address, content in files:
            digests[address] = digest = sha256(content).hexdigest()
            if held.get(address) != digest:
                held.pop(address, None)
                self.write(address, content)
                held[address] = digest
        self._held[group], self._made_from[group] = digests, made_from
        self._remove(before.keys() - digests.keys())

    def _cleared(self, place: str, prefix: str) -> Iterator[str]:
        """The address of each file that is as it was left; the others are strays."""
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(place) as entries:
            for entry in entries:
                address = f"{prefix}{entry.name}"
                if not prefix and entry.name[0] == "." and entry.name not in self._hidden:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    left = list(self._cleared(entry.path, f"{address}/"))
                    if not left:
                        with suppress(OSError):  # Something is in it.
                            Path(entry.path).rmdir()
                    yield from left
                    continue
                found = entry.stat(follow_symlinks=False)
                stamp = found.st_size, found.st_mtime_ns
                if self._stamps.get(address) == stamp:
                    yield address
                elif S_ISREG(found.st_mode):
                    self._strays[address] = stamp
                else:
                    Path(entry.path).unlink()

    def _taken(self, former: str) -> Iterator[str]:
        """The address of each file that is as it was left in another folder; it is here then."""
        for address, stamp in self._stamps.items():
            there, here = f"{former}/{address}", f"{self._place}/{address}"
            if stamp and stamp == _stamp(there):
                with suppress(OSError):  # No file may have two names on this disk.
                    try:
                        os.link(there, here)
                    except FileNotFoundError:
                        Path(here).parent.mkdir(parents=True, exist_ok=True)
                        os.link(there, here)
                    yield address

    def _remove(self, addresses: Iterable[str]) -> None:
        for address in addresses:
            if self.holds(address):  # As a file of another group, from now on.
                continue
            file = self._place / address
            file.unlink(missing_ok=True)
            # Folders that hold nothing any more, and no others.
            with suppress(OSError):
                for folder in file.parents:
                    if folder == self._place:
                        break
                    folder.rmdir()


def _stamp(file: str) -> _Stamp | None:
    """What changes with a file whenever it is written; None where there is none."""
    with suppress(OSError):
        found = os.lstat(file)
        return found.st_size, found.st_mtime_ns
    return None
