"""A drawing of docs/ as it is published: itself in the page, its print in feeds."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from PIL import Image

from support.building import build
from support.html import parse, text_of
from support.journals import small_tree, visit, write_tree
from support.pictures import picture

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 120">'
    '<rect x="9" y="9" width="90" height="90" fill="{}"/><text x="5" y="60">Tri</text></svg>'
)
BODY = "![Le chemin du jouet](../images/chemin.svg)\n*Tri. Dessin : Camille Exemple.*\n\nFin.\n"


def docs_with(folder: Path, colour: str = "var(--brique)") -> Path:
    files = small_tree(visit(body=BODY), {"images/chemin.svg": SVG.format(colour)})
    return write_tree(folder / "docs", files)


def test_a_page_holds_the_drawing_and_a_feed_its_print(tmp_path: Path) -> None:
    site = build(tmp_path / "site", docs=docs_with(tmp_path))
    page = parse(site / "visites/atelier/index.html")
    [figure] = page.xpath("//main//figure")
    [drawing] = figure.xpath("./svg")
    assert (drawing.get("role"), drawing.get("aria-label")) == ("img", "Le chemin du jouet")
    assert drawing.xpath(".//rect/@fill") == ["var(--brique)"]
    assert figure.xpath("string(figcaption)") == "Tri. Dessin\u00a0: Camille Exemple."
    assert not page.xpath("//main//img")
    feed = (site / "feed_rss_created.xml").read_text("utf-8")
    assert 'src="https://carnet.example/nantes/images/chemin.png"' in feed
    assert 'alt="Le chemin du jouet"' in feed
    assert "&lt;svg" not in feed
    with Image.open(site / "images/chemin.png") as printed:
        assert (printed.format, printed.size) == ("PNG", (480, 240))
        assert printed.convert("RGB").getpixel((180, 30)) == (0x96, 0x36, 0x1A)
    assert [path.name for path in (site / "images").iterdir()] == ["chemin.png"]


def test_the_drawing_of_what_was_presented_leads_the_home_page(tmp_path: Path) -> None:
    linked = BODY.replace("Dessin :", "Dessin : [carnet](atelier.md),")
    shown = visit("friche", lors_de="atelier", date="2026-03-22", body=linked)
    files = small_tree(shown, {"images/chemin.svg": SVG.format("none")})
    home = parse(build(tmp_path / "site", docs=write_tree(tmp_path / "docs", files)) / "index.html")
    [figure] = home.xpath("//main//*[contains(@class, 'drawn')]")
    assert figure.xpath("./figure/svg/@aria-label") == ["Le chemin du jouet"]
    assert figure.xpath(".//a/@href") == ["visites/friche/"], "none that leads from elsewhere"
    assert "Camille Exemple" in text_of(figure)
    assert "Structure présentée pendant la visite chez Atelier" in text_of(figure)
    assert "Une visite chez Friche" in text_of(figure)
    assert home.xpath("//h2[.='Structures présentées pendant une visite']") == [], "it is told once"


def test_a_visit_with_a_photograph_keeps_it_on_the_home_page(tmp_path: Path) -> None:
    docs = docs_with(tmp_path)
    told = visit(body=BODY, image="../images/vue.jpg", image_alt="Une vue large")
    write_tree(docs, told)
    (docs / "images/vue.jpg").write_bytes(picture("JPEG", size=(800, 450)))
    home = parse(build(tmp_path / "site", docs=docs) / "index.html")
    [lead] = home.xpath("//section[contains(@class, 'lead-visit')]")
    assert lead.xpath(".//img/@alt") == ["Une vue large"]
    assert not lead.xpath(".//svg")


def test_no_print_takes_the_place_of_another_file(tmp_path: Path) -> None:
    docs = docs_with(tmp_path)
    (docs / "images/chemin.png").write_bytes(picture("PNG", size=(80, 40)))
    site = build(tmp_path / "site", docs=docs)
    with Image.open(site / "images/chemin.png") as photograph:
        assert photograph.size == (80, 40)
    with Image.open(site / "images/chemin-2.png") as printed:
        assert printed.size == (480, 240)
    assert parse(site / "visites/atelier/index.html").xpath("//main//figure/svg")


def test_a_colour_that_the_site_does_not_have_stops_the_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort, match=r"^Construction arrêtée\. 1 erreur à corriger\.$"):
        build(tmp_path / "site", docs=docs_with(tmp_path, "var(--rouge)"))
    [said] = [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR]
    assert said.startswith("docs/images/chemin.svg:")
    assert "la couleur « var(--rouge) » (ligne" in said
    caplog.clear()
