"""The questions of a new page, and its file: nothing is lost, nothing half-written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from journal.entries.kinds import Kind
from journal.new_pages.interview import create, read_place, write_new
from journal.new_pages.skeletons import (
    RefusedError,
    guide_text,
    tip_text,
    visit_text,
)
from support.journals import (
    TODAY,
    files_of,
    page,
)
from support.terminal import TITLE, Terminal, small_docs


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return small_docs(tmp_path)


def test_three_answers_make_a_visit(docs: Path) -> None:
    before = files_of(docs)
    someone = Terminal(TITLE, "L’Établi d’Anne", "2 1")
    path = create("visite", docs, TODAY, someone.ask, someone.say)
    assert path == docs / "visites/l-etabli-d-anne.md"
    text = visit_text(TITLE, "L’Établi d’Anne", ["emploi", "achats"], TODAY)
    assert files_of(docs) == {**before, "visites/l-etabli-d-anne.md": text.encode()}
    assert [line for line in someone.seen if line.endswith(" ")] == [
        "1. Quel titre ? ",
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
