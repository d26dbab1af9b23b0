"""The theme index, and the page of each theme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest
from mkdocs.exceptions import Abort
from PIL import Image

from journal.pictures.pictograms import GENERIC, pictogram
from support.html import parse
from support.journals import page, small_tree, tip, visit
from support.searching import indexed_addresses

BuildTree = Callable[[dict[str, str]], Path]

TWO_THEMES = (
    "reemploi:\n  nom: Réemploi\n  description: Servir encore.\n"
    "eau:\n  nom: Eau & rivières\n  description: Boire < nager.\n"
)


def test_a_theme_page_lists_its_visits_and_its_tips(build_tree: BuildTree) -> None:
    site = build_tree(small_tree())
    theme = parse(site / "themes/reemploi/index.html")
    assert theme.xpath("string(//h1)") == "Réemploi"
    assert theme.xpath("//main//article/../../h2/text()") == ["Visites", "Conseils"]
    assert theme.xpath("//main//h3/a/@href") == ["../../visites/atelier/", "../../conseils/oser/"]


def test_the_index_counts_and_sorts_as_french_does(build_tree: BuildTree) -> None:
    themes = f"{TWO_THEMES}ecologie:\n  nom: Écologie\n  description: Abîmer moins.\n"
    tags = "[reemploi, eau, ecologie]"
    others = visit("usine", tags=tags) | tip("voir", tags=tags) | tip("relire")
    site = build_tree(small_tree(others, {"themes.yml": themes}))
    index = parse(site / "themes/index.html")
    names = index.xpath("//ul[@class='themes']/li/a/text()")
    counts = index.xpath("//*[@class='count']/text()")
    assert list(zip(names, counts, strict=True)) == [
        ("Eau & rivières", "1 visite, 1 conseil"),
        ("Écologie", "1 visite, 1 conseil"),
        ("Réemploi", "2 visites, 3 conseils"),
    ]


def test_an_entry_without_a_picture_has_the_pictogram_of_its_theme(
    build_tree: BuildTree,
) -> None:
    others = visit("usine") | tip("voir", visite="usine")
    themes = TWO_THEMES.replace("encore.\n", "encore.\n  pictogramme: material/recycle\n")
    [strokes] = pictogram("material/recycle").paths
    site = build_tree(small_tree(others, {"themes.yml": themes}, visit("rive", tags="[eau]")))
    for name in ("index", "visites/index", "conseils/index", "conseils/voir/index"):
        cards = parse(site / f"{name}.html").xpath("//main//article[starts-with(@class, 'card')]")
        assert cards, name
        for card in cards:
            if card.xpath("ancestor::*[contains(@class, 'entries--numbered')]"):
                assert not card.xpath("./div[@class='emblem']"), name
                continue
            [emblem] = card.xpath("./div[@class='emblem']/svg")
            assert emblem.get("aria-hidden") == "true"
            about_water = "rive" in card.xpath("string(.//h3/a/@href)")
            expected = GENERIC.paths[0] if about_water else strokes
            assert emblem.xpath("./path/@d") == [expected], name
    with Image.open(site / "partage/visites-usine.png") as shared:
        assert shared.size == (1200, 630)
        colours = {
            colour for _, colour in shared.convert("RGB").crop((800, 0, 1200, 550)).getcolors(9999)
        }
    assert {(0x96, 0x36, 0x1A), (0xFB, 0xF6, 0xED)} <= colours


def test_a_theme_is_edited_where_it_is_declared(site: Path) -> None:
    theme = parse(site / "themes/marches-publics/index.html")
    assert theme.xpath("//a[@rel='edit']/@href") == [
        "https://depot.example/carnet/edit/main/docs/themes.yml"
    ]


def test_theme_pages_stay_out_of_the_search_and_of_the_navigation(site: Path) -> None:
    addresses = indexed_addresses(site)
    assert "visites/atao/" in addresses
    assert not {address for address in addresses if address.startswith("themes/")}
    home = parse(site / "index.html")
    assert not home.xpath("//nav//a[starts-with(@href, 'themes/marches')]")


def test_a_theme_without_entries_is_reported_and_keeps_its_page_and_feeds(
    build_tree: BuildTree, caplog: pytest.LogCaptureFixture
) -> None:
    site = build_tree(small_tree({"themes.yml": TWO_THEMES}))
    theme = parse(site / "themes/eau/index.html")
    assert "Aucune page ne porte ce thème" in theme.xpath("string(//main)")
    assert theme.xpath("//head/link[@rel='alternate'][last()]/@href") == ["feed_rss_created.xml"]
    feed = feedparser.parse((site / "themes/eau/feed_rss_created.xml").read_bytes())
    assert (feed.bozo, feed.entries) == (False, [])
    assert "Eau & rivières" not in parse(site / "themes/index.html").xpath("string(//main)")
    messages = [record.getMessage() for record in caplog.records]
    assert any(
        "docs/themes.yml:4: avertissement : Aucune page ne porte le thème « Eau" in m
        for m in messages
    )


def test_names_are_escaped(build_tree: BuildTree) -> None:
    files = small_tree({"themes.yml": TWO_THEMES}, visit("rive", tags="[eau]"))
    theme = parse(build_tree(files) / "themes/eau/index.html")
    assert theme.xpath("string(//h1)") == "Eau & rivières"
    assert theme.xpath("string(//*[@class='lead'])") == "Boire < nager."


def test_a_page_at_a_themes_address_stops_the_build(
    build_tree: BuildTree, caplog: pytest.LogCaptureFixture
) -> None:
    intruder = page(title="Un intrus bien nommé", description="Une page du carnet.")
    with pytest.raises(Abort):
        build_tree(small_tree({"themes/reemploi.md": intruder}))
    assert "docs/themes/reemploi.md:1:" in caplog.text
    caplog.clear()
