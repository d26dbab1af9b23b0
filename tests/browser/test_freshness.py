"""What readers are told of pages that cite the law, on a site that nobody builds any more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support.building import build
from support.journals import guide, page, small_tree, tip, visit, write_tree
from support.serving import serve

BUILT = "1795176000"  # 20 November 2026
LAW = "L'article L2113-13 du Code de la commande publique le permet.\n"
TIP, OLD_GUIDE, GLOSSARY = "conseils/oser/", "guides/debuter/", "glossaire/"


@pytest.fixture(scope="module")
def abandoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of which a guide was due when it was built, and nothing else."""
    folder = tmp_path_factory.mktemp("fraicheur")
    glossary = f"## Marché {{#marche}}\n\n{LAW}\n## Mot {{#mot}}\n\nUn mot.\n"
    words = {"title": "Glossaire", "description": "Des mots.", "template": "glossary.html"}
    files = small_tree(
        visit(body=LAW),
        tip(body=LAW, relu_le="2026-11-18"),
        tip("vite", relu_le="2026-11-18"),
        guide(body=LAW, relu_le="2025-11-19"),
        {"glossaire.md": page(glossary, **words, relu_le="2026-11-18", relire_apres="3")},
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://carnet.example/nantes/")
        patch.setenv("SOURCE_DATE_EPOCH", BUILT)
        site = build(folder / "site", docs=write_tree(folder / "docs", files))
    with serve(site) as host:
        yield host.address


def warned(page: Page, host: str) -> set[str]:
    """The addresses of the pages that say they are to be checked."""
    found = set()
    for address in (TIP, OLD_GUIDE, GLOSSARY, "conseils/vite/", "visites/atelier/"):
        page.goto(f"{host}{address}")
        if page.get_by_text("À vérifier").is_visible():
            found.add(address)
    return found


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-20T12:00:00Z", {OLD_GUIDE}),
        # Still the eighteenth of February in Paris, and no more.
        ("2027-02-18T22:59:00Z", {OLD_GUIDE}),
        ("2027-02-18T23:01:00Z", {OLD_GUIDE, GLOSSARY}),
        ("2027-11-18T22:59:00Z", {OLD_GUIDE, GLOSSARY}),
        ("2027-11-18T23:01:00Z", {OLD_GUIDE, GLOSSARY, TIP}),
    ],
)
def test_a_page_says_on_its_day_that_it_is_to_be_checked(
    browser: Browser, abandoned: str, now: str, expected: set[str]
) -> None:
    with browser.new_context(timezone_id="America/Cayenne") as context, context.new_page() as page:
        page.clock.set_fixed_time(now)
        assert warned(page, abandoned) == expected


def test_without_script_each_page_says_on_which_day_it_was_read_over(
    browser: Browser, abandoned: str
) -> None:
    with browser.new_context(java_script_enabled=False) as context, context.new_page() as page:
        assert warned(page, abandoned) == {OLD_GUIDE}
        page.goto(f"{abandoned}{OLD_GUIDE}")
        expect(page.get_by_text("n’a pas été relue depuis le 19 novembre 2025")).to_be_visible()
        page.goto(f"{abandoned}{TIP}")
        expect(page.get_by_text("relu le 18 novembre 2026", exact=True)).to_be_visible()
