"""Days, partial days, and the day it is in Nantes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from journal.language.consultations import consultation, named_without_month
from journal.language.dates import PartialDate, parse_day, today
from journal.language.typed_days import guess_day, guess_partial_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-14", PartialDate(2026, 3, 14)),
        ("2026-03", PartialDate(2026, 3)),
        ("2026", PartialDate(2026)),
        ("XXXX-01-25", PartialDate(None, 1, 25)),
        ("XXXX-01", PartialDate(None, 1)),
        ("XXXX-02-29", PartialDate(None, 2, 29)),
        ("2024-02-29", PartialDate(2024, 2, 29)),
        ("2026-03-14/2026-03-16", PartialDate(2026, 3, 14, date(2026, 3, 16))),
        ("2026-12-30/2027-01-02", PartialDate(2026, 12, 30, date(2027, 1, 2))),
    ],
)
def test_known_forms_are_read(text: str, expected: PartialDate) -> None:
    assert PartialDate.parse(text) == expected


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("2026-03-14", ("14", "mars", "2026")),
        ("2026-05-01", ("1er", "mai", "2026")),
        ("2026-03", ("mars", "2026")),
        ("2026", ("2026",)),
        ("XXXX-01-25", ("25", "janvier")),
        ("XXXX-08", ("août",)),
        ("2026-03-14/2026-03-16", ("14–16", "mars", "2026")),
        ("2026-03-30/2026-04-01", ("30", "mars", "au 1er avril", "2026")),
        ("2025-03-30/2026-03-31", ("30", "mars", "au 31 mars", "2026")),
    ],
)
def test_a_postmark_shows_what_is_known(written: str, lines: tuple[str, ...]) -> None:
    assert PartialDate.parse(written).stamped == lines


@pytest.mark.parametrize(
    ("day", "before", "expected"),
    [
        ("2027-02-11", "2027-02", True),
        ("2027-02-28", "2027-02", True),
        ("2027-02-14/2027-02-16", "2027-02", True),
        ("2027-02", "2027", True),
        ("2027-03-01", "2027-02", False),
        ("2027-02-27/2027-03-01", "2027-02", False),
        ("2027-02", "2027-02", False),
        ("2027", "2027-02", False),
        # What was known to the day is moved.
        ("2027-02-15", "2027-02-14/2027-02-16", False),
        ("2027-02-14/2027-02-16", "2027-02-14", False),
        ("2027-02-11", "XXXX-02", False),
        ("XXXX-02-11", "2027-02", False),
    ],
)
def test_a_day_makes_its_month_precise(day: str, before: str, *, expected: bool) -> None:
    assert PartialDate.parse(day).makes_precise(PartialDate.parse(before)) is expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "XXXX",
        "0000",
        "xxxx-01-25",
        "XXXX-02-30",
        "2026-02-29",
        "2026-13",
        "2026-00",
        "2026-03-00",
        "2026-3-14",
        "26-03-14",
        "2026/03/14",
        "14/03/2026",
        "2026-03-14T10:00",
        " 2026-03-14",
        "2026-03-14\n",
        "٢٠٢٦-٠٣-١٤",
        "mars 2026",
        "2026-03-16/2026-03-14",
        "2026-03-14/2026-03-14",
        "2026-03-14/2026-02-30",
        "2026-03/2026-04",
        "2026-03-14/..",
    ],
)
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "since", "until", "on", "planned"),
    [
        (
            *("2026-12-01", "du 1er décembre 2026", "au 1er décembre 2026"),
            *("le 1er décembre 2026", "pour le 1er décembre 2026"),
        ),
        ("2026-04", "d’avril 2026", "à avril 2026", "en avril 2026", "pour avril 2026"),
        ("2026-05", "de mai 2026", "à mai 2026", "en mai 2026", "pour mai 2026"),
        ("2026", "de 2026", "à 2026", "en 2026", "pour 2026"),
        (
            *("2026-12-01/2026-12-03", "de la période du 1er au 3 décembre 2026"),
            *("à la période du 1er au 3 décembre 2026", "du 1er au 3 décembre 2026"),
            "pour la période du 1er au 3 décembre 2026",
        ),
    ],
)
def test_a_day_follows_the_words_of_french(
    text: str, since: str, until: str, on: str, planned: str
) -> None:
    day = PartialDate.parse(text)
    assert (day.said_from, day.said_to, day.said_on, day.said_for) == (since, until, on, planned)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026-03-14", date(2026, 3, 14)),
        ("2026-03", date(2026, 3, 1)),
        ("2026", date(2026, 1, 1)),
        ("XXXX-03-14", None),
    ],
)
def test_first_day_is_the_first_one_it_may_mean(text: str, first: date | None) -> None:
    assert PartialDate.parse(text).first_day == first


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2026-03-14", date(2026, 3, 14)),
        ("2026-03", date(2026, 3, 31)),
        ("2026-02", date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("2026", date(2026, 12, 31)),
        ("XXXX-01-25", None),
        ("XXXX-01", None),
        ("2026-03-30/2026-04-02", date(2026, 4, 2)),
    ],
)
def test_last_day_is_the_last_one_it_may_mean(text: str, last: date | None) -> None:
    assert PartialDate.parse(text).last_day == last


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("2026-03-14", "14 mars 2026"),
        ("2026-05-01", "1er mai 2026"),
        ("2026-08", "août 2026"),
        ("2026", "2026"),
        ("XXXX-01-25", "un 25 janvier"),
        ("XXXX-05-01", "un 1er mai"),
        ("XXXX-03", "un mois de mars"),
        ("XXXX-04", "un mois d’avril"),
        ("XXXX-08", "un mois d’août"),
        ("XXXX-10", "un mois d’octobre"),
        ("2026-03-14/2026-03-16", "du 14 au 16 mars 2026"),
        ("2026-05-01/2026-05-03", "du 1er au 3 mai 2026"),
        ("2026-03-30/2026-04-02", "du 30 mars au 2 avril 2026"),
        ("2026-12-30/2027-01-02", "du 30 décembre 2026 au 2 janvier 2027"),
    ],
)
def test_a_partial_day_is_said_in_french(text: str, spoken: str) -> None:
    assert str(PartialDate.parse(text)) == spoken


@pytest.mark.parametrize(
    ("text", "name", "spoken", "until"),
    [
        ("2026-12-10", "Jour", "jeudi 10 décembre 2026", "au jeudi 10 décembre 2026"),
        ("2026-05-01", "Jour", "vendredi 1er mai 2026", "au vendredi 1er mai 2026"),
        ("2026-08", "Jour", "août 2026", "à août 2026"),
        ("XXXX-01-25", "Jour", "un 25 janvier", "à un 25 janvier"),
        (
            *("2027-02-10/2027-02-12", "Jours", "du mercredi 10 au vendredi 12 février 2027"),
            "à la période du mercredi 10 au vendredi 12 février 2027",
        ),
        (
            *("2026-12-31/2027-01-02", "Jours"),
            "du jeudi 31 décembre 2026 au samedi 2 janvier 2027",
            "à la période du jeudi 31 décembre 2026 au samedi 2 janvier 2027",
        ),
    ],
)
def test_a_day_to_come_is_said_with_that_of_the_week(
    text: str, name: str, spoken: str, until: str
) -> None:
    day = PartialDate.parse(text)
    assert (day.name, str(day.of_week), day.of_week.said_to) == (name, spoken, until)
    assert day.of_week == day


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-03-04", "2026-03-04"),
        ("2026-03", "2026-03"),
        ("2026", "2026"),
        ("0800-01-02", "0800-01-02"),
        ("XXXX-01-25", "01-25"),
        # A month alone has no form in HTML.
        ("XXXX-01", ""),
        # Nor have several days.
        ("2026-03-14/2026-03-16", ""),
    ],
)
def test_time_elements_get_a_value_of_html(text: str, value: str) -> None:
    assert PartialDate.parse(text).html == value


@pytest.mark.parametrize(
    "text", ["2026-03-04", "XXXX-01", "2026-03-14/2026-03-16", "2026-12-30/2027-01-02"]
)
def test_a_day_is_said_in_pieces_and_written_back(text: str) -> None:
    day = PartialDate.parse(text)
    assert "".join(words for words, _ in day.pieces) == str(day)
    assert day.edtf == text


def test_each_end_of_several_days_has_its_own_value() -> None:
    assert PartialDate.parse("2026-03-30/2026-04-02").pieces == (
        ("du ", ""),
        ("30 mars", "2026-03-30"),
        (" au ", ""),
        ("2 avril 2026", "2026-04-02"),
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("du 14 au 16 mars 2026", "2026-03-14/2026-03-16"),
        ("14\u201315 mars 2026", "2026-03-14/2026-03-15"),
        ("début mars 2026", "2026-03"),
        ("mi-mars 2026", "2026-03"),
        ("fin mars", "XXXX-03"),
        ("mars-avril 2026", "2026"),
        ("2026?", "2026"),
        ("2026-Q1", "2026"),
        ("XXXX-1-25", "XXXX-01-25"),
        ("2026-03-14--2026-03-16", "2026-03-14/2026-03-16"),
        ("fin d'avril 2026", "2026-04"),
        ("printemps 2026", "2026"),
        ("2026-03-XX", "2026-03"),
        ("2026-??-??", "2026"),
        ("????-03-14", "XXXX-03-14"),
        ("premier mars 2026", "2026-03-01"),
        ("Du samedi 14 au lundi 16 mars 2026", "2026-03-14/2026-03-16"),
        ("14-16 mars 2026", "2026-03-14/2026-03-16"),
        ("14, 15 et 16 mars 2026", "2026-03-14/2026-03-16"),
        ("14/03/2026 - 16/03/2026", "2026-03-14/2026-03-16"),
        ("du 14/03 au 16/03/2026", "2026-03-14/2026-03-16"),
        ("2026-03-14 au 2026-03-16", "2026-03-14/2026-03-16"),
        ("2026-03-14..2026-03-16", "2026-03-14/2026-03-16"),
        ("2026-03-14/16", "2026-03-14/2026-03-16"),
        ("2026-03-30/04-02", "2026-03-30/2026-04-02"),
        ("du 30 mars au 2 avril 2026", "2026-03-30/2026-04-02"),
        ("2026-03-16/2026-03-14", "2026-03-14/2026-03-16"),
        ("2026-03-14/2026-03-14", "2026-03-14"),
        ("14/03/2026", "2026-03-14"),
        ("25/01", "XXXX-01-25"),
        ("2026-03-14 14 h 30", "2026-03-14"),
        ("sept. 2026", "2026-09"),
    ],
)
def test_several_days_typed_as_people_do_are_understood(text: str, meant: str) -> None:
    guessed = guess_partial_date(text)
    assert guessed is not None
    assert guessed.edtf == meant


@pytest.mark.parametrize(
    "text",
    ["du 31 avril au 2 mai 2026", "du lundi au mardi", "2026-03-14/17:00", "14 et 21 mars 2026"],
)
def test_no_days_are_made_up(text: str) -> None:
    assert guess_partial_date(text) is None


def test_a_complete_day_is_read() -> None:
    assert parse_day("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-02-30",
        "2026-03",
        "20260314",
        "2026-W11-6",
        "25/01/2026",
        "2026-3-14",
        "0000-01-01",
    ],
)
def test_a_day_is_complete_and_exists(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "25/01/2026",
        "25-01-2026",
        "25.1.2026",
        "25 janvier 2026",
        " 25 Janvier 2026 ",
        "25 JANVIER 2026",
        "25 janv. 2026",
        "25 jan 2026",
        "20260125",
        "2026-01-25 14:30",
        "2026-01-25T14:30:00Z",
        "25/01/2026 à 14h",
        # Two figures end a year of ours; no French day has a twenty-fifth month.
        "25/01/26",
        "25 janvier 26",
        "01/25/2026",
        "January 25, 2026",
        "25 January 2026",
        "Jan. 25th, 2026",
        "2026-01-25.",
        "2026\u201101\u201125",
        "2026\u201301\u201325",
        "2026-O1-25",
        "2026-01-25 (matin)",
        "25 janvier 2026, après-midi",
        "14h30 le 25 janvier 2026",
    ],
)
def test_a_day_typed_as_people_do_is_understood(text: str) -> None:
    assert guess_day(text) == date(2026, 1, 25)


def test_names_of_months_are_understood_without_their_accents() -> None:
    assert guess_day("1er aout 2026") == guess_day("1 août 2026") == date(2026, 8, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hier",
        "2026-01-25",
        "31/02/2026",
        "01/32/2026",
        "25 brumaire 2026",
        "25 brumaire 26",
        "25/²/2026",
        "25 jui 2026",
        "20261325",
        "2026-01-25 14",
    ],
)
def test_no_day_is_made_up(text: str) -> None:
    assert guess_day(text) is None


@pytest.mark.parametrize(
    ("utc", "expected"),
    [
        pytest.param(datetime(2026, 1, 14, 22, 59, tzinfo=UTC), date(2026, 1, 14), id="winter"),
        pytest.param(
            datetime(2026, 1, 14, 23, 0, tzinfo=UTC), date(2026, 1, 15), id="winter, 0:00"
        ),
        pytest.param(datetime(2026, 7, 14, 21, 59, tzinfo=UTC), date(2026, 7, 14), id="summer"),
        pytest.param(
            datetime(2026, 7, 14, 22, 0, tzinfo=UTC), date(2026, 7, 15), id="summer, 0:00"
        ),
        pytest.param(datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25), id="25 hours"),
        pytest.param(datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1), id="new year"),
    ],
)
def test_today_changes_at_midnight_in_paris(utc: datetime, expected: date) -> None:
    assert today({}, now=utc) == expected
    epoch = str(int(utc.timestamp()))
    assert today({"SOURCE_DATE_EPOCH": epoch}, now=datetime(2030, 1, 1, tzinfo=UTC)) == expected


def test_a_reproducible_build_sets_its_own_day() -> None:
    now = datetime(2030, 1, 1, tzinfo=UTC)
    assert today({"SOURCE_DATE_EPOCH": "0"}, now=now) == date(1970, 1, 1)
    assert today({"SOURCE_DATE_EPOCH": ""}, now=now) == date(2030, 1, 1)


# ---- When a source was read --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("Insee, page du site, consulté le 3 mars 2026", "Insee, page du site"),
        ("Insee, Chiffres. Page consultée le 3.3.2026.", "Insee, Chiffres"),
        ("Rapport 2025 (vu le mardi 3 mars 2026)", "Rapport 2025"),
        ("Insee [consulté le 03/03/26], Chiffres", "Insee, Chiffres"),
        ("Insee\u00a0– dernière consultation\u00a0: 2026-03-03", "Insee"),
        ("Insee, en ligne, lu le 3 mars 2026 à 14h30 ; 2e édition", "Insee, 2e édition"),
        ("Insee (accès le 3 mars 2026)", "Insee"),
        ("Insee. Last accessed on March 3rd, 2026.", "Insee"),
        ("Retrieved 3 March 2026, from Insee", "Insee"),
        ("Consulté le 3 mars 2026", ""),
    ],
)
def test_the_day_of_a_consultation_is_read(typed: str, named: str) -> None:
    assert consultation(typed) == (named, date(2026, 3, 3))


@pytest.mark.parametrize(
    "typed",
    [
        "Le marché revu le 3 mars 2026",
        "La loi du 3 mars 2026",
        "Consultation du 3 mars 2026 : le règlement",
        "Compte rendu de visite du 3 mars 2026",
        "Le chantier vu le 3 mars 2026 par la presse",
        "Insee, consulté en mars 2026",
        "Insee, lu le 31 février 2026",
    ],
)
def test_other_days_are_left_to_what_names_a_source(typed: str) -> None:
    assert consultation(typed) is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Insee, consulté en mars 2026", ("Insee", "mars 2026")),
        ("Insee (lu fin 03/2026)", ("Insee", "03/2026")),
        ("Insee. Page consultée en 2026. Chiffres", ("Insee, Chiffres", "2026")),
        ("Insee, dernière consultation : mars 2026", ("Insee", "mars 2026")),
        ("Insee, accessed March 2026", ("Insee", "March 2026")),
        ("Le livre le plus lu en 2026", None),
        ("Nantes Métropole, consultation de mars 2026", None),
        ("Ce que nous avons lu en mars 2026", None),
        ("Le rapport lu, édition 2026", None),
    ],
)
def test_a_month_of_consultation_is_told_from_what_names_a_source(
    typed: str, expected: tuple[str, str] | None
) -> None:
    assert named_without_month(typed) == expected
