"""What a picture says besides what it shows, whatever its bytes."""

from __future__ import annotations

import struct
from contextlib import nullcontext
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from journal.pictures.decoders import CannotBeDrawnError
from journal.pictures.file_types import MAX_PIXELS, Form, Other, inside
from journal.pictures.original_photograph import Photograph
from journal.pictures.published_prints import decode
from support.pictures import BLUE, FORMS, RED, exif, picture, png, png_chunk, saved, scene

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a exif:GPSLatitude="47,13N"/></x:xmpmeta>'


def read(data: bytes) -> Photograph:
    return Photograph.read(BytesIO(data))


def with_segment(marker: int, content: bytes) -> bytes:
    """A JPEG with one more segment, right after its beginning."""
    plain = picture()
    length = (len(content) + 2).to_bytes(2, "big")
    return plain[:2] + bytes([0xFF, marker]) + length + content + plain[2:]


@pytest.mark.parametrize("form", FORMS)
def test_a_plain_picture_is_known_by_its_bytes(form: str) -> None:
    found = read(picture(form))
    assert found == Photograph(
        Form[form],
        size=(48, 32),
        is_whole=True,
        has_notes=False,
        has_position=False,
        moves=False,
        orientation=1,
    )
    assert found.is_sound


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_cut_short_is_noticed_wherever_it_is_cut(form: str) -> None:
    whole = picture(form, size=(200, 150))
    assert read(whole).is_sound
    for length in range(len(whole) // 3, len(whole) - 1, max(1, len(whole) // 60)):
        assert not read(whole[:length]).is_sound, length


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"", Other.EMPTY),
        (bytes(200), Other.EMPTY),
        (b"\xef\xbb\xbf\n<!doctype HTML><html>", Other.HTML),
        (b"<!-- a --><html>", Other.HTML),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">', Other.SVG),
        (b"%PDF-1.4", Other.PDF),
        (b"PK\x03\x04\x14", Other.DOCUMENT),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp41isom", Other.FILM),
        (b"RIFF\0\0\0\0AVI LIST", Other.FILM),
        (b"MM\0*\0\0\0\x08", Other.OTHER_PICTURE),
        (b"BM\x9a\0", Other.OTHER_PICTURE),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", Form.HEIC),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", Form.AVIF),
        (b"GIF88a", Other.UNKNOWN),
    ],
)
def test_what_else_people_name_as_pictures(head: bytes, expected: Form | Other) -> None:
    assert inside(head) is expected
    assert not read(head).is_sound


def test_what_telephones_add_after_the_end_changes_nothing() -> None:
    assert read(picture() + bytes(200_000) + b"un film").is_sound
    assert read(picture("PNG") + b"un film").is_sound


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "HEIC"])
def test_a_place_is_noticed(form: str) -> None:
    found = read(picture(form, exif=exif(position=True)))
    assert (found.has_notes, found.has_position) == (True, True)
    found = read(picture(form, exif=exif()))
    assert (found.has_notes, found.has_position) == (True, False)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "HEIC"])
def test_a_place_in_xmp_is_noticed(form: str) -> None:
    notes = PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
    found = read(picture(form, **({"pnginfo": notes} if form == "PNG" else {"xmp": XMP})))
    assert (found.has_notes, found.has_position) == (True, True)


def test_a_place_in_a_gif_is_noticed() -> None:
    plain = picture("GIF")
    blocks = b"".join(bytes([len(part)]) + part for part in (XMP[:80], XMP[80:]) if part)
    found = read(plain[:-1] + b"!\xff\x0bXMP DataXMP" + blocks + b"\0;")
    assert (found.is_sound, found.has_position) == (True, True)
    assert read(picture("GIF", comment="par Camille")).has_notes


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("endian", "<>")
def test_the_way_up_is_read_in_both_byte_orders(orientation: int, endian: str) -> None:
    full = picture(exif=exif(position=True, orientation=orientation, endian=endian))
    found = read(full)
    assert (found.orientation, found.has_position) == (orientation, True)
    assert (b"Exif\0\0II*" in full) is (endian == "<")


