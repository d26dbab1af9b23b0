"""A reader's way through the site, by clicking, in a real browser."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Response, expect


@dataclass
class Witness:
    """What went wrong while a page was used: console errors, failed requests, other hosts."""

    address: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on(
            "console", lambda m: self.note(m.type in ("error", "warning"), f"console: {m.text}")
        )
        page.on("pageerror", lambda error: self.note(True, f"script: {error}"))
        page.on("response", lambda r: self.note(r.status >= 400, f"{r.status}: {r.url}"))
        page.on("request", lambda r: self.request(r.url))

    def note(self, wrong: bool, complaint: str) -> None:
        if wrong:
            self.complaints.append(complaint)

    def request(self, url: str) -> None:
        self.requests.append(url)
        self.note(not url.startswith((self.address, "data:", "blob:")), f"other host: {url}")


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """What tests share: to open one takes longer than most of them."""
    with browser.new_page(locale="fr-FR") as opened:
        yield opened


@pytest.fixture(params=[375, 1280], ids=["phone", "desk"])
def page(window: Page, request: pytest.FixtureRequest) -> Page:
    window.goto("about:blank")
    window.emulate_media(media="screen")
    window.set_viewport_size({"width": request.param, "height": 800})
    return window


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Page]:
    """A telephone that has nothing of another's."""
    with browser.new_page(viewport={"width": 375, "height": 800}, locale="fr-FR") as opened:
        yield opened


def test_the_ways_in_and_what_follows_fit_one_screen(browser: Browser, address: str) -> None:
    with browser.new_page(viewport={"width": 390, "height": 844}) as phone:
        phone.goto(f"{address}contribuer/")
        said = phone.get_by_text("sans délai promis").bounding_box()
        assert said
        assert said["y"] + said["height"] <= 844


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("cle-manquante", "contribuer/messages/"),
        ("un-exemple-de-guide", "contribuer/ecrire/"),
        ("en-repondant-a-des-questions", "contribuer/"),
    ],
)
def test_what_the_page_of_propositions_held_is_led_on_to(
    fresh: Page, address: str, asked: str, found: str
) -> None:
    fresh.goto(f"{address}contribuer/#{asked}")
    expect(fresh).to_have_url(f"{address}{found}#{asked}")
    expect(fresh.locator(f"#{asked}")).to_be_in_viewport()


# What thumbs touch in passing; and sentences, whose links stay in their lines.
TOUCHED = "nav a, .footer li a, .of-themes a, .aside li a, .ways a, .edit-link a, .announced a"
# Asked in one go: each question to the browser takes as long as its answer.
HEIGHTS = """links => links.filter(link => link.checkVisibility())
  .map(link => [link.innerText, link.getBoundingClientRect().height])"""
SENTENCES = ".own-feed a, .none a, .invitation a, .prose p a"


@pytest.mark.parametrize("path", ["", "themes/marches-publics/", "visites/atao/", "404.html"])
def test_thumbs_have_room_and_sentences_hold_together(
    browser: Browser, address: str, path: str
) -> None:
    with browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True) as phone:
        phone.goto(address + path)
        shown = phone.locator(TOUCHED).evaluate_all(HEIGHTS)
        assert len(shown) > 10
        assert [link for link in shown if link[1] < 44] == []
        displayed = "links => links.map(link => getComputedStyle(link).display)"
        assert set(phone.locator(SENTENCES).evaluate_all(displayed)) <= {"inline"}


