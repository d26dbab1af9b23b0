"""What a machine refuses to a program is said in one sentence, with what to do."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from journal.problems.system_errors import refusal
from support.building import ROOT


@pytest.mark.parametrize(
    ("number", "name", "said"),
    [
        (
            errno.ENOSPC,
            None,
            (
                "il n'y a plus de place sur le disque. Faites de la place, puis relancez la même "
                "commande."
            ),
        ),
        (
            errno.EACCES,
            "docs/a.md",
            (
                "ce compte n'y a pas droit (docs/a.md). Vérifiez à qui sont ces fichiers, puis "
                "relancez la même commande."
            ),
        ),
        (
            errno.EROFS,
            b"/etc/a",
            (
                "on ne peut que lire ce disque (/etc/a). Copiez le carnet là où l'on peut écrire, "
                "puis relancez la même commande."
            ),
        ),
    ],
)
def test_a_refusal_names_the_file_and_what_to_do(
    number: int, name: str | bytes | None, said: str
) -> None:
    assert refusal(OSError(number, os.strerror(number), name)) == said


def test_a_template_that_is_away_is_said_too() -> None:
    with pytest.raises(OSError, match="not found") as away:
        Environment(loader=FileSystemLoader("overrides")).get_template("absent.html")
    assert refusal(away.value) == (
        "ce gabarit n'est pas là (absent.html). Remettez-le dans overrides/, puis relancez la même "
        "commande."
    )


def test_a_file_of_the_current_folder_has_no_long_name(tmp_path: Path) -> None:
    error = OSError(errno.ENOENT, "", str(Path.cwd() / "docs/a.md"))
    assert refusal(error).startswith("ce fichier n'est pas là (docs/a.md). ")
    assert refusal(OSError("rien de connu")).startswith("rien de connu. ")


def run(folder: Path, program: str) -> tuple[int, str]:
    (folder / "program.py").write_text(program, "utf-8")
    done = subprocess.run(
        [sys.executable, ROOT / "commands/run.py", "program.py", "un argument"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_program_is_run_as_it_would_be_alone(tmp_path: Path) -> None:
    program = "import sys; print(__name__, sys.argv); sys.exit(7)"
    assert run(tmp_path, program) == (7, "__main__ ['program.py', 'un argument']\n")
    assert run(tmp_path, "") == (0, "")


def test_a_program_that_is_refused_something_ends_on_a_sentence(tmp_path: Path) -> None:
    assert run(tmp_path, "open('nulle/part')") == (
        1,
        (
            "Commande arrêtée : ce fichier n'est pas là (nulle/part). Remettez-le, puis relancez "
            "la même commande.\n"
        ),
    )
