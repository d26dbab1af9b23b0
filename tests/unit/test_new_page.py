"""A page made from its model: what is asked, what is written, and what never is."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from commands.new_page import main
from journal.entries.kinds import Kind
from journal.gate.examine import check
from journal.headers.frontmatter import read_front_matter
from journal.language.french import MAX_SLUG
from journal.problems.problem import errors
from journal.reading.misreadings import may_be_misread
from journal.reading.tree import read_tree
from journal.writing.answers import Place, choose, clean, read_title
from journal.writing.blanks import (
    MARK,
    RefusedError,
    guide_text,
    slug_of,
    tip_text,
    visit_text,
)
from journal.writing.questions import create, is_seen, read_place, write_new
from support.journals import (
    THEMES,
    TODAY,
    as_files,
    page,
    small_tree,
    themes,
    tip,
    visit,
    write_tree,
)

ROOT = Path(__file__).resolve().parents[2]
# 15 June 2026 at noon in Nantes.
EPOCH = "1781517600"
TITLE = "Une visite pour essayer"
EMPTY = Place({}, TODAY, {"emploi": "Emploi"}, {})


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The folder of a small journal: four themes, one visit (`atelier`), one tip (`oser`)."""
    pages = themes(*THEMES) | visit(structure="L'Atelier") | tip()
    return write_tree(tmp_path / "docs", pages)


class Terminal:
    """Someone who types these answers, then closes the terminal; what they were told is kept."""

    def __init__(self, *answers: str | type[BaseException]) -> None:
        self.answers = list(answers)
        self.seen: list[str] = []

    def ask(self, question: str) -> str:
        self.seen.append(question)
        answer = self.answers.pop(0) if self.answers else EOFError
        if isinstance(answer, str):
            return answer
        raise answer

    def say(self, text: str) -> None:
        self.seen.append(text)

    @property
    def screen(self) -> str:
        return "\n".join(self.seen)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def codes_of(pages: dict[str, str]) -> list[str]:
    """The codes of the errors of pages put into the small journal, its own page left out."""
    texts = {**themes(*THEMES), **visit(), **pages}
    problems = check(as_files(texts), today=TODAY)
    return [p.code for p in errors(problems) if p.path in pages]


def marks(text: str) -> list[str]:
    """What the gate should say of a page from the model: one problem per mark, and nothing else."""
    return ["a-completer"] * text.count(MARK)


# ---- The text ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("ATAO", "atao"),
        ("Acculturer à l'ESS", "acculturer-a-l-ess"),
        ("L’Œuvre d’Anne & Cie", "l-oeuvre-d-anne-et-cie"),
        ("Les  Éco-quartiers (Nantes) !", "les-eco-quartiers-nantes"),
        ("Bidules_Chouettes 44", "bidules-chouettes-44"),
        ("S.C.O.P. Été", "s-c-o-p-ete"),
        ("a" * 100, "a" * MAX_SLUG),
        ("mot " * 40, "-".join(["mot"] * 15)),
        ("x" * 30 + " " + "y" * 29, "x" * 30 + "-" + "y" * 29),
        ("x" * 30 + " " + "y" * 30, "x" * 30),
        ("x" * 40 + " avec la " + "y" * 30, "x" * 40),
        ("Parler avec la", "parler-avec-la"),
    ],
)
def test_a_file_is_named_after_its_subject(text: str, slug: str) -> None:
    assert slug_of(text) == slug
    assert len(slug) <= MAX_SLUG


@pytest.mark.parametrize("text", ["?!", "…", "東京", "🎉"])
def test_a_name_without_any_letter_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="lettres de A à Z"):
        slug_of(text)


def test_a_visit_from_the_model_lacks_only_what_its_author_knows() -> None:
    text = visit_text(TITLE, "L'Atelier", ["emploi", "achats"], TODAY)
    assert codes_of({"visites/l-atelier.md": text}) == marks(text)
    assert len(marks(text)) == 9
    header = read_front_matter(text, "")[0].header.values
    assert list(header) == [
        *("title", "description", "date", "visite_le", "structure", "lieu", "tags"),
    ]
    assert (header["date"], header["tags"]) == ("2026-06-15", ["emploi", "achats"])


