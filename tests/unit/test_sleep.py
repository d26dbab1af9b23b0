"""What the publication says of a repository that nobody changes any more."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from support.building import ROOT

# 1 January 2026 at noon, in universal time.
CHANGED = 1_767_268_800


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository changed once."""
    folder = tmp_path_factory.mktemp("depot")
    (folder / ".ci").mkdir()
    shutil.copy2(ROOT / ".ci/sommeil", folder / ".ci")
    who = ("-c", "user.name=Essai", "-c", "user.email=essai@example.org")
    dated = os.environ | {"GIT_COMMITTER_DATE": f"{CHANGED} +0000"}
    for words in (["init", "--quiet"], ["add", "."], [*who, "commit", "--quiet", "-m", "Begin"]):
        subprocess.run(["git", *words], cwd=folder, env=dated, check=True, timeout=30)
    return folder


@pytest.mark.parametrize(
    ("days", "code", "said"),
    [
        (0, 0, "Dernier changement du dépôt il y a 0 jour(s)"),
        (49.9, 0, "Dernier changement du dépôt il y a 49 jour(s)"),
        (50, 1, "::warning::Rien n’a changé dans ce dépôt depuis 50 jours."),
        (400, 1, "::warning::Rien n’a changé dans ce dépôt depuis 400 jours."),
    ],
)
def test_it_warns_ten_days_before_github_stops(
    checkout: Path, days: float, code: int, said: str
) -> None:
    done = subprocess.run(
        [checkout / ".ci/sommeil"],
        env=os.environ | {"SOURCE_DATE_EPOCH": f"{CHANGED + days * 86400:.0f}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=30,
    )
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout.startswith(said)
    assert done.stdout.count("\n") == 1, "an annotation is one line"
