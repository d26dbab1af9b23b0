"""`make lettre`, as one types it: what it writes, what it says, how it ends."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.building import ROOT
from support.journals import page

SCRIPT = "commands/write_letter.py"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for folder in ("commands", "docs", "hooks", "overrides"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy2(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def run(checkout: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT, *words],
        cwd=checkout,
        env=os.environ | {"PYTHONPATH": "hooks"} | environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_three_forms_are_written(checkout: Path) -> None:
    done = run(checkout, "2026-11")
    assert (done.returncode, done.stderr) == (0, "")
    folder = checkout / "build/lettre"
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["2026-11.eml", "2026-11.html", "2026-11.txt"]
    assert (folder / "2026-11.html").stat().st_size < 100_000
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run(checkout, "2026-11").returncode == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_links_to_this_machine_are_noticed(checkout: Path) -> None:
    done = run(checkout, "2026-11", SITE_URL="http://127.0.0.1:8000/")
    assert done.returncode == 0
    assert "ses liens mènent à cette machine" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["2025-01"], 3, "Rien n'a été publié en janvier 2025 : pas de lettre à écrire."),
        (["2026-13"], 2, "« 2026-13 » n'est pas un mois : écrivez par exemple"),
        ([""], 2, "Il manque le mois : écrivez par exemple « make lettre MOIS=2026-11 »."),
        ([], 2, "Il manque le mois"),
    ],
)
def test_what_cannot_be_written_is_said(
    checkout: Path, words: list[str], code: int, said: str
) -> None:
    done = run(checkout, *words)
    assert done.returncode == code
    assert said in done.stderr
    assert not (checkout / "build").exists()


def test_a_broken_page_is_named(checkout: Path) -> None:
    (checkout / "docs/visites/atao.md").write_text(page(title="A"), encoding="utf-8")
    done = run(checkout, "2026-11")
    assert done.returncode == 1
    assert "docs/visites/atao.md:" in done.stderr
    assert not (checkout / "build").exists()
