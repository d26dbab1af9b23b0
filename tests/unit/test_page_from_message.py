"""The command that makes a page of a text: `make page DEPUIS=fichier.txt`."""

from __future__ import annotations

import subprocess
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from time import process_time

import pytest

from commands.page_from_message import main
from journal.forms.issue_forms import FOLDER, issue_forms
from journal.forms.mail_or_file import incoming
from journal.forms.propose import propose
from journal.gate.examine import check
from journal.new_pages.question_table import CORRECTION_FORM, PICTURE_FORM, TIP_FORM, VISIT_FORM
from journal.pictures.original_photograph import MAX_BYTES, Photograph
from journal.problems.problem import errors
from journal.reading.tree import read_tree
from support.building import ROOT
from support.forms import PLACE, THEMES, VISIT, as_issue, as_mail
from support.journals import TODAY, small_tree, themes, write_tree
from support.pictures import exif, picture

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
        b"\xef\xbb\xbf" + raw_mail("plain"),
        b"\r\n\n" + raw_mail("html"),
    ],
    ids=["windows", "bom", "utf-16", "eml", "eml-html", "eml-bom", "eml-blank"],
)
def test_the_text_of_any_editor_and_a_whole_mail_are_read(desk: Path, data: bytes) -> None:
    (desk / "message.txt").write_bytes(data)
    assert main(["message.txt"]) == 0
    page = (desk / "docs/visites/la-remise.md").read_text("utf-8")
    assert 'lieu: "Rezé"' in page
    assert VISIT["recit"] in page


def test_a_damaged_letter_is_no_other_encoding() -> None:
    assert incoming("été".encode() + b"\xff").text == "été\ufffd"
    assert incoming(b"From: a\nTo: b\n\nc").text == "From: a\nTo: b\n\nc"
    assert incoming(b"MIME-Version: 1.0\n\n").text == ""


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


ASSET = "https://github.com/user-attachments/assets/0a"
ALT = "Une femme répare un vélo."


@pytest.mark.parametrize("jour", ["14 mars 2026", "hier"])
def test_a_picture_that_cannot_be_taken_is_said_at_once_and_keeps_nothing_back(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], jour: str
) -> None:
    monkeypatch.setattr("commands.page_from_message.from_github", lambda _: b"%PDF-1.7")
    answers = VISIT | {"photos": f"![a]({ASSET})\n{ALT}", "jour": jour}
    is_made = jour != "hier"
    assert main([sent(desk, as_issue(VISIT_FORM, answers))]) == (not is_made)
    said = f"la photo « {ALT} » n'est pas dans la page : ce fichier n'est pas une image"
    assert said in capsys.readouterr().out
    assert (desk / "docs/visites/la-remise.md").exists() is is_made
    assert not list((desk / "docs/visites").glob("*.jpg"))


# ---- Pictures of mails -------------------------------------------------------------------------


def with_pictures(text: str, **pictures: bytes) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Visite"
    message.set_content(text)
    for name, data in pictures.items():
        message.add_attachment(data, maintype="image", subtype="jpeg", filename=f"{name}.jpg")
    return message


def described(lines: str) -> str:
    return as_mail(VISIT_FORM, ANSWERS | {"photos": lines})


ANSWERS = VISIT | {"themes": "Emploi", "accord": "oui"}
LARGE = picture("JPEG", size=(1600, 1200), exif=exif(position=True))
OTHER = picture("JPEG", size=(1000, 800))
LOGO = picture("PNG", size=(300, 80))


