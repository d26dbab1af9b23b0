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
    with the digest of the rest, and what does not agree with it is made again.

    Args:
        folder: the cache's.
        name: says everything that the content depends on; its digest is the file's name.
        make: makes the content.
    """
    file = folder / sha256(name.encode()).hexdigest()
    with suppress(OSError):
        found = file.read_bytes()
        if found.startswith(sha256(found[_DIGEST:]).digest()):
            return found[_DIGEST:]
    content = make()
    with suppress(OSError):
        write_all({file: sha256(content).digest() + content})
    return content


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
