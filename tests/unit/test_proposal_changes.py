"""What would change from one version of the journal to the next, and the comment that says it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from journal.ledger.records import write_ledger
from journal.ledger.remember import remember
from journal.maintenance.proposal_changes import Difference, Sources
from journal.maintenance.proposal_comment import MARKER, comment
from journal.markdown.github import to_html
from support.building import ROOT
from support.journals import (
    DESCRIPTION,
    SITE_URL,
    TODAY,
    as_files,
    page,
    small_tree,
    tip,
    visit,
    write_tree,
)
from support.pictures import picture

# What GitHub takes of a comment, in characters.
MOST = 65_536
BEFORE = small_tree()


def sources(files, ledger: bytes | None = None) -> Sources:
    return Sources(as_files(files), ledger)


def difference(files, before=BEFORE, ledger: bytes | None = None) -> Difference:
    return Difference.of(sources(before, ledger), sources(files, ledger), today=TODAY)


def test_without_a_change_nothing_is_to_be_said() -> None:
    found = difference(BEFORE)
    assert (found.problems, list(found.pages()), found.news(), found.reviews()) == ([], [], [], [])
    assert list(found.addresses()) == []
    assert "Aucune page ne change." in comment(found)
    assert "Rien ne sera envoyé." in comment(found)


def test_a_warning_that_was_there_before_is_not_this_proposal_s() -> None:
    warned = BEFORE | visit("usine", body="Les acheteur·euses répondent.\n")
    again = warned | tip("comparer", body="Les client·es aussi.\n")
    [problem] = difference(again, before=warned).problems
    assert problem.path == "conseils/comparer.md"


def test_a_page_that_is_put_back_under_its_former_name_is_said() -> None:
    renamed = BEFORE | visit("manufacture", anciennes_adresses="[visites/fabrique/]")
    back = BEFORE | visit("fabrique") | visit("manufacture")
    [change] = difference(back, before=renamed).addresses()
    assert (change.name, change.now) == ("visites/fabrique/", "redevient une page")


def test_a_page_withdrawn_on_purpose_is_not_called_lost() -> None:
    before = BEFORE | tip("comparer")
    present = remember(as_files(before), None, today=TODAY).present
    ledger = write_ledger(present)
    withdrawn = re.sub(r"(page conseils/comparer/.*)", r"\1 retirée le 2026-06-15", ledger)
    assert withdrawn != ledger
    found = Difference.of(
        sources(before, ledger.encode()), sources(BEFORE, withdrawn.encode()), today=TODAY
    )
    assert found.problems == []
    assert [(c.name, c.now) for c in found.addresses()] == [
        ("conseils/comparer/", "est retirée exprès")
    ]


def test_a_feed_that_would_end_is_said() -> None:
    before = BEFORE | {
        "themes.yml": BEFORE["themes.yml"] + "vrac:\n  nom: Vrac\n  description: X.\n"
    }
    names = {change.name for change in difference(BEFORE, before=before).addresses()}
    assert {"themes/vrac/", "themes/vrac/feed_rss_created.xml"} <= names


def test_a_picture_counts_and_is_not_named() -> None:
    said = comment(difference(BEFORE | {"images/etabli.jpg": picture()}))
    assert "- 1 photographie\n" in said
    assert "etabli" not in said


def test_a_ledger_that_cannot_be_read_is_said_whatever_is_added_to_it() -> None:
    present = remember(as_files(BEFORE), None, today=TODAY).present
    ledger = write_ledger(present).encode()
    broken = Sources(as_files(BEFORE), b"<<<<<<< moi\n")
    found = Difference.of(sources(BEFORE, ledger), broken, today=TODAY)
    assert [(p.code, p.line) for p in found.problems] == [("registre-illisible", 1)]


def test_whatever_is_proposed_the_comment_fits_and_obeys_nothing() -> None:
    trick = "@equipe <img src=x onerror=alert(1)> [x](https://piege.example) `#1` " * 8
    files = dict(BEFORE)
    for number in range(200):
        files |= {f"visites/p{number}.md": page(f"{trick}\n\n# {trick}\n", title=f"'{trick}'")}
        files |= {f"visites/{trick[:60].replace('/', '')}{number}.md": "rien\n"}
    said = comment(difference(files), site_url=SITE_URL)
    assert len(said) < MOST
    root = html.fragment_fromstring(to_html(said.removeprefix(MARKER)), create_parent="div")
    assert {e.tag for e in root.iter()} <= {"div", "p", "ul", "li", "strong", "code", "a"}
    assert all(link.get("href").startswith(SITE_URL) for link in root.iter("a"))
    for element in list(root.iter("code")):
        element.drop_tree()
    assert not re.search(r"@\w|#\d", root.text_content())


def test_what_subscribers_receive_is_cut_too() -> None:
    added = [tip(f"numero{n}", description=DESCRIPTION * 2, date="2026-06-15") for n in range(200)]
    said = comment(difference(BEFORE | {k: v for one in added for k, v in one.items()}))
    assert len(said) < MOST
    assert said.count("- et 180 autres.") == 2


# ---- The command --------------------------------------------------------------------------------


def run(folder: Path, *options: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "commands/comment_proposal.py")]
    return subprocess.run(
        [*command, "--avant=avant", "--apres=apres", "--sortie=dit.md", *options],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT / "hooks")} | environ,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    write_tree(tmp_path / "avant/docs", BEFORE)
    write_tree(tmp_path / "apres/docs", BEFORE | tip("comparer"))
    return tmp_path


def test_two_folders_give_a_comment(folders: Path) -> None:
    done = run(folders, "--copie=https://depot.example/1", SITE_URL="https://carnet.example/n")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    said = (folders / "dit.md").read_text("utf-8")
    assert said.startswith(MARKER)
    assert "- nouvelle : Un conseil pour comparer" in said
    assert "[Le site tel qu'il deviendrait](https://depot.example/1)" in said


def test_a_proposal_without_anything_is_told_too(folders: Path) -> None:
    (folders / "vide").mkdir()
    done = run(folders, "--apres=vide")
    assert (done.returncode, done.stderr) == (0, "")
    assert "à corriger" in (folders / "dit.md").read_text("utf-8")


def test_an_address_that_is_none_is_refused(folders: Path) -> None:
    done = run(folders, SITE_URL="carnet.example")
    assert done.returncode == 2
    assert "https://" in done.stderr
    assert not (folders / "dit.md").exists()
