"""Programs that may be missing: a skip says why, and in continuous integration it is a failure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clients.publishing import Journal
from support.programs import require
from support.serving import Host, serve


@pytest.fixture(scope="session", autouse=True)
def _programs() -> None:
    require()


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    return Journal(tmp_path / "journal", monkeypatch)


@pytest.fixture
def hosts(tmp_path: Path) -> Iterator[tuple[Host, Host]]:
    with serve(tmp_path, "nantes") as old, serve(tmp_path, "carnet") as new:
        yield old, new
