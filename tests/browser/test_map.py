"""The map of the visits, as eyes, fingers, keys and ears meet it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import dist
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.axe import violations
from support.building import build
from support.journals import small_tree, visit, write_tree
from support.serving import serve

PLACES = (
    ("quai", "Nantes", "47.2065, -1.5645"),
    ("halle", "Nantes", "47.2066, -1.5646"),
    ("gare", "Nantes", "47.2175, -1.5420"),
    ("port", "Saint-Nazaire", "47.2735, -2.2138"),
    ("vigne", "Clisson", "47.0870, -1.2800"),
    ("foret", "Châteaubriant", "47.7180, -1.3760"),
    ("lac", "Saint-Philbert-de-Grand-Lieu", "47.0350, -1.6400"),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A journal of six places, two of them in the same town; one was visited twice."""
    folder = tmp_path_factory.mktemp("map")
    tree = small_tree(*(visit(slug, lieu=town, coordonnees=at) for slug, town, at in PLACES))
    with serve(build(folder / "site", docs=write_tree(folder / "docs", tree))) as host:
        yield host.address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page(
        viewport={"width": 320, "height": 640}, java_script_enabled=False
    ) as opened:
        yield opened


def test_the_map_is_opened_and_its_marks_lead_to_the_visits(page: Page, root: str) -> None:
    page.goto(f"{root}visites/")
    expect(page.locator(".map svg")).to_be_hidden()
    page.get_by_text("La carte des 6 lieux visités").click()
    expect(page.locator(".map svg")).to_be_visible()
    # Each stands for one visit, or leads to the list of several.
    page.locator(".map svg a").filter(has_text="Halle, Quai").click()
    expect(page.locator("li:target")).to_contain_text("Une visite chez Quai")
    page.locator(".map svg a").filter(has_text="Port").click()
    assert page.url == f"{root}visites/port/"


def test_ears_and_keys_have_the_list_in_the_same_order(page: Page, root: str) -> None:
    page.goto(f"{root}visites/")
    page.locator(".map summary").click()
    listed = page.locator(".map li")
    for number, mark in enumerate(page.locator(".map svg a").all()):
        assert mark.locator("text").inner_html() == str(number + 1)
        first = mark.locator("title").inner_html().partition(",")[0]
        expect(listed.nth(number)).to_contain_text(f"Une visite chez {first}")
    expect(listed).to_have_count(len(PLACES) - 1)
    heard = page.locator(".map figure").aria_snapshot()
    assert heard.startswith("- figure"), heard
    assert "Nantes" not in heard
    page.locator(".map summary").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".map ol a").first).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_marks_hold_on_a_narrow_screen(browser: Browser, root: str, scheme: str) -> None:
    with browser.new_page(
        viewport={"width": 320, "height": 640},
        color_scheme=scheme,  # type: ignore[arg-type]
    ) as page:
        page.goto(f"{root}visites/")
        page.locator(".map summary").click()
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        drawn = page.locator(".map text, .map rect:not(.map-frame)")
        boxes = [found.bounding_box() for found in drawn.all()]
        words = [box for box in page.locator(".map svg > text").all() if box.bounding_box()]
        assert len(words) >= 6  # Five communes where there is room, the scale, the north.
        outer = [b for b in boxes if not any(b is not o and inside(b, o) for o in boxes)]
        assert [pair for pair in combinations(outer, 2) if overlap(*pair)] == []
        marks = [mark.bounding_box() for mark in page.locator(".map a rect").all()]
        for one, other in combinations([mark for mark in marks if mark], 2):
            assert dist(middle(one), middle(other)) >= 24
        assert violations(page) == []


def test_without_five_places_there_is_no_map(site: Path) -> None:
    pages = Path("docs/visites").glob("*.md")
    known = sum("\ncoordonnees:" in page.read_text("utf-8") for page in pages)
    assert known < 5, "Le carnet a sa carte : prenez ici un petit carnet de quatre lieux."
    assert 'class="map"' not in (site / "visites/index.html").read_text("utf-8")


def middle(box: dict[str, float]) -> tuple[float, float]:
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def inside(one: dict[str, float], other: dict[str, float]) -> bool:
    return (
        other["x"] <= one["x"]
        and one["x"] + one["width"] <= other["x"] + other["width"]
        and other["y"] <= one["y"]
        and one["y"] + one["height"] <= other["y"] + other["height"]
    )


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    return (
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )
