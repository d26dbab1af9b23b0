"""The pages of organisations, why entries are related, which guides use a tip: on built sites."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from support.html import parse, text_of
from support.journals import SITE_URL, guide, small_tree, tip, visit

BuildTree = Callable[[dict[str, str]], Path]


def sections(page: Path) -> dict[str, list[str]]:
    """Heading of each list of entries, to where its entries lead."""
    found = parse(page).xpath("//main//section[contains(@class, 'entries')]")
    return {text_of(part.xpath("./h2")[0]): part.xpath(".//h3/a/@href") for part in found}


def test_the_page_of_an_organisation_gathers_what_is_told_of_it(site: Path) -> None:
    found = sections(site / "structures/atao/index.html")
    assert found["La visite"] == ["../../visites/atao/"]
    assert found["Structure présentée"] == ["../../visites/joujou/"]
    assert len(found["Les conseils à en tirer"]) == 3
    assert "../../guides/premiere-reponse/" in found["Dans les guides"]
    page = parse(site / "structures/atao/index.html")
    assert page.xpath("string(//h1)") == "ATAO"
    lead = "ATAO est une association d’insertion professionnelle."
    assert page.xpath("string(//p[@class='lead'])") == lead
    crumbs = page.xpath("//nav[@class='breadcrumbs']//li//text()")
    assert [word.strip() for word in crumbs if word.strip()] == ["Accueil", "Structures", "ATAO"]
    data = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))["@graph"]
    assert [node["@type"] for node in data] == ["Organization", "BreadcrumbList"]
    assert data[0]["subjectOf"][0]["url"] == f"{SITE_URL}visites/atao/"
    site_of_it = "http://atao-insertion.fr/"
    assert data[0]["url"] == data[0]["sameAs"] == site_of_it
    assert page.xpath("//dl[@class='practical']/dd[1]//a/@href") == [site_of_it]
    told = page.xpath("//section[h2='Présentation']")[0]
    assert "chantiers d’insertion" in text_of(told)
    assert lead not in text_of(told)
    assert told.xpath(".//a/@href") == ["../../visites/atao/#le-contexte"]
    assert all("ATAO" in title for title in page.xpath("//*[@class='sources']//a/text()"))
    [summary] = page.xpath("//meta[@name='description']/@content")
    assert summary == "Ce que ce carnet raconte d’ATAO\u00a0: 1 visite, 3 conseils."


def test_what_was_only_presented_is_no_visit(site: Path) -> None:
    found = sections(site / "structures/joujou/index.html")
    assert found["Présentée pendant une visite"] == ["../../visites/joujou/"]
    assert not {title for title in found if title.startswith("Visite")}
    listed = parse(site / "structures/index.html").xpath("//main//ul[@class='plain']/li")
    assert [text_of(item.xpath("./p[@class='count']")[0]) for item in listed] == [
        "1 visite, 3 conseils",
        "présentée pendant une visite",
    ]
    assert "À Nantes dans le quartier de la Bottière" in map(text_of, listed[1].xpath("./p"))


def test_a_visit_leads_to_its_organisation_and_the_list_of_visits_to_all(site: Path) -> None:
    page = parse(site / "visites/joujou/index.html")
    assert "../../structures/joujou/" in page.xpath("//*[@class='entry-header']//a/@href")
    assert "../structures/" in parse(site / "visites/index.html").xpath("//main//a/@href")


def test_related_entries_say_what_they_have_in_common(site: Path) -> None:
    for page in sorted(site.glob("*/*/index.html")):
        for related in parse(page).xpath("//section[h2='À lire aussi']"):
            why = [text_of(said) for said in related.xpath(".//article/p[@class='count']")]
            assert len(why) == len(related.xpath(".//article")) > 0, page
            assert all(re.fullmatch(r"même (?:thème\s: .+|structure)", said) for said in why)
            # Nothing leads back to the page that one reads.
            itself = f"../../{page.parent.relative_to(site).as_posix()}/"
            assert itself not in related.xpath(".//h3/a/@href")


def test_a_tip_names_its_siblings_once_and_the_guides_that_use_it(site: Path) -> None:
    page = parse(site / "conseils/se-faire-connaitre/index.html")
    guides = sections(site / "conseils/se-faire-connaitre/index.html")["Dans les guides"]
    assert "../../guides/premiere-reponse/" in guides
    siblings = page.xpath("//*[@aria-labelledby='site:meme-visite']//a/@href")
    assert siblings == ["../acculturer-a-l-ess/", "../se-lancer-sans-attendre/"]
    related = sections(site / "conseils/se-faire-connaitre/index.html").get("À lire aussi", [])
    assert set(related).isdisjoint([*guides, *siblings])


@pytest.fixture
def many(build_tree: BuildTree) -> Path:
    """A journal of sixty organisations and more, one of which was visited often."""
    visits = (visit(f"lieu-{n}", structure=f"Lieu {n:02}") for n in range(60))
    again = (
        visit(f"retour-{year}", structure="LIEU 00", visite_le=f"{year}-05-01")
        for year in (2024, 2025)
    )
    link = "Voir [la structure](../structures/lieu-00.md), et [le conseil](../conseils/rare.md).\n"
    planned = visit("suite", structure="Lieu 00", visite_le="2090-03-14", lieu="Nantes")
    others = tip("rare", visite="lieu-0"), guide(body=link)
    return build_tree(small_tree(*visits, *again, planned, *others))


def test_past_fifty_organisations_are_folded_and_visits_are_by_year(many: Path) -> None:
    page = parse(many / "structures/index.html")
    assert len(page.xpath("//main/div/div/ul/li")) == 50
    assert text_of(page.xpath("//main//details/summary")[0]) == "11 de plus"
    assert len(page.xpath("//main//details//li")) == 11
    found = sections(many / "structures/lieu-00/index.html")
    assert list(found) == [
        *("Visite annoncée", "Visite de 2026", "Visite de 2025", "Visite de 2024"),
        *("Le conseil à en tirer", "Dans les guides"),
    ]
    assert found["Visite annoncée"] == ["../../visites/suite/"]
    assert found["Dans les guides"] == ["../../guides/debuter/"]
    page = parse(many / "structures/lieu-00/index.html")
    assert page.xpath("//dd[@class='of-themes']//a/@href") == ["../../themes/reemploi/"]
