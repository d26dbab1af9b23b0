"""By what other words a page is found than its own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.search.notations import other_notations
from journal.search.records import Record, text_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("article R. 2122-8", "r21228"),
        ("l'article L2113‑12", "211312"),
        ("art. L. 3", "l3 article"),
        ("n°2014-856", "2014856"),
        ("02 40 12 34 56", "0240123456"),
        ("+33 (0)2 40 12 34 56", "0240123456"),
        ("le 22/11/2024", "22 novembre 2024"),
        ("le 05.03.98", "5 mars 1998"),
        ("en 2023-02", "février 2023"),
        ("le 1er janv. 2025", "1 janvier"),
        ("à 9 h", "9h heures"),
        ("à 14:30", "14h30 14 heures 30 14h"),
        ("H₂O", "h2o"),
        ("10m²", "10m2 10 m2 mètres carrés"),
        ("60,5 k€", "60500"),
        ("le ﬁnancement", "financement"),
        ("2ème", "2e"),
    ],
)
def test_a_writing_is_found_by_the_one_of_its_kind(text: str, words: str) -> None:
    assert other_notations(text) == words.split()


@pytest.mark.parametrize(
    "text",
    ["il a 12 ans", "22 novembre 2024", "le 31/02/2024", "L'État, 40 personnes", "1/2", "", "R"],
)
def test_what_is_in_no_other_writing_adds_nothing(text: str) -> None:
    assert other_notations(text) == []


@given(st.text(alphabet="0123456789 .,:/-+'hkm€nalrdeurosinç²ﬁº\u00a0", max_size=60))
def test_any_text_is_read_without_fault(text: str) -> None:
    words = other_notations(text)
    assert len(set(words)) == len(words)
    assert all(re.fullmatch(r"[^\W_]+", word) for word in words)


@pytest.mark.parametrize("text", ["1" * 5000 + end for end in ("", " h", " k€", " millions", "°")])
def test_numbers_without_end_are_read_too(text: str) -> None:
    assert len(other_notations(text)) <= 1


def test_a_tag_within_a_word_does_not_cut_it() -> None:
    body = "<table><tr><td>H<sub>2</sub>O</td><td>10&nbsp;m<sup>2</sup></td></tr></table>"
    page = Record("a/", "pages", "Titre", body)
    assert text_of(page).split() == ["Titre", "H2O", "10", "m2"]
