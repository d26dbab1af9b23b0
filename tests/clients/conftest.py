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


@pytest.fixture(scope="session")
def built() -> dict[object, Path]:
    """The sites that were built for all lives."""
    return {}


@pytest.fixture(scope="session")
def journals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where they are."""
    return tmp_path_factory.mktemp("journals")


@pytest.fixture
def journal(journals: Path, built: dict[object, Path], monkeypatch: pytest.MonkeyPatch) -> Journal:
    return Journal(journals, built, monkeypatch)


@pytest.fixture(scope="session")
def _hosts(journals: Path) -> Iterator[tuple[Host, Host]]:
    with serve(journals, "nantes") as old, serve(journals, "carnet") as new:
        yield old, new


@pytest.fixture
def hosts(_hosts: tuple[Host, Host]) -> tuple[Host, Host]:
    """Two hosts, of which nothing was asked."""
    for host in _hosts:
        host.moved_to = None
        host.answers.clear()
    return _hosts
