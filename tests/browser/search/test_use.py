"""How the search is used: by keys, by clicks, at addresses that can be shared."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from support.searching import type_query


def test_keys_open_it_escape_leads_to_the_field_then_back(page: Page, root: str) -> None:
    page.goto(f"{root}visites/atao/")
    link = page.get_by_role("main").get_by_role("link", name="chantiers d’insertion").first
    link.focus()
    page.keyboard.press("/")
    expect(link).to_be_focused()
    page.keyboard.press("Control+k")
    field = page.get_by_role("searchbox", name="Rechercher dans le carnet")
    expect(field).to_be_focused()
    type_query(page, "recyclerie", root=root)
    panel = page.get_by_role("region", name="Résultats de la recherche")
    expect(panel).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".search-title").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(field).to_be_focused()
    expect(field).to_have_value("recyclerie")
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    assert page.errors == []


def test_arrows_go_from_the_field_to_the_results_and_back_and_enter_opens_one(
    page: Page, root: str
) -> None:
    page.goto(root)
    field = page.get_by_role("searchbox")
    field.click()
    type_query(page, "SIAE", root=root)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{root}glossaire/#siae")
    expect(page.locator("#siae")).to_be_in_viewport()


def test_a_slash_typed_in_a_field_stays_a_slash(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/")
    field = page.get_by_role("searchbox")
    field.press_sequentially("et/ou")
    expect(field).to_have_value("et/ou")


def test_results_close_when_the_reader_goes_elsewhere(page: Page, root: str) -> None:
    page.goto(root)
    page.get_by_role("searchbox").click()
    type_query(page, "vélo", root=root)
    page.get_by_role("heading", level=1).click(position={"x": 4, "y": 4})
    expect(page.locator(".search-panel")).to_be_hidden()


def test_a_result_opened_by_a_click(page: Page, root: str) -> None:
    page.goto(f"{root}conseils/")
    page.get_by_role("searchbox").click()
    type_query(page, "recyclerie de jouets", root=root)
    page.get_by_role("link", name="JOUJOU : vendre des jouets").first.click()
    expect(page).to_have_url(f"{root}visites/joujou/")


def test_enter_in_the_masthead_leads_to_an_address_that_can_be_shared(
    page: Page, root: str
) -> None:
    """On whatever host: this one is not that of the address for which the site was built."""
    page.goto(root)
    expect(page.locator("link[rel=canonical]")).not_to_have_attribute("href", root)
    page.get_by_role("searchbox").fill("l’épicerie")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/recherche/\?q=l%E2%80%99%C3%A9picerie$"))
    expect(page.get_by_role("searchbox")).to_have_value("l’épicerie")
    expect(page.locator(".search-title").first).to_contain_text("L’Épicerie du Canal")


def test_the_back_button_returns_to_each_search_and_to_its_results(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/")
    for query in ("vélo", "bière"):
        type_query(page, query, root=root)
        page.keyboard.press("Enter")
    page.locator(".search-title").first.click()
    expect(page).to_have_url(f"{root}visites/brasserie-des-docks/")
    page.go_back()
    expect(page.locator(".search-status")).to_contain_text("bière")
    page.go_back()
    expect(page.locator(".search-status")).to_contain_text("vélo")
    expect(page.get_by_role("searchbox")).to_have_value("vélo")
    page.go_forward()
    expect(page.locator(".search-status")).to_contain_text("bière")


def test_results_are_filtered_by_kind_and_by_theme_in_the_address_too(
    page: Page, root: str
) -> None:
    page.goto(f"{root}recherche/?q=vélo")
    expect(page.locator(".search-result[data-kind=visites]")).not_to_have_count(0)
    page.get_by_label("Montrer").select_option("conseils")
    shown = page.get_by_label("Montrer").bounding_box()
    assert shown
    assert shown["width"] >= 120, "what was chosen cannot be read"
    expect(page.locator(".search-result[data-kind=visites]")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"q=v%C3%A9lo&type=conseils$"))
    page.get_by_label("Montrer").select_option("visites")
    page.get_by_label("Thème", exact=True).select_option("insertion")
    expect(page.locator(".search-title")).to_have_text(
        [re.compile("^Terreau vivant"), re.compile("^ATAO")]
    )
    shared = page.url
    page.goto(root)
    page.goto(shared)
    expect(page.get_by_label("Thème", exact=True)).to_have_value("insertion")
    expect(page.locator(".search-result")).to_have_count(2)


def test_filters_that_leave_nothing_say_so_and_can_be_left(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/?q=bière&type=conseils")
    expect(page.locator(".search-status")).to_contain_text("parmi ce que vous avez choisi")
    page.get_by_role("link", name="Chercher « bière » partout").click()
    expect(page.locator(".search-title").first).to_contain_text("Brasserie des Docks")
    expect(page.get_by_label("Montrer")).to_have_value("")


def test_filters_come_with_something_to_filter(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/")
    expect(page.get_by_role("heading", name="Chercher par thème")).to_be_visible()
    expect(page.get_by_label("Montrer")).to_be_hidden()
    type_query(page, "vélo", root=root)
    expect(page.get_by_label("Montrer")).to_be_visible()
    type_query(page, "bocalerie", root=root)
    expect(page.locator(".search-result")).not_to_have_count(0)
    expect(page.get_by_label("Montrer")).to_be_hidden()


def test_a_page_that_pagefind_puts_far_is_found_in_both_places(page: Page, root: str) -> None:
    # Five pages that only share « rep » come first.
    for address in ("", "recherche/"):
        page.goto(root + address)
        page.get_by_role("searchbox").click()
        assert type_query(page, "repér", root=root).addresses


def test_what_people_look_for_is_a_link_away(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/")
    page.get_by_role("main").get_by_role("link", name="clause sociale").click()
    expect(page.get_by_role("searchbox")).to_have_value("clause sociale")
    expect(page.locator(".search-title").first).to_have_text("Clause sociale")
