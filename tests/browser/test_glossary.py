"""The glossary on a telephone: from its letters to a word, and back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

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
