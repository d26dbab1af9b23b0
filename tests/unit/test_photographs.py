"""What a picture says besides what it shows, and that it is gone."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

from journal.pictures.photographs import has_metadata, has_position, is_known, without_metadata

FORMATS = ("JPEG", "PNG", "WEBP")
WIDTH, HEIGHT = 48, 32
RED, BLUE = (220, 20, 20), (20, 20, 220)
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a exif:GPSLatitude="47,13N"/></x:xmpmeta>'
# Where a picture stored upright has its red quarter once turned: (left, top), per orientation.
CORNERS = {
    1: (True, True),
    2: (False, True),
    3: (False, False),
    4: (True, False),
    5: (True, True),
    6: (False, True),
    7: (False, False),
    8: (True, False),
}


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


def picture(form: str = "JPEG", mode: str = "RGB", **options: Any) -> bytes:
    """A blue picture whose upper left quarter is red."""
    image = Image.new("RGB", (WIDTH, HEIGHT), BLUE)
    image.paste(RED, (0, 0, WIDTH // 2, HEIGHT // 2))
    target = BytesIO()
    image.convert(mode).save(target, form, **options)
    return target.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def cleaned(data: bytes) -> bytes:
    """The picture without metadata, once it is sure that it had some and has none left."""
    assert has_metadata(data)
    result = without_metadata(data)
    assert result is not None
    assert result != data
    assert not has_metadata(result)
    assert not has_position(result)
    for trace in (b"Exif", b"EXIF", b"Camille", b"xmpmeta", b"XMP "):
        assert trace not in result
    assert without_metadata(result) is result
    assert dict(opened(result).getexif()) == {}
    return result


def png_chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def with_segment(marker: int, content: bytes) -> bytes:
    """A JPEG with one more segment, right after its beginning."""
    plain = picture()
    length = (len(content) + 2).to_bytes(2, "big")
    return plain[:2] + bytes([0xFF, marker]) + length + content + plain[2:]


@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_with_nothing_to_remove_keeps_its_bytes(form: str) -> None:
    plain = picture(form, icc_profile=PROFILE)
    assert not has_metadata(plain)
    assert without_metadata(plain) is plain


@pytest.mark.parametrize("form", FORMATS)
def test_the_place_goes_and_the_pixels_stay(form: str) -> None:
    plain = picture(form, icc_profile=PROFILE)
    full = picture(form, icc_profile=PROFILE, exif=exif(position=True))
    assert has_position(full)
    result = cleaned(full)
    assert opened(result).tobytes() == opened(plain).tobytes()
    assert opened(result).info["icc_profile"] == PROFILE
    if form == "WEBP":
        assert result[12:16] == b"VP8X"
        assert result[20] & 0b1100 == 0, "EXIF or XMP is still announced"


@pytest.mark.parametrize("form", FORMATS)
def test_exif_without_a_place_is_no_position(form: str) -> None:
    full = picture(form, exif=exif())
    assert has_metadata(full)
    assert not has_position(full)


@pytest.mark.parametrize("orientation", CORNERS)
@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_that_lies_on_its_side_is_turned(form: str, orientation: int) -> None:
    full = picture(form, icc_profile=PROFILE, exif=exif(orientation=orientation))
    result = opened(cleaned(full))
    size = (WIDTH, HEIGHT) if orientation < 5 else (HEIGHT, WIDTH)
    assert result.size == size
    assert result.format == form
    assert result.info["icc_profile"] == PROFILE
    at = {(x, y): (size[0] * (1 if x else 3) // 4, size[1] * (1 if y else 3) // 4)
          for x in (True, False) for y in (True, False)}  # fmt: skip
    reds = {
        corner for corner, point in at.items() if result.convert("RGB").getpixel(point)[0] > 128
    }
    assert reds == {CORNERS[orientation]}


@pytest.mark.parametrize("endian", "<>")
def test_cameras_of_both_byte_orders_are_understood(endian: str) -> None:
    full = picture(exif=exif(position=True, orientation=6, endian=endian))
    assert (b"Exif\0\0II*" in full) is (endian == "<")
    assert has_position(full)
    assert opened(cleaned(full)).size == (HEIGHT, WIDTH)


def test_a_turned_jpeg_keeps_its_quality() -> None:
    for options in ({"quality": 60, "subsampling": 2}, {"quality": 92, "subsampling": 0}):
        full = picture(exif=exif(orientation=6), progressive=True, **options)
        before, after = opened(full), opened(cleaned(full))
        assert after.quantization == before.quantization
        assert after.layer == before.layer
        assert after.info["progressive"]


@pytest.mark.parametrize("lossless", [True, False])
def test_a_turned_webp_stays_lossless_or_not(lossless: bool) -> None:
    full = picture("WEBP", exif=exif(orientation=3), lossless=lossless)
    assert (b"VP8L" in cleaned(full)) is lossless


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "1", "LA", "I;16"])
def test_every_kind_of_png_is_turned_as_it_is(mode: str) -> None:
    full = picture("PNG", mode, exif=exif(orientation=3))
    result = opened(cleaned(full))
    assert result.mode == opened(full).mode
    assert result.getpixel((WIDTH - 1, HEIGHT - 1)) == opened(full).getpixel((0, 0))


@pytest.mark.parametrize("form", FORMATS)
def test_xmp_is_read_and_removed(form: str) -> None:
    notes = PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
    full = picture(form, **({"pnginfo": notes} if form == "PNG" else {"xmp": XMP}))
    assert has_position(full)
    cleaned(full)


def test_png_text_and_dates_are_removed() -> None:
    notes = PngInfo()
    notes.add_text("Author", "Camille")
    notes.add_text("Comment", "Camille", zip=True)
    notes.add_itxt("Title", "Camille", lang="fr")
    cleaned(picture("PNG", pnginfo=notes))
    plain = picture("PNG")
    cleaned(plain[:33] + png_chunk(b"tIME", bytes(7)) + plain[33:])


@pytest.mark.parametrize(
    ("marker", "content"),
    [
        (0xFE, b"par Camille"),
        (0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x07\x1c\x02\x5a\0\x02Na"),
        (0xE1, b"http://ns.adobe.com/xmp/extension/\0Camille"),
        (0xE2, b"MPF\0Camille"),
        (0xE5, b"une marque"),
        (0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01abc"),
        (0xE0, b"JFXX\0\x10une vignette"),
    ],
)
def test_whatever_a_jpeg_is_not_drawn_with_is_removed(marker: int, content: bytes) -> None:
    assert opened(cleaned(with_segment(marker, content))).tobytes() == opened(picture()).tobytes()


@pytest.mark.parametrize("form", FORMATS)
def test_what_follows_the_picture_is_removed(form: str) -> None:
    assert cleaned(picture(form) + b"un film, tourne par Camille") == picture(form)


def test_a_comment_between_two_scans_is_removed() -> None:
    plain = picture(progressive=True)
    scan = plain.rindex(b"\xff\xda")
    assert cleaned(plain[:scan] + b"\xff\xfe\x00\x09Camille" + plain[scan:]) == plain


def test_the_way_colours_are_stored_is_kept() -> None:
    """Adobe's mark says whether they are RGB or YCbCr: without it a picture turns green."""
    full = with_segment(0xEE, b"Adobe\0\x64\0\0\0\0\0")
    assert without_metadata(full) is full


