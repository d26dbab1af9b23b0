"""The pages of booklets, in a real build."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from support.building import build
from support.html import parse, text_of
from support.journals import SITE_URL, small_tree, themes, tip, write_tree
from support.searching import indexed_addresses

BuildTree = Callable[[dict[str, str]], Path]

LINKED = """Voir [le livret](../themes/reemploi/livret.md) et [tous](../livret.md).

![Un plan](../images/plan.jpg)

![Le même](../images/plan.jpg){ loading=lazy }
"""
# Of a theme that had tips, and of one under its former name.
LEDGER = "page themes/eau/livret/\npage themes/recup/livret/\n"
THEMES = themes(eau="Eau", reemploi='Réemploi & "tri"')["themes.yml"] + "  alias: [recup]\n"


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A journal whose booklets were published once, built on two days a year apart."""
    folder = tmp_path_factory.mktemp("livrets")
    tips = tip(body=LINKED) | tip("voir", relu_le="2026-04-02")
    files = small_tree({"themes.yml": THEMES}, tips)
    docs = write_tree(folder / "docs", files)
    (docs / "images").mkdir()
    Image.new("RGB", (900, 600)).save(docs / "images/plan.jpg")
    (folder / "adresses.txt").write_text(LEDGER, "utf-8")
    sites = []
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SITE_URL", SITE_URL)
        for year in (2026, 2027):
            noon = datetime(year, 6, 15, 12, tzinfo=UTC).timestamp()
            environment.setenv("SOURCE_DATE_EPOCH", f"{noon:.0f}")
            sites.append(build(folder / f"{year}", docs=docs))
    return sites


def test_a_booklet_bears_the_day_of_what_it_holds_and_keeps_its_bytes(days: list[Path]) -> None:
    for name in ("livret/index.html", "themes/reemploi/livret/index.html"):
        assert (days[0] / name).read_bytes() == (days[1] / name).read_bytes()
        assert "Édition du 2 avril 2026" in text_of(parse(days[0] / name).find("body"))


def test_pages_lead_to_booklets_and_search_engines_do_not(days: list[Path]) -> None:
    page = parse(days[0] / "themes/reemploi/livret/index.html")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    address = f"{SITE_URL}themes/reemploi/livret/"
    assert page.xpath("//link[@rel='canonical']/@href") == [address]
    assert address in page.xpath("//div[@class='latest']//a/text()")
    assert page.xpath("count(//div[@class='latest']/svg)") == 1
    assert "livret" not in (days[0] / "sitemap.xml").read_text("utf-8")
    # Our own search finds that of all tips, by what it is.
    assert [a for a in indexed_addresses(days[0]) if "livret" in a] == ["livret/"]
    trail = page.xpath("//nav[@class='breadcrumbs']//li")
    assert [text_of(step) for step in trail[:3]] == ["Accueil", "Thèmes", 'Réemploi & "tri"']
    for of, link in (("themes/reemploi", "livret/"), ("conseils", "../livret/")):
        assert link in parse(days[0] / of / "index.html").xpath("//main//p/a/@href")


def test_the_address_of_a_booklet_that_is_no_more_leads_on(days: list[Path]) -> None:
    for former, location in (
        ("themes/eau/livret", "../"),
        ("themes/recup/livret", "../../reemploi/livret/"),
    ):
        assert parse(days[0] / former / "index.html").xpath("//a/@href") == [location]
    assert not parse(days[0] / "themes/eau/index.html").xpath("//p[@class='more']")


def test_its_pictures_are_those_of_its_tips(days: list[Path]) -> None:
    for name, up in (("livret", "../"), ("themes/reemploi/livret", "../../../")):
        page = parse(days[0] / name / "index.html")
        assert page.xpath("//main//img/@src") == [f"{up}images/plan.jpg"] * 2
        # What waits until it is scrolled to is not printed.
        assert not page.xpath("//main//img/@loading")
        widths, _ = page.xpath("//main//source/@srcset")
        assert widths.startswith(f"{up}assets/immutable/plan-480.")


def test_on_a_screen_one_goes_from_sheet_to_sheet_and_back_to_the_site(days: list[Path]) -> None:
    page = parse(days[0] / "themes/reemploi/livret/index.html")
    sheets = page.xpath("//section/@id[starts-with(., 'feuille-')]")
    assert len(sheets) > 1
    onwards = page.xpath("//p[@class='back']/a[.='Feuille suivante']/@href")
    assert onwards == [f"#{sheet}" for sheet in sheets[1:]]
    [back] = page.xpath("//header//a[.='La page du thème']/@href")
    assert back == "../"