def test_a_tip_from_the_model_lacks_only_what_its_author_knows() -> None:
    text = tip_text("Un conseil pour essayer", "atelier", "L'Atelier", ["emploi"], TODAY)
    assert codes_of({"conseils/un-conseil.md": text}) == marks(text)
    assert len(marks(text)) == 6
    header = read_front_matter(text, "")[0].header.values
    assert (header["visite"], header["date"]) == ("atelier", "2026-06-15")
    assert "chez L'Atelier](../visites/atelier.md)" in text


def test_a_guide_from_the_model_lacks_only_what_its_author_knows() -> None:
    text = guide_text("Un guide pour essayer", ["emploi"], TODAY)
    assert codes_of({"guides/un-guide.md": text}) == marks(text)
    assert len(marks(text)) == 10
    header = read_front_matter(text, "")[0].header.values
    assert list(header) == ["title", "description", "date", "relu_le", "tags", "sources"]


def test_once_completed_a_page_passes_the_gate() -> None:
    text = visit_text(TITLE, "L'Atelier", ["emploi"], TODAY)
    text = re.sub(rf'visite_le: "{MARK}[^"]*"', "visite_le: 2026-03", text)
    text = text.replace(f"{MARK} : ", "")
    assert codes_of({"visites/l-atelier.md": text}) == []


SECTIONS = re.compile(r"^## .+$", re.MULTILINE)


def test_the_model_of_a_visit_has_the_sections_of_the_real_pages() -> None:
    """But for the title of what is told, which says how it is known, and for the law, apart."""
    model = SECTIONS.findall(visit_text(TITLE, "ATAO", ["emploi"], TODAY))
    real = SECTIONS.findall((ROOT / "docs/visites/atao.md").read_text(encoding="utf-8"))
    real = [heading for heading in real if not heading.startswith("## Les règles, en ")]
    assert model[1] == "## Ce que nous avons vu"
    assert real[1] == "## Ce qui s'est dit"
    assert model[:1] + model[2:] == real[:1] + real[2:]


def test_the_model_of_a_tip_has_the_sections_of_the_real_pages() -> None:
    tree = read_tree(ROOT / "docs")
    real = (ROOT / "docs/conseils/se-faire-connaitre.md").read_text(encoding="utf-8")
    seen = is_seen("atao", tree)
    model = tip_text(TITLE, "atao", "ATAO", ["emploi"], TODAY, seen=seen)
    assert SECTIONS.findall(model) == SECTIONS.findall(real)


@pytest.mark.parametrize(
    ("body", "changes", "heading"),
    [
        ("## Ce que nous avons vu\n\nUn récit.\n", {}, "## Vu chez Le relais"),
        ("## Ce qui s'est dit\n\nUn récit.\n", {}, "## L'exemple du relais"),
        ("Un récit.\n", {"lors_de": "atelier"}, "## L'exemple du relais"),
    ],
)
def test_a_new_tip_says_seen_only_of_what_was(
    tmp_path: Path, body: str, changes: dict[str, str], heading: str
) -> None:
    relais = visit("relais", structure="Le relais", body=body, **changes)
    docs = write_tree(tmp_path, small_tree(relais))
    answers = iter([TITLE, "relais", "reemploi"])
    path = create("conseil", docs, TODAY, lambda _: next(answers), lambda _: None)
    assert heading in path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("slug", ["2026", "no", "null", "1e3", "0x1f", "12-04", "y"])
def test_a_slug_that_yaml_would_guess_is_quoted(slug: str) -> None:
    assert f'  - "{slug}"\n' in visit_text(TITLE, "Nom", [slug], TODAY)
    assert f'visite: "{slug}"\n' in tip_text(TITLE, slug, "Nom", ["emploi"], TODAY)


@given(
    title=st.text(st.characters(codec="utf-8"), min_size=10, max_size=40),
    name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
)
@example(title='C\'est : "dit" # {là} \\n', name="<script>alert(1)</script>")
@example(title="--- - [x] & *y ! % @ `", name='": {title} |')
@example(title="Une visite à La Suite", name="Ici")
@example(title="« Été » : l’œuvre, d’abord", name="[a](javascript:b) {onclick=c} &lt;d>")
@example(title="   Des espaces   partout  ", name="# _a_ **b** ![c](d.png) ~~e~~")
def test_whatever_was_answered_the_page_passes_but_for_its_marks(title: str, name: str) -> None:
    # What a keyboard does not type, and the gate mends: letters that a program has read wrongly.
    assume(not may_be_misread(title + name))
    try:
        title, name = read_title(title, EMPTY), clean(name)
        slug = slug_of(name)
    except RefusedError:
        return
    pages = {
        f"visites/{slug}-x.md": visit_text(title, name, ["emploi"], TODAY),
        "conseils/x.md": tip_text(title, f"{slug}-x", name, ["emploi"], TODAY),
    }
    for text in pages.values():
        assert read_front_matter(text, "")[0].header.values["title"] == title
    assert set(codes_of(pages)) == {"a-completer"}


