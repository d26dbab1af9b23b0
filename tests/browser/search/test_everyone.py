"""The search on a phone, in large letters, for those who hear it; and in a preview."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Page, Route, expect

from support.axe import violations_everywhere
from support.html import asset
from support.searching import type_query
from support.waiting import wait_until


def test_the_masthead_is_as_high_without_its_field(page: Page, root: str) -> None:
    heights = []
    for address in ("", "recherche/"):
        page.goto(root + address)
        heights.append(page.locator(".masthead").evaluate("element => element.offsetHeight"))
    assert heights[0] == heights[1]


def test_what_is_typed_before_the_program_comes_is_looked_for(page: Page, root: str) -> None:
    # On a slow line the field is there before its program.
    held: list[Route] = []
    page.route("**/immutable/search.*.js", lambda route: held.append(route))
    page.goto(f"{root}recherche/", wait_until="commit")
    page.get_by_role("searchbox").fill("recyclerie")
    expect(page.locator(".search-status")).to_have_count(0)
    wait_until(page, "() => document.readyState === 'complete'")
    held[0].continue_()
    expect(page.locator(".search-status")).to_contain_text("«\u00a0recyclerie\u00a0»")
    expect(page.get_by_role("searchbox")).to_have_value("recyclerie")
    expect(page).to_have_url(f"{root}recherche/?q=recyclerie")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [320, 375])
def test_a_phone_has_a_link_beside_the_name_to_the_page_of_the_search(
    browser: Browser, root: str, width: int, has_scripts: bool
) -> None:
    with browser.new_page(
        viewport={"width": width, "height": 700}, has_touch=True, java_script_enabled=has_scripts
    ) as page:
        page.goto(f"{root}visites/atao/")
        banner = page.get_by_role("banner")
        link = banner.get_by_role("link", name="Rechercher")
        name = banner.get_by_role("link", name="Visites apprenantes").bounding_box()
        box = link.bounding_box()
        assert name
        assert box
        assert box["height"] >= 44
        assert name["height"] < 44, "the name is on two lines"
        assert middle(box) == pytest.approx(middle(name), abs=2)
        assert box["x"] + box["width"] == pytest.approx(width - 24, abs=1)
        link.tap()
        expect(page).to_have_url(f"{root}recherche/")


def test_a_phone_shows_results_within_its_width(browser: Browser, root: str) -> None:
    with browser.new_page(viewport={"width": 320, "height": 640}, has_touch=True) as page:
        page.goto(f"{root}recherche/")
        type_query(page, "marché", root=root)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_results_stay_within_the_window_whatever_the_size_of_the_letters(
    page: Page, root: str
) -> None:
    page.goto(root)
    type_query(page, "marché", root=root)
    for width, size in ((1280, 100), (1280, 125), (1280, 200), (1000, 150), (768, 200)):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("size => (document.documentElement.style.fontSize = size)", f"{size}%")
        panel = page.locator(".search-panel").bounding_box()
        assert panel
        assert panel["x"] >= 0, (width, size)
        assert panel["x"] + panel["width"] <= width, (width, size)


@pytest.mark.parametrize("width", [768, 1000, 1280])
def test_the_field_is_beside_the_name_and_above_the_sections(
    browser: Browser, root: str, width: int
) -> None:
    with browser.new_page(viewport={"width": width, "height": 700}) as page:
        page.goto(root)
        field = page.get_by_role("searchbox").bounding_box()
        banner = page.get_by_role("banner")
        name = banner.get_by_role("link", name="Visites apprenantes").bounding_box()
        sections = page.get_by_role("navigation", name="Rubriques").bounding_box()
        assert field
        assert name
        assert sections
        assert field["width"] >= 160
        assert field["height"] >= 44
        assert sections["height"] < 60, "the sections are on two lines"
        assert field["x"] > name["x"] + name["width"]
        assert middle(field) == pytest.approx(middle(name), abs=2)
        assert sections["y"] >= field["y"] + field["height"]
        expect(page.get_by_role("banner").get_by_role("link", name="Rechercher")).to_be_hidden()


def middle(box: FloatRect) -> float:
    return box["y"] + box["height"] / 2


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("", id="empty", marks=pytest.mark.audit),
        pytest.param("insertion", id="results"),
        pytest.param("associatoin", id="nearest", marks=pytest.mark.audit),
        pytest.param("xylophone", id="nothing"),
        pytest.param("vélo&type=visites&theme=insertion", id="filters", marks=pytest.mark.audit),
    ],
)
def test_axe_finds_nothing_on_the_page(page: Page, root: str, query: str) -> None:
    page.goto(f"{root}recherche/?q={query}")
    if query:
        expect(page.locator(".search-status")).to_contain_text("résultat")
    assert violations_everywhere(page, (320, 1280)) == []


@pytest.mark.parametrize(
    "query", ["insertion", pytest.param("associatoin", marks=pytest.mark.audit)]
)
def test_axe_finds_nothing_with_the_panel_open(page: Page, root: str, query: str) -> None:
    page.goto(f"{root}visites/atao/")
    page.get_by_role("searchbox").click()
    type_query(page, query, root=root)
    expect(page.locator(".search-panel")).to_be_visible()
    # Narrower there is no field in the masthead, so no panel either.
    assert violations_everywhere(page, (768, 1280)) == []


@pytest.mark.parametrize(
    "address", ["", pytest.param("recherche/?q=vélo", marks=pytest.mark.audit)]
)
def test_axe_finds_nothing_when_the_connection_is_lost(page: Page, root: str, address: str) -> None:
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(root + address)
    page.get_by_role("searchbox").fill("bière")
    expect(page.get_by_role("button", name="Réessayer")).to_be_visible()
    assert violations_everywhere(page, (1280,)) == []


def test_the_script_is_one_file_that_asks_for_no_other(folder: Path) -> None:
    script = asset(folder, "search.js").read_text("utf-8")
    assert re.findall(r"^import\b.*|\bfrom ['\"].*", script, re.MULTILINE) == []
    assert not list(folder.glob("assets/**/search/"))
