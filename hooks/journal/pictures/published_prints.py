"""The prints of a photograph: small, upright, in the colours of screens, and silent.

A photograph is decoded and encoded again, so that nothing that this module does not know of can
pass: neither notes nor profiles nor what follows the end of the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pillow_heif
from PIL import Image, ImageCms, features

from journal.pictures.decoders import CannotBeDrawnError, opened
from journal.pictures.file_types import MAX_PIXELS
from journal.pictures.original_photograph import Photograph
from journal.pictures.picture_addresses import STEPS, Prints

# Old browsers, feeds and mails get the widest in JPEG or PNG.
_PLAIN_WEIGHT = 300_000
# A screenshot of a whole page is taller than anyone wants to see in one.
_MAX_RATIO = 2
# Tried one after the other until a print is light enough.
_WEBP_QUALITIES = (80, 70, 58, 46, 34, 22)
_JPEG_QUALITIES = (84, 74, 62, 50)
# A drawing has few colours; compressed without loss, it is often both lighter and sharper.
_FEW_COLOURS = 256

_METHODS = Image.Transpose
# How to turn a picture, by EXIF's number.
_TURNS = {
    2: _METHODS.FLIP_LEFT_RIGHT,
    3: _METHODS.ROTATE_180,
    4: _METHODS.FLIP_TOP_BOTTOM,
    5: _METHODS.TRANSPOSE,
    6: _METHODS.ROTATE_270,
    7: _METHODS.TRANSVERSE,
    8: _METHODS.ROTATE_90,
}


def recipe() -> str:
    """Everything that prints depend on besides the photograph: this room's lines, the libraries."""
    lines = b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))
    versions = [features.version(name) for name in ("pil", "webp", "jpg", "littlecms2", "avif")]
    return f"{sha256(lines).hexdigest()} {versions} {pillow_heif.libheif_version()}"


def develop(data: bytes, photograph: Photograph, *, as_png: bool) -> Prints:
    """Make the prints of a photograph; the same bytes every time.

    Args:
        data: the file.
        photograph: what it says of itself.
        as_png: whether the plain print is a PNG, as its name will say.

    Raises:
        CannotBeDrawnError: its pixels are damaged.
    """
    picture, is_drawing = decode(data, photograph)
    webp = [
        (print_.width, _webp(print_, weight, is_drawing=is_drawing))
        for print_, weight in _steps(picture)
    ]
    return Prints(picture.size, _png(picture) if as_png else _jpeg(picture), tuple(webp))


def decode(data: bytes, photograph: Photograph) -> tuple[Image.Image, bool]:
    """The picture as it is to be seen, at most as wide as the widest print; whether it is drawn.

    All that can fail in `develop` is here: what is drawn once can be printed.

    Raises:
        CannotBeDrawnError: its pixels are damaged, or more work than a picture is worth.
    """
    if not photograph.is_sound:
        raise CannotBeDrawnError
    with opened(BytesIO(data), photograph.inside) as source:
        if source.width * source.height > MAX_PIXELS:  # More than its file says at first.
            raise CannotBeDrawnError
        return _upright(source, photograph)


def packed(prints: Prints) -> bytes:
    """Prints as one file of a cache; `unpacked` takes them out."""
    widths, contents = [w for w, _ in prints.webp], [prints.plain, *(c for _, c in prints.webp)]
    header = json.dumps([prints.size, widths, [len(content) for content in contents]])
    return b"\n".join((header.encode(), b"".join(contents)))


def unpacked(data: bytes) -> Prints:
    """The prints that `packed` put together."""
    header, _, rest = data.partition(b"\n")
    size, widths, lengths = json.loads(header)
    contents = []
    for length in lengths:
        contents.append(rest[:length])
        rest = rest[length:]
    return Prints(tuple(size), contents[0], tuple(zip(widths, contents[1:], strict=True)))


