"""What is printed: a tip with the boxes one ticked, a visit with the addresses of its links."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from support.building import ROOT
from support.pdf import ELSEWHERE, pages_of

UNFOLDED = """prose => prose.insertAdjacentHTML(
  'beforeend', '<details><summary>Plus</summary><p>Ce qui était plié.</p></details>')"""


# What each card and each definition says, in parts.
WHOLE = """[...document.querySelectorAll('.cards > .card, .meanings [popover]')]
  .filter((whole) => whole.checkVisibility())
  .map((whole) => [...whole.querySelectorAll('h3, h3 + p, dt, dd')].map((p) => p.innerText))"""
VISITS = ("atao", "joujou")
TIPS = sorted(page.stem for page in (ROOT / "docs/conseils").glob("*.md") if page.stem != "index")


def sources_of(page: Page) -> list[tuple[str, str]]:
    """Title and address of each source of the page."""
    links = page.locator(".sources a").all()
    assert len(links) > 1
    return [(link.inner_text(), link.get_attribute("href") or "") for link in links]


def assert_sources_are_printed(sources: list[tuple[str, str]], text: str) -> None:
    """An address may be cut at the end of a line."""
    printed = "".join(text.split())
    for title, address in sources:
        assert f"{''.join(title.split())}({address})" in printed


# The audit prints them all.
@pytest.mark.parametrize(
    "slug",
    [pytest.param(tip, marks=pytest.mark.audit if n % 4 else ()) for n, tip in enumerate(TIPS)],
)
def test_every_tip_is_one_sheet_with_all_its_steps(
    browser: Browser, address: str, slug: str
) -> None:
    with browser.new_page() as page:
        page.goto(f"{address}conseils/{slug}/")
        page.get_by_role("checkbox").first.check()
        steps = page.locator(".task-list-item").all_text_contents()
        sources = sources_of(page)
        [sheet] = pages_of(page)
        assert len(pages_of(page, ELSEWHERE)) == 1
    assert len(steps) >= 5
    for step in steps:
        assert " ".join(step.split()) in sheet.text
    assert f"/nantes/conseils/{slug}/ · publié le " in sheet.text
    assert_sources_are_printed(sources, sheet.text)
    # A figure of the law that the tip only links to is found by its address.
    assert "/nantes/guides/regles-2026/." in sheet.text.replace(" ", "")
    # What was not read of the law is said on paper too.
    assert "ne tient pas compte de la loi du 26 mai 2026 (n° 2026-403)" in " ".join(
        sheet.text.split()
    )


@pytest.mark.parametrize(("slug", "fewest"), [("premiere-reponse", 20), ("acheter-a-l-ess", 12)])
def test_a_list_of_steps_is_one_sheet_with_all_of_them(
    browser: Browser, address: str, slug: str, fewest: int
) -> None:
    with browser.new_page() as page:
        page.goto(f"{address}guides/{slug}/")
        steps = page.locator(".task-list-item label").all_inner_texts()
        sources = sources_of(page)
        [sheet] = pages_of(page)
        assert len(pages_of(page, ELSEWHERE)) == 1
    assert len(steps) > fewest
    for step in steps:
        assert " ".join(step.split()) in sheet.text
    assert "n° 2026-403" in sheet.text
    assert_sources_are_printed(sources, sheet.text)


def test_the_rules_are_both_sides_of_a_sheet_with_their_sources(
    browser: Browser, address: str
) -> None:
    with browser.new_page() as page:
        page.goto(f"{address}guides/regles-2026/")
        figures = page.locator(".chiffre .admonition-title").all_inner_texts()
        sources = sources_of(page)
        sheets = pages_of(page)
    text = " ".join(" ".join(sheet.text for sheet in sheets).split())
    assert len(sheets) == 2
    assert len(figures) >= 12
    for figure in figures:
        assert " ".join(figure.split()) in text
    assert_sources_are_printed(sources, text)
    # Not once more beside each figure.
    assert text.replace(" ", "").count("(https://www.laviecommunale-actualites.fr/") == 1


@pytest.mark.parametrize(("anchor", "sheets"), [("", 2), ("#la-feuille-de-notes", 1)])
def test_the_sheet_of_notes_has_a_page_of_its_own(
    browser: Browser, address: str, anchor: str, sheets: int
) -> None:
    with browser.new_page() as page:
        page.goto(f"{address}guides/organiser-une-visite/{anchor}")
        boxes = page.locator(".part--la-feuille-de-notes li strong").all_inner_texts()
        page.emulate_media(media="print")
        heights = page.locator(".part--la-feuille-de-notes li").evaluate_all(
            "items => items.map(item => item.getBoundingClientRect().height)"
        )
        printed = pages_of(page)
    assert len(boxes) >= 6
    assert len(printed) == sheets
    assert printed[-1].size == (595, 842)
    # How to print it is for the screen.
    assert "ouvrez d’abord" not in printed[-1].text
    for box in boxes:
        assert " ".join(box.split()) in printed[-1].text
    assert ("Avant" in printed[0].text) is (anchor == "")
    # What was seen and heard has the most room.
    told = next(rank for rank, box in enumerate(boxes) if "vu et entendu" in box)
    assert heights[told] > 0.45 * sum(heights)
    assert min(heights) > 30


def test_a_visit_is_printed_unfolded_with_the_addresses_of_its_links(
    browser: Browser, address: str
) -> None:
    with browser.new_page(bypass_csp=True) as page:
        page.goto(f"{address}visites/atao/")
        page.locator(".prose").evaluate(UNFOLDED)
        sheets = pages_of(page)
    text = " ".join(sheet.text for sheet in sheets)
    assert 2 <= len(sheets) <= 4
    assert "Ce qui était plié." in text
    # An address may be cut at the end of a line.
    assert "(https://www.ecossolies.fr/atao-visite-apprenante/)" in text.replace(" ", "")


def test_how_to_write_is_printed_unfolded(browser: Browser, address: str) -> None:
    with browser.new_page() as page:
        page.goto(f"{address}contribuer/ecrire/")
        text = " ".join(sheet.text for sheet in pages_of(page))
    assert text.count("consulte_le") >= 3
    assert "synonymes.yml" in text


@pytest.mark.parametrize("slug", VISITS)
def test_a_visit_is_three_pages_and_cuts_no_tip_or_definition(
    browser: Browser, address: str, slug: str
) -> None:
    with browser.new_page() as page:
        page.goto(f"{address}visites/{slug}/")
        page.emulate_media(media="print")
        whole = page.evaluate(WHOLE)
        sheets = pages_of(page)
    assert len(sheets) <= 3
    assert len(whole) > 5
    printed = ["".join(sheet.text.split()) for sheet in sheets]
    for texts in whole:
        assert any(all("".join(t.split()) in sheet for t in texts) for sheet in printed), texts


def test_a_printed_visit_defines_its_words_and_says_where_its_pages_are(
    browser: Browser, address: str
) -> None:
    with browser.new_page() as page:
        page.goto(f"{address}visites/atao/")
        assert page.get_by_text("Les mots de cette page").is_hidden()
        sheets = pages_of(page)
    text = " ".join(" ".join(sheet.text for sheet in sheets).split())
    words, _, pages = text.partition("Les mots de cette page")[2].partition("Les pages citées")
    assert "Bon de commande : Le document par lequel un service demande" in words
    assert "Ressourcerie" not in words
    for slug in ("conseils/se-faire-connaitre", "visites/joujou", "guides/regles-2026"):
        assert pages.replace(" ", "").count(f"/nantes/{slug}/") == 1
    assert "À lire aussi" not in text


@pytest.mark.parametrize("of", ["", "themes/marches-publics/"])
def test_a_booklet_has_a_cover_contents_and_a_sheet_for_each_tip(
    browser: Browser, address: str, of: str
) -> None:
    with browser.new_page() as page:
        page.goto(f"{address}{of}livret/")
        name = page.locator("h1").inner_text()
        titles = page.locator(".sheet--conseils > h2").all_inner_texts()
        lists = page.locator(".sheet--guides > h2").all_inner_texts()
        anchors = page.locator("[id]").evaluate_all("all => all.map(each => each.id)")
        page.get_by_role("button", name="Imprimer").first.wait_for()
        sheets = pages_of(page)
    cover, contents, *others = [sheet.text.replace("\N{NO-BREAK SPACE}", " ") for sheet in sheets]
    assert name in cover
    assert "Édition du " in cover
    assert f"/nantes/{of}livret/" in cover
    assert "Imprimer" not in cover
    assert len(titles) == len(TIPS)
    assert lists
    begun = []
    for number, title in enumerate([*titles, *lists], start=1):
        title = " ".join(title.split()).replace("\N{NO-BREAK SPACE}", " ")
        assert f"{number} {title}" in contents
        # Right under the head, by its number.
        sheet_head = rf"Feuille {number} .*Feuille {number} (Conseil|Liste à cocher)"
        begins = re.compile(rf"{sheet_head} {re.escape(title)}")
        begun += [index for index, sheet in enumerate(others) if begins.search(sheet)]
    assert begun == sorted(set(begun))
    assert len(begun) == len(titles) + len(lists)
    assert "Les sources" in others[-1]
    assert len(anchors) == len(set(anchors))
    assert {sheet.size for sheet in sheets} == {(595, 842)}
    # What stands in the margins: no running head on the cover.
    assert f"page 3 / {len(sheets)}" in others[0]
    assert all("Feuille " in sheet for sheet in others)
    assert f"1 / {len(sheets)}" not in cover
