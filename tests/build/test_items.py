"""What a subscriber reads is what the page says: its kind, facts, sources, and whom to tell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml.html import HtmlElement, fragment_fromstring
from mkdocs.config import load_config

from support.building import ROOT, build
from support.html import parse, text_of
from support.journals import SITE_URL, small_tree, visit, write_tree


def items(site: Path) -> Iterator[tuple[dict[str, Any], HtmlElement]]:
    """Each item of the site's feed, and its body."""
    feed = json.loads((site / "feed_json_created.json").read_text("utf-8"))
    for item in feed["items"]:
        yield item, fragment_fromstring(item["content_html"], create_parent="div")


def page_of(item: dict[str, Any], site: Path) -> Any:
    path = item["url"].removeprefix(SITE_URL).partition("#")[0]
    return parse(site / path / "index.html")


def test_an_item_opens_with_what_it_is(site: Path) -> None:
    found = {item["url"].split("/")[-2]: text_of(body[0]) for item, body in items(site)}
    guides = {path.stem for path in (ROOT / "docs/guides").glob("*.md")} - {"index"}
    assert found == dict.fromkeys(guides, "Guide") | {
        "atao": "Visite apprenante · ATAO · un 25 janvier (année non précisée)",
        "joujou": "Structure présentée pendant une visite · JOUJOU, lors de la visite chez ATAO"
        " · un 25 janvier (année non précisée)",
        "se-faire-connaitre": "Conseil · l’exemple d’ATAO",
        "acculturer-a-l-ess": "Conseil · l’exemple d’ATAO",
        "se-lancer-sans-attendre": "Conseil · l’exemple d’ATAO",
    }


def test_an_item_has_the_sources_of_its_page(site: Path) -> None:
    for item, body in items(site):
        sources = page_of(item, site).xpath("//section[@class='sources']//li")
        assert sources
        [heading] = [h for h in body.iter("h2") if h.text == "Sources"]
        sent = heading.getnext()
        assert len(sent) == len(sources)
        assert sent.xpath(".//a/@href") == [a for s in sources for a in s.xpath(".//a/@href")]


def test_an_item_says_where_to_report_a_mistake_and_under_which_licence(site: Path) -> None:
    for item, body in items(site):
        [correction] = page_of(item, site).xpath("//p[@class='correction']/a")
        sent = body.xpath(".//hr/following-sibling::p")
        assert [text_of(paragraph) for paragraph in sent] == [
            "Signaler une erreur ou demander une correction",
            "Textes : licence à préciser par l’éditeur",
        ]
        assert sent[0].xpath("a/@href") == [correction.get("href")]


def test_an_announcement_says_all_that_one_must_know_to_come(tmp_path: Path) -> None:
    ahead = visit(
        "usine",
        visite_le="2090-03-14",
        lieu="Rezé",
        horaire="14:00-17:00",
        adresse="8 rue Haute",
        inscription="https://a.example/",
    )
    docs = write_tree(tmp_path / "docs", small_tree(ahead))
    extra = dict(load_config(config_file=str(ROOT / "mkdocs.yml")).extra)
    extra["editeur"] = {"courriel": "lettre@carnet.example"}
    site = build(tmp_path / "site", docs=docs, extra=extra)
    [(item, body)] = [(item, body) for item, body in items(site) if "usine" in item["url"]]
    assert item["title"].startswith("Annoncée pour le 14\xa0mars\xa02090")
    assert [text_of(line) for line in body.xpath("./ul[1]/li")] == [
        "Jour : mardi 14 mars 2090",
        "Horaire : de 14 h à 17 h",
        "Rendez-vous : 8 rue Haute",
        "Participer : S’inscrire à la visite",
        "Écrire à : lettre@carnet.example",
    ]
    page = page_of(item, site)
    practical = text_of(page.xpath("//dl[@class='practical']")[0])
    for fact in ("de 14 h à 17 h", "8 rue Haute", "S’inscrire à la visite"):
        assert fact in practical
    assert page.xpath("//*[@id='annonce']"), "the item's link leads somewhere in the page"