def test_colours_of_print_are_kept() -> None:
    plain = picture(mode="CMYK")
    full = picture(mode="CMYK", exif=exif())
    assert opened(cleaned(full)).tobytes() == opened(plain).tobytes()


def test_an_animation_stays_one() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in (RED, BLUE)]
    for form in ("PNG", "WEBP"):
        target = BytesIO()
        frames[0].save(
            target, form, save_all=True, append_images=frames[1:], exif=exif(orientation=6)
        )
        assert opened(cleaned(target.getvalue())).n_frames == 2


def test_the_same_picture_always_gives_the_same_bytes() -> None:
    full = picture(exif=exif(orientation=6, position=True))
    assert len({without_metadata(full) for _ in range(5)}) == 1


@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_cut_short_is_not_published_with_what_it_holds(form: str) -> None:
    full = picture(form, exif=exif(position=True))[:-4]
    assert is_known(picture(form))
    assert not is_known(full)
    assert has_metadata(full)
    assert without_metadata(full) is None
    plain = picture(form)[:-4]
    assert not has_metadata(plain)
    assert without_metadata(plain) is plain


def test_a_sideways_picture_that_cannot_be_drawn_is_not_published() -> None:
    full = picture("PNG", exif=exif(orientation=6))
    start = full.index(b"IDAT") + 6
    broken = full[:start] + bytes(20) + full[start + 20 :]
    assert without_metadata(broken) is None


@pytest.mark.parametrize("form", ["AVIF", "GIF"])
def test_a_format_that_cannot_be_taken_apart_is_refused_with_metadata(form: str) -> None:
    plain = picture(form)
    if form == "GIF":
        full = plain[:-1] + b"!\xff\x0bXMP DataXMP" + XMP + b";"
    else:
        full = picture(form, exif=exif(position=True))
    assert has_metadata(full)
    assert not is_known(full)
    assert without_metadata(full) is None
    assert without_metadata(plain) is plain


def test_a_corrupt_exif_is_removed_like_another() -> None:
    for content in (b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0" + b"\xff" * 40):
        full = with_segment(0xE1, content)
        assert not has_position(full)
        assert opened(cleaned(full)).tobytes() == opened(picture()).tobytes()


SAMPLES = [
    picture(form, exif=exif(position=True, orientation=6), icc_profile=PROFILE) for form in FORMATS
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A picture with some bytes changed, then cut at both ends."""
    data = bytearray(draw(st.sampled_from(SAMPLES)))
    for place in draw(st.lists(st.integers(0, len(data) - 1), max_size=8)):
        data[place] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(0, len(data)))]) if draw(st.booleans()) else bytes(data)


@given(data=st.one_of(damaged(), st.binary(max_size=200)))
@settings(max_examples=300, deadline=None)
def test_no_bytes_at_all_make_it_fail(data: bytes) -> None:
    has_position(data)
    result = without_metadata(data)
    if result is None or result != data:
        assert has_metadata(data)
    if result is not None:
        assert not has_metadata(result)
