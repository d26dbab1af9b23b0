"""A real Chromium, and the built site served in a sub-folder of a host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.chromium import find, launch_arguments
from support.serving import serve


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the real site is served: `http://127.0.0.1:<port>/nantes/`."""
    with serve(site) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; « make test » has installed it."""
    path = find()
    assert path, "Aucun Chromium : lancez « make test », qui l'installe."
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=path, args=launch_arguments()) as chromium,
    ):
        yield chromium