# ---- The answers -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "text"),
    [("  un   nom\t", "un nom"), ("e\u0301te\u0301", "été"), ("a\u00a0: b\u202f!", "a : b !")],
)
def test_an_answer_is_one_line_of_composed_letters(answer: str, text: str) -> None:
    assert clean(answer) == text


@pytest.mark.parametrize("answer", ["", "   ", "a\x1b[Db", "a\x07b", "a\x00", "a\udce9"])
def test_an_answer_that_cannot_be_read_is_refused(answer: str) -> None:
    with pytest.raises(RefusedError):
        clean(answer)


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Court", "Ce titre est trop court : 5 caractères, il en faut au moins 10."),
        ("x" * 111, "Ce titre est trop long : 111 caractères, il en faut au plus 110."),
        ("UNE VISITE À FAIRE", "capitales"),
    ],
)
def test_a_title_that_the_gate_refuses_is_refused_at_once(title: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        read_title(title, EMPTY)


@pytest.mark.parametrize("title", ["x" * 10, "x" * 110, "« Dix » : #1"])
def test_a_title_that_the_gate_accepts_is_accepted(title: str) -> None:
    assert read_title(title, EMPTY) == title


@pytest.mark.parametrize(
    ("answer", "chosen"),
    [
        ("1", ["a"]),
        ("3 1", ["c", "a"]),
        (" 1,2;3 ", ["a", "b", "c"]),
        ("1, 1, 2.", ["a", "b"]),
        ("b", ["b"]),
        ("b 1", ["b", "a"]),
    ],
)
def test_choices_are_numbers_or_names_in_the_order_given(answer: str, chosen: list[str]) -> None:
    assert choose(answer, dict.fromkeys("abc", "…"), limit=3) == chosen


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "Il faut une réponse"),
        (",", "Il faut une réponse"),
        ("0", "« 0 » n'est pas dans la liste : répondez de 1 à 3"),
        ("4", "« 4 » n'est pas"),
        ("-1", "« -1 » n'est pas"),
        ("un", "« un » n'est pas"),
        ("1 2 3", "2 choix au plus"),
    ],
)
def test_a_choice_that_is_not_in_the_list_is_refused(answer: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        choose(answer, dict.fromkeys("abc", "…"), limit=2)


# ---- The questions and the file ----------------------------------------------------------------


def test_three_answers_make_a_visit(docs: Path) -> None:
    before = files_of(docs)
    someone = Terminal(TITLE, "L’Établi d’Anne", "2 1")
    path = create("visite", docs, TODAY, someone.ask, someone.say)
    assert path == docs / "visites/l-etabli-d-anne.md"
    text = visit_text(TITLE, "L’Établi d’Anne", ["emploi", "achats"], TODAY)
    assert files_of(docs) == {**before, "visites/l-etabli-d-anne.md": text.encode()}
    assert [line for line in someone.seen if line.endswith(" ")] == [
        "1. Quel titre, de 10 à 110 caractères ? ",
        "2. Quelle structure avez-vous visitée ? ",
        "   Leurs numéros, séparés par des espaces : ",
    ]
    assert "    2. Emploi" in someone.screen.splitlines()


def test_three_answers_make_a_tip(docs: Path) -> None:
    before = files_of(docs)
    someone = Terminal("Prévoir : le temps", "1", "emploi")
    path = create("conseil", docs, TODAY, someone.ask, someone.say)
    assert path == docs / "conseils/prevoir-le-temps.md"
    text = tip_text("Prévoir : le temps", "atelier", "L'Atelier", ["emploi"], TODAY)
    assert files_of(docs) == {**before, "conseils/prevoir-le-temps.md": text.encode()}
    assert "    1. L'Atelier (atelier)" in someone.screen.splitlines()


def test_two_answers_make_a_guide(docs: Path) -> None:
    before = files_of(docs)
    someone = Terminal("Répondre : pas à pas", "1")
    path = create("guide", docs, TODAY, someone.ask, someone.say)
    assert path == docs / "guides/repondre-pas-a-pas.md"
    text = guide_text("Répondre : pas à pas", ["achats"], TODAY)
    assert files_of(docs) == {**before, "guides/repondre-pas-a-pas.md": text.encode()}
    assert "2. Quels thèmes ? De 1 à 5, le plus important d'abord." in someone.screen


def test_what_was_refused_is_asked_again_and_said_why(docs: Path) -> None:
    someone = Terminal("", "Non", TITLE, "?", "Atelier", "Établi", "9", "1 1 2 3 4")
    path = create("visite", docs, TODAY, someone.ask, someone.say)
    assert path.name == "etabli.md"
    refusals = [line.strip() for line in someone.seen if re.match(r"  \S", line)]
    assert [refusal.partition(" : ")[0] for refusal in refusals] == [
        "Il faut une réponse ; pour arrêter, appuyez sur Ctrl et C.",
        "Ce titre est trop court",
        "Il y faut des lettres de A à Z",
        "Il y a déjà une page docs/visites/atelier.md",
        "« 9 » n'est pas dans la liste",
    ]


def test_a_name_that_differs_only_by_its_case_is_taken(docs: Path) -> None:
    (docs / "conseils/Prevoir-Le-Temps.md").write_text("à garder")
    someone = Terminal("Prévoir le temps", "Prévoir le temps, encore", "1", "1")
    path = create("conseil", docs, TODAY, someone.ask, someone.say)
    assert path.name == "prevoir-le-temps-encore.md"
    assert "déjà une page docs/conseils/Prevoir-Le-Temps.md" in someone.screen


def test_the_list_page_of_a_section_is_not_an_entry(docs: Path) -> None:
    someone = Terminal(TITLE, "Index", "Index 2", "1")
    assert create("visite", docs, TODAY, someone.ask, someone.say).name == "index-2.md"


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
@pytest.mark.parametrize("answers", [(), (TITLE,), (TITLE, "Établi"), (TITLE, "Établi", "9")])
def test_stopping_leaves_nothing_behind(
    docs: Path, answers: Iterable[str], end: type[BaseException]
) -> None:
    before = files_of(docs)
    someone = Terminal(*answers, end)
    with pytest.raises(end):
        create("visite", docs, TODAY, someone.ask, someone.say)
    assert files_of(docs) == before


def test_a_shortcut_to_nowhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "page.md").symlink_to(tmp_path / "ailleurs.md")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "page.md", "texte")
    assert not (tmp_path / "ailleurs.md").exists()


