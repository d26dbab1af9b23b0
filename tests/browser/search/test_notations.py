"""What a page says with some signs is found when asked with others: each way, both ways."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from support.building import build
from support.journals import page as written
from support.journals import small_tree, visit, write_tree
from support.searching import notations, type_query
from support.serving import serve

# A page for each writing, in the group's order: « visites/chose-3-1/ ».
GROUPS = notations()


SEARCH = written(title="Rechercher", description="Chercher.", template="search_page.html")


def place(group: int, rank: int) -> str:
    """Without figures, which are among what is looked for."""
    letters = "".join(chr(ord("a") + int(figure)) for figure in f"{group:02}{rank}")
    return f"chose-{letters}"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pages = [
        visit(place(group, rank), body=f"## En bref\n\nIci, on lit {text}, sans plus.\n")
        for group, texts in enumerate(GROUPS)
        for rank, text in enumerate(texts)
    ]
    folder = tmp_path_factory.mktemp("notations")
    site = build(
        folder / "site",
        docs=write_tree(folder / "docs", small_tree({"recherche.md": SEARCH}, *pages)),
    )
    with serve(site) as host:
        yield host.address


@pytest.fixture(scope="module")
def page(browser: Browser, root: str) -> Iterator[Page]:
    with browser.new_page(locale="fr-FR") as opened:
        opened.goto(f"{root}recherche/")
        yield opened


@pytest.mark.parametrize(
    "group",
    [
        # One group in three; the audit tries them all.
        pytest.param(group, id=texts[0], marks=pytest.mark.audit if group % 3 else ())
        for group, texts in enumerate(GROUPS)
    ],
)
def test_each_writing_finds_all_the_others(page: Page, root: str, group: int) -> None:
    expected = {f"visites/{place(group, rank)}/" for rank in range(len(GROUPS[group]))}
    missing = {
        query: sorted(left)
        for query in GROUPS[group]
        if (left := expected - set(type_query(page, query, root=root).addresses))
    }
    assert missing == {}
