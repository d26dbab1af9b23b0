"""Drawings: what they may hold, and what becomes of it in a page and in a mail."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from journal.gate.drawings import check_drawings
from journal.pages.captioned_pictures import show_drawings
from journal.pages.colours import read_palette
from journal.pictures.drawings import MAX_BYTES, Drawing, UnsoundError, read
from journal.pictures.sharing_cards import draw
from support.building import ROOT
from support.journals import as_files

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 324" fill="none">'
OURS = sorted((ROOT / "docs/images").glob("*.svg"))


def drawing(inside: str) -> Drawing:
    return read(f"{OPEN}{inside}</svg>".encode())


def faults(content: str | bytes) -> list[str]:
    with pytest.raises(UnsoundError) as refused:
        read(content.encode() if isinstance(content, str) else content)
    return [fault.what for fault in refused.value.faults]


def test_what_a_drawing_holds_is_kept_but_its_comments_and_its_frame() -> None:
    found = drawing(
        '<!-- Source --><path d="M0 0h10"/>\n<text x="1">L\'été &amp; <!-- ! -->moi</text>'
    )
    assert (found.width, found.height) == (480, 324)
    assert found.content == (
        '<g fill="none"><path d="M0 0h10"></path><text x="1">L\'été &amp; moi</text></g>'
    )
    assert "".join(found.texts) == "L'été & moi"


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<script>alert(1)</script>", "l'élément « script »"),
        ("<ScRiPt>alert(1)</ScRiPt>", "l'élément « ScRiPt »"),
        ('<h:script xmlns:h="http://www.w3.org/1999/xhtml">1</h:script>', "l'élément « script »"),
        ('<h:path xmlns:h="http://www.w3.org/1999/xhtml"/>', "l'élément « path »"),
        ("<foreignObject/>", "l'élément « foreignObject »"),
        ("<style>*{fill:red}</style>", "l'élément « style »"),
        ('<use href="#a"/>', "l'attribut « href »"),
        ('<animate attributeName="d"/>', "l'élément « animate »"),
        ("<svg/>", "l'élément « svg »"),
        ('<path onload="a()"/>', "l'attribut « onload »"),
        ('<path style="fill:red"/>', "l'attribut « style »"),
        ('<path id="a"/>', "l'attribut « id »"),
        ('<path fill="red"/>', "la couleur « red »"),
        ('<path fill="url(https://a.example/#b)"/>', "la couleur « url(https://a.example/#b) »"),
        ('<path fill="var(--a,url(b))"/>', "la couleur « var(--a,url(b)) »"),
        ('<path stroke-width="1;2"/>', "la valeur « 1;2 »"),
        ('<path d="&quot;&gt;&lt;b&gt;"/>', 'la valeur « "><b> »'),
        ("des mots", "des mots hors d'un élément « text »"),
        ("<?php echo 1 ?>", "une instruction « <? »"),
        ("<path>", "une faute de SVG"),
        ("&nbsp;", "une faute de SVG"),
        (21 * "<g>" + 21 * "</g>", "trop de niveaux"),
    ],
)
def test_anything_else_is_refused(inside: str, what: str) -> None:
    assert what in faults(f"{OPEN}{inside}</svg>")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "une faute de SVG"),
        (b"\xff\xfe\x00", "une faute de SVG"),
        ('<?xml version="1.0" encoding="utf-7"?><svg/>', "une faute de SVG"),
        ("<html/>", "l'élément « html »"),
        ("<svg/>", "l'élément « svg »"),
        (f'<!DOCTYPE svg [<!ENTITY a "b">]>{OPEN}&a;</svg>', "une ligne « <!DOCTYPE »"),
        (f'<!DOCTYPE svg SYSTEM "https://a.example/">{OPEN}</svg>', "une ligne « <!DOCTYPE »"),
        (OPEN.replace("0 0 480", "10 0 480") + "</svg>", "un cadre autre que"),
        (OPEN.replace("480", "1e9") + "</svg>", "un cadre autre que"),
        (OPEN.replace("480 324", "9999 9999") + "</svg>", "un cadre trop grand, de 9999 sur 9999"),
    ],
)
def test_a_file_that_is_no_drawing_is_refused(content: str | bytes, what: str) -> None:
    assert any(fault.startswith(what) for fault in faults(content))


def test_only_colours_of_the_site_are_taken_where_they_are_known() -> None:
    content = f'{OPEN}<path fill="var(--bleu)" stroke="none"/></svg>'.encode()
    assert read(content) == read(content, {"bleu"})
    with pytest.raises(UnsoundError) as refused:
        read(content, {"rouge"})
    assert [fault.what for fault in refused.value.faults] == ["la couleur « var(--bleu) »"]


def test_a_drawing_too_heavy_to_be_in_a_page_is_refused_unread() -> None:
    heavy = as_files({"images/a.svg": b" " * (MAX_BYTES + 1), "images/b.svg": b" " * MAX_BYTES})
    said = {problem.path: problem.message for problem in check_drawings(heavy, None)}
    assert "la limite est de" in said["images/a.svg"]
    assert "la limite est de" not in said["images/b.svg"]


def test_each_kind_of_fault_is_said_once_where_it_is_first_met() -> None:
    text = f"{OPEN}\n<path id='a'/>\n<path class='b'/>\n<path id='c'/>\n</svg>"
    with pytest.raises(UnsoundError) as refused:
        read(text.encode())
    assert [(fault.line, fault.what[-6:-2]) for fault in refused.value.faults] == [
        (2, "« id"),
        (3, "lass"),
    ]


def test_in_a_page_a_drawing_is_one_image_with_a_name() -> None:
    found = drawing('<text x="1">Tri</text>')
    body = '<p>Avant</p><p><img alt="Le &quot;chemin&quot; &lt;b&gt;" src="../a.png"></p>'
    shown = show_drawings(body, {"../a.png": found}.get)
    assert shown == (
        '<p>Avant</p><p><svg class="drawing" role="img" aria-label="Le &quot;chemin&quot; '
        '&lt;b&gt;" width="480" height="324" viewBox="0 0 480 324">'
        '<g aria-hidden="true"><g fill="none">'
        '<text x="1">Tri</text></g></g></svg></p>'
    )
    assert html.fromstring(shown).find(".//svg").get("aria-label") == 'Le "chemin" <b>'
    assert show_drawings(body, {"../b.png": found}.get) == body


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_our_drawings_are_printed_whole_on_paper(file: Path) -> None:
    found = read(file.read_bytes())
    assert file.stat().st_size < MAX_BYTES
    palette = read_palette(ROOT / "overrides")
    png = Image.open(BytesIO(draw(palette.fill(found.alone())))).convert("RGBA")
    assert png.size == (2 * found.width, 2 * found.height)
    assert png.getchannel("A").getextrema() == (255, 255)
    colours = {"#" + bytes(colour[:3]).hex() for _, colour in png.getcolors(1 << 20) or ()}
    assert {palette.light[token] for token in ("papier", "encre", "olive", "brique")} <= colours
