"""How the search is used: by keys, by clicks, on a phone, without JavaScript; and what it costs."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FloatRect, Page, Response, Route, expect

from support.axe import violations_everywhere
from support.building import ROOT
from support.previewing import preview
from support.searching import build_corpus, type_query
from support.serving import serve

# Gzip, up to the first results of a one-word query; the limit for up to 1,000 pages.
FIRST_RESULTS = 200_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_corpus(tmp_path_factory.mktemp("search"))


@pytest.fixture(scope="module")
def root(folder: Path) -> Iterator[str]:
    with serve(folder) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page(viewport={"width": 1280, "height": 800}, locale="fr-FR") as opened:
        opened.errors = []
        opened.on("console", lambda m: m.type == "error" and opened.errors.append(m.text))
        opened.on("pageerror", lambda error: opened.errors.append(str(error)))
        yield opened


def is_search(url: str) -> bool:
    return "/pagefind/" in url or "/assets/search" in url


def weigh(responses: list[Response]) -> dict[str, int]:
    """What a host sends for each address: compressed, unless the file already is."""
    bodies = {response.url: response.body() for response in responses if is_search(response.url)}
    return {url: min(len(body), len(gzip.compress(body, 6))) for url, body in bodies.items()}


def titles(page: Page) -> list[str]:
    return page.locator(".search-title").all_inner_texts()


# ---- Cost --------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["", "visites/atao/", "themes/", "glossaire/", "nulle-part"])
def test_only_what_waits_for_a_key_is_loaded_before_the_search_is_opened(
    page: Page, root: str, address: str
) -> None:
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(root + address)
    page.wait_for_load_state("networkidle")
    weights = weigh(responses)
    assert [urlsplit(url).path.rpartition("/")[2] for url in weights] == ["search-opener.js"]
    assert sum(weights.values()) < 1_100


def test_the_first_results_cost_less_than_200_kb(page: Page, root: str) -> None:
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(f"{root}recherche/")
    type_query(page, "marché", root=root)
    weights = weigh(responses)
    assert len(weights) > 8
    assert sum(weights.values()) < FIRST_RESULTS, weights


def test_neither_lunr_nor_what_pagefind_writes_for_others_is_published(folder: Path) -> None:
    names = [p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()]
    assert [n for n in names if re.search(r"lunr|workers/|search_index|-ui\.|highlight", n)] == []


# ---- Opening and leaving -----------------------------------------------------------------------


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_key_opens_it_escape_leaves_it_and_the_focus_returns(
    page: Page, root: str, key: str
) -> None:
    page.goto(f"{root}visites/atao/")
    link = page.get_by_role("main").get_by_role("link", name="chantiers d’insertion").first
    link.focus()
    page.keyboard.press(key)
    field = page.get_by_role("searchbox", name="Rechercher dans le carnet")
    expect(field).to_be_focused()
    type_query(page, "recyclerie", root=root)
    panel = page.get_by_role("region", name="Résultats de la recherche")
    expect(panel).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".search-title").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(link).to_be_focused()
    assert page.errors == []


def test_arrows_go_from_the_field_to_the_results_and_back_and_enter_opens_one(
    page: Page, root: str
) -> None:
    page.goto(root)
    field = page.get_by_role("searchbox")
    field.click()
    type_query(page, "SIAE", root=root)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{root}glossaire/#siae")
    expect(page.locator("#siae")).to_be_in_viewport()


def test_a_slash_typed_in_a_field_stays_a_slash(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/")
    field = page.get_by_role("searchbox")
    field.press_sequentially("et/ou")
    expect(field).to_have_value("et/ou")


def test_results_close_when_the_reader_goes_elsewhere(page: Page, root: str) -> None:
    page.goto(root)
    page.get_by_role("searchbox").click()
    type_query(page, "vélo", root=root)
    page.get_by_role("heading", level=1).click()
    expect(page.locator(".search-panel")).to_be_hidden()


def test_a_result_opened_by_a_click(page: Page, root: str) -> None:
    page.goto(f"{root}conseils/")
    page.get_by_role("searchbox").click()
    type_query(page, "recyclerie de jouets", root=root)
    page.get_by_role("link", name="JOUJOU : vendre des jouets").first.click()
    expect(page).to_have_url(f"{root}visites/joujou/")


# ---- The page of the search --------------------------------------------------------------------


def test_enter_in_the_masthead_leads_to_an_address_that_can_be_shared(
    page: Page, root: str
) -> None:
    page.goto(root)
    page.get_by_role("searchbox").fill("l’épicerie")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/recherche/\?q=l%E2%80%99%C3%A9picerie$"))
    expect(page.get_by_role("searchbox")).to_have_value("l’épicerie")
    expect(page.locator(".search-title").first).to_contain_text("L’Épicerie du Canal")


def test_the_back_button_returns_to_each_search_and_to_its_results(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/")
    for query in ("vélo", "bière"):
        type_query(page, query, root=root)
        page.keyboard.press("Enter")
    page.locator(".search-title").first.click()
    expect(page).to_have_url(f"{root}visites/brasserie-des-docks/")
    page.go_back()
    expect(page.locator(".search-status")).to_contain_text("bière")
    page.go_back()
    expect(page.locator(".search-status")).to_contain_text("vélo")
    expect(page.get_by_role("searchbox")).to_have_value("vélo")
    page.go_forward()
    expect(page.locator(".search-status")).to_contain_text("bière")


def test_a_result_says_what_it_is_where_it_matches_and_leads_there(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/?q=épargne")
    result = page.locator(".search-result").first
    expect(result.locator(".search-about")).to_have_text(
        "Visite · 17 mai 2025 · Économie sociale et solidaire, Structurer son activité"
    )
    expect(result.locator("mark").first).to_have_text(re.compile("épargne", re.IGNORECASE))
    part = result.get_by_role("link", name="L’épargne citoyenne")
    part.click()
    expect(page).to_have_url(re.compile(r"/visites/soleil-d-ici/#.+"))
    expect(page.locator(":target")).to_have_text(re.compile("pargne citoyenne"))


def test_a_page_found_by_its_title_is_shown_by_its_summary(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/?q=bocalerie")
    expect(page.locator(".search-excerpt").first).to_have_text(
        "Une conserverie d’insertion transforme les légumes invendus en soupes et en condiments, "
        "contre le gaspillage alimentaire."
    )


def test_a_term_of_the_glossary_answers_at_once(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/?q=mapa")
    first = page.locator(".search-result").first
    expect(first.locator(".search-about")).to_have_text("Glossaire")
    expect(first.locator(".search-excerpt")).to_contain_text("l’acheteur fixe lui-même")
    expect(first.locator(".search-excerpt")).to_contain_text("216\u202f000\u00a0€")


def test_results_are_filtered_by_kind_and_by_theme_in_the_address_too(
    page: Page, root: str
) -> None:
    page.goto(f"{root}recherche/?q=vélo")
    expect(page.locator(".search-result[data-kind=visites]")).not_to_have_count(0)
    page.get_by_label("Montrer").select_option("conseils")
    shown = page.get_by_label("Montrer").bounding_box()
    assert shown
    assert shown["width"] >= 120, "what was chosen cannot be read"
    expect(page.locator(".search-result[data-kind=visites]")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"q=v%C3%A9lo&type=conseils$"))
    page.get_by_label("Montrer").select_option("visites")
    page.get_by_label("Thème", exact=True).select_option("insertion")
    expect(page.locator(".search-title")).to_have_text(
        [re.compile("^Terreau vivant"), re.compile("^ATAO")]
    )
    shared = page.url
    page.goto(root)
    page.goto(shared)
    expect(page.get_by_label("Thème", exact=True)).to_have_value("insertion")
    expect(page.locator(".search-result")).to_have_count(2)


def test_filters_that_leave_nothing_say_so_and_can_be_left(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/?q=bière&type=conseils")
    expect(page.locator(".search-status")).to_contain_text("parmi ce que vous avez choisi")
    page.get_by_role("link", name="Chercher « bière » partout").click()
    expect(page.locator(".search-title").first).to_contain_text("Brasserie des Docks")
    expect(page.get_by_label("Montrer")).to_have_value("")


def test_filters_come_with_something_to_filter(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/")
    expect(page.get_by_role("heading", name="Chercher par thème")).to_be_visible()
    expect(page.get_by_label("Montrer")).to_be_hidden()
    type_query(page, "vélo", root=root)
    expect(page.get_by_label("Montrer")).to_be_visible()


def test_more_results_come_when_asked_and_take_the_focus(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/?q=une")
    expect(page.locator(".search-result")).to_have_count(10)
    page.get_by_role("button", name="Montrer la suite").click()
    expect(page.locator(".search-result")).not_to_have_count(10)
    expect(page.locator(".search-title").nth(10)).to_be_focused()


def test_when_nothing_more_comes_the_count_says_so_and_the_button_goes(
    page: Page, root: str
) -> None:
    page.goto(f"{root}recherche/?q=collecte")
    # Pagefind has others, that share only the beginning of the word.
    expect(page.locator(".search-status")).to_contain_text("Environ")
    shown = titles(page)
    button = page.get_by_role("button", name="Montrer la suite")
    button.click()
    expect(button).to_have_count(0)
    assert titles(page) == shown
    expect(page.locator(".search-status")).to_have_text(
        f"{len(shown)} résultats pour «\u00a0collecte\u00a0»."
    )
    expect(page.locator(".search-title").last).to_be_focused()


def test_the_last_results_come_and_the_button_goes(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/?q=insertion")
    button = page.get_by_role("button", name="Montrer la suite")
    page.locator(".search-result").first.wait_for()
    for _ in range(20):
        if not button.count():
            break
        before = page.locator(".search-result").count()
        button.click()
        page.wait_for_function(
            "n => document.querySelectorAll('.search-result').length > n"
            " || !document.querySelector('.search-results .search-more')",
            arg=before,
        )
    count = page.locator(".search-result").count()
    assert count > 20
    expect(page.locator(".search-status")).to_contain_text(f"{count} résultats")
    expect(page.locator(".search-status")).not_to_contain_text("Environ")


def test_a_page_that_pagefind_puts_far_is_found_in_both_places(page: Page, root: str) -> None:
    # Five pages that only share « rep » come first.
    for address in ("", "recherche/"):
        page.goto(root + address)
        page.get_by_role("searchbox").click()
        assert type_query(page, "repér", root=root).addresses


def test_words_that_no_page_has_together_are_said_to_be_apart(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/?q=chèvres+peinture")
    expect(page.locator(".search-status")).to_contain_text("Aucune page ne réunit tous les mots")
    names = [re.split(r"\s:\s", title)[0] for title in titles(page)]
    assert {"Ferme des Quatre Vents", "La Palette retrouvée"} <= set(names)


def test_nothing_found_proposes_the_nearest_spelling_and_the_themes(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/?q=associatoin")
    expect(page.get_by_role("heading", name="Chercher par thème")).to_be_visible()
    page.get_by_role("link", name="association").click()
    expect(page).to_have_url(re.compile(r"\?q=association$"))
    expect(page.locator(".search-title")).not_to_have_count(0)
    expect(page.get_by_role("heading", name="Chercher par thème")).to_be_hidden()


def test_the_count_is_said_aloud(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/?q=xylophone")
    status = page.get_by_role("status").filter(has_text="Aucun résultat")
    expect(status).to_have_text("Aucun résultat pour «\u00a0xylophone\u00a0».")
    type_query(page, "autoclave", root=root)
    expect(page.get_by_role("status").filter(has_text="1 résultat pour")).to_be_visible()


# ---- Where it cannot work ----------------------------------------------------------------------


def test_without_javascript_the_page_says_so_and_offers_the_themes(
    browser: Browser, root: str
) -> None:
    with browser.new_page(java_script_enabled=False) as page:
        page.goto(root)
        expect(page.get_by_role("search")).to_be_hidden()
        page.get_by_role("banner").get_by_role("link", name="Rechercher").click()
        expect(page).to_have_url(f"{root}recherche/")
        # Playwright's `get_by_text` never looks into <noscript>.
        told = page.locator("noscript p", has_text="a besoin de JavaScript")
        expect(told).to_be_visible()
        expect(page.get_by_role("searchbox")).to_be_hidden()
        expect(page.get_by_role("main").get_by_role("link", name="Réemploi")).to_be_visible()


def test_from_a_file_it_says_why_it_cannot(page: Page, folder: Path) -> None:
    page.goto((folder / "recherche/index.html").as_uri())
    expect(page.get_by_role("status")).to_contain_text(["copie du site"])
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("/")
    expect(page.get_by_role("status")).to_contain_text(["copie du site"])


def test_a_lost_connection_is_said_and_got_over(page: Page, root: str) -> None:
    page.goto(root)
    page.route("**/pagefind/**", lambda route: route.abort())
    page.get_by_role("searchbox").fill("vélo")
    expect(page.locator(".search-trouble")).to_contain_text("n’a pas pu se charger")
    page.unroute("**/pagefind/**")
    type_query(page, "bière", root=root)
    expect(page.locator(".search-trouble")).to_be_hidden()
    assert "Brasserie des Docks" in titles(page)[0]


def test_a_connection_lost_between_two_searches_is_tried_again_by_a_button(
    page: Page, root: str
) -> None:
    page.goto(f"{root}recherche/?q=recyclerie")
    page.locator(".search-title").first.wait_for()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.get_by_role("searchbox").fill("bière")
    expect(page.locator(".search-trouble")).to_contain_text("n’a pas pu se charger")
    # The former results would pass for an answer.
    expect(page.locator(".search-result")).to_have_count(0)
    page.unroute("**/pagefind/**")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator(".search-title").first).to_contain_text("Brasserie des Docks")
    expect(page.locator(".search-trouble")).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_more_results_can_be_asked_again_when_they_could_not_come(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/?q=insertion")
    more = page.get_by_role("button", name="Montrer la suite")
    more.wait_for()
    page.route("**/pagefind/**", lambda route: route.abort())
    more.click()
    expect(page.locator(".search-trouble")).to_contain_text("n’a pas pu se charger")
    page.unroute("**/pagefind/**")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator(".search-result")).to_have_count(20)
    expect(page.locator(".search-trouble")).to_be_hidden()


def test_a_program_that_could_not_come_is_asked_again_while_typing(page: Page, root: str) -> None:
    page.goto(root)
    page.route("**/assets/search.js*", lambda route: route.abort())
    page.get_by_role("searchbox").fill("bi")
    expect(page.locator(".search-trouble")).to_contain_text("n’a pas pu se charger")
    page.unroute("**/assets/search.js*")
    type_query(page, "bière", root=root)
    assert "Brasserie des Docks" in titles(page)[0]
    expect(page.locator(".search-trouble")).to_be_hidden()


# ---- For everyone ------------------------------------------------------------------------------


def test_what_is_typed_before_the_program_comes_is_looked_for(page: Page, root: str) -> None:
    # On a slow line the field is there before its program.
    held: list[Route] = []
    page.route("**/assets/search.js", lambda route: held.append(route))
    page.goto(f"{root}recherche/", wait_until="commit")
    page.get_by_role("searchbox").fill("recyclerie")
    expect(page.locator(".search-status")).to_have_count(0)
    page.wait_for_function("document.readyState === 'complete'")
    held[0].continue_()
    expect(page.locator(".search-status")).to_contain_text("«\u00a0recyclerie\u00a0»")
    expect(page.get_by_role("searchbox")).to_have_value("recyclerie")
    expect(page).to_have_url(f"{root}recherche/?q=recyclerie")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [320, 375])
def test_a_phone_has_a_link_beside_the_name_to_the_page_of_the_search(
    browser: Browser, root: str, width: int, has_scripts: bool
) -> None:
    with browser.new_page(
        viewport={"width": width, "height": 700}, has_touch=True, java_script_enabled=has_scripts
    ) as page:
        page.goto(f"{root}visites/atao/")
        banner = page.get_by_role("banner")
        link = banner.get_by_role("link", name="Rechercher")
        name = banner.get_by_role("link", name="Visites apprenantes").bounding_box()
        box = link.bounding_box()
        assert name
        assert box
        assert box["height"] >= 44
        assert name["height"] < 44, "the name is on two lines"
        assert middle(box) == pytest.approx(middle(name), abs=2)
        assert box["x"] + box["width"] == pytest.approx(width - 24, abs=1)
        link.tap()
        expect(page).to_have_url(f"{root}recherche/")


def test_a_phone_shows_results_within_its_width(browser: Browser, root: str) -> None:
    with browser.new_page(viewport={"width": 320, "height": 640}, has_touch=True) as page:
        page.goto(f"{root}recherche/")
        type_query(page, "marché", root=root)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_results_stay_within_the_window_whatever_the_size_of_the_letters(
    page: Page, root: str
) -> None:
    page.goto(root)
    type_query(page, "marché", root=root)
    for width, size in ((1280, 100), (1280, 125), (1280, 200), (1000, 150), (768, 200)):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("size => (document.documentElement.style.fontSize = size)", f"{size}%")
        panel = page.locator(".search-panel").bounding_box()
        assert panel
        assert panel["x"] >= 0, (width, size)
        assert panel["x"] + panel["width"] <= width, (width, size)


@pytest.mark.parametrize("width", [768, 1000, 1280])
def test_the_field_is_beside_the_sections(browser: Browser, root: str, width: int) -> None:
    with browser.new_page(viewport={"width": width, "height": 700}) as page:
        page.goto(root)
        field = page.get_by_role("searchbox").bounding_box()
        sections = page.get_by_role("navigation", name="Rubriques").bounding_box()
        assert field
        assert sections
        assert field["width"] >= 160
        assert field["height"] >= 44
        assert sections["height"] < 60, "the sections are on two lines"
        assert field["x"] > sections["x"] + sections["width"]
        assert middle(field) == pytest.approx(middle(sections), abs=2)
        expect(page.get_by_role("banner").get_by_role("link", name="Rechercher")).to_be_hidden()


def middle(box: FloatRect) -> float:
    return box["y"] + box["height"] / 2


@pytest.mark.parametrize(
    "query",
    ["", "insertion", "associatoin", "xylophone", "vélo&type=visites&theme=insertion"],
    ids=["empty", "results", "nearest", "nothing", "filters"],
)
def test_axe_finds_nothing_on_the_page(page: Page, root: str, query: str) -> None:
    page.goto(f"{root}recherche/?q={query}")
    if query:
        expect(page.locator(".search-status")).to_contain_text("résultat")
    assert violations_everywhere(page, (320, 1280)) == []


@pytest.mark.parametrize("query", ["insertion", "associatoin"])
def test_axe_finds_nothing_with_the_panel_open(page: Page, root: str, query: str) -> None:
    page.goto(f"{root}visites/atao/")
    page.get_by_role("searchbox").click()
    type_query(page, query, root=root)
    expect(page.locator(".search-panel")).to_be_visible()
    # Narrower there is no field in the masthead, so no panel either.
    assert violations_everywhere(page, (768, 1280)) == []


@pytest.mark.parametrize("address", ["", "recherche/?q=vélo"])
def test_axe_finds_nothing_when_the_connection_is_lost(page: Page, root: str, address: str) -> None:
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(root + address)
    page.get_by_role("searchbox").fill("bière")
    expect(page.get_by_role("button", name="Réessayer")).to_be_visible()
    assert violations_everywhere(page, (1280,)) == []


def test_a_preview_has_the_same_search_after_a_change_too(tmp_path: Path, page: Page) -> None:
    with preview(tmp_path, lambda docs: None) as running:
        page.goto(f"{running.address}recherche/?q=recyclerie")
        expect(page.locator(".search-title").first).to_have_text("Recyclerie")
        page.goto("about:blank")  # A page that reloads of its own accord would cut the next one.
        file = running.docs / "visites/atao.md"
        text = file.read_text("utf-8")
        file.write_text(
            text.replace("## Le contexte\n", "## Le contexte\n\nDes zinnias.\n"), "utf-8"
        )
        running.wait_for(lambda: "zinnias" in running.get("visites/atao/")[1])
        page.goto(f"{running.address}recherche/?q=zinnia")
        expect(page.locator(".search-title")).to_contain_text(["ATAO"])


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("L’Épicerie d'à côté", ["épicerie", "côté"]),
        ("60 000 € HT", ["60000", "ht"]),
        ("60\u202f000 euros", ["60000"]),
        ("article R2122-8", ["article", "r21228"]),
        ("accords-cadres", ["accords", "cadres"]),
        ("main-d’œuvre", ["main", "œuvre"]),
        ("comment répondre à un marché", ["répondre", "marché"]),
        ("qui", ["qui"]),
        ("aujourd'hui", ["aujourd", "hui"]),
        ("jusqu'à Qu’une recyclerie", ["recyclerie"]),
        ("a ? !", []),
    ],
)
def test_a_query_becomes_words_that_the_index_has(
    page: Page, root: str, query: str, terms: list[str]
) -> None:
    page.goto(f"{root}recherche/")
    asked = "async q => (await import('../assets/search.js')).termsOf(q)"
    assert page.evaluate(asked.replace("'../assets", f"'{root}assets"), query) == terms


def test_the_script_has_no_dependency_and_no_build_step() -> None:
    script = (ROOT / "overrides/assets/search.js").read_text("utf-8")
    assert re.findall(r"^import .*|\bfrom ['\"].*", script, re.MULTILINE) == []
