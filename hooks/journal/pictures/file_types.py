"""What a file is, by its first bytes and never by its name."""

from __future__ import annotations

import re
from enum import Enum, auto


class Form(Enum):
    """A kind of picture that the site can read."""

    JPEG = auto()
    PNG = auto()
    WEBP = auto()
    GIF = auto()
    AVIF = auto()
    HEIC = auto()


class Other(Enum):
    """What else people name as pictures."""

    EMPTY = auto()
    HTML = auto()
    SVG = auto()
    PDF = auto()
    FILM = auto()
    DOCUMENT = auto()
    OTHER_PICTURE = auto()
    UNKNOWN = auto()


# As many as Pillow advises (`Image.MAX_IMAGE_PIXELS`, 256 MB of memory): a file of a few kilobytes
# can ask for a thousand times more.
MAX_PIXELS = 89_000_000
# Enough to tell what a file is; HTML may begin with a long comment.
HEAD_LENGTH = 1024
_BEGINNINGS: tuple[tuple[bytes, Form | Other], ...] = (
    (b"\xff\xd8\xff", Form.JPEG),
    (b"\x89PNG\r\n\x1a\n", Form.PNG),
    (b"GIF87a", Form.GIF),
    (b"GIF89a", Form.GIF),
    (b"%PDF-", Other.PDF),
    (b"PK\x03\x04", Other.DOCUMENT),  # Word, LibreOffice, and archives.
    (b"\xd0\xcf\x11\xe0", Other.DOCUMENT),  # Word before 2007.
    (b"{\\rtf", Other.DOCUMENT),
    (b"\x1aE\xdf\xa3", Other.FILM),
    (b"BM", Other.OTHER_PICTURE),
    (b"II*\0", Other.OTHER_PICTURE),  # TIFF, and most cameras' raw files.
    (b"MM\0*", Other.OTHER_PICTURE),
    (b"8BPS", Other.OTHER_PICTURE),
    (b"\xff\x0a", Other.OTHER_PICTURE),  # JPEG XL, bare or boxed; JPEG 2000.
    (b"\0\0\0\x0cJXL ", Other.OTHER_PICTURE),
    (b"\0\0\0\x0cjP  ", Other.OTHER_PICTURE),
)
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_MARKUP = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*<(?P<name>!doctype html|html|head|body|\?xml|svg|!--)", re.I
)


def inside(head: bytes) -> Form | Other:
    """What a file is, from its first thousand bytes."""
    if not head.strip(b"\0"):
        return Other.EMPTY
    for beginning, found in _BEGINNINGS:
        if head.startswith(beginning):
            return found
    if head.startswith(b"RIFF"):
        return Form.WEBP if head[8:12] == b"WEBP" else Other.FILM
    if head[4:8] == b"ftyp":  # ISO/IEC 14496-12, section 4.3.
        end = int.from_bytes(head[:4], "big")
        brands = {head[at : at + 4] for at in range(8, min(end, HEAD_LENGTH), 4)}
        if brands & _AVIF_BRANDS:
            return Form.AVIF
        return Form.HEIC if brands & _HEIC_BRANDS else Other.FILM
    if _MARKUP.match(head):
        return Other.SVG if b"<svg" in head.lower() else Other.HTML
    return Other.UNKNOWN
