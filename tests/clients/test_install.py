"""Tests with real programs may be skipped at home, never in continuous integration."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import programs
from support.packages import PROGRAMS, must_run


@pytest.mark.parametrize(("in_ci", "outcome"), [(True, "Failed"), (False, "Skipped")])
def test_a_missing_program_fails_in_continuous_integration_only(
    monkeypatch: pytest.MonkeyPatch, in_ci: bool, outcome: str
) -> None:
    monkeypatch.setattr(programs, "missing", lambda: ["newsboat"])
    monkeypatch.setattr(programs, "must_run", lambda: in_ci)
    with pytest.raises(BaseException, match="newsboat") as stopped:
        programs.require()
    assert type(stopped.value).__name__ == outcome


def test_continuous_integration_on_debian_must_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert must_run() == Path("/etc/debian_version").exists()
    monkeypatch.delenv("CI")
    assert not must_run()


def test_nothing_is_missing_once_installed() -> None:
    assert set(PROGRAMS) == {"newsboat", "r2e", "sfeed_update", "curl", "khal"}
    assert programs.missing() == []
