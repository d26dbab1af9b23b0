"""The command that makes a page, in a terminal of its own and out of it."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.new_page import main
from journal.new_pages.skeletons import (
    visit_text,
)
from support.journals import (
    TODAY,
    files_of,
)
from support.terminal import TITLE, small_docs

ROOT = Path(__file__).resolve().parents[2]
# 15 June 2026 at noon in Nantes.
EPOCH = "1781517600"
ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "SYSTEMROOT")},
    "PYTHONPATH": str(ROOT / "hooks"),
    "PYTHONUTF8": "1",
    "SOURCE_DATE_EPOCH": EPOCH,
    "TERM": "dumb",
}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return small_docs(tmp_path)


def run(docs: Path, answers: bytes, *wrapper: str) -> subprocess.CompletedProcess[bytes]:
    """The command, as make starts it, with its input closed after these answers."""
    return subprocess.run(
        [*wrapper, sys.executable, str(ROOT / "commands/new_page.py"), "visite"],
        cwd=docs.parent,
        env=ENVIRONMENT,
        input=answers,
        capture_output=True,
        timeout=60,
        check=False,
    )


class Session:
    """The command in a terminal of its own, and what that terminal shows."""

    def __init__(self, docs: Path) -> None:
        self.screen, end = pty.openpty()
        self.shown = b""
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "commands/new_page.py"), "visite"],
            cwd=docs.parent,
            env=ENVIRONMENT,
            stdin=end,
            stdout=end,
            stderr=end,
            start_new_session=True,
        )
        os.close(end)

    def until(self, text: str) -> str:
        """What is shown next, up to this text."""
        while text.encode() not in self.shown:
            ready, _, _ = select.select([self.screen], [], [], 30)
            assert ready, f"« {text} » is not in {self.shown.decode()!r}"
            self.shown += os.read(self.screen, 4096)
        before, _, self.shown = self.shown.partition(text.encode())
        return before.decode() + text

    def type(self, answer: str) -> None:
        os.write(self.screen, f"{answer}\n".encode())

    def interrupt(self) -> None:
        """Press Ctrl and C; once more if it came before the command listened, as one does."""
        self.process.send_signal(signal.SIGINT)
        while not select.select([self.screen], [], [], 2)[0]:
            self.process.send_signal(signal.SIGINT)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.screen)


@pytest.fixture
def session(docs: Path) -> Iterator[Session]:
    session = Session(docs)
    yield session
    session.close()


def test_the_command_in_a_terminal(docs: Path, session: Session) -> None:
    for question, answer in [
        ("Quel titre ? ", "Trop peu"),
        ("au moins 10.\r\n1. Quel titre ? ", "L'été : « oser »"),
        ("visitée ? ", "L'Établi & Cie"),
        ("séparés par des espaces : ", "2, 4"),
    ]:
        session.until(question)
        session.type(answer)
    ending = session.until("ce qu'il reste à compléter.")
    assert session.process.wait(timeout=60) == 0
    assert "docs/visites/l-etabli-et-cie.md est créée." in ending
    assert "« make serve »" in ending
    assert (docs / "visites/l-etabli-et-cie.md").read_text(encoding="utf-8") == visit_text(
        "L'été : « oser »", "L'Établi & Cie", ["emploi", "reemploi"], TODAY
    )


def test_interrupting_the_command(docs: Path, session: Session) -> None:
    before = files_of(docs)
    session.until("Quel titre ? ")
    session.type(TITLE)
    session.until("visitée ? ")
    session.interrupt()
    ending = session.until("Arrêté : aucune page n'a été créée.")
    assert session.process.wait(timeout=60) == 1
    assert "Traceback" not in ending
    assert files_of(docs) == before


def test_a_file_that_appeared_meanwhile_is_left_as_it_is(docs: Path, session: Session) -> None:
    for answer in (TITLE, "Établi"):
        session.until("? ")
        session.type(answer)
    session.until("séparés par des espaces : ")
    (docs / "visites/etabli.md").write_text("à garder")
    session.type("1")
    ending = session.until("docs/visites/etabli.md existe déjà : elle reste comme elle est.")
    assert session.process.wait(timeout=60) == 1
    assert "Traceback" not in ending
    assert (docs / "visites/etabli.md").read_text() == "à garder"


def test_the_end_of_the_input(docs: Path) -> None:
    before = files_of(docs)
    done = run(docs, f"{TITLE}\nÉtabli\n".encode())
    assert done.returncode == 1
    assert done.stdout.decode().endswith("\nArrêté : aucune page n'a été créée.\n")
    assert done.stderr == b""
    assert files_of(docs) == before


@pytest.mark.parametrize("handling", ["strict", "surrogateescape"])
def test_bytes_that_are_not_text_are_asked_again(docs: Path, handling: str) -> None:
    done = run(docs, b"\xff\xfe visite\n", "env", f"PYTHONIOENCODING=utf-8:{handling}")
    assert done.returncode == 1
    assert "tapez-la à nouveau" in done.stdout.decode()
    assert done.stderr == b""


def test_a_full_disk_leaves_no_half_page(docs: Path) -> None:
    before = files_of(docs)
    # No file may grow at all, which is what a full disk looks like from here.
    limited = ("sh", "-c", 'ulimit -f 0; exec "$@"', "sh")
    done = run(docs, f"{TITLE}\nÉtabli\n1\n".encode(), *limited)
    assert done.returncode == 1
    assert done.stderr.decode() == (
        "La page n'a pas pu être écrite : disque plein, ou dossier protégé.\n"
    )
    assert files_of(docs) == before


def test_the_command_away_from_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["conseil"]) == 1
    assert "depuis le dossier du projet" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["visite", "conseil", "guide"])
def test_make_starts_the_command(kind: str) -> None:
    shown = subprocess.run(
        ["make", "--dry-run", kind], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert re.search(
        rf"^PYTHONPATH=hooks \S*python commands/run.py commands/new_page.py {kind}$", shown, re.M
    )
