"""From a visit to all that was learned at an organisation, and back through a guide."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect


@pytest.mark.parametrize("scripted", [True, False])
def test_a_reader_goes_from_a_visit_to_what_its_organisation_taught(
    browser: Browser, address: str, scripted: bool
) -> None:
    with browser.new_page(java_script_enabled=scripted) as page:
        page.goto(f"{address}visites/atao/")
        page.locator(".entry-header").get_by_role("link", name="ATAO").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("ATAO")
        page.get_by_role("link", name="Se faire connaître avant").click()
        guides = page.locator("section", has=page.get_by_role("heading", name="Dans les guides"))
        guides.get_by_role("link", name="Préparer sa première réponse").click()
        expect(page).to_have_url(f"{address}guides/premiere-reponse/")
        page.goto(f"{address}structures/")
        page.get_by_role("link", name="JOUJOU", exact=True).click()
        expect(page.get_by_text("JOUJOU est une recyclerie")).to_be_visible()
        page.get_by_role("navigation", name="Fil d’Ariane").get_by_role(
            "link", name="Structures"
        ).click()
        expect(page).to_have_url(f"{address}structures/")


def test_an_organisation_is_found(browser: Browser, address: str) -> None:
    with browser.new_page() as page:
        page.goto(f"{address}recherche/?q=ATAO&type=structures")
        result = page.locator(".search-results").get_by_role("link", name="ATAO", exact=True)
        expect(result).to_have_attribute("href", f"{address}structures/atao/")
