"""Months, plurals and alphabetical order."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from journal.language.french import (
    MONTHS,
    format_date,
    of_name,
    plural,
    sort_key,
    within,
    without_accents,
)


@pytest.mark.parametrize(
    ("day", "spoken"),
    [
        (date(2020, 12, 1), "1er décembre 2020"),
        (date(2026, 3, 14), "14 mars 2026"),
        (date(2026, 2, 21), "21 février 2026"),
    ],
)
def test_a_day_in_french(day: date, spoken: str) -> None:
    assert format_date(day) == spoken


def test_a_year_has_its_twelve_months() -> None:
    assert len(set(MONTHS)) == 12
    assert (MONTHS[0], MONTHS[7], MONTHS[11]) == ("janvier", "août", "décembre")


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 visite"), (1, "1 visite"), (2, "2 visites"), (40, "40 visites")]
)
def test_the_plural_starts_at_two(count: int, said: str) -> None:
    assert plural(count, "visite") == said


def test_an_irregular_plural() -> None:
    assert plural(2, "appel à projets", "appels à projets") == "2 appels à projets"
    assert plural(1, "appel à projets", "appels à projets") == "1 appel à projets"


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Œuvre réemployée", "OEuvre reemployee"),
        ("Cœur, ça et là, naïf", "Coeur, ca et la, naif"),
        ("re\N{COMBINING ACUTE ACCENT}emploi", "reemploi"),
        ("n° 3", "n° 3"),
    ],
)
def test_letters_without_accents(text: str, bare: str) -> None:
    assert without_accents(text) == bare


# Each list is in the order of a French dictionary.
DICTIONARIES = [
    ["achats", "Économie sociale", "emploi", "Énergie", "Équipe", "formation"],
    ["obtenir", "œuvrer", "offre", "ouvrir"],
    ["cote", "coté", "côte", "côté"],
    ["Marché", "marchés", "Marchés publics"],
    ["insertion", "INSERTION par l'activité", "Insertions"],
]


@pytest.mark.parametrize("words", DICTIONARIES)
def test_alphabetical_order_is_that_of_a_dictionary(words: list[str]) -> None:
    assert all(sorted(some, key=sort_key) == words for some in itertools.permutations(words))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ATAO", "d’ATAO"),
        ("JOUJOU", "de JOUJOU"),
        ("Épicerie d'à côté", "d’Épicerie d'à côté"),
        ("Œuvre", "d’Œuvre"),
        ("Le Solilab", "du Solilab"),
        ("Les Ecossolies", "des Ecossolies"),
        ("La Table", "de La Table"),
        ("L'Atelier", "de L'Atelier"),
        ("Léon", "de Léon"),
        ("Habitat 44", "de Habitat 44"),
        ("1 Toit", "de 1 Toit"),
    ],
)
def test_the_name_of_what_an_example_is(name: str, said: str) -> None:
    assert of_name(name) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Réemploi", "réemploi"),
        ("Insertion par l'activité", "insertion par l'activité"),
        ("Économie sociale", "économie sociale"),
        ("ESS et emploi", "ESS et emploi"),
        ("L'eau", "l'eau"),
        ("À", "à"),
        ("", ""),
    ],
)
def test_a_name_within_a_sentence(name: str, said: str) -> None:
    assert within(name) == said
