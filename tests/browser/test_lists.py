"""A list is narrowed by plain links, without script; its address can be shared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from support.axe import violations
from support.building import build
from support.journals import small_tree, themes, tip, visit, write_tree
from support.serving import serve


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A journal of three years, four organisations and two themes, long enough to be narrowed."""
    folder = tmp_path_factory.mktemp("lists")
    tree = small_tree(
        themes(reemploi="Réemploi", emploi="Emploi"),
        visit("jardin", date="2025-03-20", visite_le="2025-03-14"),
        visit("usine", tags="[emploi]"),
        tip("voir", visite="usine", tags="[emploi, reemploi]"),
        *(visit(f"v{i}", structure="Verger", visite_le="2024-03-14") for i in range(5)),
        *(tip(f"pas-{i}") for i in range(6)),
    )
    with serve(build(folder / "site", docs=write_tree(folder / "docs", tree))) as host:
        yield host.address


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], str]]:
    """Where a journal is served that has so many tips of one theme, besides two others."""
    with ExitStack() as stack:

        def serve_many(count: int) -> str:
            folder = tmp_path_factory.mktemp(f"many-{count}")
            tree = small_tree(
                themes(reemploi="Réemploi", emploi="Emploi"),
                visit("usine", tags="[emploi]"),
                tip("voir", visite="usine", tags="[emploi, reemploi]"),
                *(tip(f"pas-{number}") for number in range(count)),
            )
            docs = write_tree(folder / "docs", tree)
            return stack.enter_context(serve(build(folder / "site", docs=docs))).address

        yield serve_many


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
    assert len(everything) == 11
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


def test_few_tips_are_each_there_once(page: Page, root: str) -> None:
    page.goto(f"{root}conseils/")
    names = ("oser", *(f"pas-{i}" for i in range(6)), "voir")
    everything = ["Tous les conseils", *(f"Un conseil pour {name}" for name in names)]
    assert sorted(shown(page)) == everything
    page.goto(f"{root}conseils/#theme-emploi")
    assert shown(page) == ["Tous les conseils", "Un conseil pour voir"]
    expect(page.locator(".choice:visible")).to_contain_text("Thème : Emploi, 1 conseil.")


def test_more_tips_stand_under_each_of_their_themes(page: Page, many: Callable[[int], str]) -> None:
    root = many(13)
    page.goto(f"{root}conseils/#theme-reemploi")
    assert shown(page)[0] == "Réemploi"
    assert len(shown(page)) == 1 + 15
    page.goto(f"{root}conseils/#structure-usine")
    assert shown(page) == ["Emploi", "Un conseil pour voir", "Réemploi", "Un conseil pour voir"]


def test_many_tips_are_folded_by_year_and_none_is_out_of_reach(
    page: Page, many: Callable[[int], str]
) -> None:
    root = many(60)
    page.goto(f"{root}conseils/")
    cards, lines = page.locator(".card"), page.locator(".line")
    assert (cards.count(), lines.count()) == (50, 12)
    assert lines.first.is_hidden()
    [last] = page.locator(".older summary").all()
    assert last.inner_text() == "12 de plus"
    last.click()
    assert lines.first.is_visible()
    titles = [*page.locator(".card h3").all_inner_texts(), *lines.all_inner_texts()]
    assert len(set(titles)) == 62
    page.goto(f"{root}conseils/#theme-emploi")
    kept = page.locator(":is(.card, .line):visible")
    assert [" ".join(one.inner_text().split()) for one in kept.all()] == ["Un conseil pour voir"]


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
    # The next stops are within what was chosen: the page of the organisation, then all of them.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#site:liste")
    assert len(shown(page)) == 11
    page.go_back()
    assert shown(page) == ["2025", "Une visite chez Jardin"]


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_a_narrowed_list(browser: Browser, root: str, width: int) -> None:
    with browser.new_page(viewport={"width": width, "height": 800}) as page:
        page.goto(f"{root}visites/#annee-2025")
        page.locator(".filters").evaluate("filters => (filters.open = true)")
        assert len(shown(page)) == 2
        assert violations(page) == []
