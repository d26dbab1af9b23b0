"""Values of a header: what is accepted, and what is said of the rest."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import Field, ValidationError

from journal.headers.base_model import Model, validate
from journal.headers.coordinates import Coordinates, Position
from journal.headers.value_types import Address, Day, SlugText, Text, VisitDay
from journal.headers.yaml_text import read_yaml
from journal.language.dates import PartialDate
from journal.problems.problem import Problem, Severity
from support.journals import problems_of, visit

PATH = "fiche.md"


class Step(Model):
    name: Text = Field(alias="nom")


class Card(Model):
    """One field of each kind of value."""

    label: Text = Field(default="Sans nom", alias="libelle")
    day: Day | None = Field(default=None, alias="jour")
    held_on: VisitDay | None = Field(default=None, alias="visite_le")
    slug: SlugText | None = None
    link: Address | None = Field(default=None, alias="lien")
    rank: int | None = Field(default=None, alias="rang")
    steps: tuple[Step, ...] = Field(default=(), alias="etapes", max_length=2)


def read(text: str) -> tuple[Card | None, list[Problem]]:
    source, problems = read_yaml(text, PATH, first_line=2)
    assert problems == []
    return validate(Card, source)


def problem_of(text: str) -> Problem:
    card, [problem] = read(text)
    assert card is None
    assert problem.path == PATH
    return problem


def test_french_keys_fill_typed_fields() -> None:
    card, problems = read(
        "libelle:  Une fiche \njour: 2026-03-14\nvisite_le: 2026-03\nslug: a-1\n"
        "lien: https://a.example/?b=c#d\nrang: 3\netapes: [{nom: un}]\n"
    )
    assert problems == []
    assert card is not None
    assert dict(card) == {
        "label": "Une fiche",
        "day": date(2026, 3, 14),
        "held_on": PartialDate(2026, 3),
        "slug": "a-1",
        "link": "https://a.example/?b=c#d",
        "rank": 3,
        "steps": (Step(nom="un"),),
    }


def test_a_text_has_one_space_between_two_words() -> None:
    card, problems = read('libelle: "Une   fiche  à l\'essai"\netapes: [{nom: "un  pas"}]\n')
    assert problems == []
    assert card is not None
    assert (card.label, card.steps[0].name) == ("Une fiche à l'essai", "un pas")


def test_a_value_never_changes() -> None:
    card, _ = read("libelle: a")
    with pytest.raises(ValidationError):
        card.label = "b"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("jour: 2026-02-30", "date-invalide"),
        ("jour: 25/01/2026", "date-invalide"),
        ("jour: 2026-03", "date-invalide"),
        ("jour: [2026-03-14]", "valeur-attendue"),
        ("visite_le: mars", "date-invalide"),
        ("visite_le: {an: 2026}", "date-invalide"),
        ("slug: Été", "identifiant-invalide"),
        ("slug: a--b", "identifiant-invalide"),
        ("slug: -a", "identifiant-invalide"),
        ("slug: a_b", "identifiant-invalide"),
        ("slug: [a]", "valeur-attendue"),
        ("lien: www.a.example", "adresse-invalide"),
        ("lien: javascript:alert(1)", "adresse-invalide"),
        ("lien: https://a b", "adresse-invalide"),
        ("rang: premier", "nombre-attendu"),
        ("rang: 1.5", "nombre-attendu"),
        ("libelle: [a]", "valeur-attendue"),
        ("libelle: {a: b}", "valeur-attendue"),
        ("libelle:", "valeur-vide"),
        ("libelle: '  '", "valeur-vide"),
        ("jour:", "valeur-vide"),
        ("etapes:", "valeur-vide"),
        ("etapes: un", "liste-attendue"),
        ("etapes: [{nom: a}, {nom: b}, {nom: c}]", "liste-trop-longue"),
        ("etapes: [{nom: }]", "valeur-vide"),
        ("etapes: [{}]", "cle-manquante"),
        ("label: a", "cle-inconnue"),
    ],
)
def test_a_wrong_value_is_named(line: str, code: str) -> None:
    problem = problem_of(line)
    assert (problem.line, problem.code) == (2, code)


def test_every_wrong_value_is_reported_where_it_stands() -> None:
    card, problems = read("jour: hier\nlibelle: a\netapes:\n  - nom: a\n  - nom:\nrang: x\n")
    assert card is None
    assert [(p.line, p.key, p.code) for p in problems] == [
        (2, "jour", "date-invalide"),
        (7, "rang", "nombre-attendu"),
        (6, "etapes.nom", "valeur-vide"),
    ]


@pytest.mark.parametrize("typed", ["a|b", "{value}", "{0} %s", "|", "« a »"])
def test_what_was_typed_is_quoted_as_it_is(typed: str) -> None:
    problem = problem_of(f"jour: '{typed}'")
    assert problem.message == f"« {typed} » n'est pas de la forme attendue : année-mois-jour."
    assert problem.hint == "Écrivez l'année, le mois, le jour, comme 2026-03-14."
    assert f"« {typed} »" in problem_of(f"lien: '{typed}'").message


def test_a_key_almost_right_is_suggested() -> None:
    assert problem_of("libele: a").hint == "Remplacez « libele » par « libelle »."


def test_a_key_far_from_all_gets_the_list() -> None:
    hint = "choisissez parmi : libelle, jour, visite_le, slug, lien, rang, etapes."
    assert hint in problem_of("couleur: rouge").hint


def test_an_unknown_key_inside_a_list_is_not_compared_with_those_outside() -> None:
    card, problems = read("etapes:\n  - nom: a\n    rang: 2\n    couleur: rouge\n")
    assert card is None
    assert [(p.line, p.key) for p in problems] == [(4, "etapes.rang"), (5, "etapes.couleur")]
    assert not any("libelle" in p.hint or "Vouliez-vous" in p.hint for p in problems)


def test_a_missing_key_inside_a_list_is_named_as_it_must_be_typed() -> None:
    problem = problem_of("etapes:\n  - {}\n")
    assert problem.line == 3
    assert "« nom: … »" in problem.hint


def test_values_may_stand_deep_in_a_file() -> None:
    source, _ = read_yaml("a:\n  nom: x\nb:\n  nom:\n", "fiches.yml")
    step, [problem] = validate(Step, source, within=("b",))
    assert step is None
    assert (problem.line, problem.key, problem.code) == (4, "nom", "valeur-vide")


def test_what_should_have_been_a_mapping_is_named_by_its_own_key() -> None:
    source, _ = read_yaml("a: x\n", "fiches.yml")
    _, [problem] = validate(Step, source, within=("a",))
    assert (problem.line, problem.key, problem.code) == (1, "a", "valeur-invalide")


# ---- Coordinates -------------------------------------------------------------------------------


class Spot(Model):
    where: Position | None = Field(default=None, alias="coordonnees")


def spot(typed: str) -> Spot | Problem:
    source, problems = read_yaml(f"coordonnees: {typed}", PATH, first_line=2)
    assert problems == []
    found, problems = validate(Spot, source)
    return found or problems[0]


@pytest.mark.parametrize(
    "typed",
    [
        "47.2184, -1.5536",
        "47.2184,-1.5536",
        "47.2184 -1.5536",
        "47,2184, -1,5536",
        "47,2184 ; −1,5536",
        "[47.2184, -1.5536]",
        "\n  - 47.2184\n  - -1.5536",
        "47.2184° N, 1.5536° O",
        "47.2184N 1.5536W",
    ],
)
def test_coordinates_are_read_as_people_paste_them(typed: str) -> None:
    assert spot(typed) == Spot(coordonnees=Coordinates(47.2184, -1.5536))


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("-21.1151, 55.5364", (-21.1151, 55.5364)),  # Saint-Denis, at La Réunion
        ("-17.5334, -149.5656", (-17.5334, -149.5656)),  # Papeete
        ("4.9372, -52.3260", (4.9372, -52.326)),  # Cayenne
        ("2.0469 N, 45.3182 E", (2.0469, 45.3182)),  # Mogadishu, said to be meant
        ("47.0, 1.0", (47.0, 1.0)),
    ],
)
def test_a_place_may_be_anywhere_on_earth(typed: str, where: tuple[float, float]) -> None:
    assert spot(typed) == Spot(coordonnees=Coordinates(*where))


@pytest.mark.parametrize(
    ("typed", "code", "hint"),
    [
        ("-1.5536, 47.2184", "echangees", "47.2184, -1.5536 ; ou, si le lieu est bien là :"),
        (
            "[4.83, 45.76]",
            "echangees",
            "45.76, 4.83 ; ou, si le lieu est bien là : 4.83 N, 45.76 E",
        ),
        ("-149.5656, -17.5334", "echangees", "-17.5334, -149.5656"),
        ("1.5536 O, 47.2184 N", "echangees", "47.2184, -1.5536"),
        ("[47,2184, -1,5536]", "illisibles", "47.2184, -1.5536"),
        ("47°13'06.2\"N 1°33'13.0\"W", "illisibles", "47.21839, -1.55361"),
        ("https://carte.example/#map=16/47.2184/-1.5536", "illisibles", "47.2184, -1.5536"),
        ("{latitude: 47.2184, longitude: -1.5536}", "illisibles", "47.2184, -1.5536"),
        ("geo:47.2184,-1.5536", "illisibles", "47.2184, -1.5536"),
        ("POINT(-1.5536 47.2184)", "illisibles", "47.2184, -1.5536"),
        ("N 47.2184 W 1.5536", "illisibles", "47.2184, -1.5536"),
        ("lat 47.2184 lon -1.5536", "illisibles", "47.2184, -1.5536"),
        ("47.2184, - 1.5536", "illisibles", "47.2184, -1.5536"),
        ("47°13.104'N 1°33.216'O", "illisibles", "47.2184, -1.5536"),
    ],
)
def test_what_was_meant_is_proposed(typed: str, code: str, hint: str) -> None:
    found = spot(typed)
    assert isinstance(found, Problem)
    assert found.code == f"coordonnees-{code}"
    assert found.hint.startswith(f"Écrivez : coordonnees: {hint}")


@pytest.mark.parametrize(
    "typed", ["Nantes", "47.2184", "47,2184", "47, -1", "0.0, 0.0", "95.5, 200.5", "[]", "[1.5]"]
)
def test_what_is_no_place_is_refused(typed: str) -> None:
    found = spot(typed)
    assert isinstance(found, Problem)
    assert found.code == "coordonnees-illisibles"
    assert "47.2065, -1.5645" in found.hint


NANTES, PORT, STATION, LYONS = (
    "47.2065, -1.5645",
    "47.2735, -2.2138",
    "47.2175, -1.5420",
    "45.76, 4.83",
)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((NANTES, "47.2065, 1.5645"), {2: NANTES}),
        ((NANTES, "-47.2065, -1.5645"), {2: NANTES}),
        (("47.2065, 1.5645", NANTES, STATION), {1: NANTES}),
        ((NANTES, STATION, PORT, "47.2735, 2.2138"), {4: PORT}),
        ((NANTES, STATION, "[47.2065, 1.5645]"), {3: NANTES}),
        ((NANTES, STATION, "42.2175, -1.5420"), {3: "Copiez"}),
        ((NANTES, STATION, LYONS), {3: "Copiez"}),
        # What is meant, near enough, or nothing to compare with.
        ((NANTES, STATION, "45.76 N, 4.83 E"), {}),
        ((NANTES, STATION, "47.2065 N, 1.5645 E"), {}),
        ((NANTES, LYONS), {}),
        ((NANTES, STATION, "48.1173, -1.6778"), {}),
        (("48.0061, 0.1996", "47.9, 0.1", "48.1, -0.3"), {}),
        # All of them lack their sign.
        (("47.2065, 1.5645",), {1: NANTES}),
        (("47.2065, 1.5645", "47.2175, 1.5420"), {1: NANTES, 2: "47.2175, -1.542"}),
        # Orléans and the Loiret, Tours, Blois with its neighbours, or said to be meant.
        (("47.9029, 1.9093", "47.7815, 1.6296", "47.3941, 0.6848"), {}),
        (("47.5861, 1.3359", "47.9029, 1.9093"), {}),
        (("47.5861 N, 1.3359 E", "47.59, 1.33"), {}),
        # All over a country.
        (("48.8566, 2.3522", "48.86, 2.34", NANTES, LYONS, "50.63, 3.06", "43.3, 5.37"), {}),
    ],
)
def test_a_place_that_seems_to_lack_its_sign_is_told(
    typed: tuple[str, ...], said: dict[int, str]
) -> None:
    trees = (
        visit(f"lieu-{n}", coordonnees=text, structure=f"Atelier {n}", lieu="Ici")
        for n, text in enumerate(typed, start=1)
    )
    found = [p for p in problems_of(*trees) if p.code == "coordonnees-lointaines"]
    assert {p.path: p.severity for p in found} == {
        f"visites/lieu-{n}.md": Severity.WARNING for n in said
    }
    assert all(hint in p.hint for p, hint in zip(found, said.values(), strict=True))


@pytest.mark.parametrize(("code", "is_told"), [("44000 Nantes", True), ("41000 Blois", False)])
def test_a_postal_code_says_whether_a_place_is_in_the_west(code: str, *, is_told: bool) -> None:
    where = {"coordonnees": "47.5861, 1.3359", "adresse": f"8 rue de l'Essai, {code}"}
    found = [p.code for p in problems_of(visit(**where, lieu="Ici"))]
    assert ("coordonnees-lointaines" in found) is is_told
