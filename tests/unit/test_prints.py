"""What is published of a photograph: light, upright, silent, the same bytes every time."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from PIL import Image, ImageCms

from journal.pictures.decoders import CannotBeDrawnError
from journal.pictures.original_photograph import Photograph
from journal.pictures.picture_addresses import STEPS, Prints
from journal.pictures.published_prints import develop, packed, recipe, unpacked
from support.pictures import BLUE, FORMS, RED, exif, picture, png_chunk, saved, scene
from unit.test_photographs import damaged, with_segment

WIDTH, HEIGHT = 48, 32
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


def prints_of(data: bytes, *, as_png: bool = False) -> Prints:
    return develop(data, Photograph.read(BytesIO(data)), as_png=as_png)


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def corner(data: bytes, *, left: bool, top: bool) -> tuple[int, ...]:
    """The colour in the middle of a quarter."""
    image = opened(data).convert("RGB")
    x, y = (1 if left else 3, 1 if top else 3)
    found = image.getpixel((image.width * x // 4, image.height * y // 4))
    assert isinstance(found, tuple)
    return found


def is_near(found: tuple[int, ...], expected: tuple[int, ...]) -> bool:
    """Whether two colours are one, but for what compression loses."""
    return all(abs(a - b) < 30 for a, b in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (20, [20]),
        (480, [480]),
        (481, [480, 481]),
        (900, [480, 800, 900]),
        (1200, [480, 800, 1200]),
        (3000, [480, 800, 1200]),
    ],
)
def test_there_are_three_widths_and_none_is_wider_than_the_picture(
    width: int, widths: list[int]
) -> None:
    prints = prints_of(picture(size=(width, width // 2)))
    assert [w for w, _ in prints.webp] == widths
    assert prints.size == (widths[-1], widths[-1] // 2)
    assert [opened(content).size for _, content in prints.webp] == [(w, w // 2) for w in widths]
    assert opened(prints.plain).size == prints.size


def test_a_picture_taller_than_anyone_looks_at_is_made_narrow() -> None:
    assert prints_of(picture(size=(100, 8000))).size == (30, 2400)
    assert prints_of(picture(size=(1, 8000))).size == (1, 2400)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_picture(form: str) -> None:
    prints = prints_of(picture(form))
    for data, expected in ((prints.plain, "JPEG"), (prints.webp[0][1], "WEBP")):
        assert opened(data).format == expected
        assert is_near(corner(data, left=True, top=True), RED)
        assert is_near(corner(data, left=False, top=False), BLUE)
    assert opened(prints_of(picture(form), as_png=True).plain).format == "PNG"


@pytest.mark.parametrize("orientation", CORNERS)
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_lies_on_its_side_is_turned(form: str, orientation: int) -> None:
    prints = prints_of(picture(form, exif=exif(orientation=orientation)))
    size = (WIDTH, HEIGHT) if orientation < 5 else (HEIGHT, WIDTH)
    for data in (prints.plain, prints.webp[0][1]):
        assert opened(data).size == size
        reds = {
            (left, top)
            for left in (True, False)
            for top in (True, False)
            if corner(data, left=left, top=top)[0] > 128
        }
        assert reds == {CORNERS[orientation]}


def test_a_heic_is_turned_once_by_the_library_that_draws_it() -> None:
    """libheif goes by the file's own note (`irot`), which stands beside that of EXIF."""
    prints = prints_of(picture("HEIC", exif=exif(orientation=6)))
    assert prints.size == (HEIGHT, WIDTH)
    assert is_near(corner(prints.plain, left=False, top=True), RED)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "HEIC"])
def test_nothing_that_a_camera_noted_is_left(form: str) -> None:
    options = {} if form == "HEIC" else {"icc_profile": swapped_profile()}
    full = picture(form, exif=exif(position=True, orientation=3), xmp=b"<x:xmpmeta/>", **options)
    prints = prints_of(full)
    for data in (prints.plain, *(content for _, content in prints.webp)):
        assert not Photograph.read(BytesIO(data)).has_notes
        for trace in (b"Exif", b"Camille", b"xmpmeta", b"ICC_PROFILE", b"ICCP"):
            assert trace not in data
    assert b"iCCP" not in prints_of(full, as_png=True).plain


