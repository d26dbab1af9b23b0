"""What people paste, once published: the page and the feeds say what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from support.building import build
from support.html import parse, text_of
from support.journals import small_tree, visit, write_tree

BODY = (
    "L\x92association re\u0301pond \x96 le \ufb01nancement\x0bd\u00adu "
    "l\u00b4atelier.\n\nEn 2026 150 personnes, 5 404 000 \u20ac, les 'petits' march\u00e9s.\n\n"
    "[Appeler](<tel:02 40 00 00 00>), [ici en Belgique](<tel:+32 2 123.45.67>), "
    "[\u00e9crire](<mailto:contact@example.org?subject=Une visite>), "
    "[un conseil](../conseils/oser.md\u200b)."
)
SAID = "L\u2019association r\u00e9pond \u2013 le financement du l\u2019atelier."


@pytest.fixture(scope="module")
def pasted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pasted")
    quay = visit(
        "quai",
        body=BODY,
        visite_le="2026-03-14/2026-03-16",
        anciennes_adresses="[visites/ancien.md, conseils/vieux/index.html]",
    )
    coming = visit(
        "demain",
        visite_le="2027-05-30/2027-06-02",
        lieu="Nantes",
        inscription="mailto:contact@example.org?subject=Visite",
    )
    tree = small_tree(quay, coming)
    return build(folder / "site", docs=write_tree(folder / "docs", tree))


def feed_body(site: Path) -> str:
    feed = etree.parse(site / "feed_rss_created.xml")
    [item] = feed.xpath("//item[contains(link, 'visites/quai/')]")
    encoded = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    return str(encoded)


def test_the_page_and_the_feed_say_what_was_meant(pasted: Path) -> None:
    page = (pasted / "visites/quai/index.html").read_text("utf-8")
    for said in (page, feed_body(pasted)):
        assert SAID in said
        assert "En 2026 150 personnes, 5\u202f404\u202f000\u00a0\u20ac" in said
        assert "les \u2018petits\u2019 march\u00e9s" in said
        assert not set(said) & set("\x92\x96\ufb01\x0b\u00ad\u200b\u0301")


def test_numbers_and_mails_can_be_followed_from_both(pasted: Path) -> None:
    page = parse(pasted / "visites/quai/index.html")
    feed = etree.HTML(feed_body(pasted))
    for document in (page, feed):
        addresses = {str(a) for a in document.xpath("//a/@href")}
        assert {"tel:+33240000000", "tel:+3221234567"} <= addresses
        assert "mailto:contact@example.org?subject=Une%20visite" in addresses
    assert "../../conseils/oser/" in page.xpath("//main//p/a/@href")


def test_several_days_are_said_everywhere(pasted: Path) -> None:
    page = parse(pasted / "visites/quai/index.html")
    line = page.xpath("//ul[@class='meta-line']")[0]
    assert "du 14 au 16 mars 2026" in text_of(line).replace("\u00a0", " ")
    assert line.xpath(".//time/@datetime")[:2] == ["2026-03-14", "2026-03-16"]
    [stamp] = page.xpath("//p[@class='stamp']")
    assert text_of(stamp) == "14\u201316 mars 2026"
    listed = text_of(parse(pasted / "index.html")).replace("\u00a0", " ")
    assert "du dimanche 30 mai au mercredi 2 juin 2027" in listed


def test_one_writes_to_take_part(pasted: Path) -> None:
    page = parse(pasted / "visites/demain/index.html")
    [link] = page.xpath("//dl[@class='practical']//a[not(@type)]")
    assert link.get("href") == "mailto:contact@example.org?subject=Visite"
    assert text_of(link) == "contact@example.org"


def test_former_addresses_written_as_files_lead_here(pasted: Path) -> None:
    for former in ("visites/ancien", "conseils/vieux"):
        assert "visites/quai/" in (pasted / former / "index.html").read_text("utf-8")
