"""Former addresses, of entries and of themes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from journal.entries.reserved_paths import in_one_place
from support.html import parse
from support.journals import small_tree, themes, visit

BuildTree = Callable[[dict[str, str]], Path]

THEMES = themes(reemploi="Réemploi")["themes.yml"] + "  alias: [recup]\n"


def test_a_former_address_leads_to_the_present_one(build_tree: BuildTree) -> None:
    moved = visit("neuf", anciennes_adresses="[/visites/vieux/, accueil/ancien]")
    site = build_tree(small_tree(moved, {"themes.yml": THEMES}))
    for former, location, name in (
        ("visites/vieux", "../neuf/", "Une visite chez Neuf"),
        ("accueil/ancien", "../../visites/neuf/", "Une visite chez Neuf"),
        ("themes/recup", "../reemploi/", "Réemploi"),
    ):
        page = parse(site / former / "index.html")
        assert page.xpath("//a/@href") == [location]
        assert page.xpath("//a/text()") == [name]
        # What a messaging program shows when the link of a feed is shared.
        assert page.findtext(".//title").startswith(name)
        assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0;url={location}"]
    assert "vieux" not in (site / "sitemap.xml").read_text("utf-8")


def test_a_former_address_in_percent_escapes_is_where_hosts_look(
    build_tree: BuildTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774440000")  # 25 March 2026
    announced = {"date": "2026-03-01", "visite_le": "2026-12-14", "lieu": "Nantes"}
    moved = visit("neuf", anciennes_adresses="[visites/%C3%A9t%C3%A9%20chaud/]", **announced)
    site = build_tree(small_tree(moved))
    page = parse(site / "visites/été chaud/index.html")
    assert page.xpath("//a/@href") == ["../neuf/"]
    assert (site / "visites/été chaud/visite.ics").is_file()
    assert "page visites/%C3%A9t%C3%A9%20chaud/ mène à visites/neuf/\n" in (
        site / "adresses.txt"
    ).read_text("utf-8")


def test_files_that_would_stand_in_one_place_are_seen() -> None:
    sound = ["index.html", "visites/index.html", "visites/a/index.html", "images/a.jpg"]
    assert list(in_one_place(sound)) == []
    assert list(in_one_place([*sound, "images/a.jpg", "visites/index.html/x/index.html"])) == [
        "images/a.jpg",
        "visites/index.html",
    ]


def test_a_former_address_that_a_page_has_stops_the_build(
    build_tree: BuildTree, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        build_tree(small_tree(visit("neuf", anciennes_adresses="[visites/atelier/]")))
    assert "L'ancienne adresse « visites/atelier/ » est déjà celle d'une autre page." in caplog.text
    caplog.clear()
