"""Takes out of a picture what a camera notes on its own: above all, where somebody lives.

A file is cut into its parts and put together again without those that nobody needs to draw it:
pixels and colours stay as they were, to the bit. Only a picture that lies on its side is made
anew, since the note that says so goes too. The lists say what is kept, never what is removed.
Tried in its place, piexif left XMP, which may also say where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from io import BytesIO
from typing import Any, Literal

from PIL import Image, ImageOps
from PIL.ExifTags import GPS, IFD, Base
from PIL.JpegImagePlugin import get_sampling

SUFFIXES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")


class Kind(Enum):
    """What a part of a file is for."""

    NEEDED = auto()
    EXIF = auto()
    XMP = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class _Part:
    kind: Kind
    raw: bytes
    content: bytes = b""


class _CannotBeReadError(ValueError):
    """The bytes are not a whole picture of a known format."""


def without_metadata(data: bytes) -> bytes | None:
    """The same picture without EXIF, XMP, IPTC, comments, dates nor anything after its end.

    Returns:
        The very same bytes when there is nothing to remove; None when there is something that
        cannot be removed. What is neither JPEG, PNG nor WebP, or is cut short, is only looked at:
        without a trace of metadata it is left as it is. Nothing is ever raised.
    """
    try:
        parts = _parts(data)
    except _CannotBeReadError:
        return None if _TRACES.search(data) else data
    if all(part.kind is Kind.NEEDED for part in parts):
        return data
    kept = _join([part for part in parts if part.kind is Kind.NEEDED])
    turn = _orientation(parts)
    return kept if turn == _UPRIGHT else _turned(kept, turn)


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height of a picture, in pixels; None when it has none of its own, as an SVG."""
    try:
        with Image.open(BytesIO(data)) as picture:
            return picture.size
    except (OSError, Image.DecompressionBombError):
        return None


def has_metadata(data: bytes) -> bool:
    """Whether a picture holds anything besides what it takes to draw it."""
    try:
        return any(part.kind is not Kind.NEEDED for part in _parts(data))
    except _CannotBeReadError:
        return bool(_TRACES.search(data))


def is_known(data: bytes) -> bool:
    """Whether a picture is of a kind that can be cut into parts: a whole JPEG, PNG or WebP."""
    try:
        return bool(_parts(data))
    except _CannotBeReadError:
        return False


def has_position(data: bytes) -> bool:
    """Whether a picture says where it was taken, in EXIF or XMP."""
    try:
        parts = _parts(data)
    except _CannotBeReadError:
        return False
    places = {GPS.GPSLatitude, GPS.GPSLongitude}
    return any(
        b"GPSLatitude" in part.content or b"GPSLongitude" in part.content
        if part.kind is Kind.XMP
        else bool(places & _tags(part, IFD.GPSInfo).keys())
        for part in parts
        if part.kind in (Kind.XMP, Kind.EXIF)
    )


# What betrays metadata in a file that cannot be taken apart: AVIF, HEIC, GIF, or cut short.
_TRACES = re.compile(rb"Exif|EXIF|eXIf|[iz]TXt|tEXt|xmpmeta|XMP DataXMP|Photoshop 3\.0")


def _parts(data: bytes) -> list[_Part]:
    if data.startswith(b"\xff\xd8\xff"):
        return list(_parts_of_jpeg(data))
    if data.startswith(_PNG):
        return list(_parts_of_png(data))
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return list(_parts_of_webp(data))
    raise _CannotBeReadError


def _join(parts: list[_Part]) -> bytes:
    whole = b"".join(part.raw for part in parts)
    if not whole.startswith(b"RIFF"):
        return whole
    return b"RIFF" + (len(whole) - 8).to_bytes(4, "little") + whole[8:]


def _tail(data: bytes, end: int) -> Iterator[_Part]:
    """What stands after the end: a telephone's film, an older version of the picture."""
    if data[end:]:
        yield _Part(Kind.OTHER, data[end:])


# ---- JPEG (ITU-T T.81, annex B) --------------------------------------------------------------

_MARKER = re.compile(rb"\xff+([^\x00\xff])")
_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_COMMENT, _END, _SCAN = 0xFE, 0xD9, 0xDA
_APPLICATION = range(0xE0, 0xF0)
# Colours: the ICC profile, and whether Adobe stored them as YCbCr, CMYK or RGB.
_COLOURS = (b"ICC_PROFILE\0", b"Adobe")
_JFIF = b"JFIF\0"
_JFIF_WITHOUT_THUMBNAIL = 14


def _parts_of_jpeg(data: bytes) -> Iterator[_Part]:
    yield _Part(Kind.NEEDED, data[:2])
    at = 2
    while True:
        marker = _MARKER.match(data, at)
        if not marker:
            raise _CannotBeReadError
        code, start = marker[1][0], marker.end()
        if code == _END:
            yield _Part(Kind.NEEDED, b"\xff\xd9")
            yield from _tail(data, start)
            return
        length = int.from_bytes(data[start : start + 2], "big")
        end = start + length
        if length < 2 or end > len(data):
            raise _CannotBeReadError
        content = data[start + 2 : end]
        if code == _SCAN:
            after = _AFTER_SCAN.search(data, end)
            if not after:
                raise _CannotBeReadError
            end = after.start()
        yield _Part(_kind_in_jpeg(code, content), data[at:end], content)
        at = end


