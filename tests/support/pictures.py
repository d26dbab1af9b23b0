"""Pictures made on the spot."""

from __future__ import annotations

import struct
import zlib


def png(width: int, height: int, *, colour: tuple[int, int, int] = (150, 54, 26)) -> bytes:
    """A PNG of one colour, of any size in pixels (PNG, third edition, section 5)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes(colour) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
