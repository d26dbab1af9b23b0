"""A photograph as it is published: in several widths, upright, silent about where it was taken."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from journal.pictures.original_photograph import Photograph
from support.building import build
from support.html import asset
from support.journals import small_tree, tip, visit, write_tree
from support.pictures import FORMS, exif, picture, saved, scene

BODY = "![L'atelier, vu de la porte](../images/{})"
# A telephone held upright: what was stored lies on its side.
SIDEWAYS = exif(position=True, orientation=6)


def header(name: str) -> dict[str, str]:
    """What a page says of the picture that opens it."""
    return {"image": f"../images/{name}", "image_alt": "L'atelier"}


def docs_with(folder: Path, contents: dict[str, bytes]) -> Path:
    """A journal whose visit opens with the first of these pictures."""
    name = next(iter(contents))
    tree = small_tree(visit(**header(name), body=BODY.format(name)))
    docs = write_tree(folder / "docs", tree)
    (docs / "images").mkdir()
    for path, content in contents.items():
        (docs / "images" / path).write_bytes(content)
    return docs


def shown(page: Path) -> list[dict[str, str]]:
    """The pictures of a page's text, each with its sources."""
    found = []
    for image in html.parse(page).findall(".//main//img"):
        # To lxml, which knows HTML 4 alone, a source is what holds the picture.
        source = next(image.iterancestors("source"))
        found.append({**image.attrib, "srcset": source.get("srcset")})
    return found


def test_a_page_opens_with_its_picture_in_several_widths(tmp_path: Path) -> None:
    docs = docs_with(tmp_path, {"atelier.jpg": saved(scene(2000, 1500), exif=SIDEWAYS)})
    write_tree(docs, visit("ailleurs", **header("atelier.jpg")))
    site = build(tmp_path / "site", docs=docs)
    expected = {
        "src": "../../images/atelier.jpg",
        "width": "1200",
        "height": "1600",
        "srcset": ", ".join(
            f"../../{asset(site, f'atelier-{width}.webp').relative_to(site).as_posix()} {width}w"
            for width in (480, 800, 1200)
        ),
    }
    [opening] = shown(site / "visites/atelier/index.html")
    assert opening == {"alt": "L'atelier, vu de la porte"} | expected
    opening, *others = shown(site / "visites/ailleurs/index.html")
    assert opening == {"alt": "L'atelier"} | expected
    assert all(image["loading"] == "lazy" for image in others)
    for address, width in re.findall(r"\.\./\.\./(\S+) (\d+)w", opening["srcset"]):
        with Image.open(site / address) as published:
            assert (published.format, published.size) == (
                "WEBP",
                (int(width), round(int(width) * 4 / 3)),
            )


def test_published_photographs_are_upright_and_say_nothing_more(tmp_path: Path) -> None:
    committed = picture(exif=SIDEWAYS, comment=b"Camille", size=(80, 40))
    docs = docs_with(tmp_path, {"atelier.jpg": committed})
    site = build(tmp_path / "site", docs=docs)
    for path in (site / "images/atelier.jpg", asset(site, "atelier-480.webp")):
        published = path.read_bytes()
        assert b"Camille" in committed
        assert b"Camille" not in published
        assert not Photograph.read(BytesIO(published)).has_notes
        with Image.open(BytesIO(published)) as image:
            assert not image.getexif()
            assert image.size == (40, 80)
            red, _, blue = image.convert("RGB").getpixel((30, 10))
            assert red > 180 > 60 > blue
    assert (docs / "images/atelier.jpg").read_bytes() == committed
    # The feeds announce the file as it is published.
    feed = (tmp_path / "site/feed_rss_created.xml").read_text("utf-8")
    assert f'length="{(site / "images/atelier.jpg").stat().st_size}"' in feed


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_published_under_every_name(tmp_path: Path, form: str) -> None:
    names = ("a.jpg", "b.png", "c.heic", "d.webp")
    docs = docs_with(tmp_path, {name: picture(form, size=(80, 40)) for name in names})
    site = build(tmp_path / "site", docs=docs)
    published = {path.name for path in (site / "images").iterdir()}
    plain = {"a.jpg": "JPEG", "b.png": "PNG", "c.jpg": "JPEG", "d.jpg": "JPEG"}
    assert published == set(plain)
    assert all(asset(site, f"{letter}-480.webp").is_file() for letter in "abcd")
    for name, expected in plain.items():
        with Image.open(site / "images" / name) as image:
            assert (image.format, image.size) == (expected, (80, 40))