def _kind_in_jpeg(code: int, content: bytes) -> Kind:
    if code not in _APPLICATION and code != _COMMENT:
        return Kind.NEEDED
    if content.startswith(_COLOURS):
        return Kind.NEEDED
    if content.startswith(_JFIF) and len(content) == _JFIF_WITHOUT_THUMBNAIL:
        return Kind.NEEDED
    if content.startswith(b"Exif\0"):
        return Kind.EXIF
    return Kind.XMP if content.startswith(b"http://ns.adobe.com/x") else Kind.OTHER


# ---- PNG (W3C, third edition, section 11) ----------------------------------------------------

_PNG = b"\x89PNG\r\n\x1a\n"
_NEEDED_IN_PNG = frozenset({
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"cICP", b"gAMA", b"iCCP", b"mDCV",
    b"cLLI", b"sBIT", b"sRGB", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
})  # fmt: skip


def _parts_of_png(data: bytes) -> Iterator[_Part]:
    yield _Part(Kind.NEEDED, _PNG)
    at, name = len(_PNG), b""
    while name != b"IEND":
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data):
            raise _CannotBeReadError
        content = data[at + 8 : end - 4]
        kind = Kind.NEEDED if name in _NEEDED_IN_PNG else Kind.OTHER
        if name == b"eXIf":
            kind = Kind.EXIF
        elif content.startswith(b"XML:com.adobe.xmp\0"):
            kind = Kind.XMP
        yield _Part(kind, data[at:end], content)
        at = end
    yield from _tail(data, at)


# ---- WebP (RFC 9649, section 2) --------------------------------------------------------------

_NEEDED_IN_WEBP = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_NAMED_IN_WEBP = {b"EXIF": Kind.EXIF, b"XMP ": Kind.XMP}
# The bits of VP8X that announce EXIF and XMP.
_ANNOUNCED = 0b1100


def _parts_of_webp(data: bytes) -> Iterator[_Part]:
    whole = 8 + int.from_bytes(data[4:8], "little")
    if whole > len(data):
        raise _CannotBeReadError
    yield _Part(Kind.NEEDED, data[:12])
    at = 12
    while at < whole:
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        if end > whole or not length:
            raise _CannotBeReadError
        content, raw = data[at + 8 : at + 8 + length], data[at:end]
        if name == b"VP8X":
            raw = raw[:8] + bytes([raw[8] & ~_ANNOUNCED]) + raw[9:]
        kind = Kind.NEEDED if name in _NEEDED_IN_WEBP else Kind.OTHER
        yield _Part(_NAMED_IN_WEBP.get(name, kind), raw, content)
        at = end
    yield from _tail(data, whole)


# ---- What EXIF says, and the pictures that lie on their side ---------------------------------

_UPRIGHT = 1
_BYTE_ORDERS: dict[bytes, Literal["little", "big"]] = {b"II*\0": "little", b"MM\0*": "big"}
_SHORT = 3


def _tags(part: _Part, within: int | None = None) -> dict[int, int]:
    """The tags of an EXIF part, or of one of its sections, each with its first number.

    Pillow reads them too, but prints warnings in English about damaged ones, which are common
    enough. The layout is that of TIFF 6.0, section 2.
    """
    block = part.content.removeprefix(b"Exif\0\0")
    order = _BYTE_ORDERS.get(block[:4])
    if order is None:
        return {}

    def number(at: int, length: int) -> int:
        return int.from_bytes(block[at : at + length], order)

    def section(at: int) -> dict[int, int]:
        end = min(at + 2 + 12 * number(at, 2), len(block) - 11)
        entries = range(at + 2, end, 12)
        return {
            number(e, 2): number(e + 8, 2 if number(e + 2, 2) == _SHORT else 4) for e in entries
        }

    first = section(number(4, 4))
    if within is None:
        return first
    return section(first[within]) if within in first else {}


def _orientation(parts: list[_Part]) -> int:
    """How the picture is to be turned: 1 to 8, as EXIF counts (CIPA DC-008, 4.6.5.1.6)."""
    for part in parts:
        if part.kind is Kind.EXIF:
            turn = _tags(part).get(Base.Orientation, _UPRIGHT)
            return turn if turn in range(1, 9) else _UPRIGHT
    return _UPRIGHT


def _turned(data: bytes, turn: int) -> bytes | None:
    """The picture upright, as near as can be to the quality it had; None if it cannot be read."""
    target = BytesIO()
    try:
        with Image.open(BytesIO(data)) as picture:
            if getattr(picture, "n_frames", 1) > 1:
                return data  # An animation, which no camera writes.
            picture.getexif()[Base.Orientation] = turn
            upright = ImageOps.exif_transpose(picture)
            upright.save(target, picture.format, **_options(picture, data))
    except Exception:  # Pillow has no error of its own: any of a dozen, on damaged bytes.
        return None
    return target.getvalue()


def _options(picture: Image.Image, data: bytes) -> dict[str, Any]:
    options: dict[str, Any] = {"icc_profile": picture.info.get("icc_profile")}
    if picture.format == "JPEG":
        sampling = get_sampling(picture)
        options["qtables"] = getattr(picture, "quantization", None)
        options["progressive"] = "progressive" in picture.info
        options |= {"subsampling": sampling} if sampling >= 0 else {}
    elif picture.format == "WEBP":
        options["lossless"] = any(p.raw.startswith(b"VP8L") for p in _parts_of_webp(data))
        options["quality"] = 90
    return options
