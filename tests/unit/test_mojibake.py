"""What a text said before its bytes were read in the wrong encoding."""

from __future__ import annotations

import pytest

from journal.reading.mojibake import is_crossed, may_be_misread, read_well

SAID = "L’équipe a créé « À l’œuvre » à Nantes : où ? Là, déjà prête."


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp437"])
def test_letters_of_several_bytes_are_told(encoding: str) -> None:
    read = SAID.encode().decode(encoding)
    assert may_be_misread(read)
    assert read_well(read, crossed=is_crossed(read)) == SAID


@pytest.mark.parametrize(
    ("wrote", "read"), [("mac_roman", "cp1252"), ("cp1252", "mac_roman"), ("cp1252", "cp850")]
)
def test_letters_of_one_byte_are_told(wrote: str, read: str) -> None:
    said = "L’équipe a créé un café à côté de l’école"
    typed = said.encode(wrote).decode(read, "ignore")
    assert is_crossed(typed)
    assert read_well(typed, crossed=True) == said


@pytest.mark.parametrize(
    "sound",
    [
        SAID,
        "Škoda, Žižek, José Muñoz, Þór, Dvořák, Łódź",
        "√2, 3 ¬ 4, iPhone™, mot‡, VÉLO, Île-de-France, ÇaVa",
        "À LaÎle, chez LaÎle, à LaÎle",
        "Nantes–Rezé… “mot” ‘mot’ · 12 €",
    ],
)
def test_what_is_well_read_stays(sound: str) -> None:
    assert read_well(sound, crossed=is_crossed(sound)) == sound


@pytest.mark.parametrize("after", ["", " et", ", dit-on", ".", ")"])
def test_a_closing_quotation_mark_whose_last_byte_is_lost_is_told(after: str) -> None:
    assert read_well(f"â€œUn motâ€{after}", crossed=False) == f"“Un mot”{after}"