@pytest.mark.parametrize("sought", ["Un lien", "Une photo, un dessin", "Une date"])
def test_how_a_thing_is_written_is_found_in_two_taps(
    browser: Browser, address: str, sought: str
) -> None:
    screen = {"width": 390, "height": 844}
    with browser.new_page(viewport=screen, has_touch=True, java_script_enabled=False) as phone:
        phone.goto(f"{address}contribuer/ecrire/")
        assert phone.evaluate("document.documentElement.scrollHeight") < 2.5 * screen["height"]
        heading = phone.get_by_role("heading", name=sought, exact=True)
        part = phone.locator("details", has=heading)
        told = part.locator("p").first
        expect(told).to_be_hidden()
        heading.tap()
        expect(told).to_be_in_viewport()


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("visites/atao/", "Le contexte"),
        ("guides/premiere-reponse/", "Sources"),
    ],
)
def test_a_long_page_has_its_contents_folded_on_a_telephone(
    page: Page, address: str, path: str, heading: str
) -> None:
    page.goto(address + path)
    folded = page.locator(".folded-contents")
    if page.viewport_size and page.viewport_size["width"] > 800:
        expect(folded).to_be_hidden()
        expect(page.locator("nav.contents")).to_be_visible()
        return
    expect(page.locator("nav.contents")).to_be_hidden()
    expect(folded.get_by_role("link").first).to_be_hidden()
    folded.get_by_text("Sur cette page").click()
    folded.get_by_role("link", name=heading).click()
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_in_viewport()
    page.emulate_media(media="print")
    expect(folded).to_be_hidden()


def test_a_booklet_is_folded_on_a_telephone_alone(page: Page, address: str) -> None:
    page.goto(f"{address}livret/")
    last = page.locator("#feuille-3 .prose > :last-child")
    if page.viewport_size and page.viewport_size["width"] > 800:
        expect(last).to_be_visible()
        expect(page.get_by_text("Lire la feuille 3")).to_be_hidden()
        return
    expect(last).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollHeight / innerHeight") < 6
    page.get_by_text("Lire la feuille 3").click()
    expect(last).to_be_visible()
    page.goto(f"{address}livret/#feuille-2")
    expect(page.locator("#feuille-2 .prose > :last-child")).to_be_visible()
    page.emulate_media(media="print")
    for sheet in page.locator(".leaf > .prose").all():
        expect(sheet).to_be_visible()
    expect(page.get_by_text("Lire la feuille 1")).to_be_hidden()


