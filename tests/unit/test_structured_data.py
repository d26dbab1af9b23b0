"""What search engines read of an entry."""

from __future__ import annotations

from typing import Any

from journal.pages.structured_data import card_address, structured_data
from support.journals import guide, journal, tip, visit

SITE = "https://carnet.example/nantes/"


def data_of(path: str, extra: dict[str, Any] | None = None, **changes: str) -> list[dict[str, Any]]:
    catalogue = journal(visit(**changes), tip(), guide())
    entry = catalogue.at(path)
    assert entry
    return structured_data(
        entry, catalogue, site_url=SITE, site_name="Visites apprenantes", extra=extra or {}
    )


def test_a_posting_says_when_about_what_and_by_whom() -> None:
    posting, _ = data_of(
        "visites/atelier.md", auteurs="[Une personne]", relu_le="2026-04-01", tags="[emploi]"
    )
    assert posting["@type"] == "BlogPosting"
    assert (posting["datePublished"], posting["dateModified"]) == ("2026-03-20", "2026-04-01")
    assert posting["author"] == [{"@type": "Person", "name": "Une personne"}]
    assert [about["url"] for about in posting["about"]] == [f"{SITE}themes/emploi/"]
    assert posting["image"] == f"{SITE}partage/visites-atelier.png"


def test_a_guide_is_an_article() -> None:
    article, breadcrumbs = data_of("guides/debuter.md")
    assert (article["@type"], article["url"]) == ("Article", f"{SITE}guides/debuter/")
    assert breadcrumbs["itemListElement"][1]["name"] == "Guides"


def test_without_authors_the_site_signs() -> None:
    posting, _ = data_of("conseils/oser.md")
    assert posting["author"] == [
        {"@type": "Organization", "name": "Visites apprenantes", "url": SITE}
    ]
    assert "license" not in posting


def test_the_publisher_and_the_licence_are_said_once_they_are_known() -> None:
    extra = {"editeur": {"nom": "Une association"}, "licence": {"url": "https://licence.example/"}}
    posting, _ = data_of("conseils/oser.md", extra)
    assert posting["publisher"]["name"] == "Une association"
    assert posting["license"] == "https://licence.example/"


def test_breadcrumbs_go_from_home_to_the_page() -> None:
    _, breadcrumbs = data_of("conseils/oser.md")
    steps = breadcrumbs["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert [step["item"] for step in steps] == [SITE, f"{SITE}conseils/", f"{SITE}conseils/oser/"]


def test_a_card_has_the_address_of_its_entry() -> None:
    catalogue = journal(visit())
    assert card_address(catalogue.visits[0]) == "partage/visites-atelier.png"
