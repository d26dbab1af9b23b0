"""Opens a picture with the library that draws its form: Pillow, or libheif for HEIC."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

from journal.pictures.file_types import MAX_PIXELS, Form, Other

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


class CannotBeDrawnError(ValueError):
    """The bytes are not a whole picture."""


@contextmanager
def opened(stream: BinaryIO, form: Form | Other) -> Iterator[ImageFile]:
    """A picture whose pixels are not read yet.

    Raises:
        CannotBeDrawnError: it is damaged, here or while it is drawn within the context.
    """
    stream.seek(0)
    try:
        module, name = _READERS[form]
        reader: Callable[[BinaryIO], ImageFile] = getattr(import_module(module), name)
        with reader(stream) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise CannotBeDrawnError(picture.size)
            yield picture
    except Exception as error:  # The libraries raise any of a dozen, on damaged bytes.
        raise CannotBeDrawnError(str(error)) from error