def test_visits_with_mistakes_may_still_be_chosen(docs: Path) -> None:
    (docs / "visites/brouillon.md").write_text("pas d'en-tête")
    (docs / "visites/Mal Nommée.md").write_text(page(structure="X"))
    (docs / "visites/etabli.md").write_text(page(structure='"L\'Établi"', date="hier"))
    assert read_place(docs, Kind.TIP, TODAY).visits == {
        "brouillon": "brouillon",
        "atelier": "L'Atelier",
        "etabli": "L'Établi",
    }


@pytest.mark.parametrize(
    ("missing", "kind", "reason"),
    [
        ("themes.yml", Kind.VISIT, "Aucun thème n'a été trouvé .* dossier du projet"),
        ("visites/atelier.md", Kind.TIP, "créez-la d'abord, avec « make visite »"),
    ],
)
def test_without_a_list_to_choose_from_nothing_is_asked(
    docs: Path, missing: str, kind: Kind, reason: str
) -> None:
    (docs / missing).unlink()
    with pytest.raises(RefusedError, match=reason):
        read_place(docs, kind, TODAY)


# ---- The command itself ------------------------------------------------------------------------

ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "SYSTEMROOT")},
    "PYTHONPATH": str(ROOT / "hooks"),
    "PYTHONUTF8": "1",
    "SOURCE_DATE_EPOCH": EPOCH,
    "TERM": "dumb",
}


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
        ("caractères ? ", "Trop peu"),
        ("au moins 10.\r\n1. Quel titre, de 10 à 110 caractères ? ", "L'été : « oser »"),
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
    session.until("caractères ? ")
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
    assert re.search(rf"^PYTHONPATH=hooks \S*python commands/new_page.py {kind}$", shown, re.M)
