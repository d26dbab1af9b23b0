"""Pictures made on the spot."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from pillow_heif import register_heif_opener

register_heif_opener()

FORMS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIC")
RED, BLUE = (220, 20, 20), (20, 20, 220)


def png(width: int, height: int, *, colour: tuple[int, int, int] = (150, 54, 26)) -> bytes:
    """A PNG of one colour, of any size in pixels (PNG, third edition, section 5)."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes(colour) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(rows))
        + png_chunk(b"IEND", b"")
    )


def png_chunk(name: bytes, content: bytes) -> bytes:
    """One part of a PNG, with its checksum."""
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def picture(
    form: str = "JPEG",
    mode: str = "RGB",
    *,
    size: tuple[int, int] = (48, 32),
    **options: Any,
) -> bytes:
    """A blue picture whose upper left quarter is red."""
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (0, 0, size[0] // 2, size[1] // 2))
    return saved(image.convert(mode), form, **options)


def saved(image: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    """A picture as a file."""
    target = BytesIO()
    image.save(target, "HEIF" if form == "HEIC" else form, **options)
    return target.getvalue()


def exif(*, position: bool = False, orientation: int | None = None, endian: str = ">") -> bytes:
    """What a camera writes."""
    values = Image.Exif()
    values.endian = endian
    values[Base.Make] = "Appareil de Camille"
    if orientation:
        values[Base.Orientation] = orientation
    if position:
        values.get_ifd(IFD.GPSInfo).update(
            {
                GPS.GPSLatitudeRef: "N",
                GPS.GPSLatitude: (47.0, 13.0, 5.0),
                GPS.GPSLongitudeRef: "W",
                GPS.GPSLongitude: (1.0, 33.0, 10.0),
            }
        )
    return values.tobytes()


def scene(width: int, height: int, *, grain: int = 12) -> Image.Image:
    """Something as hard to compress as a photograph: soft lights, edges, and grain everywhere."""
    light = Image.radial_gradient("L").resize((width, height))
    slope = Image.linear_gradient("L").resize((width, height))
    noise = Image.effect_noise((width, height), 8 * grain)
    bands = [
        Image.blend(light, noise, grain / 100),
        Image.blend(slope, noise, grain / 100),
        Image.blend(light.transpose(Image.Transpose.ROTATE_180), noise, grain / 100),
    ]
    image = Image.merge("RGB", bands)
    for rank in range(40):
        side = width // (6 + rank % 5)
        left, top = (rank * 331) % (width - side), (rank * 197) % max(height - side, 1)
        image.paste(
            (rank * 6, 255 - rank * 5, 90 + rank * 3), (left, top, left + side, top + side // 4)
        )
    return image
