"""What the search costs: nothing before it is opened, little after."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response

from support.searching import type_query

# Gzip, up to the first results of a one-word query; the limit holds up to 1,000 pages.
FIRST_RESULTS = 200_000


def is_search(url: str) -> bool:
    return "/pagefind/" in url or "/immutable/search" in url


def weigh(responses: list[Response]) -> dict[str, int]:
    """What a host sends for each address: compressed, unless the file already is."""
    bodies = {response.url: response.body() for response in responses if is_search(response.url)}
    return {url: min(len(body), len(gzip.compress(body, 6))) for url, body in bodies.items()}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of its own, which has nothing of another's."""
    with browser.new_page(locale="fr-FR") as opened:
        yield opened


@pytest.mark.parametrize("address", ["", "visites/atao/", "themes/", "glossaire/", "nulle-part"])
def test_only_what_waits_for_a_key_is_loaded_before_the_search_is_opened(
    page: Page, root: str, address: str
) -> None:
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(root + address)
    page.wait_for_load_state("networkidle")
    # What is not found is looked for on its own page, which has the style of it.
    weights = {url: size for url, size in weigh(responses).items() if not url.endswith(".css")}
    names = [urlsplit(url).path.rpartition("/")[2] for url in weights]
    assert [name.partition(".")[0] for name in names] == ["search-opener"]
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
