"""What the tests of the search share: the golden set, its site, and a reader who types."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from support.building import ROOT, build
from support.waiting import wait_until

GOLDEN = ROOT / "tests/golden/search"


@dataclass(frozen=True)
class Answer:
    """What the search said, and where its results lead, from the site's root."""

    said: str
    addresses: tuple[str, ...]
    text: str


def golden_queries() -> list[tuple[str, frozenset[str]]]:
    """Each query with the addresses of which one must be among the first three results."""
    pairs = [line.split(" => ") for line in _lines("queries.txt")]
    return [(query, frozenset(addresses.split())) for query, addresses in pairs]


def nonsense() -> list[tuple[str, str]]:
    """Each query that nothing answers, with the word to propose or an empty text."""
    parts = [line.partition(" ? ") for line in _lines("nonsense.txt") if " ~ " not in line]
    return [(query, proposed) for query, _, proposed in parts]


def half_answered() -> list[tuple[str, str]]:
    """Each query of which pages have a part, with the word that none has."""
    parts = [line.partition(" ~ ") for line in _lines("nonsense.txt") if " ~ " in line]
    return [(query, missing) for query, _, missing in parts]


def notations() -> list[list[str]]:
    """Groups of writings of one thing."""
    return [line.split(" | ") for line in _lines("notations.txt")]


def _lines(name: str) -> list[str]:
    lines = (GOLDEN / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def indexed_addresses(site: Path) -> list[str]:
    """What the index of a built site has, in alphabetical order: addresses from the site's root."""
    fragments = [gzip.decompress(f.read_bytes()) for f in site.glob("pagefind/fragment/*")]
    pages = [json.loads(fragment.removeprefix(b"pagefind_dcd")) for fragment in fragments]
    return sorted(page["meta"]["url"] for page in pages)


def build_corpus(folder: Path) -> Path:
    """Build the real pages and those of the test corpus; return the site's folder."""
    docs = folder / "docs"
    shutil.copytree(ROOT / "docs", docs)
    shutil.copytree(GOLDEN / "corpus", docs, dirs_exist_ok=True)
    return build(folder / "site", docs=docs)


def type_query(page: Page, query: str, *, root: str) -> Answer:
    """Type over what the field holds, and wait until the search has answered exactly that."""
    field = page.get_by_role("searchbox")
    field.select_text()
    page.keyboard.insert_text(query)
    # Too short a query is answered without being quoted.
    said = f"«\u00a0{query}\u00a0»" if re.search(r"\w\W?\w|\d", query) else "Tapez"
    wait_until(
        page, "said => document.querySelector('.search-status')?.textContent.includes(said)", said
    )
    links = page.eval_on_selector_all(".search-title", "links => links.map(link => link.href)")
    return Answer(
        page.locator(".search-status").inner_text(),
        tuple(link.removeprefix(root) for link in links),
        page.locator(".search-results, .search-panel").first.inner_text(),
    )
