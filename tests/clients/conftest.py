"""Programs that may be missing: a skip says why, and in continuous integration it is a failure."""

from __future__ import annotations

import pytest

from support.programs import require


@pytest.fixture(scope="session", autouse=True)
def _programs() -> None:
    require()
