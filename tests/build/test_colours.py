"""Colours are changed in one file, and everything published follows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from journal.pages.colours import TOKENS, read_palette
from support.building import ALONE, ROOT, build
from support.html import asset
from support.journals import small_tree, write_tree


@pytest.fixture
def overrides(tmp_path: Path) -> Path:
    """A copy of the templates and styles, to be changed."""
    return shutil.copytree(ROOT / "overrides", tmp_path / "overrides")


def build_with(overrides: Path) -> Path:
    folder = overrides.parent
    docs = write_tree(folder / "docs", small_tree())
    return build(folder / "site", docs=docs, theme=ALONE | {"custom_dir": str(overrides)})


def test_one_file_changes_every_colour_of_what_is_published(overrides: Path) -> None:
    tokens = overrides / TOKENS
    before = read_palette(overrides)
    # Another blue for each, so that no two stay alike.
    changed = re.sub(
        r"#([0-9a-f]{4})[0-9a-f]{2};", lambda colour: f"#{colour[1]}ff;", tokens.read_text("utf-8")
    )
    tokens.write_text(changed, "utf-8")
    after = read_palette(overrides)
    site = build_with(overrides)
    old = {*before.light.values(), *before.dark.values()}
    texts = {
        file.relative_to(site).as_posix(): file.read_text("utf-8")
        for file in site.rglob("*.*")
        if file.suffix in {".css", ".html", ".js", ".svg", ".xml"}
    }
    assert [name for name, text in texts.items() if any(colour in text for colour in old)] == []
    styles, icon = (
        asset(site, name).relative_to(site).as_posix() for name in ("journal.css", "favicon.svg")
    )
    for name in (styles, "assets/feed.css", icon):
        assert after.light["brique"] in texts[name]
        assert after.dark["brique"] in texts[name]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("assets/feed.css", "rss { color: var(--papeir) }", "« --papeir » comme une couleur"),
        ("styles/lists.css", "p { font: var(--t9) }", "« --t9 », qu'aucun ne déclare"),
    ],
)
def test_a_token_that_nobody_declares_stops_the_build(
    overrides: Path, name: str, text: str, said: str
) -> None:
    (overrides / name).write_text(text, "utf-8")
    with pytest.raises(Abort, match=said):
        build_with(overrides)


def test_a_card_that_asks_for_an_undeclared_colour_stops_the_build(overrides: Path) -> None:
    card = (
        (ROOT / "overrides/sharing_card.svg")
        .read_text("utf-8")
        .replace("light.papier", "light.papeir")
    )
    (overrides / "sharing_card.svg").write_text(card, "utf-8")
    with pytest.raises(ValueError, match="« --papeir » comme une couleur"):
        build_with(overrides)
