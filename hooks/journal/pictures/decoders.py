"""Opens a picture with the library that draws its form: Pillow, or libheif for HEIC."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

from journal.pictures.file_types import Form, Other

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

# Nothing else of Pillow's many readers is ever tried on a file that somebody sent. By name: loading
# them takes longer than checking a hundred pages, and most journals are checked without a picture.
_READERS: dict[Form | Other, tuple[str, str]] = {
    Form.JPEG: ("PIL.JpegImagePlugin", "JpegImageFile"),
    Form.PNG: ("PIL.PngImagePlugin", "PngImageFile"),
    Form.WEBP: ("PIL.WebPImagePlugin", "WebPImageFile"),
    Form.GIF: ("PIL.GifImagePlugin", "GifImageFile"),
    Form.AVIF: ("PIL.AvifImagePlugin", "AvifImageFile"),
    Form.HEIC: ("pillow_heif", "HeifImageFile"),
}

# Programs make some twenty passes over a JPEG. Each goes over the whole picture, were it one bit.
_MAX_SCANS = 100
_MARK_OF_JPEG = re.compile(rb"\xff([^\x00\x01\xd0-\xd8\xff])")
_END, _SCAN = b"\xd9", b"\xda"


class CannotBeDrawnError(ValueError):
    """The bytes are not a whole picture."""


@contextmanager
def opened(stream: BinaryIO, form: Form | Other) -> Iterator[ImageFile]:
    """A picture whose pixels are not read yet.

    Raises:
        CannotBeDrawnError: it is damaged, here or while it is drawn within the context; or to draw
            it would take more than a picture is worth.
    """
    stream.seek(0)
    try:
        if form is Form.JPEG:
            _check_scans(stream.read())
            stream.seek(0)
        module, name = _READERS[form]
        reader: Callable[[BinaryIO], ImageFile] = getattr(import_module(module), name)
        with reader(stream) as picture:
            yield picture
    except Exception as error:  # The libraries raise any of a dozen, on damaged bytes.
        raise CannotBeDrawnError(str(error)) from error


def _check_scans(jpeg: bytes) -> None:
    """Count the passes of a JPEG, from mark to mark (ITU-T T.81, annex B)."""
    at = scans = 0
    while (mark := _MARK_OF_JPEG.search(jpeg, at)) and mark[1] != _END:
        at = mark.end() + int.from_bytes(jpeg[mark.end() : mark.end() + 2], "big")
        scans += mark[1] == _SCAN
        if scans > _MAX_SCANS:
            raise CannotBeDrawnError("too many scans")