def test_a_picture_in_a_form_of_telephones_reaches_pages_feeds_and_lists(tmp_path: Path) -> None:
    docs = docs_with(tmp_path, {"atelier.heic": picture("HEIC", size=(80, 40))})
    site = build(tmp_path / "site", docs=docs)
    [opening] = shown(site / "visites/atelier/index.html")
    assert opening["src"] == "../../images/atelier.jpg"
    feed = (site / "feed_rss_created.xml").read_text("utf-8")
    assert feed.count('src="https://carnet.example/nantes/images/atelier.jpg"') == 1
    assert '/images/atelier.jpg" length=' in feed
    assert "atelier.heic" not in feed


def test_no_print_takes_the_place_of_another_file(tmp_path: Path) -> None:
    names = ("a.jpg", "a.png", "a.heic", "a-480.webp")
    contents = {name: picture(size=(80 + rank, 40)) for rank, name in enumerate(names)}
    site = build(tmp_path / "site", docs=docs_with(tmp_path, contents))
    widths = {}
    for path in (*(site / "images").iterdir(), *(site / "assets/immutable").glob("*.webp")):
        with Image.open(path) as image:
            widths[path.name] = image.width
    assert len(widths) == 2 * len(names)
    assert {name: widths[name] for name in names[:2]} == {"a.jpg": 80, "a.png": 81}
    assert sorted(widths.values()) == sorted([80, 81, 82, 83] * 2)


def test_the_picture_of_an_entry_reaches_lists_and_its_sharing_card(tmp_path: Path) -> None:
    others = visit("usine") | tip("voir", visite="usine")
    plain = build(tmp_path / "plain", docs=write_tree(tmp_path / "without", small_tree(others)))
    docs = docs_with(tmp_path, {"atelier.jpg": picture(size=(800, 600))})
    site = build(tmp_path / "site", docs=write_tree(docs, others))
    for page, descriptions in {
        "index.html": ["L'atelier"],
        "visites/index.html": [""],
        "themes/reemploi/index.html": [""],
        "conseils/index.html": [],
        # « À lire aussi »
        "conseils/voir/index.html": [""],
    }.items():
        assert not html.parse(plain / page).findall(".//main//img")
        images = html.parse(site / page).findall(".//main//img")
        assert [image.get("alt") for image in images] == descriptions, page
        assert all((site / page).parent.joinpath(i.get("src")).exists() for i in images)
    card = "partage/visites-atelier.png"
    assert (site / card).read_bytes() != (plain / card).read_bytes()
    with Image.open(site / card) as drawn:
        assert drawn.size == (1200, 630)
        assert drawn.convert("RGB").getpixel((820, 20))[0] > 180
    of_tip = "partage/conseils-oser.png"
    assert (site / of_tip).read_bytes() == (plain / of_tip).read_bytes()


def test_a_caption_stands_under_its_picture_on_the_page_and_in_the_feed(tmp_path: Path) -> None:
    docs = docs_with(tmp_path, {"atelier.jpg": picture(size=(80, 40))})
    text = f"{BODY.format('atelier.jpg')}\n*L'atelier, en mars. Photo : Camille Exemple.*\n\nFin."
    write_tree(docs, visit(body=text))
    site = build(tmp_path / "site", docs=docs)
    page = html.parse(site / "visites/atelier/index.html")
    [caption] = page.findall(".//main//figure/figcaption")
    assert caption.text == "L’atelier, en mars. Photo\u00a0: Camille Exemple."
    assert caption.getprevious().find(".//img") is not None
    feed = (site / "feed_rss_created.xml").read_text("utf-8")
    assert "figcaption&gt;L’atelier, en mars." in feed


def test_two_builds_publish_the_same_bytes_with_the_cache_and_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = docs_with(tmp_path, {"a.jpg": saved(scene(700, 500)), "b.heic": picture("HEIC")})

    def published(name: str) -> dict[str, bytes]:
        site = build(tmp_path / name, docs=docs)
        paths = (path for path in site.rglob("*") if path.is_file())
        return {str(path.relative_to(site)): path.read_bytes() for path in paths}

    first = published("first")
    assert published("second") == first
    monkeypatch.setattr("journal.machine.cache.Cache.kept", lambda cache, name, make: make())
    assert published("third") == first
