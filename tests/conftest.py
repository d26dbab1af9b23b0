"""What every test has: a site built once, a real Chromium, no warning that nobody looked at."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from support.building import build, with_a_letter
from support.chromium import started
from support.journals import SITE_URL, write_tree
from support.serving import serve
from support.sharing import made_once

REPO_URL = "https://depot.example/carnet"

# How long an example takes says how busy the machine is; nothing here is asserted in seconds.
settings.register_profile("carnet", deadline=None, max_examples=40)
settings.register_profile("audit", deadline=None, max_examples=500)
settings.load_profile("carnet")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a test waits, for a browser most of all; but each has its own
    browser, and collects every test.
    """
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def _known_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The publisher's variables must not change what tests see."""
    monkeypatch.setenv("SITE_URL", SITE_URL)
    monkeypatch.delenv("REPO_URL", raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture(autouse=True)
def _no_unexpected_warning(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail any test that leaves a warning of MkDocs in `caplog`; `caplog.clear()` accepts them."""
    caplog.set_level(logging.INFO, logger="mkdocs")
    yield
    left = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not left, f"unexpected warnings: {left}"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real pages, built once, at `SITE_URL`."""
    before = dict(os.environ)
    os.environ |= {"SITE_URL": SITE_URL, "REPO_URL": REPO_URL, **with_a_letter()}
    try:
        return made_once(tmp_path_factory, "site", build)
    finally:
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the real site is served, in a sub-folder: `http://127.0.0.1:<port>/nantes/`."""
    with serve(site) as host:
        yield host.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests, of this machine; « make test » has installed it."""
    failures: list[str] = []
    with started(failures) as found:
        assert found, f"Aucun Chromium : lancez « make test », qui l'installe. {failures}"
        yield found[0]


@pytest.fixture
def build_tree(tmp_path: Path):
    """A function that builds a tree of texts and returns the site's folder."""

    def build_it(files: dict[str, str]) -> Path:
        return build(tmp_path / "site", docs=write_tree(tmp_path / "docs", files))

    return build_it
