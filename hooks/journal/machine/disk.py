"""Files that replace others, all or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_DIGEST = sha256().digest_size


def kept(folder: Path, name: str, make: Callable[[], bytes]) -> bytes:
    """The content of a file of a cache, made and kept there the first time.

    A cache that is damaged, full or not ours to write costs time and nothing else: each file begins
    with the digest of its name and of the rest; what does not agree with it, were it the whole file
    of something else, is made again.

    Args:
        folder: the cache's.
        name: says everything that the content depends on; its digest is the file's name.
        make: makes the content.
    """
    key = sha256(name.encode())
    file = folder / key.hexdigest()
    with suppress(OSError):
        # A pipe in its place would be waited for.
        found = file.read_bytes() if file.is_file() else b""
        content = found[_DIGEST:]
        if found.startswith(_seal(key.digest(), content)):
            return content
    content = make()
    with suppress(OSError):
        write_all({file: _seal(key.digest(), content) + content})
    return content


def _seal(key: bytes, content: bytes) -> bytes:
    """What a file of a cache begins with."""
    return sha256(key + content).digest()


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write each file beside its place, then put all of them in place.

    Should the disk be full or the machine stop meanwhile, no half-written file replaces a good one.
    """
    beside = {path: path.with_name(f".{path.name}.nouveau") for path in files}
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside[path].write_bytes(content)
        for path, draft in beside.items():
            draft.replace(path)
    finally:
        for draft in beside.values():
            draft.unlink(missing_ok=True)
