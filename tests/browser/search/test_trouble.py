"""Where the search cannot work, and what it says then."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from support.searching import type_query


def titles(page: Page) -> list[str]:
    return page.locator(".search-title").all_inner_texts()


def test_without_javascript_the_page_says_so_and_offers_the_themes(
    browser: Browser, root: str
) -> None:
    with browser.new_page(java_script_enabled=False) as page:
        page.goto(root)
        expect(page.get_by_role("search")).to_be_hidden()
        page.get_by_role("banner").get_by_role("link", name="Rechercher").click()
        expect(page).to_have_url(f"{root}recherche/")
        # Playwright's `get_by_text` never looks into <noscript>.
        told = page.locator("noscript p", has_text="a besoin de JavaScript")
        expect(told).to_be_visible()
        expect(page.get_by_role("searchbox")).to_be_hidden()
        expect(page.get_by_role("main").get_by_role("link", name="Réemploi")).to_be_visible()


def test_from_a_file_it_says_why_it_cannot(page: Page, folder: Path) -> None:
    page.goto((folder / "recherche/index.html").as_uri())
    expect(page.get_by_role("status")).to_contain_text(["copie du site"])
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("Control+k")
    expect(page.get_by_role("status")).to_contain_text(["copie du site"])


def test_a_lost_connection_is_said_and_got_over(page: Page, root: str) -> None:
    page.goto(root)
    page.route("**/pagefind/**", lambda route: route.abort())
    page.get_by_role("searchbox").fill("vélo")
    expect(page.locator(".search-trouble")).to_contain_text("n’a pas pu se charger")
    page.unroute("**/pagefind/**")
    type_query(page, "bière", root=root)
    expect(page.locator(".search-trouble")).to_be_hidden()
    assert "Brasserie des Docks" in titles(page)[0]


def test_a_connection_lost_between_two_searches_is_tried_again_by_a_button(
    page: Page, root: str
) -> None:
    page.goto(f"{root}recherche/?q=recyclerie")
    page.locator(".search-title").first.wait_for()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.get_by_role("searchbox").fill("bière")
    expect(page.locator(".search-trouble")).to_contain_text("n’a pas pu se charger")
    # The former results would pass for an answer.
    expect(page.locator(".search-result")).to_have_count(0)
    page.unroute("**/pagefind/**")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator(".search-title").first).to_contain_text("Brasserie des Docks")
    expect(page.locator(".search-trouble")).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_more_results_can_be_asked_again_when_they_could_not_come(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/?q=insertion")
    more = page.get_by_role("button", name="Montrer la suite")
    more.wait_for()
    page.route("**/pagefind/**", lambda route: route.abort())
    more.click()
    expect(page.locator(".search-trouble")).to_contain_text("n’a pas pu se charger")
    page.unroute("**/pagefind/**")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator(".search-result")).to_have_count(20)
    expect(page.locator(".search-trouble")).to_be_hidden()


def test_a_program_that_could_not_come_is_asked_again_while_typing(page: Page, root: str) -> None:
    page.goto(root)
    page.route("**/immutable/search.*.js*", lambda route: route.abort())
    page.get_by_role("searchbox").fill("bi")
    expect(page.locator(".search-trouble")).to_contain_text("n’a pas pu se charger")
    page.unroute("**/immutable/search.*.js*")
    type_query(page, "bière", root=root)
    assert "Brasserie des Docks" in titles(page)[0]
    expect(page.locator(".search-trouble")).to_be_hidden()
