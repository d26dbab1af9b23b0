"""`make lettre`, as one types it: what it writes, what it says, how it ends."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from commands.write_letter import main
from support.building import ROOT, link_code
from support.journals import page

SCRIPT = "commands/write_letter.py"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    link_code(tmp_path, "commands", "hooks", "overrides")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy2(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


@dataclass(frozen=True)
class Done:
    """How the command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command, in this process: to start another takes most of the time."""
    monkeypatch.chdir(checkout)

    def run_it(*words: str, **environ: str) -> Done:
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        code = main(list(words))
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return run_it


def test_the_three_forms_are_written(checkout: Path, run: Run) -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, "2026-11"],
        cwd=checkout,
        env=os.environ | {"PYTHONPATH": "hooks"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    folder = checkout / "build/lettre"
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["2026-11.eml", "2026-11.html", "2026-11.txt"]
    assert (folder / "2026-11.html").stat().st_size < 100_000
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run("2026-11").returncode == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_letter_is_the_same_whenever_it_is_run_after_its_month(checkout: Path, run: Run) -> None:
    found = []
    for day in ("1796126400", "1803902400"):  # 1 December 2026, 1 March 2027
        done = run("2026-11", SOURCE_DATE_EPOCH=day)
        assert done.returncode == 0
        assert "brouillon" not in done.stdout
        folder = checkout / "build/lettre"
        found.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert found[0] == found[1]
    assert b"Brouillon" not in found[0]["2026-11.txt"]


def test_a_letter_of_the_month_that_goes_on_is_said_to_be_a_draft(checkout: Path, run: Run) -> None:
    done = run("2026-11", SOURCE_DATE_EPOCH="1795996800")  # 30 November 2026
    assert "C'est un brouillon, et elle le dit : novembre 2026 n'est pas fini." in done.stdout
    text = (checkout / "build/lettre/2026-11.txt").read_text("utf-8")
    assert text.splitlines()[4].startswith(
        "Brouillon\N{NO-BREAK SPACE}: novembre\N{NO-BREAK SPACE}2026"
    )


@pytest.mark.parametrize(
    ("mail", "known"),
    [("", False), ("personne", False), ("lettre@asso.example", True)],
)
def test_a_letter_without_a_sender_is_said_to_have_none(
    checkout: Path, run: Run, mail: str, known: bool
) -> None:
    config = checkout / "mkdocs.yml"
    text = config.read_text("utf-8").replace('courriel: ""', f'courriel: "{mail}"', 1)
    config.write_text(text, encoding="utf-8")
    done = run("2026-11")
    assert done.returncode == 0
    assert ("elle n'a pas d'expéditeur" in done.stdout) is not known
    letter = (checkout / "build/lettre/2026-11.eml").read_bytes()
    assert (b"From: Visites apprenantes <lettre@asso.example>" in letter) is known
    assert (b"From:" in letter) is known


def test_links_to_this_machine_are_noticed(run: Run) -> None:
    done = run("2026-11", SITE_URL="http://127.0.0.1:8000/")
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
    checkout: Path, run: Run, words: list[str], code: int, said: str
) -> None:
    done = run(*words)
    assert done.returncode == code
    assert said in done.stderr
    assert not (checkout / "build").exists()


def test_a_broken_page_is_named(checkout: Path, run: Run) -> None:
    (checkout / "docs/visites/atao.md").write_text(page(title="A"), encoding="utf-8")
    done = run("2026-11")
    assert done.returncode == 1
    assert "docs/visites/atao.md:" in done.stderr
    assert not (checkout / "build").exists()


@pytest.mark.parametrize(
    ("site_url", "said"), [("", "SITE_URL est vide"), ("a.example", "Il manque https://")]
)
def test_an_address_that_leads_nowhere_is_refused(
    checkout: Path, run: Run, site_url: str, said: str
) -> None:
    done = run("2026-11", SITE_URL=site_url)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (checkout / "build").exists()
