"""The glossary on a telephone, from its letters to a word; its words, where one reads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

TOP = "element => element.getBoundingClientRect().top"


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_letter_leads_to_a_word_that_nothing_hides(
    browser: Browser, address: str, width: int
) -> None:
    with browser.new_page(viewport={"width": width, "height": 740}) as page:
        page.goto(f"{address}glossaire/")
        letters = page.get_by_role("navigation", name="Les mots, par lettre")
        box = letters.bounding_box()
        assert box
        assert box["y"] + box["height"] < 740 / 2
        assert box["height"] < 100
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        letters.get_by_role("link", name="L", exact=True).click()
        word = page.get_by_role("heading", name="Lot", exact=True)
        expect(word).to_be_in_viewport()
        row = letters.evaluate("element => element.getBoundingClientRect().bottom")
        assert row < word.evaluate(TOP) < row + 200


WORD = "label.word"
OPEN = "[popover]:popover-open"


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Page]:
    """A visit, on a narrow telephone whose owner touches it, without a script."""
    with browser.new_page(
        viewport={"width": 320, "height": 640}, has_touch=True, java_script_enabled=False
    ) as opened:
        opened.goto(f"{address}visites/atao/")
        yield opened


def test_a_word_opens_and_closes_where_one_reads(visit: Page) -> None:
    word = visit.locator(WORD, has_text="recyclerie")
    meaning = visit.locator(OPEN)
    for press in (word.tap, word.click):
        press()
        expect(meaning).to_contain_text("Un lieu qui collecte des objets")
        box, under = meaning.bounding_box(), word.bounding_box()
        assert box
        assert under
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        above = box["y"] + box["height"] <= under["y"] + 1
        assert above or box["y"] >= under["y"] + under["height"] - 1, "it hides its word"
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 640
        press()
        expect(meaning).to_have_count(0)
    word.click()
    visit.mouse.click(300, 5)
    expect(meaning).to_have_count(0)


def test_a_word_opens_by_keys_and_gives_the_focus_back(visit: Page) -> None:
    button = visit.get_by_role("button", name="recyclerie", exact=True)
    button.focus()
    for key in ("Enter", "Space"):
        visit.keyboard.press(key)
        expect(visit.locator(OPEN)).to_be_visible()
        visit.keyboard.press("Escape")
        expect(visit.locator(OPEN)).to_have_count(0)
        expect(button).to_be_focused()
    visit.keyboard.press("Enter")
    visit.keyboard.press("Tab")
    expect(visit.locator(OPEN).get_by_role("link")).to_be_focused()
    visit.keyboard.press("Escape")
    expect(button).to_be_focused()
    visit.keyboard.press("Enter")
    visit.keyboard.press("Tab")
    visit.keyboard.press("Enter")
    expect(visit).to_have_url(re.compile("/glossaire/#recyclerie$"))


def test_what_is_read_aloud_is_one_button_named_by_its_word(browser: Browser, address: str) -> None:
    with browser.new_page() as page:
        page.goto(f"{address}visites/atao/")
        page.locator(WORD, has_text="recyclerie").click()
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    nodes = {node["nodeId"]: node for node in tree}
    [button] = [node for node in tree if _is(node, "button", "recyclerie")]
    states = {state["name"]: state["value"].get("value") for state in button["properties"]}
    assert states["expanded"] is True
    said = [node for node in tree if _is(node, "StaticText", "recyclerie")]
    assert all(_stands_in(node, button, nodes) for node in said), "its word is said twice"
    [live] = [node for node in tree if _is_live(node)]
    meanings = [node for node in tree if _is(node, "definition", "")]
    assert sum(_stands_in(meaning, live, nodes) for meaning in meanings) == 1
    lists = [node for node in tree if _is(node, "DescriptionList", "")]
    assert sum(_stands_in(shown, live, nodes) for shown in lists) == 1, "an empty one is heard"


def test_where_nothing_can_open_the_words_are_plain_and_their_list_shows(
    browser: Browser, address: str
) -> None:
    with browser.new_page() as page:
        for end, known, unknown in (
            ("visites/atao/", " popover>", ">"),
            ("journal.*.css", "selector(:popover-open)", "selector(:popover-shut)"),
        ):
            page.route(f"**/{end}", _without(known, unknown))
        page.goto(f"{address}visites/atao/")
        expect(page.get_by_role("button", name="recyclerie")).to_have_count(0)
        expect(page.get_by_role("heading", name="Les mots de cette page")).to_be_visible()
        known = page.locator(".meanings").get_by_text("Un lieu qui collecte des objets")
        expect(known).to_be_visible()
        assert page.locator(WORD).first.evaluate("e => getComputedStyle(e).cursor") != "pointer"


def test_a_word_opens_beside_what_the_margin_says_of_it(browser: Browser, address: str) -> None:
    with browser.new_page(viewport={"width": 1280, "height": 900}) as page:
        page.goto(f"{address}guides/premiere-reponse/")
        margin = page.locator(".words").first.bounding_box()
        assert margin
        for word in page.locator(WORD).all()[:6]:
            word.click()
            meaning = page.locator(OPEN).bounding_box()
            assert meaning
            assert meaning["x"] + meaning["width"] < margin["x"]
            page.keyboard.press("Escape")
        ends = page.locator(".words, .task-list").evaluate_all(
            "parts => parts.map(part => part.getBoundingClientRect().bottom)"
        )
        assert ends[-1] == max(ends), "the margin is no longer than the text"


def test_keys_that_leave_a_word_close_it(browser: Browser, address: str) -> None:
    with browser.new_page() as page:
        page.goto(f"{address}visites/atao/")
        page.get_by_role("button", name="recyclerie", exact=True).focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.locator(OPEN).get_by_role("link")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.locator(OPEN)).to_have_count(0)
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        expect(page.locator(OPEN)).to_have_count(1)
        page.keyboard.press("Shift+Tab")
        expect(page.locator(OPEN)).to_have_count(0)


def test_a_word_of_a_step_opens_and_what_is_beside_it_ticks(browser: Browser, address: str) -> None:
    with browser.new_page(viewport={"width": 320, "height": 640}, has_touch=True) as page:
        page.goto(f"{address}guides/premiere-reponse/")
        step = page.locator(".task-list-item", has=page.locator(WORD, has_text="DPGF"))
        box = step.get_by_role("checkbox", name="Calculer vos prix")
        step.locator(WORD, has_text="BPU").tap()
        expect(page.locator(OPEN)).to_contain_text("La liste des prix proposés")
        expect(box).not_to_be_checked()
        page.keyboard.press("Escape")
        step.get_by_text("Calculer vos prix").tap()
        expect(box).to_be_checked()


@pytest.mark.parametrize("width", [390, 1280])
def test_any_blank_of_a_step_ticks(browser: Browser, address: str, width: int) -> None:
    with browser.new_page(viewport={"width": width, "height": 844}) as page:
        page.goto(f"{address}guides/premiere-reponse/")
        for step in page.locator(".task-list-item").all():
            step.scroll_into_view_if_needed()
            deaf = step.evaluate("""step => {
              const { left, top, width, height } = step.getBoundingClientRect();
              const box = step.querySelector("input");
              const end = width - 3;
              const middles = [[28, 20], [end, height / 2]];
              const places = [[3, 3], [28, height - 4], [end, height - 4], ...middles];
              return places.filter(([x, y]) => {
                const touched = document.elementFromPoint(left + x, top + y);
                return touched !== box && touched.closest("label")?.control !== box;
              });
            }""")
            assert deaf == []


def test_a_word_leads_to_the_pages_that_use_it(browser: Browser, address: str) -> None:
    with browser.new_page(
        viewport={"width": 390, "height": 844}, java_script_enabled=False
    ) as page:
        page.goto(f"{address}glossaire/")
        uses = page.get_by_role("list", name="Dans ces pages")
        expect(uses).to_have_count(0)
        page.get_by_text("Marché public", exact=True).click()
        expect(uses.get_by_role("link", name="ATAO : ce que")).to_be_visible()
        # Lists say « marchés publics » of this tip; its own page does not.
        expect(uses.get_by_role("link", name="Se faire connaître")).to_have_count(0)
        page.get_by_text("Marché public", exact=True).click()
        page.get_by_text("Recyclerie", exact=True).click()
        uses.get_by_role("link", name="ATAO : ce que").click()
        expect(page).to_have_url(f"{address}visites/atao/")


def test_its_address_opens_a_word_among_few_screens(browser: Browser, address: str) -> None:
    with browser.new_page(
        viewport={"width": 390, "height": 844}, java_script_enabled=False
    ) as page:
        page.goto(f"{address}glossaire/")
        told = page.get_by_text("Une partie d’un marché, que l’on peut gagner sans les autres")
        expect(told).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollHeight / innerHeight") < 5
        page.goto(f"{address}glossaire/#lot")
        expect(told).to_be_in_viewport()
        page.emulate_media(media="print")
        expect(page.get_by_text("La structure qui a gagné le marché")).to_be_visible()


@pytest.mark.parametrize("scripted", [True, False])
def test_at_a_desk_all_words_are_open_and_may_be_folded(
    browser: Browser, address: str, scripted: bool
) -> None:
    with browser.new_page(
        viewport={"width": 1280, "height": 800}, java_script_enabled=scripted
    ) as page:
        page.goto(f"{address}glossaire/")
        told = page.get_by_text("Une partie d’un marché, que l’on peut gagner sans les autres")
        expect(told).to_be_visible()
        if scripted:
            assert page.locator(".folded:not([open])").count() == 0, "not all are heard as open"
            page.get_by_text("Lot", exact=True).click()
            expect(told).to_be_hidden()


def test_what_an_address_opens_is_heard_as_open_and_may_be_folded(
    browser: Browser, address: str
) -> None:
    with browser.new_page(viewport={"width": 390, "height": 844}) as page:
        page.goto(f"{address}glossaire/#lot")
        told = page.get_by_text("Une partie d’un marché, que l’on peut gagner sans les autres")
        expect(told).to_be_in_viewport()
        assert page.locator("details", has=page.locator("#lot")).evaluate("e => e.open")
        page.get_by_text("Lot", exact=True).click()
        expect(told).to_be_hidden()
        page.evaluate("location.hash = '#recyclerie'")
        expect(page.get_by_text("Un lieu qui collecte des objets")).to_be_visible()


def test_keys_that_go_back_up_reach_no_word_under_the_letters(
    browser: Browser, address: str
) -> None:
    with browser.new_page(viewport={"width": 1280, "height": 800}) as page:
        page.goto(f"{address}glossaire/")
        words = page.locator(".folded > summary")
        row = page.get_by_role("navigation", name="Les mots, par lettre")
        words.last.focus()
        for _ in range(words.count() - 1):
            page.keyboard.press("Shift+Tab")
            bottom = row.evaluate("element => element.getBoundingClientRect().bottom")
            assert page.evaluate(f"({TOP})(document.activeElement)") >= bottom - 1


def _without(known: str, unknown: str) -> Callable[[Route], None]:
    def answered(route: Route) -> None:
        answer = route.fetch()
        assert known in answer.text()
        route.fulfill(response=answer, body=answer.text().replace(known, unknown))

    return answered


def _is(node: dict[str, Any], role: str, name: str) -> bool:
    if node.get("ignored") or node["role"]["value"] != role:
        return False
    return node.get("name", {}).get("value", "") == name


def _is_live(node: dict[str, Any]) -> bool:
    return not node.get("ignored") and any(
        p["name"] == "live" and p["value"]["value"] == "polite" for p in node["properties"]
    )


def _stands_in(node: dict[str, Any], other: dict[str, Any], nodes: dict[str, Any]) -> bool:
    while node is not other and node.get("parentId") in nodes:
        node = nodes[node["parentId"]]
    return node is other
