"""The real pages and those of the test corpus, and a reader before them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from support.proofs import REFUSED
from support.searching import build_corpus
from support.serving import serve
from support.sharing import made_once


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "search", build_corpus)


@pytest.fixture(scope="session")
def root(folder: Path) -> Iterator[str]:
    with serve(folder) as host:
        yield host.address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page(viewport={"width": 1280, "height": 800}, locale="fr-FR") as opened:
        opened.errors = []
        opened.on("console", lambda m: m.type == "error" and opened.errors.append(m.text))
        opened.on("pageerror", lambda error: opened.errors.append(str(error)))
        yield opened
        assert [said for said in opened.errors if REFUSED in said] == []
