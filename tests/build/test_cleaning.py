"""The cleaner and the real pages: it finds nothing there to take away."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.language.typography import typeset
from journal.machine import cache
from journal.pages import cleaning
from support.building import ROOT, build, share_caches
from support.html import parse, tree_of
from support.journals import small_tree, visit, write_tree


def test_the_real_pages_are_the_same_before_and_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, list[tuple[str, str]]] = {"clean": [], "clean_id": [], "clean_label": []}

    def spied(name: str):
        function = getattr(cleaning, name)

        def spy(before: str) -> str:
            after = function(before)
            seen[name].append((before, after))
            return after

        return spy

    for name in seen:
        monkeypatch.setattr(cleaning, name, spied(name))
    share_caches(tmp_path / "caches")  # Without bodies, which are kept clean.
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "caches")
    build(tmp_path / "site")

    pages = list((ROOT / "docs").rglob("*.md"))
    # The pages of themes are generated besides.
    assert len(seen["clean"]) > len(pages) >= 16
    for before, after in seen["clean"]:
        assert tree_of(after) == tree_of(before)
    assert len(seen["clean_id"]) >= len(seen["clean_label"]) > 50
    for before, after in seen["clean_id"] + seen["clean_label"]:
        assert after == before


def test_titles_are_escaped_once(tmp_path: Path) -> None:
    """Titles are plain text in a header and HTML in MkDocs: neither twice nor not at all."""
    title = "L'été & « <b> » \"vu d'ici\""
    quoted = title.replace("'", "''")
    tree = small_tree(visit("ete", title=f"'{quoted}'"))
    site = build(tmp_path / "site", docs=write_tree(tmp_path / "docs", tree))
    page = parse(site / "visites/ete/index.html")
    shown = typeset(title)
    assert page.xpath("string(//h1)") == shown
    assert page.xpath("string(//title)").startswith(shown)
    assert page.xpath("string(//nav[@class='breadcrumbs']//li[last()])") == shown
