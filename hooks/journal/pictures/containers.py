"""What a picture holds besides its pixels: its size, its notes, whether its end is there.

A file is read part by part, without its pixels: a photograph of 15 MB costs a few reads. Notes are
what cameras and programs add (EXIF, XMP, comments) to what it takes to draw the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import SEEK_CUR
from typing import BinaryIO

from journal.pictures.bounded_reader import BoundedReader, CutShortError, TooManyReadsError
from journal.pictures.file_types import HEAD_LENGTH, Form, Other, inside


@dataclass
class Contents:
    """What the parts of a picture say, gathered while they are read.

    Attributes:
        size: width and height as stored, in pixels; zeros when they are not said.
        is_whole: whether the file goes on to its end.
        can_be_drawn: False when it is in more pieces than any picture, or what is to draw it
            cannot open it.
        exif, xmp: what a camera noted, in either form; empty when it did not.
        has_notes: whether there is anything besides what it takes to draw the picture.
        images: how many there are, when they follow one another.
    """

    size: tuple[int, int] = (0, 0)
    is_whole: bool = False
    can_be_drawn: bool = True
    exif: bytes = b""
    xmp: bytes = b""
    has_notes: bool = False
    images: int = 1

    def note(self, *, exif: bytes = b"", xmp: bytes = b"") -> None:
        """Add a note; one of neither kind only counts."""
        self.exif = self.exif or exif
        self.xmp += xmp
        self.has_notes = True


def read(stream: BinaryIO) -> tuple[Form | Other, Contents]:
    """What a file is, and what it says besides what it shows; nothing is ever raised."""
    found, contents = inside(_head(stream)), Contents()
    if isinstance(found, Form):
        try:
            _READERS[found](BoundedReader(stream), contents)
            contents.is_whole = True
            if found in (Form.AVIF, Form.HEIC):
                _ask_library(stream, found, contents)
        except CutShortError:
            pass
        except TooManyReadsError:
            contents.is_whole, contents.can_be_drawn = True, False
    return found, contents


def _head(stream: BinaryIO) -> bytes:
    stream.seek(0)
    return stream.read(HEAD_LENGTH)


# ---- JPEG (ITU-T T.81, annex B) --------------------------------------------------------------

_COMMENT, _END, _SCAN = 0xFE, 0xD9, 0xDA
_APPLICATION = range(0xE0, 0xF0)
# Those that say a size: all of SOF0 to SOF15 but DHT, JPG and DAC.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Colours: the ICC profile, and whether Adobe stored them as YCbCr, CMYK or RGB.
_NEEDED_IN_JPEG = (b"ICC_PROFILE\0", b"Adobe", b"JFIF\0")


def _read_jpeg(stream: BoundedReader, contents: Contents) -> None:
    stream.seek(2)
    while True:
        if stream.number(1) != 0xFF:
            raise CutShortError
        code = 0xFF
        while code == 0xFF:
            code = stream.number(1)
        if code in (0x00, _END):
            raise CutShortError
        content = stream.exactly(max(stream.number(2) - 2, 0))
        if code in _FRAMES:
            contents.size = (
                int.from_bytes(content[3:5], "big"),
                int.from_bytes(content[1:3], "big"),
            )
        elif code == _SCAN:
            return _find_end_of_jpeg(stream)
        elif code == _COMMENT or code in _APPLICATION:
            _note_of_jpeg(content, contents)


def _note_of_jpeg(content: bytes, contents: Contents) -> None:
    if content.startswith(b"Exif\0"):
        contents.note(exif=content)
    elif content.startswith(b"http://ns.adobe.com/x"):
        contents.note(xmp=content)
    elif not content.startswith(_NEEDED_IN_JPEG):
        contents.note()


def _find_end_of_jpeg(stream: BoundedReader, step: int = 1 << 16) -> None:
    """Look for the end from the file's: inside of pixels its two bytes never follow each other.

    What telephones add after it (a film, other sizes) has to be crossed.
    """
    start = stream.tell()
    end = stream.length()
    after = b""
    while end > start:
        begin = max(end - step, start)
        stream.seek(begin)
        block = stream.read(end - begin) + after
        if b"\xff\xd9" in block:
            return
        end, after = begin, block[:1]
    raise CutShortError


# ---- PNG (W3C, third edition, section 11) ----------------------------------------------------

_NEEDED_IN_PNG = frozenset({
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"cICP", b"gAMA", b"iCCP", b"mDCV",
    b"cLLI", b"sBIT", b"sRGB", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
})  # fmt: skip
_MAX_NOTE = 1 << 20


def _read_png(stream: BoundedReader, contents: Contents) -> None:
    whole, at, name = stream.length(), 8, b""
    while name != b"IEND":
        stream.seek(at)
        length, name = stream.number(4), stream.exactly(4)
        at += 12 + length
        if at > whole:
            raise CutShortError
        if name == b"IHDR":
            contents.size = (stream.number(4), stream.number(4))
        elif name == b"acTL":
            contents.images = stream.number(4)
        elif name not in _NEEDED_IN_PNG:
            content = stream.read(min(length, _MAX_NOTE))
            is_xmp = content.startswith(b"XML:com.adobe.xmp\0")
            contents.note(exif=content if name == b"eXIf" else b"", xmp=content if is_xmp else b"")


# ---- WebP (RFC 9649, section 2) --------------------------------------------------------------

_NEEDED_IN_WEBP = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})


def _read_webp(stream: BoundedReader, contents: Contents) -> None:
    stream.seek(4)
    end, at = 8 + int.from_bytes(stream.exactly(4), "little"), 12
    if end > stream.length():
        raise CutShortError
    contents.images = 0
    while at < end:
        stream.seek(at)
        name, length = stream.exactly(4), int.from_bytes(stream.exactly(4), "little")
        at += 8 + length + length % 2
        if at > end or not length:
            raise CutShortError
        content = stream.read(min(length, _MAX_NOTE if name in (b"EXIF", b"XMP ") else 10))
        contents.images += name == b"ANMF"
        if contents.size == (0, 0):
            contents.size = _size_in_webp(name, content)
        if name not in _NEEDED_IN_WEBP:
            contents.note(
                exif=content if name == b"EXIF" else b"", xmp=content if name == b"XMP " else b""
            )


def _size_in_webp(name: bytes, content: bytes) -> tuple[int, int]:
    def number(start: int, end: int) -> int:
        return int.from_bytes(content[start:end], "little")

    if name == b"VP8X":
        return number(4, 7) + 1, number(7, 10) + 1
    if name == b"VP8L":
        bits = number(1, 5)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return (number(6, 8) & 0x3FFF, number(8, 10) & 0x3FFF) if name == b"VP8 " else (0, 0)


# ---- GIF (version 89a, appendix A) -----------------------------------------------------------


def _read_gif(stream: BoundedReader, contents: Contents) -> None:
    stream.seek(6)
    screen = stream.exactly(7)
    contents.size = int.from_bytes(screen[:2], "little"), int.from_bytes(screen[2:4], "little")
    contents.images = 0
    _skip_colours(stream, screen[4])
    while (kind := stream.exactly(1)) != b";":
        if kind == b",":
            contents.images += 1
            _skip_colours(stream, stream.exactly(9)[8])
            stream.exactly(1)
            _blocks_of_gif(stream)
        elif kind == b"!":
            label, content = stream.number(1), _blocks_of_gif(stream)
            if content.startswith(b"XMP DataXMP"):
                contents.note(xmp=content)
            elif label == 0xFE:
                contents.note()
        else:
            raise CutShortError


def _skip_colours(stream: BoundedReader, flags: int) -> None:
    if flags & 0x80:
        stream.exactly(3 << (flags & 7) + 1)


def _blocks_of_gif(stream: BoundedReader) -> bytes:
    return b"".join(iter(lambda: stream.exactly(stream.number(1)), b""))


# ---- AVIF and HEIC (ISO/IEC 23008-12) --------------------------------------------------------


def _read_boxes(stream: BoundedReader, _: Contents) -> None:
    """Check that each box is whole."""
    end, at = stream.length(), 0
    while at < end:
        stream.seek(at)
        length = stream.number(4)
        stream.seek(4, SEEK_CUR)
        length = stream.number(8) if length == 1 else length or end - at
        at += length
        if at > end or length < 8:
            raise CutShortError


def _ask_library(stream: BinaryIO, form: Form, contents: Contents) -> None:
    """The rest of these two forms is read by the libraries that draw them."""
    from journal.pictures import decoders  # Takes a while, and few files need it.

    try:
        with decoders.opened(stream, form) as picture:
            contents.size = picture.size
            exif, xmp = picture.info.get("exif"), picture.info.get("xmp")
            if exif or xmp:
                contents.note(exif=exif or b"", xmp=xmp or b"")
    except decoders.CannotBeDrawnError:
        contents.can_be_drawn = False


_READERS = {
    Form.JPEG: _read_jpeg,
    Form.PNG: _read_png,
    Form.WEBP: _read_webp,
    Form.GIF: _read_gif,
    Form.AVIF: _read_boxes,
    Form.HEIC: _read_boxes,
}
