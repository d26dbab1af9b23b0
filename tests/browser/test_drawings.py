"""Our drawings as they are seen: on a phone and at a desk, by day and by night, on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from support.axe import violations
from support.pdf import pages_of

PAGES = ("visites/joujou/", "guides/premiere-reponse/", "guides/acheter-a-l-ess/")
WORD = re.compile(r"[^\W\d]+")
# The words of a drawing: their colour and typeface, those of the text around it, their height.
WORDS = """drawing => [...drawing.querySelectorAll("text")].map(word => ({
  ink: getComputedStyle(word).fill,
  around: getComputedStyle(drawing.closest(".prose")).color,
  face: getComputedStyle(word).fontFamily,
  face_around: getComputedStyle(drawing.closest(".prose")).fontFamily,
  size: parseFloat(getComputedStyle(word).fontSize) * drawing.getScreenCTM().a,
}))"""
STROKES = (
    "drawing => [...drawing.querySelectorAll('[stroke]')].map(e => getComputedStyle(e).stroke)"
)


@pytest.mark.parametrize("address_of_page", PAGES)
@pytest.mark.parametrize("width", [320, pytest.param(390, marks=pytest.mark.audit), 1280])
def test_a_drawing_is_seen_and_read(
    browser: Browser, address: str, address_of_page: str, width: int
) -> None:
    strokes = []
    with browser.new_page(viewport={"width": width, "height": 800}, locale="fr-FR") as page:
        page.goto(address + address_of_page)
        drawing = page.get_by_role("figure").get_by_role("img")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            expect(drawing).to_be_visible()
            assert str(drawing.get_attribute("aria-label")).startswith("Le chemin d")
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert violations(page, {"include": ["figure"]}) == []
            words = drawing.evaluate(WORDS)
            assert {word["ink"] for word in words} == {words[0]["around"]}
            assert {word["face"] for word in words} == {words[0]["face_around"]}
            # An inch has 96 of these pixels: 11 are 8.25 points.
            assert min(word["size"] for word in words) > (11 if width == 320 else 12)
            strokes.append(drawing.evaluate(STROKES))
    by_day, by_night = strokes
    assert all(day != night for day, night in zip(by_day, by_night, strict=True) if day != "none")


@pytest.mark.parametrize("address_of_page", ["", *PAGES])
def test_what_a_drawing_says_is_heard_once(
    browser: Browser, address: str, address_of_page: str
) -> None:
    with browser.new_page() as page:
        page.goto(address + address_of_page)
        drawn = page.locator(".drawing text").all_text_contents()
        heard = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    [image] = [node for node in heard if node["role"]["value"] == "image"]
    within = [node for node in heard if node.get("parentId") == image["nodeId"]]
    assert drawn
    assert [node for node in within if not node["ignored"]] == []
    # Its own name says all of it: its caption has no need to.
    name = image["name"]["value"].lower()
    assert set(WORD.findall(" ".join(drawn).lower())) <= set(WORD.findall(name))


def test_a_drawing_is_printed_in_black_with_the_visit(browser: Browser, address: str) -> None:
    with browser.new_page() as page:
        page.goto(f"{address}visites/joujou/")
        page.emulate_media(media="print")
        strokes = page.locator(".drawing").evaluate(STROKES)
        text = " ".join(sheet.text for sheet in pages_of(page))
    assert set(strokes) == {"rgb(0, 0, 0)", "none"}
    assert text.count("4. Nettoyage") == 1


def test_with_imposed_colours_a_drawing_keeps_to_them(browser: Browser, address: str) -> None:
    with browser.new_page(forced_colors="active", color_scheme="dark") as page:
        page.goto(f"{address}visites/joujou/")
        drawing = page.locator(".drawing")
        imposed = page.evaluate("getComputedStyle(document.body).color")
        assert set(drawing.evaluate(STROKES)) - {"none"} == {imposed}