def test_from_home_to_a_theme_to_a_tip_to_its_visit(page: Page, address: str) -> None:
    witness = Witness(address)
    witness.watch(page)
    page.goto(address)
    page.get_by_role("main").get_by_role("link", name="Se lancer", exact=True).first.click()
    expect(page).to_have_url(re.compile("/themes/se-lancer/$"))
    page.get_by_role("link", name="Se lancer sans attendre que tout soit parfait").click()
    expect(page).to_have_url(re.compile("/conseils/se-lancer-sans-attendre/$"))
    page.get_by_role("main").get_by_role("link", name="ATAO", exact=True).click()
    expect(page).to_have_url(re.compile("/visites/atao/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("ATAO")
    page.wait_for_load_state("networkidle")
    assert len(witness.requests) > 10
    assert witness.complaints == []


def test_one_subscribes_within_two_screens_of_a_telephone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    box = page.get_by_role("main").get_by_role("link", name="S’abonner", exact=True).bounding_box()
    assert box["y"] + box["height"] <= 2 * 844
    tip = page.get_by_role("link", name="Se faire connaître avant").bounding_box()
    assert tip["y"] < box["y"], "tips come first"


def test_a_visit_leads_to_its_tips_from_its_first_screen(page: Page, address: str) -> None:
    page.set_viewport_size({"width": page.viewport_size["width"], "height": 920})
    page.goto(f"{address}visites/atao/")
    way = page.get_by_role("link", name="Les 3 conseils à en tirer")
    expect(way).to_be_in_viewport()
    expect(page.locator(".meta-line").first).to_contain_text("ATAO")
    way.click()
    expect(page.get_by_role("heading", name="Conseils tirés de cette visite")).to_be_in_viewport()


def test_a_wrong_address_shows_the_way_back(page: Page, address: str) -> None:
    witness = Witness(address)
    witness.watch(page)
    answer = page.goto(f"{address}visites/nulle/part/")
    assert answer
    assert answer.status == 404
    page.get_by_role("main").get_by_role("link", name="Visites", exact=True).click()
    expect(page).to_have_url(f"{address}visites/")
    unforeseen = [c for c in witness.complaints if "nulle/part" not in c and "404" not in c]
    assert unforeseen == []


def test_the_skip_link_leads_past_the_masthead(page: Page, address: str) -> None:
    page.goto(f"{address}visites/atao/")
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.closest('main') !== null")
    first = page.locator("main a, main h1").first
    assert first.evaluate("element => element.tagName") == "H1", "the title, before any link"


def test_boxes_ticked_are_found_again_on_this_device(page: Page, address: str) -> None:
    tip = f"{address}conseils/se-faire-connaitre/"
    page.goto(tip)
    boxes = page.get_by_role("checkbox")
    note = page.locator(".ticks")
    expect(note).to_be_hidden()
    boxes.nth(1).check()
    expect(note).to_be_visible()
    page.goto(f"{address}conseils/se-lancer-sans-attendre/")
    assert page.locator("input:checked").count() == 0
    page.goto(tip)
    expect(boxes.nth(1)).to_be_checked()
    assert page.locator("input:checked").count() == 1
    page.get_by_role("button", name="Tout décocher").click()
    page.reload()
    assert page.locator("input:checked").count() == 0
    assert page.evaluate("localStorage.length") == 0


def test_the_end_of_a_line_ticks_its_box_and_a_link_in_it_leads_on(
    fresh: Page, address: str
) -> None:
    fresh.goto(f"{address}guides/premiere-reponse/")
    for item in fresh.locator(".task-list-item").all():
        item.scroll_into_view_if_needed()
        box, link = item.get_by_role("checkbox"), item.locator("label[for] a").first
        end = item.locator("label[for]").last.evaluate(
            "label => { const { right, top } = [...label.getClientRects()].at(-1);"
            " return [right - 2, top + 10] }"
        )
        fresh.mouse.click(*end)
        expect(box).to_be_checked()
        if link.count():
            link.evaluate("link => link.addEventListener('click', e => e.preventDefault())")
            link.click()
            expect(box).to_be_checked()
    live = fresh.locator(".ticks [role=status]")
    expect(live).to_have_text(
        "Vos cases cochées sont gardées sur cet appareil, et nulle part ailleurs."
    )
    expect(live.get_by_role("button")).to_have_count(0)


def test_boxes_can_be_ticked_where_nothing_may_be_kept(fresh: Page, address: str) -> None:
    fresh.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }})"
    )
    witness = Witness(address)
    witness.watch(fresh)
    fresh.goto(f"{address}conseils/se-faire-connaitre/")
    fresh.get_by_role("checkbox").first.check()
    expect(fresh.locator(".ticks")).to_have_count(0)
    assert witness.complaints == []


def weights_of(page: Page, url: str) -> dict[str, int]:
    """What a page makes a browser ask for, as a host sends it: compressed, unless it already is."""
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(url)
    page.wait_for_load_state("networkidle")
    bodies = {response.url: response.body() for response in responses}
    return {url: min(len(body), len(gzip.compress(body))) for url, body in bodies.items()}


@pytest.mark.parametrize(
    "entry",
    ["visites/atao/", "guides/premiere-reponse/", "guides/acheter-a-l-ess/", "guides/regles-2026/"],
)
def test_the_first_view_of_an_entry_is_light(fresh: Page, address: str, entry: str) -> None:
    weights = weights_of(fresh, f"{address}{entry}")
    assert 3 < len(weights) <= 8
    assert sum(weights.values()) < 45_000, weights


@pytest.mark.parametrize("anchor", ["", "#lien-vague"])
def test_the_messages_are_light_folded_or_not(fresh: Page, address: str, anchor: str) -> None:
    weights = weights_of(fresh, f"{address}contribuer/messages/{anchor}")
    assert len(weights) > 3
    assert sum(weights.values()) < 40_000, weights
