"""The letters of the months that are over: their pages, their list, how one finds them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree

from journal.entries.kinds import Kind
from journal.language.dates import PARIS
from support.building import build
from support.html import parse, text_of
from support.journals import SITE_URL, small_tree, visit, write_tree
from support.newsletter import parse_rss
from support.rss_rules import complaints
from support.searching import indexed_addresses

# Announced in March; cancelled in April, once April is there.
ANNOUNCED = {"date": "2026-03-25", "visite_le": "2026-06-04", "lieu": "Rezé"}
CANCELLED = ANNOUNCED | {"annulee": "2026-04-10"}

BuiltOn = Callable[[str], Path]


@pytest.fixture
def built_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BuiltOn:
    """A small journal as it is published on a day, at 00:20 in Paris."""

    def build_it(day: str) -> Path:
        morning = datetime.fromisoformat(f"{day}T00:20").replace(tzinfo=PARIS)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{morning.timestamp():.0f}")
        files = small_tree(visit("friche", **CANCELLED if day > "2026-04-10" else ANNOUNCED))
        return build(tmp_path / f"site-{day}", docs=write_tree(tmp_path / f"docs-{day}", files))

    return build_it


def said(page: Path) -> dict[str, list[str]]:
    """Section to the facts of what it tells."""
    sections = parse(page).xpath("//main//section[@class='entries']")
    return {
        text_of(section.find("h2")): [
            text_of(line) for line in section.xpath(".//ul[@class='meta-line']")
        ]
        for section in sections
    }


def test_each_letter_has_a_page_that_tells_its_month(built_on: BuiltOn) -> None:
    site = built_on("2026-05-01")
    pages = sorted(path.parent.name for path in site.glob("lettres/*/index.html"))
    assert pages == ["2026-03", "2026-04"]
    march = said(site / "lettres/2026-03/index.html")
    assert march["Visites à venir"] == ["Visite Friche Rezé jeudi 4 juin 2026"]
    assert list(march) == ["Visites à venir", "Visites", "Conseils"]
    assert said(site / "lettres/2026-04/index.html") == {
        "Visites annulées": ["Visite Friche Rezé jeudi 4 juin 2026 annulée"]
    }
    found = parse(site / "lettres/2026-03/index.html")
    assert text_of(found.find(".//h1")) == "La lettre de mars 2026"
    crumbs = found.xpath("//nav[@class='breadcrumbs']//li")
    assert [text_of(crumb) for crumb in crumbs] == [
        "Accueil",
        "Les lettres",
        "La lettre de mars 2026",
    ]
    [neighbour] = found.xpath("//nav[@aria-label='Autres lettres']//a")
    assert neighbour.get("href") == "../2026-04/"
    assert text_of(neighbour) == "Lettre suivante : → avril 2026"


def test_a_letter_never_changes_once_its_month_is_over(built_on: BuiltOn) -> None:
    april, may = built_on("2026-04-01"), built_on("2026-05-01")
    first, second = (
        {
            guid.text: etree.tostring(guid.getparent())
            for guid in parse_rss(site / "lettres/feed_rss_created.xml").iter("guid")
        }
        for site in (april, may)
    )
    assert list(first) == ["tag:visites-apprenantes,2026:lettres/2026-03"]
    assert len(second) == 2
    assert first.items() <= second.items()
    pages = [parse(site / "lettres/2026-03/index.html") for site in (april, may)]
    ways = [way for page in pages for way in page.xpath("//nav[@class='neighbours']")]
    assert [text_of(way) for way in ways] == ["Lettre suivante : → avril 2026"]
    # The way to another letter is all that a page gains: the first had none to lead to.
    for way in ways:
        way.drop_tree()
    first_page, second_page = ("".join(etree.tostring(p).decode().split()) for p in pages)
    assert first_page == second_page


def test_before_the_first_letter_the_page_says_when_it_comes_and_with_what(
    built_on: BuiltOn,
) -> None:
    site = built_on("2026-03-26")
    assert list(site.glob("lettres/*/")) == []
    found = parse(site / "lettres/index.html")
    text = text_of(found.find(".//main"))
    [awaited] = found.xpath("//section[h2='Déjà dans la première lettre']")
    assert awaited.xpath(".//li/a/@href")[0] == "../visites/friche/#annonce"
    assert "Friche, Rezé, jeudi 4 juin 2026" in text_of(awaited)
    assert "La première lettre paraîtra le 1er avril 2026." in text.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert parse_rss(site / "lettres/feed_rss_created.xml").findall("item") == []


def test_the_list_leads_to_each_letter_by_year(built_on: BuiltOn) -> None:
    found = parse(built_on("2026-05-01") / "lettres/index.html")
    assert [text_of(title) for title in found.xpath("//main//h2")] == ["2026"]
    links = found.xpath("//main//h3/a")
    assert [link.get("href") for link in links] == ["2026-04/", "2026-03/"]
    # What one letter holds is shown on the newest.
    [told] = found.xpath("//ul[@class='plain told']")
    assert told.xpath("ancestor::article//h3/a/@href") == ["2026-04/"]
    assert told.xpath(".//a/@href") == ["../visites/friche/#annulation"]


def test_the_digest_is_valid_and_found_from_any_page(built_on: BuiltOn) -> None:
    site = built_on("2026-05-01")
    address = f"{SITE_URL}lettres/feed_rss_created.xml"
    feed = (site / "lettres/feed_rss_created.xml").read_bytes()
    assert complaints(feed, address=address) == []
    as_json = json.loads((site / "lettres/feed_json_created.json").read_text("utf-8"))
    assert [item["title"] for item in as_json["items"]] == [
        "La lettre d’avril\xa02026",
        "La lettre de mars\xa02026",
    ]
    for path in ("index.html", "visites/atelier/index.html"):
        links = parse(site / path).xpath("//head/link[@rel='alternate']/@href")
        assert [link for link in links if link.endswith("lettres/feed_rss_created.xml")], path
        assert parse(site / path).xpath("//footer//a[.='Les lettres']"), path
    # The letter, everything, what was reviewed; each kind; the one theme.
    for name, count in (("lettre", 1), ("flux", 3 + len(Kind) + 1)):
        opml = etree.fromstring((site / f"abonnement/{name}.opml").read_bytes())
        listed = opml.xpath("//outline/@xmlUrl")
        assert listed[0] == address
        assert len(listed) == count, name


def test_letters_are_in_the_sitemap_and_their_list_alone_in_the_search(built_on: BuiltOn) -> None:
    site = built_on("2026-05-01")
    text = (site / "sitemap.xml").read_text("utf-8")
    assert f"<loc>{SITE_URL}lettres/2026-03/</loc>\n    <lastmod>2026-04-01</lastmod>" in text
    assert [a for a in indexed_addresses(site) if a.startswith("lettres/")] == ["lettres/"]


def test_each_way_to_subscribe_begins_with_what_to_do(built_on: BuiltOn) -> None:
    found = parse(built_on("2026-05-01") / "abonnement/index.html")
    titles = [text_of(title) for title in found.xpath("//main//h2")]
    assert titles[:3] == [
        *("Les visites, dans votre agenda", "Par courriel", "Chaque page, dans une application"),
    ]
    letter = found.xpath("//main//section[h2/@id='site:lettre']")[0]
    [feed] = letter.xpath(".//div[@class='feed-address']/a")
    assert feed.text_content() == f"{SITE_URL}lettres/feed_rss_created.xml"
    files = found.xpath("//main//a[@download]/@href")
    assert files == ["lettre.opml", "flux.opml"]