def _steps(picture: Image.Image) -> Iterator[tuple[Image.Image, int]]:
    """The picture at each width, never wider than it is, and what each should weigh at most."""
    for step, weight in STEPS.items():
        yield _narrowed(picture, step), weight
        if step >= picture.width:
            return


def _narrowed(picture: Image.Image, width: int) -> Image.Image:
    if picture.width <= width:
        return picture
    size = (width, max(1, round(picture.height * width / picture.width)))
    return picture.resize(size, Image.Resampling.LANCZOS)


# ---- From a file to pixels -------------------------------------------------------------------


def _upright(source: Image.Image, photograph: Photograph) -> tuple[Image.Image, bool]:
    turns = photograph.orientation > 4
    width, height = photograph.size[::-1] if turns else photograph.size
    scale = min(1, max(STEPS) / width, max(STEPS) * _MAX_RATIO / height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    stored = size[::-1] if turns else size
    source.draft(None, stored)  # A JPEG is decoded at half or a quarter of its size, much faster.
    source.load()
    profile = source.info.get("icc_profile")
    picture, alpha = _plain_colours(source)
    is_drawing = picture.getcolors(_FEW_COLOURS) is not None
    if picture.size != stored:
        picture = picture.resize(stored, Image.Resampling.LANCZOS, reducing_gap=3)
        alpha = alpha and alpha.resize(stored, Image.Resampling.LANCZOS, reducing_gap=3)
    picture = _in_srgb(picture, profile)
    if alpha:
        picture.putalpha(alpha)
    if photograph.orientation in _TURNS:
        picture = picture.transpose(_TURNS[photograph.orientation])
    # What is left here would be written in the prints.
    picture.info.clear()
    return picture, is_drawing


def _plain_colours(source: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """Pixels in a mode that can be resized, and how opaque they are, or None."""
    if source.has_transparency_data:
        full = source.convert("RGBA")
        alpha = full.getchannel("A")
        # What is transparent may hold any colour, which would show at the edges.
        paper = Image.new("RGB", full.size, "white")
        paper.paste(full, mask=alpha)
        return paper, alpha if alpha.getextrema() != (255, 255) else None
    if source.mode.startswith("I"):  # Greys of 16 bits.
        return source.convert("I").point(lambda grey: grey * (1 / 256)).convert("L"), None
    return (source if source.mode in ("L", "CMYK") else source.convert("RGB")), None


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in the colours that every screen knows, as its own profile says they are."""
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            found = ImageCms.profileToProfile(picture, own, srgb, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):  # A profile that is damaged, or of other colours.
            found = None
        if found:
            return found
    return picture.convert("RGB")


# ---- From pixels to files --------------------------------------------------------------------


def _saved(picture: Image.Image, form: str, **options: Any) -> bytes:
    target = BytesIO()
    picture.save(target, form, **options)
    return target.getvalue()


def _webp(picture: Image.Image, weight: int, *, is_drawing: bool) -> bytes:
    content = b""
    for quality in _WEBP_QUALITIES:
        content = _saved(picture, "WEBP", quality=quality, method=4)
        if len(content) <= weight:
            break
    if is_drawing:
        exact = _saved(picture, "WEBP", lossless=True, method=4)
        return min(exact, content, key=len)
    return content


def _jpeg(picture: Image.Image) -> bytes:
    if picture.mode == "RGBA":
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(picture, mask=picture.getchannel("A"))
        picture = paper
    content = b""
    for quality in _JPEG_QUALITIES:
        content = _saved(picture, "JPEG", quality=quality, progressive=True, optimize=True)
        if len(content) <= _PLAIN_WEIGHT:
            break
    return content


def _png(picture: Image.Image) -> bytes:
    content = _saved(picture, "PNG", optimize=True)
    if len(content) > _PLAIN_WEIGHT:
        few = picture.quantize(_FEW_COLOURS, Image.Quantize.FASTOCTREE)
        content = _saved(few, "PNG", optimize=True)
    return content
