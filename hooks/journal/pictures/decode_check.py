"""Whether a photograph can be drawn: it is drawn once to see, and what could be is remembered.

A JPEG that is damaged in its middle is drawn, in grey or in wrong colours from there on: libjpeg
goes on, and Pillow keeps its warnings to itself. To count blocks finds from none to all of such
damages, as its tables happen to be, and would refuse what some cameras leave out at the end.
"""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256
from io import BufferedReader
from pathlib import Path

from journal.machine.cache import Cache, code
from journal.pictures.decoders import CannotBeDrawnError
from journal.pictures.original_photograph import Photograph

# The room of the caches where it is kept which photographs could be drawn.
DECODED = "decoded"
# What answers depend on besides the photograph.
_RECIPE = code(Path(__file__).parent)


def check_decoding(stream: BufferedReader, photograph: Photograph, cache: Cache) -> Photograph:
    """A photograph, once it was tried to draw it as `publish_pictures` will.

    An answer is kept under the content of the file; and under what the disk says of it, as Git
    does: a hundred photographs straight from telephones take a second to read.

    Args:
        stream: its file.
        photograph: what that says of itself.
        cache: where it is kept which could be drawn. Those that could not are tried each time.
    """
    if not photograph.is_sound:
        return photograph
    place = f"{_RECIPE} {_status(stream)}"
    if known := cache.get(place):
        cache.spare(known.decode())
        return photograph
    stream.seek(0)
    data = stream.read()
    content = f"{_RECIPE} {sha256(data).hexdigest()}"
    if cache.get(content) is None:
        from journal.pictures import published_prints  # Takes longer than checking a hundred pages.

        try:
            published_prints.decode(data, photograph)
        except CannotBeDrawnError:
            return replace(photograph, can_be_drawn=False)
        cache.put(content, b"")
    cache.put(place, content.encode())
    return photograph


def _status(stream: BufferedReader) -> str:
    """What changes with the content of a file, whatever programs do to its dates."""
    found = os.fstat(stream.fileno())
    return f"{found.st_dev} {found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