@pytest.mark.parametrize(
    "lines",
    [
        f"{ALT}\nL'établi.",
        f"1. {ALT}\n2. L'établi.",
        f"Photo n° 1 : {ALT}\nPhoto 2 - L'établi.",
        f"IMG_2.jpg : L'établi.\nimg_1 : {ALT}",
        f"- {ALT}\n- L'établi.",
        f"Deux, ci-jointes : {ALT}\nL'établi.",
    ],
)
def test_the_pictures_of_a_mail_stand_beside_its_page(desk: Path, lines: str) -> None:
    message = with_pictures(described(lines), IMG_1=LARGE, IMG_2=OTHER)
    message.add_attachment(LARGE, maintype="image", subtype="jpeg", filename="copie.jpg")
    (desk / "message.eml").write_bytes(bytes(message))
    assert main(["message.eml"]) == 0
    page = (desk / "docs/visites/la-remise.md").read_text("utf-8")
    alts = {"la-remise-1.jpg": f'image_alt: "{ALT}"', "la-remise-2.jpg": "![L'établi.](la-remise-2"}
    if lines.startswith("IMG_2"):
        alts = {"la-remise-2.jpg": f"![{ALT}](la-remise-2", "la-remise-1.jpg": '"L\'établi."'}
    assert all(alt in page for alt in alts.values())
    for name in alts:
        found = Photograph.read(BytesIO((desk / "docs/visites" / name).read_bytes()))
        assert (found.has_notes, found.is_sound) == (False, True)
    assert errors(check(read_tree(desk / "docs"), today=TODAY)) == []


