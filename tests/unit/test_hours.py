"""Hours of a day, as people type them."""

from __future__ import annotations

import pytest

from journal.language.hours import format_hours, hours_first, hours_meant


@pytest.mark.parametrize(
    ("typed", "spoken"),
    [
        ("14.30", "14 h 30"),
        ("9h/12h", "de 9 h à 12 h"),
        ("14:00-17:00", "de 14 h à 17 h"),
        ("09:30 – 12:05", "de 9 h 30 à 12 h 05"),
        ("14h-17h30", "de 14 h à 17 h 30"),
        ("8 h 30", "8 h 30"),
        ("de 14 h à 17 h", "de 14 h à 17 h"),
        ("14h à 17H30", "de 14 h à 17 h 30"),
        ("9 heures - 12 heures 30", "de 9 h à 12 h 30"),
        (
            "14\N{NO-BREAK SPACE}h\N{NARROW NO-BREAK SPACE}–\N{NARROW NO-BREAK SPACE}17 h",
            "de 14 h à 17 h",
        ),
        ("de 14 h", "14 h"),
        ("à 14 h", "14 h"),
        ("14—17h", "de 14 h à 17 h"),
        ("midi", "12 h"),
        ("de 10 h à midi", "de 10 h à 12 h"),
        ("18h-minuit", "de 18 h à 0 h"),
        ("2:00 PM - 5:30 PM", "de 14 h à 17 h 30"),
        ("12 am", "0 h"),
        ("10 a.m. à midi", "de 10 h à 12 h"),
        ("2-5 pm", "2-5 pm"),
        ("après-midi", "après-midi"),
        ("de 14", "de 14"),
        ("14-17", "14-17"),
        ("14 h ou 17 h", "14 h ou 17 h"),
        ("00:00", "0 h"),
        ("25:00", "25:00"),
        ("14", "14"),
        ("l'après-midi, dès 14:00", "l'après-midi, dès 14:00"),
    ],
)
def test_hours_in_french(typed: str, spoken: str) -> None:
    assert format_hours(typed).replace("\N{NO-BREAK SPACE}", " ") == spoken


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("à partir de 14h", "14:00", None),
        ("14h pile", "14:00", None),
        ("14h (durée 2h)", "14:00", None),
        ("14:00-17:00 (accueil dès 13:45)", "14:00", "17:00"),
        ("14h30, fin vers 17h", "14:30", None),
    ],
)
def test_the_hours_of_a_sentence_are_known(typed: str, first: str, last: str | None) -> None:
    known = hours_first(typed)
    assert known
    assert [f"{hour:%H:%M}" if hour else None for hour in known] == [first, last]


@pytest.mark.parametrize("typed", ["9h30-12h puis 14h-17h", "9h30-12h, 14h-17h", "matinée", "25h"])
def test_hours_that_may_be_others_are_not_known(typed: str) -> None:
    assert hours_first(typed) is None


def test_an_hour_is_never_cut_at_the_end_of_a_line() -> None:
    assert format_hours("8h30-9h") == "de 8\xa0h\xa030 à 9\xa0h"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14", "14:00"),
        ("14-17", "14:00-17:00"),
        ("de 9 à 12", "09:00-12:00"),
        ("9h30 - 12", "09:30-12:00"),
        ("midi - 14", "12:00-14:00"),
        ("14 h", "14:00"),
        *((typed, "") for typed in ("25", "1430", "l'après-midi", "9-12 et 14-17", "14 personnes")),
    ],
)
def test_a_number_alone_may_be_an_hour(typed: str, meant: str) -> None:
    assert hours_meant(typed) == meant
