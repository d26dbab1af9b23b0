"""A page that cannot be published stops the build, with everything that is wrong, in French."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from support.building import build
from support.journals import page, small_tree, write_tree

BuildTree = Callable[[dict[str, str]], Path]


def test_all_problems_are_shown_before_the_stop(
    build_tree: BuildTree, caplog: pytest.LogCaptureFixture
) -> None:
    files = small_tree(
        {
            "visites/usine.md": page(title="ESS et marchés publics : trois conseils"),
            "conseils/trop.md": page(title="Court"),
            "a-propos.md": "Attention: cette ligne serait avalée.\n",
        }
    )
    with pytest.raises(Abort, match="à corriger"):
        build_tree(files)
    errors = [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR]
    assert errors[0].startswith("docs/a-propos.md:1: La page n'a pas d'en-tête : sa première")
    assert any(
        e.startswith("docs/conseils/trop.md:2: Le texte de « title » est trop") for e in errors
    )
    assert any(
        e.startswith("docs/visites/usine.md:2: ")
        and 'Écrivez : title: "ESS et marchés publics : trois conseils"' in e
        for e in errors
    )
    caplog.clear()


def test_nothing_is_published_of_a_refused_build(
    build_tree: BuildTree, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        build_tree(small_tree({"visites/usine.md": page(title="a : b")}))
    assert not list((tmp_path / "site").rglob("*.html"))
    caplog.clear()


def test_what_is_no_address_of_a_repository_stops_a_build(tmp_path: Path) -> None:
    docs = write_tree(tmp_path / "docs", small_tree())
    for address in ("javascript://a/%0Ab()", "https://depot.example/carnet\nContact: x"):
        with pytest.raises(Abort, match="n'est pas l'adresse d'un dépôt"):
            build(tmp_path / "site", docs=docs, repo_url=address)
