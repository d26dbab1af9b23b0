"""The agenda in a browser, on a site that nobody has built again since a visit was held."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support.building import build
from support.journals import small_tree, visit, write_tree
from support.serving import serve

BUILT = "1795176000"  # 20 November 2026
FIRST, SECOND = "Une visite chez Friche", "Une visite chez Jardin"


@pytest.fixture(scope="module")
def abandoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site built while two visits were announced."""
    folder = tmp_path_factory.mktemp("agenda")
    common = {"date": "2026-11-10", "lieu": "Rezé", "inscription": "https://inscription.example/"}
    files = small_tree(
        visit("friche", visite_le="2026-12-03", **common),
        visit("jardin", visite_le="2026-12-10", **common),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://carnet.example/nantes/")
        patch.setenv("SOURCE_DATE_EPOCH", BUILT)
        site = build(folder / "site", docs=write_tree(folder / "docs", files))
    with serve(site) as host:
        yield host.address


def announced(page: Page) -> list[str]:
    """The titles that a list of announced visits shows."""
    links = page.locator(".announced > li:visible > a")
    return links.all_inner_texts()


@pytest.mark.parametrize(
    ("now", "left"),
    [
        # Still the third of December in Paris, and no more.
        ("2026-12-03T22:59:00Z", [FIRST, SECOND]),
        ("2026-12-03T23:01:00Z", [SECOND]),
        ("2027-12-03T12:00:00Z", []),
    ],
)
def test_what_is_over_leaves_the_lists_of_announced_visits(
    browser: Browser, abandoned: str, now: str, left: list[str]
) -> None:
    with browser.new_context(timezone_id="America/Cayenne") as context, context.new_page() as page:
        page.clock.set_fixed_time(now)
        for address in ("", "agenda/"):
            page.goto(f"{abandoned}{address}")
            assert announced(page) == left
            expect(page.get_by_text("Aucune visite n’est annoncée")).to_be_visible(visible=not left)
        past = page.get_by_role("heading", name="Visites passées").locator("..")
        over = [title for title in (SECOND, FIRST) if title not in left]
        assert past.locator("[data-until] > a:visible").all_inner_texts() == over
        page.goto(f"{abandoned}visites/friche/")
        can_come = FIRST in left
        for name in ("S’inscrire à la visite", "Ajouter à mon agenda"):
            expect(page.get_by_role("link", name=name)).to_be_visible(visible=can_come)
        expect(page.get_by_text("Visite annoncée")).to_be_visible(visible=can_come)
        awaited = page.get_by_text("n’est pas encore écrit")
        expect(awaited).to_be_visible(visible=not can_come)
        for address in ("visites/", "themes/reemploi/", "structures/friche/"):
            page.goto(f"{abandoned}{address}")
            card = page.locator(".card").filter(has=page.get_by_role("link", name=FIRST))
            said = "Visite annoncée" if can_come else "Visite"
            expect(card.locator(".meta-line strong").first).to_have_text(said, use_inner_text=True)


def test_without_script_all_stays_and_says_its_day(browser: Browser, abandoned: str) -> None:
    with browser.new_context(java_script_enabled=False) as context, context.new_page() as page:
        for address in ("", "agenda/"):
            page.goto(f"{abandoned}{address}")
            assert announced(page) == [FIRST, SECOND]
            expect(page.get_by_text("3 décembre 2026")).to_be_visible()
            expect(page.get_by_text("Aucune visite n’est annoncée")).to_be_hidden()


def test_a_reader_takes_a_visit_from_its_page(browser: Browser, abandoned: str) -> None:
    with browser.new_context() as context, context.new_page() as page:
        page.clock.set_fixed_time("2026-11-21T12:00:00Z")
        page.goto(abandoned)
        page.get_by_role("link", name="L’agenda des visites").click()
        page.locator(".announced").get_by_role("link", name=FIRST, exact=True).click()
        link = page.get_by_role("link", name="Ajouter à mon agenda")
        answer = page.request.get(link.evaluate("link => link.href"))
        assert answer.headers["content-type"].startswith("text/calendar")
        assert "BEGIN:VEVENT" in answer.text()