@pytest.mark.parametrize(
    ("marker", "content"),
    [
        (0xFE, b"par Camille"),
        (0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x07\x1c\x02\x5a\0\x02Na"),
        (0xE1, b"http://ns.adobe.com/xmp/extension/\0Camille"),
        (0xE5, b"une marque"),
    ],
)
def test_other_notes_of_a_jpeg_count(marker: int, content: bytes) -> None:
    assert read(with_segment(marker, content)).has_notes


@pytest.mark.parametrize("content", [b"Adobe\0\x64\0\0\0\0\0", b"ICC_PROFILE\0\x01\x01abc"])
def test_the_way_colours_are_stored_is_no_note(content: bytes) -> None:
    assert not read(with_segment(0xEE, content)).has_notes


def test_notes_of_a_png_count_wherever_they_are() -> None:
    plain = picture("PNG")
    note = png_chunk(b"tEXt", b"Author\0Camille")
    assert read(plain[:33] + note + plain[33:]).has_notes
    assert read(plain[:-12] + note + plain[-12:]).has_notes


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_an_animation_is_noticed(form: str) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in (RED, BLUE)]
    moving = saved(frames[0], form, save_all=True, append_images=frames[1:])
    assert read(moving).moves
    assert read(moving).size == (8, 8)


@pytest.mark.parametrize("lossless", [True, False])
def test_the_size_of_a_webp_is_read_in_all_its_forms(lossless: bool) -> None:
    assert read(picture("WEBP", size=(300, 7), lossless=lossless)).size == (300, 7)
    assert read(picture("WEBP", "RGBA", size=(7, 300), lossless=lossless)).size == (7, 300)


def test_a_bomb_is_refused_without_being_drawn() -> None:
    header = struct.pack(">IIBBBBB", 30_000, MAX_PIXELS // 30_000 + 1, 8, 2, 0, 0, 0)
    found = read(png(1, 1).replace(png(1, 1)[12:33], png_chunk(b"IHDR", header)[4:]))
    assert found.is_whole
    assert found.is_too_large
    assert not found.is_sound


def test_a_corrupt_exif_says_nothing() -> None:
    for content in (b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0" + b"\xff" * 40):
        found = read(with_segment(0xE1, content))
        assert (found.is_sound, found.has_position, found.orientation) == (True, False, 1)


def test_a_large_photograph_is_read_without_its_pixels() -> None:
    class Counting(BytesIO):
        count = 0

        def read(self, size: int | None = -1) -> bytes:
            found = super().read(size)
            self.count += len(found)
            return found

    for form in ("JPEG", "PNG", "WEBP"):
        noise = Image.effect_noise((900, 900), 90)
        stream = Counting(saved(noise, form))
        assert Photograph.read(stream).is_sound
        assert stream.count < 80_000 < len(stream.getvalue())


SAMPLES = [
    picture(form, **({} if form == "GIF" else {"exif": exif(position=True, orientation=6)}))
    for form in FORMS
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A picture with some bytes changed, then cut."""
    data = bytearray(draw(st.sampled_from(SAMPLES)))
    for place in draw(st.lists(st.integers(0, len(data) - 1), max_size=8)):
        data[place] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(0, len(data)))]) if draw(st.booleans()) else bytes(data)


@given(data=st.one_of(damaged(), st.binary(max_size=200)))
@settings(max_examples=300)
def test_no_bytes_at_all_make_it_fail(data: bytes) -> None:
    assert isinstance(read(data).is_sound, bool)


def test_a_jpeg_is_drawn_in_as_many_passes_as_programs_make() -> None:
    plain = saved(scene(64, 48), progressive=True)
    start = plain.rindex(b"\xff\xda")
    for passes, is_drawn in ((0, True), (20, True), (100, False)):
        more = plain[:start] + plain[start:-2] * (passes + 1) + plain[-2:]
        photograph = Photograph.read(BytesIO(more))
        assert photograph.is_sound
        with nullcontext() if is_drawn else pytest.raises(CannotBeDrawnError, match="scans"):
            decode(more, photograph)