@pytest.mark.parametrize(
    ("marker", "content"),
    [
        (0xFE, b"par Camille"),
        (0xE1, b"http://ns.adobe.com/xmp/extension/\0Camille"),
        (0xE2, b"ICC_PROFILE\0\x01\x01Camille"),
        (0xE2, b"MPF\0Camille"),
        (0xEE, b"Adobe\0\x64\0\0\0\0\0Camille"),
        (0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0Camille"),
        (0xED, b"Photoshop 3.0\0Camille"),
    ],
)
def test_what_begins_like_something_known_does_not_pass(marker: int, content: bytes) -> None:
    prints = prints_of(with_segment(marker, content) + b"Camille")
    assert all(b"Camille" not in data for data in (prints.plain, prints.webp[0][1]))


def test_comments_of_a_gif_and_of_an_avif_do_not_pass() -> None:
    for full in (picture("GIF", comment="Camille"), picture("AVIF", xmp=b"Camille")):
        assert b"Camille" in full
        prints = prints_of(full)
        assert all(b"Camille" not in data for data in (prints.plain, prints.webp[0][1]))


def every_note() -> dict[str, bytes]:
    """A picture for each way to say something besides what it shows, and to be something else."""
    png, webp, gif = picture("PNG"), picture("WEBP", lossless=True), picture("GIF")
    end = png.index(b"IEND") - 4
    chunks = {
        "tEXt": b"Author\0Camille",
        "zTXt": b"Author\0\0" + zlib.compress(b"Camille"),
        "iTXt": b"XML:com.adobe.xmp\0\0\0\0\0Camille",
        "eXIf": b"Camille",
        "caMi": b"Camille",
    }
    parts = {f"PNG {n}": png_chunk(n.encode(), content) for n, content in chunks.items()}
    found = {name: png[:end] + part + png[end:] for name, part in parts.items()}
    riff = webp[12:] + b"CAMI\x08\0\0\0Camille\0"
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("Camille.txt", "Camille")
    html = b"<!doctype html><script>Camille()</script>"
    return found | {
        "WEBP part": b"RIFF" + len(b"WEBP" + riff).to_bytes(4, "little") + b"WEBP" + riff,
        "WEBP EXIF": picture("WEBP", exif=b"Exif\0\0Camille"),
        "WEBP XMP": picture("WEBP", xmp=b"Camille"),
        "GIF program": gif[:-1] + b"!\xff\x0bCAMILLE1.01\x07Camille\0" + gif[-1:],
        "GIF text": gif[:-1] + b"!\x01\x0c" + bytes(12) + b"\x07Camille\0" + gif[-1:],
        "HEIC XMP": picture("HEIC", xmp=b"Camille"),
        "AVIF EXIF": picture("AVIF", exif=exif()),
        "JPEG, then an archive": picture() + archive.getvalue(),
        "GIF, then an archive": gif + archive.getvalue(),
        "PNG, then an archive": png + archive.getvalue(),
        "JPEG with a page": with_segment(0xFE, b"--><" + html),
        "PNG, then a page": png + html,
    }


@pytest.mark.parametrize("name", every_note())
def test_nothing_but_what_is_shown_is_published(name: str) -> None:
    full = every_note()[name]
    assert b"amille" in full or name == "PNG zTXt"
    for as_png in (False, True):
        prints = prints_of(full, as_png=as_png)
        for data in (prints.plain, *(content for _, content in prints.webp)):
            assert not re.search(rb"camille|<script|PK\x03\x04", data, re.IGNORECASE)
            assert not Photograph.read(BytesIO(data)).has_notes


def swapped_profile() -> bytes:
    """A profile whose red is our green, so that nobody can miss that it was respected."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_colours_are_those_that_the_profile_says(form: str) -> None:
    prints = prints_of(picture(form, icc_profile=swapped_profile()))
    red, green, _ = corner(prints.webp[0][1], left=True, top=True)
    assert green > 180 > 80 > red


def test_a_damaged_profile_is_left_aside() -> None:
    prints = prints_of(with_segment(0xE2, b"ICC_PROFILE\0\x01\x01abc"))
    assert corner(prints.plain, left=True, top=True)[0] > 180


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16", "CMYK"])
def test_every_way_of_storing_colours_is_published(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    prints = prints_of(picture(form, mode))
    assert opened(prints.plain).size == (WIDTH, HEIGHT)
    assert opened(prints.webp[0][1]).size == (WIDTH, HEIGHT)


def test_greys_of_sixteen_bits_keep_their_lightness() -> None:
    grey = Image.new("I;16", (20, 20), 32_768)
    assert is_near(corner(prints_of(saved(grey, "PNG")).plain, left=True, top=True), (128,) * 3)


def test_what_is_transparent_stays_so_where_it_can() -> None:
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    image.paste((*RED, 255), (0, 0, 20, 20))
    data = saved(image, "PNG")
    prints = prints_of(data)
    assert is_near(corner(prints.plain, left=False, top=False), (255, 255, 255))
    for content in (prints.webp[0][1], prints_of(data, as_png=True).plain):
        assert opened(content).convert("RGBA").getpixel((30, 30))[3] == 0


def test_a_drawing_stays_sharp() -> None:
    image = Image.new("RGB", (400, 300), "white")
    image.paste("black", (100, 100, 300, 110))
    [(_, content)] = prints_of(saved(image, "PNG")).webp
    assert opened(content).convert("RGB").tobytes() == image.tobytes()


@pytest.mark.parametrize("grain", [5, 20])
def test_prints_are_light_whatever_the_photograph(grain: int) -> None:
    data = saved(scene(2400, 1800, grain=grain), quality=95)
    prints = prints_of(data)
    for (_, content), limit in zip(prints.webp, STEPS.values(), strict=True):
        assert len(content) <= limit
    assert len(prints.plain) <= 300_000
    assert len(data) > 3 * len(prints.plain)


def test_the_same_photograph_always_gives_the_same_bytes() -> None:
    data = saved(scene(1000, 700), exif=exif(orientation=6))
    assert prints_of(data) == prints_of(data)


def test_prints_come_out_of_the_cache_as_they_went_in() -> None:
    prints = prints_of(picture(size=(700, 300)))
    assert unpacked(packed(prints)) == prints
    assert recipe() == recipe()


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_cut_short_is_not_published(form: str) -> None:
    with pytest.raises(CannotBeDrawnError):
        prints_of(picture(form)[:-8])


def bombs() -> dict[str, bytes]:
    """Small files that would fill the memory of whoever opens them."""
    much = zlib.compress(bytes(20_000_000))
    png, gif = picture("PNG"), picture("GIF")
    notes = {"zTXt": b"a\0\0", "iTXt": b"a\0\1\0\0\0", "iCCP": b"a\0\0"}
    start = gif.index(b",\0\0\0\0") + 5
    return {
        name: png[:33] + png_chunk(name.encode(), head + much) + png[33:]
        for name, head in notes.items()
    } | {"GIF": gif[:start] + b"\xff" * 4 + gif[start + 4 :]}


@pytest.mark.parametrize("name", ["zTXt", "iTXt", "iCCP", "GIF"])
def test_a_bomb_is_not_opened(name: str) -> None:
    data = bombs()[name]
    assert len(data) < 50_000
    with pytest.raises(CannotBeDrawnError):
        prints_of(data)


@given(data=damaged())
@settings(max_examples=150)
def test_damaged_pictures_are_published_clean_or_not_at_all(data: bytes) -> None:
    try:
        prints = prints_of(data)
    except CannotBeDrawnError:
        return
    for content in (prints.plain, *(content for _, content in prints.webp)):
        assert b"Camille" not in content
        assert Photograph.read(BytesIO(content)).is_sound
