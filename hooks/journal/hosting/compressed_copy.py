"""A copy of the site for a server of one's own, compressed ahead."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli

from journal.hosting.response_headers import FOR_EVER_IN, UNSERVED, is_compressed_ahead
from journal.machine.atomic_files import write_all

# For how long what a page of the day before may still ask for is kept.
_KEPT_SECONDS = 30 * 24 * 3600


def deliver(site: Path, target: Path, now: float) -> int:
    """Bring a copy up to date; how many of its files were written.

    A file that has not changed is left alone: servers make its entity tag of its age and of its
    size, and a feed is then answered by « 304 ». Files whose names bear a digest stay for a month,
    for pages that are open meanwhile.

    Args:
        site: the folder of the built site.
        target: the folder of the copy, made if need be.
        now: in seconds, as files are dated.
    """
    written, wanted = 0, set[Path]()
    for source in sorted(path for path in site.rglob("*") if path.is_file()):
        path = source.relative_to(site).as_posix()
        if path in UNSERVED or _is_second(source):
            continue
        content = source.read_bytes()
        copies = {target / path: content}
        if is_compressed_ahead(path):
            copies[target / f"{path}.gz"] = b""
            copies[target / f"{path}.br"] = b""
        wanted |= copies.keys()
        if not all(map(Path.is_file, copies)) or (target / path).read_bytes() != content:
            write_all(_compressed(copies, content))
            written += len(copies)
    for left in sorted(path for path in target.rglob("*") if path.is_file()):
        is_kept = left.relative_to(target).as_posix().startswith(FOR_EVER_IN)
        if left not in wanted and not (is_kept and now - left.stat().st_mtime < _KEPT_SECONDS):
            left.unlink()
    return written


def _is_second(file: Path) -> bool:
    """Whether a file of the site, compressed, is the same as another: it has its own copy."""
    return file.suffix == ".gz" and file.with_suffix("").is_file()


def _compressed(copies: dict[Path, bytes], content: bytes) -> dict[Path, bytes]:
    """The same files, those that are compressed filled in: the same bytes every time."""
    ways = {".gz": lambda text: gzip.compress(text, mtime=0), ".br": brotli.compress}
    return {path: ways.get(path.suffix, lambda text: text)(content) for path in copies}