def test_a_picture_of_a_mail_without_words_or_agreement_is_not_published(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for text, said in (
        (described(""), "la photo « IMG_1.jpg » n'est pas décrite"),
        (described(ALT).replace("\noui\n", "\nPas encore\n"), "n'est pas un oui"),
    ):
        (desk / "message.eml").write_bytes(bytes(with_pictures(text, IMG_1=LARGE)))
        assert main(["message.eml"]) == 1
        assert said in capsys.readouterr().out
        assert not list((desk / "docs/visites").glob("*.jpg"))


@pytest.mark.parametrize(
    ("name", "told", "is_taken"),
    [("IMG_0042.jpeg", ALT, True), ("IMG_0042.jpeg", "", False), ("image001.jpg", ALT, False)],
)
def test_a_picture_that_is_announced_may_stand_below_the_last_answer(
    desk: Path, name: str, told: str, is_taken: bool
) -> None:
    text = as_mail(VISIT_FORM, ANSWERS | {"photos": told})
    message = with_pictures(f"{text}\n\n[image: {name}]\n-- \nAda")
    message.make_mixed()
    message.add_attachment(LARGE, "image", "jpeg", filename=name, disposition="inline", cid="<a@a>")
    (desk / "message.eml").write_bytes(bytes(message))
    assert main(["message.eml"]) == 0
    assert len(list((desk / "docs/visites").glob("*.jpg"))) == is_taken
    assert (ALT in (desk / "docs/visites/la-remise.md").read_text("utf-8")) is is_taken


@pytest.mark.parametrize("place", ["photos", "recit", ""])
def test_a_picture_shown_in_a_mail_is_taken_where_it_stands(
    desk: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    shown = {"photos": f"[image: vue.jpg]\n{ALT}", "recit": f"Un récit.\n\n[cid:vue@a]\n{ALT}"}
    answers = ANSWERS | {place: shown[place]} if place else ANSWERS
    signature = "-- \nAda [cid:logo@a]" + ("" if place else " [cid:vue@a]")
    message = with_pictures(f"{as_mail(VISIT_FORM, answers)}\n{signature}")
    message.make_mixed()
    for name, data in (("vue", LARGE), ("logo", LOGO)):
        message.add_attachment(
            data, "image", "jpeg", filename=f"{name}.jpg", disposition="inline", cid=f"<{name}@a>"
        )
    message.add_attachment(b"%PDF-1.7", "application", "pdf", filename="plaquette.pdf")
    (desk / "message.eml").write_bytes(bytes(message))
    assert main(["message.eml"]) == 0
    out = capsys.readouterr().out
    assert "« logo.jpg », hors des réponses" in out
    assert "« plaquette.pdf » n'est pas publié" in out
    assert ("« vue.jpg », hors des réponses" in out) is (place == "")
    assert "n'est pas arrivée" not in out
    page = (desk / "docs/visites/la-remise.md").read_text("utf-8")
    assert (ALT in page) is bool(place)
    assert len(list((desk / "docs/visites").glob("*.jpg"))) == bool(place)


def test_pictures_may_come_apart(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = desk / "photos"
    folder.mkdir()
    (folder / "1.eml").write_bytes(bytes(with_pictures("Voici.", IMG_1=LARGE)))
    (folder / "2.png").write_bytes(picture("PNG", size=(900, 600)))
    (folder / "3.txt").write_bytes(b"rien")
    name = sent(desk, described(f"{ALT}\nL'établi.\nUne note."))
    assert main([name, "--photos", "photos"]) == 0
    assert "« Une note. » n'est pas dans la page : ce fichier" in capsys.readouterr().out
    assert len(list((desk / "docs/visites").glob("*.jpg"))) == 2


def test_a_picture_by_mail_is_given_to_its_page(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = as_mail(PICTURE_FORM, {"page": "Atelier", "montre": ALT, "accord": "oui"})
    (desk / "message.eml").write_bytes(bytes(with_pictures(text)))
    assert main(["message.eml"]) == 1
    assert "Joignez les photos au courriel" in capsys.readouterr().out
    heavy = LARGE + b"\0" * MAX_BYTES
    for data, done in ((heavy, 1), (b"<html>", 1), (LARGE, 0)):
        (desk / "message.eml").write_bytes(bytes(with_pictures(text, IMG_1=data)))
        assert main(["message.eml"]) == done
        assert ("plus de 15 Mo" in capsys.readouterr().out) is (data is heavy)
    assert f"![{ALT}](atelier-1.jpg)" in (desk / "docs/visites/atelier.md").read_text("utf-8")
    assert (desk / "docs/visites/atelier-1.jpg").is_file()


@pytest.mark.parametrize("how", ["forwarded", "file", "html"])
def test_answers_are_found_where_a_mail_holds_them(desk: Path, how: str) -> None:
    message = EmailMessage()
    message.set_content("Pour vous, ci-dessous.\n")
    inner = with_pictures(described(ALT), IMG_1=LARGE)
    if how == "forwarded":
        message.add_attachment(inner)
    elif how == "file":
        message.add_attachment(described(""), filename="recit.txt")
    else:
        message.add_alternative(f"<p>{'</p><p>'.join(MAIL.splitlines())}</p>", subtype="html")
    (desk / "message.eml").write_bytes(bytes(message))
    assert main(["message.eml"]) == 0
    assert (desk / "docs/visites/la-remise-1.jpg").is_file() is (how == "forwarded")


def test_what_a_mail_shows_is_kept(desk: Path) -> None:
    shown = {
        "recit": "<s>Le magasin</s> L'atelier.<table><tr><th>Poste</th><th>Heures</th></tr>"
        "<tr><td><p>Bois</p></td><td>12</td></tr></table>",
        "suite": '<a href="https://example.org/a_(b)">Le site</a><br>'
        '<a href="https://example.org/">www.example.org</a><br>Le plan<https://example.org/p>',
    }
    html = "".join(
        f"<p>{q.label}</p><div>{shown.get(q.id) or ANSWERS.get(q.id, '')}</div>"
        for q in VISIT_FORM.in_a_mail
    )
    message = EmailMessage()
    message.set_content(html.replace("<https://example.org/p>", "&lt;https://example.org/p&gt;"))
    message.replace_header("Content-Type", "text/html; charset=utf-8")
    (desk / "message.eml").write_bytes(bytes(message))
    assert main(["message.eml"]) == 0
    page = (desk / "docs/visites/la-remise.md").read_text("utf-8")
    assert "~~Le magasin~~ L'atelier." in page
    assert "| Poste | Heures |\n| --- | --- |\n| Bois | 12 |" in page
    assert "- [Le site](https://example.org/a_(b))\n" in page
    assert "- <https://www.example.org>\n- Le plan <https://example.org/p>\n" in page


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (
            "Un <b>mot</b>, et <strong>deux </strong>fois <i>plus</i>.",
            "Un **mot**, et **deux** fois *plus*.",
        ),
        ("<span>Un </span><b><span>mot</span></b><span> fort.</span>", "Un **mot** fort."),
        (
            "Vu :<ul><li>bois<ul><li>meubles</li></ul></li><li><p>métal</p></li></ul>",
            "Vu :\n\n- bois\n    - meubles\n- métal",
        ),
        # What is whole so tells answers from questions.
        ("<b>Un récit.</b><br><i>Un autre.</i>", "Un récit.\n\nUn autre."),
        (
            "Il a dit :<blockquote><p>Oser.</p><p>Encore.</p></blockquote>Voilà.",
            "Il a dit :\n\n> Oser.\n>\n> Encore.\n\nVoilà.",
        ),
    ],
)
def test_what_stands_out_in_a_mail_does_in_the_page(html: str, shown: str) -> None:
    message = EmailMessage()
    answers = ANSWERS | {"recit": html}
    asked = "".join(f"<p>{q.label}</p>{answers.get(q.id, '')}" for q in VISIT_FORM.in_a_mail)
    message.set_content(asked, subtype="html")
    [text] = propose(incoming(bytes(message)).text, PLACE).files.values()
    assert f"\n\n{shown}\n" in text


def test_an_answer_without_a_block_of_its_own_stands_apart_from_the_next_question(
    desk: Path,
) -> None:
    html = "".join(f"<p>{q.label}</p>{ANSWERS.get(q.id, '')}" for q in VISIT_FORM.in_a_mail)
    message = EmailMessage()
    message.set_content(html, subtype="html")
    (desk / "message.eml").write_bytes(bytes(message))
    assert main(["message.eml"]) == 0


@pytest.mark.parametrize(
    "header",
    [
        *(b"Content-Type: text/plain; charset=foo", b"Content-Type: ;;;", b"Content-ID: <>"),
        *(b'Content-Type: multipart/mixed; boundary=""', b"Content-Type: message/rfc822"),
        *(b"Content-Disposition: attachment; filename*=utf-8''%ff%fe", b"Subject: =?utf-8?b?\xff"),
        # Encodings of Python's that are none of texts, or make none.
        *(
            b'Content-Type: text/plain; charset="\0"',
            b"Content-Type: text/plain; charset=undefined",
        ),
        *(b"Content-Type: text/html; charset=idna", b"Content-Type: text/plain; charset=zlib"),
    ],
)
def test_a_mail_that_is_malformed_is_read_as_far_as_it_can_be(header: bytes) -> None:
    assert incoming(b"MIME-Version: 1.0\n" + header + b"\n\n" + MAIL.encode()).text is not None


@pytest.mark.parametrize("body", ["<!-- rien -->", "<style>", "\\ud800", ""])
def test_a_mail_in_html_may_say_nothing(body: str) -> None:
    head = "MIME-Version: 1.0\nContent-Type: text/html; charset=unicode_escape\n\n"
    assert incoming(f"{head}{body}".encode()).text.encode() is not None


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\n" + b"Content-Type: message/rfc822\n\n" * 3_000,
        b"MIME-Version: 1.0\n"
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (i, i) for i in range(3_000)
        ),
        b"MIME-Version: 1.0\nContent-Type: ;text/*1*==message/rfc822;a*\n\n",
    ],
    ids=["mail in mail", "part in part", "malformed"],
)
def test_a_mail_that_stops_python_s_parser_is_to_be_copied(
    desk: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    (desk / "courriel.eml").write_bytes(data)
    assert main(["courriel.eml"]) == 2
    assert "Ce courriel ne peut pas être lu" in capsys.readouterr().err


def test_a_head_or_a_page_that_never_ends_is_read_at_once() -> None:
    """Each took a time that doubled with each line, or grew as its square."""
    start = process_time()
    assert incoming(b"Cle: mot\r\n" * 5_000 + b"Fin").text.endswith("Fin")
    incoming(b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + b"<style" * 50_000)
    assert process_time() - start < 3


def test_a_mail_that_is_cut_where_its_pictures_stand_is_read_whole(desk: Path) -> None:
    before, after = described(ALT).split(ALT)
    message = EmailMessage()
    message.make_mixed()
    for text, data in ((before, LARGE), (f"{ALT}{after}", OTHER)):
        parts = EmailMessage(), EmailMessage()
        parts[0].set_content(text)
        parts[1].set_content(data, "image", "jpeg", disposition="inline", filename="IMG_1.jpeg")
        for part in parts[: 2 if data is LARGE else 1]:
            message.attach(part)
    (desk / "message.eml").write_bytes(b"From a@b.example Fri Mar 13\nX_A: b\n" + bytes(message))
    assert main(["message.eml"]) == 0
    assert f'image_alt: "{ALT}"' in (desk / "docs/visites/la-remise.md").read_text("utf-8")


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
    assert 'python commands/run.py commands/page_from_message.py "$DEPUIS"' in shown
