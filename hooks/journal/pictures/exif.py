"""What a camera notes in a picture: which way is up, and where it was taken.

Pillow reads EXIF too, but prints warnings in English about damaged blocks, which are common enough.
The layout is that of TIFF 6.0, section 2.
"""

from __future__ import annotations

from typing import Literal

from PIL.ExifTags import GPS, IFD, Base

UPRIGHT = 1
_BYTE_ORDERS: dict[bytes, Literal["little", "big"]] = {b"II*\0": "little", b"MM\0*": "big"}
_SHORT = 3
_PLACES = frozenset({int(GPS.GPSLatitude), int(GPS.GPSLongitude)})


def orientation(exif: bytes) -> int:
    """How the picture is to be turned: 1 to 8, as EXIF counts (CIPA DC-008, 4.6.5.1.6)."""
    turn = _tags(exif).get(Base.Orientation, UPRIGHT)
    return turn if turn in range(1, 9) else UPRIGHT


def has_position(exif: bytes, xmp: bytes) -> bool:
    """Whether a camera noted where the picture was taken."""
    if b"GPSLatitude" in xmp or b"GPSLongitude" in xmp:
        return True
    return bool(_PLACES & _tags(exif, IFD.GPSInfo).keys())


def _tags(exif: bytes, within: int | None = None) -> dict[int, int]:
    """The tags of an EXIF block, or of one of its sections, each with its first number."""
    block = exif.removeprefix(b"Exif\0\0")
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
