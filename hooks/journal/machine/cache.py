"""What was made once and need not be made again: sealed files in folders that may go any day."""

from __future__ import annotations

import re
import struct
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from journal.machine.atomic_files import write_all

# Where rooms are, beside docs/: never saved with the sources.
FOLDER = ".cache"
# The environment variable that does without: `make check CACHE=0`.
SWITCH = "CACHE"

_DIGEST = sha256().digest_size
# Names of ours, with what a write that was cut short leaves.
_OURS = re.compile(r"[0-9a-f]{64}|(?P<draft>\.[0-9a-f]{64}\.nouveau)")
# How many files are spared that nobody asked for, at least: of other branches, other addresses.
_SPARED = 1_000
# Of so many contents of a pack, one that changed is not worth writing all of them again.
_WORTH = 64
# How a pack begins: how many contents it has; then the key of each, and its length.
_COUNT, _ENTRY = struct.Struct("<Q"), struct.Struct("<32sQ")


class Cache:
    """Contents, each under a name that says everything it depends on.

    A cache that is damaged, full, another's or not ours to write costs time and nothing else: each
    file begins with the digest of its name and of the rest; what does not agree with it, were it
    the whole file of something else, is as if it were not there.

    Args:
        folder: where the contents are; without one, nothing is kept.
        sweeps: whether what has not been asked for may go; not by whoever asks for a part alone.
    """

    def __init__(self, folder: Path | None = None, *, sweeps: bool = True) -> None:
        self._folder, self._sweeps = folder, sweeps
        self._asked: set[str] = set()

    @classmethod
    def of(cls, root: Path, room: str, environ: Mapping[str, str], *, sweeps: bool = True) -> Cache:
        """One room of the caches of a project."""
        return cls(None if environ.get(SWITCH) == "0" else root / FOLDER / room, sweeps=sweeps)

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._folder is not None

    def spare(self, name: str) -> None:
        """Say that a content is of use, though it is not asked for."""
        self._asked.add(sha256(name.encode()).hexdigest())

    def get(self, name: str) -> bytes | None:
        """The content that has a name; None when it is to be made."""
        if self._folder is None:
            return None
        key = sha256(name.encode())
        self._asked.add(key.hexdigest())
        file = self._folder / key.hexdigest()
        with suppress(OSError):
            # A pipe in its place would be waited for.
            found = file.read_bytes() if file.is_file() else b""
            content = found[_DIGEST:]
            if found.startswith(_seal(key.digest(), content)):
                return content
        return None

    def put(self, name: str, *pieces: bytes) -> None:
        """Keep a content, in one piece or in several, where that can be done."""
        if self._folder is None:
            return
        key = sha256(name.encode())
        self._asked.add(key.hexdigest())
        with suppress(OSError):
            sealed = b"".join([_seal(key.digest(), *pieces), *pieces])
            write_all({self._folder / key.hexdigest(): sealed})

    def kept(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The content that has a name, made and kept the first time."""
        content = self.get(name)
        if content is None:
            content = make()
            self.put(name, content)
        return content

    def sweep(self, spared: int = _SPARED) -> None:
        """Take away what has not been asked for, but the newest: as many as were asked for.

        To be called once everything that is of use has been asked for.

        Args:
            spared: how many stay at least.
        """
        if self._folder is None or not self._sweeps:
            return
        others: list[tuple[float, Path]] = []
        with suppress(OSError):
            for file in self._folder.iterdir():
                ours = _OURS.fullmatch(file.name)
                if ours and ours["draft"]:
                    file.unlink(missing_ok=True)
                elif ours and file.name not in self._asked:
                    others.append((file.lstat().st_mtime, file))
        others.sort(reverse=True)
        for _, file in others[max(len(self._asked), spared) :]:
            with suppress(OSError):
                file.unlink()


class Pack:
    """Many small contents in one file of a cache: to open a thousand takes longer than to read one.

    It is read when the pack is made, and written by `sweep` alone, once enough has changed: the few
    that are not in it are made again by the next build, which takes less. What a copy of this
    process makes meanwhile is not kept.

    Args:
        cache: where the file is; without one, nothing is kept.
        recipe: what all contents depend on, besides what the name of each says.
    """

    def __init__(self, cache: Cache | None = None, recipe: str = "") -> None:
        self._cache, self._recipe = cache or Cache(), recipe
        self._held = _unpacked(self._cache.get(recipe) or _COUNT.pack(0))
        self._asked: dict[bytes, bytes] = {}

    def kept(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The content that has a name, made the first time."""
        if not self._cache.keeps:
            return make()
        key = sha256(name.encode()).digest()
        found = self._found(key)
        return self._asked.setdefault(key, make()) if found is None else found

    def get(self, name: str) -> bytes | None:
        """The content that has a name; None when it is to be made."""
        return self._found(sha256(name.encode()).digest())

    def put(self, name: str, content: bytes) -> None:
        """Keep a content that was made."""
        if self._cache.keeps:
            self._asked[sha256(name.encode()).digest()] = content

    def _found(self, key: bytes) -> bytes | None:
        for known in (self._asked, self._held):
            if key in known:
                return self._asked.setdefault(key, known[key])
        return None

    def sweep(self, spared: int = _SPARED) -> None:
        """Keep what was asked for, and of the rest as much again: what was so last.

        To be called once everything that is of use has been asked for.

        Args:
            spared: how much stays at least that nobody asked for.
        """
        others = [key for key in self._held if key not in self._asked]
        others = others[: max(len(self._asked), spared)]
        held = self._asked | {key: self._held[key] for key in others}
        if len(held.keys() ^ self._held.keys()) * _WORTH > len(held):
            self._cache.put(self._recipe, *_packed(held))
        self._cache.sweep(0)


def _packed(held: Mapping[bytes, bytes]) -> list[bytes]:
    entries = [_ENTRY.pack(key, len(content)) for key, content in held.items()]
    return [_COUNT.pack(len(held)), *entries, *held.values()]


def _unpacked(packed: bytes) -> dict[bytes, bytes]:
    """Each content, those asked for last first."""
    [count] = _COUNT.unpack_from(packed)
    start = _COUNT.size + _ENTRY.size * count
    held = {}
    for key, length in _ENTRY.iter_unpack(packed[_COUNT.size : start]):
        held[key] = packed[start : start + length]
        start += length
    return held


def _seal(key: bytes, *pieces: bytes) -> bytes:
    """What a file of a cache begins with."""
    seal = sha256(key)
    for piece in pieces:
        seal.update(piece)
    return seal.digest()


def code(folder: Path) -> str:
    """What a folder's modules do: their lines, Python, and all that is installed beside it.

    To be asked for as they are loaded: edited afterwards, they still do what they did.
    """
    lines = sha256(sys.version.encode())
    for file in sorted(folder.rglob("*.py")):
        lines.update(f"\0{file.relative_to(folder)}\0".encode())
        lines.update(file.read_bytes())
    installed = (
        packages.name for place in sys.path for packages in Path(place).glob("*.dist-info")
    )
    lines.update("\0".join(sorted(set(installed))).encode())
    return lines.hexdigest()


# What this process does, but for its hooks and commands; with the hooks, as they are loaded.
CORE = code(Path(__file__).parents[1])
_HOOKS = b"".join(file.read_bytes() for file in sorted(Path(__file__).parents[2].glob("*.py")))
CODE = f"{CORE} {sha256(_HOOKS).hexdigest()}"
