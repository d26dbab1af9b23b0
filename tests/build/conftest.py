"""Clones in which the steps of workflows are run."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.sharing import made_once
from support.workflows import Clone, journal_clone, model_repository


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What every clone is copied from."""
    return made_once(tmp_path_factory, "depot", model_repository)


@pytest.fixture
def here(repository: Path, tmp_path: Path) -> Clone:
    """A clone of its own."""
    return journal_clone(repository, tmp_path)


@pytest.fixture(scope="module")
def untouched(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """A clone for what leaves it as it was."""
    return journal_clone(repository, tmp_path_factory.mktemp("untouched"))
