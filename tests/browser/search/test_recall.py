"""What the search finds: the golden set, typed in the real field of the real page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from journal.language.french import without_accents
from support.searching import golden_queries, half_answered, nonsense, type_query


@pytest.fixture(scope="module")
def page(browser: Browser, root: str) -> Iterator[Page]:
    with browser.new_page(locale="fr-FR") as opened:
        opened.goto(f"{root}recherche/")
        yield opened


def test_the_golden_set_is_large_enough() -> None:
    assert len(golden_queries()) >= 80
    assert len(nonsense()) >= 20


def missed(page: Page, root: str, queries: list[tuple[str, frozenset[str]]]) -> dict[str, object]:
    """The queries whose page is not among the first three results, with those that are."""
    found = {query: type_query(page, query, root=root).addresses[:3] for query, _ in queries}
    return {query: found[query] for query, expected in queries if not expected & set(found[query])}


def test_some_of_what_readers_look_for_is_among_the_first_three(page: Page, root: str) -> None:
    assert missed(page, root, golden_queries()[::8]) == {}


@pytest.mark.audit
def test_what_readers_look_for_is_among_the_first_three(page: Page, root: str) -> None:
    queries = golden_queries()
    wrong = missed(page, root, queries)
    recall = 1 - len(wrong) / len(queries)
    assert recall >= 0.97, f"{recall:.1%}: {wrong}"


def test_nothing_is_claimed_for_what_no_page_says(page: Page, root: str) -> None:
    claimed = {}
    for query, proposed in nonsense():
        answer = type_query(page, query, root=root)
        assert answer.said.startswith(("Aucun résultat", "Tapez"))
        if answer.addresses and "Voici les plus proches" not in answer.said:
            claimed[query] = answer.addresses
        if proposed:
            text = without_accents(answer.text)
            assert f"Voulez-vous dire {without_accents(proposed)}" in text, query
    assert claimed == {}


def test_the_nearest_pages_are_shown_and_said_to_be_no_answer(page: Page, root: str) -> None:
    for query, missing in half_answered():
        answer = type_query(page, query, root=root)
        assert f"aucune page ne dit «\u00a0{missing}\u00a0»" in answer.said, query
        assert answer.addresses, query


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("comment répondre à un appel d'offres", ("guides/", "conseils/")),
        ("trouver un marché", ("guides/", "conseils/")),
        ("mémoire technique", "glossaire/#memoire-technique"),
        ("ATAO contact", "structures/atao/"),
    ],
)
def test_what_answers_comes_first(
    page: Page, root: str, query: str, first: str | tuple[str, ...]
) -> None:
    assert type_query(page, query, root=root).addresses[0].startswith(first)


def test_what_is_told_to_those_who_write_comes_after_the_rest(page: Page, root: str) -> None:
    *_, last = type_query(page, "imprimer les conseils", root=root).addresses
    assert last == "contribuer/ecrire/"


@pytest.mark.parametrize("query", ["FAIR", "SIAE"])
def test_an_acronym_in_capitals_answers_alike_in_both_places(
    page: Page, root: str, query: str
) -> None:
    told = []
    for address in ("", "recherche/"):
        page.goto(root + address)
        page.get_by_role("searchbox").click()
        said = type_query(page, query, root=root).said
        told.append((said, page.locator(".search-title").all_inner_texts()[:5]))
        assert set(page.locator(".search-result mark").all_inner_texts()) == {query}
    assert told[0] == told[1]
    assert "Environ" not in told[0][0]
    for part in page.locator(".search-parts a").evaluate_all("all => all.map(a => a.href)"):
        text = page.request.get(part).text()
        _, _, begun = text.partition(f'id="{part.partition("#")[2]}"')
        assert query in re.split("<h[23]", begun, maxsplit=1)[0], part
