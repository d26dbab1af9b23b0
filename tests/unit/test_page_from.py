"""The command that makes a page of a text: `make page DEPUIS=fichier.txt`."""

from __future__ import annotations

import subprocess
from email.message import EmailMessage
from pathlib import Path

import pytest

from commands.page_from import main
from journal.forms.issue_forms import FOLDER, issue_forms
from journal.forms.mail_or_file import text_of
from journal.gate.examine import check
from journal.problems.problem import errors
from journal.reading.tree import read_tree
from journal.writing.asked import CORRECTION_FORM, TIP_FORM, VISIT_FORM
from support.building import ROOT
from support.forms import THEMES, VISIT, as_issue, as_mail
from support.journals import TODAY, small_tree, themes, write_tree

EPOCH = "1781517600"  # 15 June 2026, noon in Paris.


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small journal, its forms, and the command at work in it."""
    folder = tmp_path / "un/bureau"
    write_tree(folder / "docs", small_tree(themes(**THEMES)))
    write_tree(folder, issue_forms(THEMES, {"atelier": "Atelier"}))
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    return folder


def sent(desk: Path, text: str) -> str:
    (desk / "message.txt").write_text(text, encoding="utf-8", newline="")
    return "message.txt"


@pytest.mark.parametrize("is_mail", [False, True])
def test_a_text_becomes_a_page(
    desk: Path, capsys: pytest.CaptureFixture[str], is_mail: bool
) -> None:
    answers = VISIT | {"themes": "Emploi", "accord": "oui"} if is_mail else VISIT
    text = (as_mail if is_mail else as_issue)(VISIT_FORM, answers)
    assert main([sent(desk, text)]) == 0
    assert capsys.readouterr().out == (
        "docs/visites/la-remise.md est écrite. « make serve » la montre.\n"
    )
    assert errors(check(read_tree(desk / "docs"), today=TODAY)) == []
    assert '- "La Remise"' in (desk / FOLDER / f"{TIP_FORM.file}.yml").read_text("utf-8")


def test_what_is_missing_is_said_and_nothing_is_written(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = set(desk.rglob("*"))
    name = sent(desk, as_issue(VISIT_FORM, VISIT | {"jour": "hier"}))
    assert main([name, "--reponse", "reponse.md"]) == 1
    assert capsys.readouterr().out.startswith(
        "Rien n'est écrit. À compléter dans le texte :\nQuel jour ? « hier » n'a pas été compris."
    )
    assert {path.name for path in set(desk.rglob("*")) - before} == {name, "reponse.md"}
    assert "**Quel jour ?**" in (desk / "reponse.md").read_text("utf-8")


MAIL = as_mail(VISIT_FORM, VISIT | {"commune": "Rezé", "themes": "Emploi", "accord": "oui"})


def raw_mail(subtype: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Ada <ada@example.org>", "Visite : été"
    text = MAIL if subtype == "plain" else f"<style>p {{}}</style><p>{MAIL}</p>"
    text = text.replace("\n", "<br>\n") if subtype == "html" else text
    message.set_content(text, subtype=subtype, charset="iso-8859-15", cte="quoted-printable")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    return bytes(message)


@pytest.mark.parametrize(
    "data",
    [
        MAIL.encode("cp1252"),
        MAIL.encode("utf-8-sig"),
        MAIL.encode("utf-16"),
        raw_mail("plain"),
        raw_mail("html"),
    ],
    ids=["windows", "bom", "utf-16", "eml", "eml-html"],
)
def test_the_text_of_any_editor_and_a_whole_mail_are_read(desk: Path, data: bytes) -> None:
    (desk / "message.txt").write_bytes(data)
    assert main(["message.txt"]) == 0
    page = (desk / "docs/visites/la-remise.md").read_text("utf-8")
    assert 'lieu: "Rezé"' in page
    assert VISIT["recit"] in page


def test_a_damaged_letter_is_no_other_encoding() -> None:
    assert text_of("été".encode() + b"\xff") == "été\ufffd"
    assert text_of(b"From: a\nTo: b\n\nc") == "From: a\nTo: b\n\nc"
    assert text_of(b"MIME-Version: 1.0\n\n") == ""


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"{\\rtf1"])
def test_a_document_is_to_be_copied(
    desk: Path, start: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "recit.docx").write_bytes(start + b"\0")
    assert main(["recit.docx"]) == 2
    assert "copiez-en les questions et les réponses" in capsys.readouterr().err


def test_an_edit_is_written_where_the_page_was(desk: Path) -> None:
    for structure in ("La Remise", "La Remise du Quai"):
        name = sent(desk, as_issue(VISIT_FORM, VISIT | {"structure": structure}))
        assert main([name, "--deja", "docs/visites/la-remise.md"]) == 0
    visits = sorted(path.name for path in (desk / "docs/visites").iterdir())
    assert visits == ["atelier.md", "index.md", "la-remise.md"]
    assert "La Remise du Quai" in (desk / "docs/visites/la-remise.md").read_text("utf-8")


@pytest.mark.parametrize("former", ["../../.github/workflows/a.md", "/etc/a.md", "visites/../a.md"])
def test_nothing_is_written_elsewhere(desk: Path, tmp_path: Path, former: str) -> None:
    before = set(tmp_path.rglob("*"))
    assert main([sent(desk, as_issue(VISIT_FORM, VISIT)), "--deja", former]) == 0
    new = set(tmp_path.rglob("*")) - before
    assert {path.name for path in new} == {"message.txt", "la-remise.md"}


def test_a_published_address_is_not_given_again(desk: Path) -> None:
    (desk / "adresses.txt").write_text(
        "autorite a,2026\npage visites/la-remise/ « Un titre » retirée le 2026-01-02\n", "utf-8"
    )
    assert main([sent(desk, as_issue(VISIT_FORM, VISIT))]) == 0
    assert (desk / "docs/visites/la-remise-2026.md").is_file()


def test_a_picture_that_cannot_be_fetched_keeps_the_page_from_being_written(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("commands.page_from.from_github", lambda _: b"%PDF-1.7")
    photos = "![a](https://github.com/user-attachments/assets/0a)\nUne femme répare un vélo."
    assert main([sent(desk, as_issue(VISIT_FORM, VISIT | {"photos": photos}))]) == 1
    assert (
        "La photo « Une femme répare un vélo. » : ce fichier n'est pas une image"
        in capsys.readouterr().out
    )
    assert not (desk / "docs/visites/la-remise.md").exists()


def test_a_mistake_makes_no_page(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = as_issue(CORRECTION_FORM, {"page": "atelier", "erreur": "Une faute."})
    assert main([sent(desk, text)]) == 0
    assert "pas de page" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["absent.txt", "docs"])
def test_a_file_that_cannot_be_read(
    desk: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name]) == 2
    assert "le nom d'un fichier texte" in capsys.readouterr().err


def test_make_starts_the_command() -> None:
    command = ["make", "--dry-run", "page", "DEPUIS=l'été.txt"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert 'PYTHONPATH=hooks .venv/bin/python commands/page_from.py "$DEPUIS"' in shown
