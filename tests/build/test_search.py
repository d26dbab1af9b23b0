"""The index that a build writes: all that is meant to be found, and nothing else."""

from __future__ import annotations

import gzip
import json
import os
import re
import threading
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort
from pagefind.service import get_executable

from journal.entries.kinds import Kind
from support.building import ROOT, build
from support.html import parse
from support.journals import small_tree, visit, write_tree
from support.searching import indexed_addresses

BuildTree = Callable[[dict[str, str]], Path]

SCRIPTS = ROOT / "overrides/assets/search"

# Lists that the site makes of other pages, and the page of the search itself. The booklet of all
# tips is none of them: people look for it by its name.
LISTS = {"", *(f"{kind}/" for kind in Kind), "structures/", "themes/", "recherche/"}


def test_every_page_is_indexed_but_lists_and_each_term_by_itself(site: Path) -> None:
    pages = {p.parent.relative_to(site).as_posix() + "/" for p in site.rglob("index.html")}
    pages = {page.removeprefix("./") for page in pages}
    meant = {page for page in pages - LISTS if not page.startswith(("themes/", "lettres/2"))}
    terms = parse(site / "glossaire/index.html").xpath("//*[@class='prose']//h2[@id]/@id")
    assert len(terms) > 30
    assert indexed_addresses(site) == sorted(meant | {f"glossaire/#{term}" for term in terms})


def test_the_signs_that_link_to_headings_are_left_out(site: Path) -> None:
    assert "¶" in (site / "visites/atao/index.html").read_text("utf-8")
    fragments = [gzip.decompress(f.read_bytes()) for f in site.glob("pagefind/fragment/*")]
    assert not [fragment for fragment in fragments if "¶".encode() in fragment]


def test_neither_examples_in_code_nor_the_gates_messages_are_found(site: Path) -> None:
    pages = [site / f"contribuer/{name}/index.html" for name in ("ecrire", "messages")]
    page = "".join(page.read_text("utf-8") for page in pages)
    fragments = [gzip.decompress(f.read_bytes()) for f in site.glob("pagefind/fragment/*")]
    words = (site / "pagefind/words.txt").read_text("utf-8")
    for text in ("une phrase qui dit quoi", "theme-sans-page", "Le thème n'est pas dans docs"):
        assert text in page.replace("’", "'")
        assert not [fragment for fragment in fragments if text.encode() in fragment]
        assert text not in words


def test_a_second_build_in_the_same_process_knows_only_its_own_pages(tmp_path: Path) -> None:
    """As `mkdocs serve` does at each change."""
    docs = write_tree(tmp_path / "docs", small_tree())
    build(tmp_path / "site", docs=docs)
    write_tree(docs, visit("verger"))
    (docs / "conseils/oser.md").unlink()
    build(tmp_path / "site", docs=docs)
    assert indexed_addresses(tmp_path / "site") == [
        *("abonnement/", "agenda/", "contribuer/messages/", "glossaire/", "lettres/"),
        *(
            f"{folder}/{slug}/"
            for folder in ("structures", "visites")
            for slug in ("atelier", "verger")
        ),
    ]


def test_nothing_is_written_under_a_watched_folder_nor_left_behind(
    build_tree: BuildTree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    build_tree(small_tree())
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for Pagefind")
@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo en panne; exit 3", r"Pagefind.* a échoué : .*\nen panne$"),
        ("exit 0", "Pagefind.* a échoué : "),
        # « {"payload": {"message": "plein"}} »
        (
            "while :; do printf eyJwYXlsb2FkIjogeyJtZXNzYWdlIjogInBsZWluIn19,; done",
            "Pagefind.* a échoué : .*plein",
        ),
        # « {"payload": {}} »
        (
            "while :; do printf eyJwYXlsb2FkIjoge319,; done",
            "l'index de la recherche est faux.\npas indexée : abonnement/",
        ),
    ],
    ids=["failure", "no answer", "refusal", "empty index"],
)
def test_an_index_that_failed_stops_the_build(
    build_tree: BuildTree,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    script: str,
    message: str,
) -> None:
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with pytest.raises(Abort) as stopped:
        build_tree(small_tree())
    assert re.match(f"Construction arrêtée : {message}", str(stopped.value.args[0]), re.DOTALL)


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for Pagefind")
def test_pages_are_indexed_in_the_order_of_their_names(
    build_tree: BuildTree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the order of the disk, or in that in which cores make them, the index would be another."""
    program, seen = tmp_path / "pagefind", tmp_path / "seen"
    program.write_text(f"#!/bin/sh\ntee '{seen}' | '{get_executable()}' --service\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    build_tree(small_tree())
    asked = [json.loads(b64decode(message)) for message in seen.read_bytes().split(b",")[:-1]]
    pages = [request["payload"]["file_path"] for request in asked[1:-1]]
    assert len(pages) > 3
    assert pages == sorted(pages)


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for Pagefind")
def test_an_index_that_never_ends_stops_the_build(
    build_tree: BuildTree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\nexec sleep 100\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    wait = threading.Timer.__init__

    def hurried(timer: threading.Timer, seconds: float, *arguments: Any) -> None:
        assert 60 <= seconds <= 70
        wait(timer, 0.1, *arguments)

    monkeypatch.setattr(threading.Timer, "__init__", hurried)
    with pytest.raises(Abort, match=r"Pagefind.* n'a pas fini en \d+ secondes"):
        build_tree(small_tree())
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "absent"))
    with pytest.raises(Abort, match="ne se lance pas"):
        build_tree(small_tree())


def test_the_script_never_writes_html() -> None:
    script = "".join(path.read_text("utf-8") for path in SCRIPTS.glob("*.js"))
    assert "createElement" in script
    assert not any(word in script for word in ("innerHTML", "insertAdjacentHTML", "document.write"))
