"""Pages with photographs as they come to a telephone and to a desk: light, steady, described."""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Response, Route, expect

from support.axe import violations
from support.building import build
from support.journals import SITE_URL, small_tree, tip, visit, write_tree
from support.pictures import saved, scene
from support.serving import serve
from support.waiting import wait_until

# A whole visit in its first view, with the photograph that opens it.
BUDGET = 150_000
ALT = "Un établi où sèchent des jouets"
CAPTION = "L'établi, en mars 2026. Photo : Camille Exemple."
# The pictures of the first view, of those that the browser took: it takes some in advance.
SEEN = """[...document.images].filter((i) => i.getBoundingClientRect().top < innerHeight)
  .filter((i) => i.naturalWidth).map((i) => i.currentSrc)"""
# What the browser itself counts as having moved (Layout Instability).
SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((e) => e.value)))
    .observe({ type: "layout-shift", buffered: true });
"""
SCREENS = [
    pytest.param(375, 740, 2, marks=pytest.mark.audit),
    (375, 740, 3),
    pytest.param(768, 1024, 2, marks=pytest.mark.audit),
    pytest.param(1280, 900, 1, marks=pytest.mark.audit),
    (1280, 900, 2),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A journal whose visits have photographs that are hard to make light."""
    folder = tmp_path_factory.mktemp("pictures")
    header = {"image": "../images/etabli.jpg", "image_alt": ALT}
    text = "Un texte de quelques mots, pour que la suite soit plus bas.\n\n" * 30
    body = f"{text}![{ALT}, de près](../images/etroit.jpg)\n*{CAPTION}*\n\n"
    visits = visit(**header, body=body * 2) | visit("ailleurs", **header)
    docs = write_tree(folder / "docs", small_tree(visits, tip(**header)))
    (docs / "images").mkdir()
    photograph = saved(scene(4000, 3000, grain=18), quality=92)
    assert 2_000_000 < len(photograph) < 15_000_000
    (docs / "images/etabli.jpg").write_bytes(photograph)
    (docs / "images/etroit.jpg").write_bytes(saved(scene(900, 1200)))
    before = dict(os.environ)
    os.environ["SITE_URL"] = SITE_URL
    try:
        site = build(folder / "site", docs=docs)
    finally:
        os.environ.clear()
        os.environ.update(before)
    with serve(site) as host:
        yield host.address


@pytest.mark.parametrize(("width", "height", "density"), SCREENS)
@pytest.mark.parametrize("address", ["", "visites/atelier/"])
def test_a_first_view_with_a_photograph_is_light(
    browser: Browser, root: str, address: str, width: int, height: int, density: int
) -> None:
    viewport = {"width": width, "height": height}
    with browser.new_page(viewport=viewport, device_scale_factor=density) as page:
        responses: list[Response] = []
        page.on("response", lambda response: responses.append(response))
        page.goto(root + address)
        page.wait_for_load_state("networkidle")
        bodies = {response.url: response.body() for response in responses}
        seen = page.evaluate(SEEN)
    later = {url for url in bodies if url.endswith((".jpg", ".webp"))} - set(seen)
    # What a host sends: compressed, unless the file already is.
    weights = {
        url: min(len(body), len(gzip.compress(body)))
        for url, body in bodies.items()
        if url not in later
    }
    dots = min(width - 48, 589) * density
    assert ("etabli-800." if dots <= 800 else "etabli-1200.") in seen[0]
    assert seen[0].endswith(".webp")
    assert sum(weights.values()) < BUDGET, weights


@pytest.mark.parametrize("width", [375, 1280])
def test_nothing_moves_when_photographs_come(browser: Browser, root: str, width: int) -> None:
    def late(route: Route) -> None:
        time.sleep(0.2)
        route.continue_()

    with browser.new_page(viewport={"width": width, "height": 2_000}) as page:
        page.add_init_script(SHIFTS)
        page.route("**/*.webp", late)
        page.goto(f"{root}visites/atelier/")
        page.wait_for_load_state("networkidle")
        assert page.evaluate(SEEN)
        assert page.evaluate("window.shifts") == []
        # The same page notices what moves.
        page.evaluate("document.querySelector('main').prepend(document.createElement('hr'))")
        wait_until(page, "() => window.shifts.length > 0")


@pytest.mark.parametrize("width", [320, pytest.param(375, marks=pytest.mark.audit), 1280])
@pytest.mark.parametrize(
    "address",
    ["", "visites/", "visites/atelier/", pytest.param("themes/reemploi/", marks=pytest.mark.audit)],
)
def test_pages_with_pictures_fit_and_are_for_everyone(
    browser: Browser, root: str, address: str, width: int
) -> None:
    with browser.new_page(viewport={"width": width, "height": 800}, locale="fr-FR") as page:
        page.goto(root + address)
        assert page.locator("main img").count() >= 1
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []


def test_a_caption_is_heard_with_its_picture(browser: Browser, root: str) -> None:
    with browser.new_page(locale="fr-FR") as page:
        page.goto(f"{root}visites/atelier/")
        figure = page.get_by_role("figure").first
        expect(figure).to_contain_text("Photo : Camille Exemple.", use_inner_text=True)
        expect(figure.get_by_role("img", name=f"{ALT}, de près")).to_be_attached()
        expect(page.get_by_role("img", name=ALT, exact=True)).to_be_visible()
