"""What one build of a preview leaves to the next: values, and the folder that it has filled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from journal.machine.atomic_files import write_all

ValueT = TypeVar("ValueT")


class Memory:
    """Values, each with what it was made from: what is made from the same is not made again.

    Builds share what is kept: nobody changes it.

    Args:
        before: what the last build kept in mind; without it, nothing is known yet.
        lasts: whether another build may follow: else nothing is kept.
    """

    def __init__(self, before: Memory | None = None, *, lasts: bool = True) -> None:
        self._lasts = lasts
        self.follows = before is not None
        self._known: Mapping[str, tuple[object, Any]] = before._kept if before else {}
        self._kept: dict[str, tuple[object, Any]] = {}

    def kept(self, name: str, made_from: object, make: Callable[[], ValueT]) -> ValueT:
        """A value, made anew unless it was made from the same."""
        if not self._lasts:
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
        if self._lasts:
            self._kept[name] = None, value


class Folder:
    """A folder in which what was written is known: what is there already stays, what nobody wants
    any more goes.

    Args:
        place: where it is; nothing is in it yet.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self._held: dict[str, dict[str, str]] = {}

    def expect(self, group: str, digests: Mapping[str, str]) -> set[str]:
        """Which files of a group are to be written, by whoever does: those that were there with
        another digest, or not at all. Those of the group that are not named go at once.
        """
        before = self._held.get(group, {})
        self._remove(before.keys() - digests.keys())
        self._held[group] = dict(digests)
        return {address for address, digest in digests.items() if before.get(address) != digest}

    def fill(self, group: str, files: Mapping[str, bytes]) -> None:
        """Have a group hold these files and no others."""
        digests = {address: sha256(content).hexdigest() for address, content in files.items()}
        before = self._held.get(group, {})
        self._held[group] = {a: d for a, d in before.items() if digests.get(a) == d}
        missing = digests.keys() - self._held[group].keys()
        write_all({self._place / address: files[address] for address in missing})
        self._held[group] = digests
        self._remove(before.keys() - digests.keys())

    def _remove(self, addresses: Iterable[str]) -> None:
        for address in addresses:
            file = self._place / address
            file.unlink(missing_ok=True)
            # Folders that hold nothing any more, and no others.
            with suppress(OSError):
                for folder in file.parents:
                    if folder == self._place:
                        break
                    folder.rmdir()
