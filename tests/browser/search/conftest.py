"""The real pages and those of the test corpus, and a reader before them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

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


DESK: ViewportSize = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """What the tests of a file share: to open one takes longer than most of them."""
    with browser.new_page(locale="fr-FR") as opened:
        opened.errors = []
        opened.on("console", lambda m: m.type == "error" and opened.errors.append(m.text))
        opened.on("pageerror", lambda error: opened.errors.append(str(error)))
        yield opened


@pytest.fixture
def page(window: Page) -> Iterator[Page]:
    window.goto("about:blank")
    window.set_viewport_size(DESK)
    window.emulate_media(media="null", color_scheme="light")
    window.errors.clear()
    yield window
    window.unroute_all()
    assert [said for said in window.errors if REFUSED in said] == []
