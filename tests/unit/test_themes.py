"""The file that declares the themes."""

from __future__ import annotations

import textwrap

import pytest

from journal.entries.themes import Theme
from journal.reading.themes_file import read_themes


def codes_of(text: str) -> list[tuple[int, str, str | None]]:
    problems = read_themes(textwrap.dedent(text).lstrip())[1]
    assert all(problem.path == "themes.yml" for problem in problems)
    return [(problem.line, problem.code, problem.key) for problem in problems]


def test_themes_are_read_in_the_order_of_the_file() -> None:
    themes, problems = read_themes(
        "reemploi:\n  nom: Réemploi\n  description: Servir encore.\n"
        "emploi:\n  nom: 'Emploi : oui'\n  description: Un métier.\n  alias: [travail, metier]\n"
        "  pictogramme: material/recycle\n"
    )
    assert problems == []
    assert list(themes.items()) == [
        ("reemploi", Theme("reemploi", "Réemploi", "Servir encore.", (), 1)),
        (
            "emploi",
            Theme(
                "emploi", "Emploi : oui", "Un métier.", ("travail", "metier"), 4, "material/recycle"
            ),
        ),
    ]


def test_a_theme_has_an_address() -> None:
    assert Theme("reemploi", "Réemploi", "Servir encore.").address == "themes/reemploi/"


def test_no_themes_at_all() -> None:
    assert read_themes("") == ({}, [])


def test_a_wrong_theme_leaves_the_others() -> None:
    text = "a:\n  nom: A\nb:\n  nom: B\n  description: Bien.\nc: Seul\nd:\n"
    themes, _ = read_themes(text)
    assert list(themes) == ["b"]
    assert codes_of(text) == [
        (1, "cle-manquante", "description"),
        (6, "valeur-invalide", "c"),
        (7, "valeur-vide", "d"),
    ]


def test_what_a_theme_may_say() -> None:
    assert codes_of("a:\n  nom: A\n  description: Bien.\n  descripton: Mal.\n") == [
        (4, "cle-inconnue", "descripton")
    ]
    assert codes_of("a:\n  nom: A\n  description: Bien.\n  alias: [Été]\n") == [
        (4, "identifiant-invalide", "alias")
    ]


@pytest.mark.parametrize(
    ("slug", "hint"),
    [
        ("Emploi", "Écrivez : emploi:"),
        ("énergie & climat", "Écrivez : energie-climat:"),
        ("se_loger", "Écrivez : se-loger:"),
        ("«»", "Écrivez par exemple : marches-publics:"),
        ("index", "Écrivez par exemple : marches-publics:"),
    ],
)
def test_a_theme_has_a_name_that_makes_an_address(slug: str, hint: str) -> None:
    themes, [problem] = read_themes(
        f"a:\n  nom: A\n  description: Un.\n{slug}:\n  nom: B\n  description: C.\n"
    )
    assert list(themes) == ["a"]
    assert (problem.line, problem.code, problem.hint) == (4, "identifiant-invalide", hint)


def test_a_theme_declared_twice() -> None:
    text = "a:\n  nom: A\n  description: Un.\na:\n  nom: B\n  description: Deux.\n"
    assert codes_of(text) == [(4, "cle-en-double", "a")]
    assert read_themes(text)[0]["a"].name == "A"


def test_a_file_that_cannot_be_read() -> None:
    assert codes_of("a:\n  nom: Achats : marchés\n  description: A : b.\n") == [
        (2, "deux-points-sans-guillemets", None),
        (3, "deux-points-sans-guillemets", None),
    ]
    assert read_themes("- a\n- b\n")[0] == {}
