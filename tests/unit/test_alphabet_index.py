"""The letters of the glossary."""

from __future__ import annotations

from dataclasses import dataclass

from journal.pages.alphabet_index import letters_of


@dataclass(frozen=True)
class Heading:
    title: str


def test_each_letter_leads_to_its_first_word() -> None:
    words = ("Accord-cadre", "ACI", "Économie", "<abbr>EI</abbr>", "œuvre", "<em>Été</em>", "Zone")
    found = letters_of(Heading(word) for word in words)
    assert {letter: heading.title for letter, heading in found.items()} == {
        "A": "Accord-cadre",
        "E": "Économie",
        "O": "œuvre",
        "Z": "Zone",
    }


def test_what_begins_with_no_letter_is_under_none() -> None:
    assert letters_of([Heading("2026"), Heading("« Lot »"), Heading("")]) == {}
