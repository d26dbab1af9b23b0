"""A photograph as it is published: upright, and silent about where it was taken."""

from __future__ import annotations

import logging
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from mkdocs.exceptions import Abort
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from journal.pictures.photographs import has_metadata, has_position
from support.building import build
from support.journals import small_tree, visit, write_tree

PICTURE = "../images/atelier.jpg"
TREE = small_tree(
    visit(
        image=PICTURE,
        image_alt="L'atelier",
        body=f"![L'atelier, vu de la porte]({PICTURE})",
    )
)


def photograph() -> bytes:
    """A photograph taken with the telephone on its side: what was on top is red."""
    image = Image.new("RGB", (80, 40), "blue")
    image.paste("red", (0, 0, 40, 40))
    values = Image.Exif()
    values[Base.Orientation] = 6
    values.get_ifd(IFD.GPSInfo).update(
        {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (47.0, 13.0, 5.0)}
    )
    target = BytesIO()
    image.save(target, "JPEG", exif=values.tobytes())
    return target.getvalue()


def docs_with(folder: Path, content: bytes) -> Path:
    docs = write_tree(folder / "docs", TREE)
    (docs / "images").mkdir()
    (docs / "images/atelier.jpg").write_bytes(content)
    return docs


def test_a_page_opens_with_its_picture_in_its_size(tmp_path: Path) -> None:
    docs = docs_with(tmp_path, photograph())
    write_tree(docs, visit("ailleurs", image=PICTURE, image_alt="Un établi"))
    site = build(tmp_path / "site", docs=docs)
    shown = {
        slug: [
            (found.get("alt"), found.get("width"), found.get("height"), found.get("loading"))
            for found in html.parse(site / f"visites/{slug}/index.html").findall(".//main//img")
        ]
        for slug in ("atelier", "ailleurs")
    }
    assert shown == {
        "atelier": [("L'atelier, vu de la porte", "40", "80", None)],
        "ailleurs": [("Un établi", "40", "80", None)],
    }


def test_the_published_photograph_is_upright_and_says_nothing_more(tmp_path: Path) -> None:
    committed = photograph()
    assert has_position(committed)
    docs = docs_with(tmp_path, committed)
    published = build(tmp_path / "site", docs=docs) / "images/atelier.jpg"

    assert not has_metadata(published.read_bytes())
    with Image.open(published) as image:
        assert dict(image.getexif()) == {}
        assert image.size == (40, 80)
        red, _, blue = image.getpixel((20, 10))
        assert red > 200 > 50 > blue
    assert (docs / "images/atelier.jpg").read_bytes() == committed
    # The feeds announce the file as it is published.
    feed = (tmp_path / "site/feed_rss_created.xml").read_text("utf-8")
    assert f'length="{published.stat().st_size}"' in feed


def test_a_photograph_that_cannot_be_cleaned_is_not_published(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    docs = docs_with(tmp_path, photograph()[:-10])
    with pytest.raises(Abort):
        build(tmp_path / "site", docs=docs)
    assert not (tmp_path / "site/images/atelier.jpg").exists()
    errors = [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR]
    assert errors[0].startswith("docs/images/atelier.jpg:1: Cette image contient des informations")
    caplog.clear()
