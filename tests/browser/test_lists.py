"""A list is narrowed by plain links, without script; its address can be shared."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support.axe import violations
from support.building import build
from support.journals import small_tree, themes, tip, visit, write_tree
from support.serving import serve


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A journal of two years, three organisations and two themes."""
    folder = tmp_path_factory.mktemp("lists")
    tree = small_tree(
        themes(reemploi="Réemploi", emploi="Emploi"),
        visit("jardin", date="2025-03-20", visite_le="2025-03-14"),
        visit("usine", tags="[emploi]"),
        tip("voir", visite="usine", tags="[emploi, reemploi]"),
    )
    with serve(build(folder / "site", docs=write_tree(folder / "docs", tree))) as host:
        yield host.address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page(
        viewport={"width": 1280, "height": 800}, java_script_enabled=False
    ) as opened:
        yield opened


def shown(page: Page) -> list[str]:
    return page.locator(".list :is(h2, h3):visible").all_inner_texts()


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("Emploi", ["2026", "Une visite chez Usine"]),
        ("2025", ["2025", "Une visite chez Jardin"]),
        ("Atelier", ["2026", "Une visite chez Atelier"]),
    ],
)
def test_visits_are_kept_by_theme_year_or_organisation(
    page: Page, root: str, choice: str, kept: list[str]
) -> None:
    page.goto(f"{root}visites/")
    everything = shown(page)
    assert len(everything) == 5
    filters = page.get_by_role("navigation", name="Filtrer la liste")
    filters.get_by_role("link", name=choice, exact=True).click()
    assert shown(page) == kept
    status = page.locator(".choice:visible")
    expect(status).to_contain_text(f"{choice}, 1 visite.")
    # Shared, the address shows the same.
    page.goto(page.url.replace("/visites/", "/visites/?"))
    assert shown(page) == kept
    status.get_by_role("link", name="Tout montrer").click()
    assert shown(page) == everything


def test_a_theme_of_tips_shows_its_group_alone(page: Page, root: str) -> None:
    page.goto(f"{root}conseils/#theme-reemploi")
    assert shown(page) == ["Réemploi", "Un conseil pour oser", "Un conseil pour voir"]
    expect(page.locator(".choice:visible")).to_contain_text("Thème : Réemploi, 2 conseils.")
    page.goto(f"{root}conseils/#structure-usine")
    assert shown(page) == ["Emploi", "Un conseil pour voir", "Réemploi", "Un conseil pour voir"]


def test_what_would_narrow_nothing_is_not_offered(page: Page, root: str) -> None:
    page.goto(f"{root}conseils/")
    groups = page.locator(".filters nav > p:visible").all_inner_texts()
    assert groups == ["Par thème", "Par structure"]


def test_keys_alone_narrow_a_list_on_a_phone(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{root}visites/")
    assert page.get_by_role("link", name="Jardin", exact=True).is_hidden()
    page.get_by_text("Filtrer la liste").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Jardin", exact=True).focus()
    page.keyboard.press("Enter")
    assert shown(page) == ["2025", "Une visite chez Jardin"]
    # The next stop is within what was chosen.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#liste")
    assert len(shown(page)) == 5
    page.go_back()
    assert shown(page) == ["2025", "Une visite chez Jardin"]


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_a_narrowed_list(browser: Browser, root: str, width: int) -> None:
    with browser.new_page(viewport={"width": width, "height": 800}) as page:
        page.goto(f"{root}visites/#annee-2025")
        page.locator(".filters").evaluate("filters => (filters.open = true)")
        assert len(shown(page)) == 2
        assert violations(page) == []
