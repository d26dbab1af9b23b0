"""Opens a picture with the library that draws its form: Pillow, or libheif for HEIC."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from PIL.AvifImagePlugin import AvifImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile
from pillow_heif import HeifImageFile

from journal.pictures.forms import MAX_PIXELS, Form, Other

# Nothing else of Pillow's many readers is ever tried on a file that somebody sent.
_READERS: dict[Form | Other, Callable[[BinaryIO], ImageFile]] = {
    Form.JPEG: JpegImageFile,
    Form.PNG: PngImageFile,
    Form.WEBP: WebPImageFile,
    Form.GIF: GifImageFile,
    Form.AVIF: AvifImageFile,
    Form.HEIC: HeifImageFile,
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
        with _READERS[form](stream) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise CannotBeDrawnError(picture.size)
            yield picture
    except Exception as error:  # The libraries raise any of a dozen, on damaged bytes.
        raise CannotBeDrawnError(str(error)) from error
