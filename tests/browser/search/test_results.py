"""What is found, and how it is told: what a result says, how many there are, what comes near."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from support.searching import type_query
from support.waiting import wait_until


def titles(page: Page) -> list[str]:
    return page.locator(".search-title").all_inner_texts()


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
    results = page.get_by_role("list", name="Résultats")
    expect(results.get_by_role("heading", level=3).first).to_contain_text("MAPA")
    expect(page.get_by_role("heading", name="Résultats", level=2)).to_have_count(1)
    # One text, not one for each word.
    assert first.locator(".search-excerpt").evaluate("e => e.childNodes.length") < 5
    expect(first.locator(".search-excerpt")).to_contain_text("l’acheteur fixe lui-même")
    expect(first.locator(".search-excerpt")).to_contain_text("seuils européens")


def test_what_is_for_those_who_write_comes_last(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/?q=envoyer+photo")
    expect(page.locator(".search-result[data-kind=contribuer]")).not_to_have_count(0)
    kinds = page.locator(".search-result").evaluate_all("all => all.map(e => e.dataset.kind)")
    assert kinds[0] != "contribuer"
    assert kinds == sorted(kinds, key=lambda kind: kind == "contribuer")
    assert "Racontez une visite" in titles(page)


def test_two_words_that_the_glossary_has_lead_there(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/?q=mémoire+technique+modèle")
    word = page.get_by_role("list", name="Dans le glossaire")
    expect(word.get_by_role("link", name="Mémoire technique")).to_be_visible()
    page.goto(f"{root}recherche/?q=bons+de+commande")
    expect(page.locator(".search-title").first).to_contain_text("Bon de commande")
    expect(word).to_have_count(0)


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
        wait_until(
            page,
            "n => document.querySelectorAll('.search-result').length > n"
            " || !document.querySelector('.search-results .search-more')",
            before,
        )
    count = page.locator(".search-result").count()
    assert count > 20
    expect(page.locator(".search-status")).to_contain_text(f"{count} résultats")
    expect(page.locator(".search-status")).not_to_contain_text("Environ")


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


def test_words_too_many_are_left_out_by_a_link(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/?q=association+xylophone+galactique")
    expect(page.get_by_role("main").get_by_role("link", name="le glossaire")).to_be_visible()
    page.get_by_text("Chercher seulement").get_by_role("link", name="association").click()
    expect(page).to_have_url(re.compile(r"\?q=association$"))
    expect(page.locator(".search-title")).not_to_have_count(0)


def test_pages_that_do_not_say_the_word_are_said_to_be_near(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/?q=Newsletter")
    expect(page.locator(".search-status")).to_have_text(
        "Aucune page ne dit «\u00a0Newsletter\u00a0»\u202f; pages proches\u00a0:"
    )
    expect(page.locator(".search-results")).not_to_contain_text("d’autres mots")
    page.goto(f"{root}recherche/?q=recyclerie")
    expect(page.locator(".search-result mark").first).to_be_visible()
    expect(page.locator(".search-status")).to_contain_text("pour «\u00a0recyclerie\u00a0»")


@pytest.mark.parametrize(
    "query", ["60 000 €", "60000", "60 k€", "R2122-8", "1er janvier 2026", "1,5 fois"]
)
def test_a_page_says_what_is_written_with_other_signs(page: Page, root: str, query: str) -> None:
    page.goto(f"{root}recherche/?q={query}")
    expect(page.locator(".search-result mark").first).to_be_visible()
    expect(page.locator(".search-status")).to_contain_text(f"pour «\u00a0{query}\u00a0»")


def test_the_count_is_said_aloud(page: Page, root: str) -> None:
    page.goto(f"{root}recherche/?q=xylophone")
    status = page.get_by_role("status").filter(has_text="Aucun résultat")
    expect(status).to_have_text("Aucun résultat pour «\u00a0xylophone\u00a0».")
    type_query(page, "autoclave", root=root)
    expect(page.get_by_role("status").filter(has_text="1 résultat pour")).to_be_visible()
