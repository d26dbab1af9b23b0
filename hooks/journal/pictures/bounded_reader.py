"""A file read piece by piece, as far as a picture may go."""

from __future__ import annotations

from io import SEEK_END
from typing import BinaryIO

# Each takes its time, and those who draw pictures read them again. A GIF of 15 MB, whose parts are
# the smallest, is in half as many.
_MOST = 300_000


class CutShortError(ValueError):
    """The bytes end before the picture does, or are not what they began to be."""


class TooManyReadsError(ValueError):
    """To read them all would take seconds; no program makes such a file."""


class BoundedReader:
    """A file, and how many pieces of it may still be read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._left = stream, _MOST
        self.seek, self.tell = stream.seek, stream.tell

    def read(self, length: int) -> bytes:
        """At most so many bytes."""
        self._left -= 1
        if self._left < 0:
            raise TooManyReadsError
        return self._stream.read(length)

    def exactly(self, length: int) -> bytes:
        """So many bytes."""
        content = self.read(length)
        if len(content) < length:
            raise CutShortError
        return content

    def number(self, length: int) -> int:
        """A number of so many bytes, the highest first."""
        return int.from_bytes(self.exactly(length), "big")

    def length(self) -> int:
        """How long the whole file is; one goes on reading where one was."""
        here = self.tell()
        length = self.seek(0, SEEK_END)
        self.seek(here)
        return length
