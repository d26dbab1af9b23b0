"""What the letter of a month tells: the states published in it, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from journal.entries.catalogue import Catalogue
from journal.language.dates import parse_day
from journal.newsletter.letter_contents import Telling, tell, tellings
from journal.newsletter.month import Month
from support.journals import guide, journal, tip, visit

MARCH = Month(2026, 3)


def told(catalogue: Catalogue, month: Month = MARCH) -> Telling:
    telling = tell(catalogue, month)
    assert telling
    return telling


def spaced(text: str) -> str:
    """A text with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def lines(telling: Telling) -> dict[str, list[str]]:
    """Section to what is said of each entry, with ordinary spaces."""
    return {
        section.title: [spaced(" · ".join([news.kind, *news.facts])) for news in section.news]
        for section in telling.sections
    }


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-00", "2026-3", "26-03", "0000-01"])
def test_what_is_not_a_month(text: str) -> None:
    with pytest.raises(ValueError, match=text or "^$"):
        Month.parse(text)


def test_a_month_in_french() -> None:
    assert str(Month.parse("2026-08")) == "août 2026"
    assert Month.parse("2026-08").owned == "d’août 2026"
    assert Month.parse("2026-08").code == "2026-08"
    assert Month(2026, 12).next == Month(2027, 1)


@pytest.mark.parametrize(
    ("day", "over"), [("2026-03-31", False), ("2026-04-01", True), ("2025-04-01", False)]
)
def test_a_month_is_over_the_day_after_its_last(day: str, over: bool) -> None:
    assert MARCH.is_over(parse_day(day)) is over


def test_a_month_without_entries_has_no_letter() -> None:
    assert tell(journal(visit(date="2026-03-20")), Month(2026, 4)) is None


def test_what_was_published_in_the_month_and_nothing_else() -> None:
    telling = told(
        journal(
            visit(date="2026-03-01", visite_le="2026-02-14"),
            tip(date="2026-03-31"),
            tip("avant", date="2026-02-28"),
            tip("apres", date="2026-04-01"),
            tip("ailleurs", date="2025-03-15"),
        )
    )
    found = [news.address for section in telling.sections for news in section.news]
    assert found == ["visites/atelier/", "conseils/oser/"]


def test_each_state_of_a_visit_is_told_in_its_own_month() -> None:
    """What was announced in March stays announced in its letter, whatever came after."""
    later = journal(
        visit(
            visite_le="2026-04-09",
            lieu="Nantes",
            date="2026-03-20",
            reportee_du="2026-04-02",
            reportee_le="2026-04-01",
            ecrit_le="2026-05-04",
        )
    )
    march, april, may = (told(later, Month(2026, month)) for month in (3, 4, 5))
    assert lines(march) == {"Visites à venir": ["Visite · Atelier · Nantes · jeudi 2 avril 2026"]}
    assert lines(april) == {
        "Visites à venir": [
            (
                "Visite · Atelier · Nantes · jeudi 9 avril 2026"
                " · reportée du jeudi 2 avril 2026 au jeudi 9 avril 2026"
            )
        ]
    }
    assert lines(may) == {"Visites": ["Visite · Atelier · Nantes · 9 avril 2026"]}


def test_a_visit_to_come_says_when_and_where() -> None:
    catalogue = journal(visit(visite_le="2026-07-02", lieu="Rezé", horaire="14:00-17:00"))
    assert lines(told(catalogue)) == {
        "Visites à venir": ["Visite · Atelier · Rezé · jeudi 2 juillet 2026 · de 14 h à 17 h"]
    }


@pytest.mark.parametrize(
    "day", ["2026-07-02", "2026-03-02"], ids=["still to come", "whose day is past"]
)
def test_a_cancelled_visit_is_never_told_as_held_or_to_come(day: str) -> None:
    header = {"visite_le": day, "lieu": "Rezé", "horaire": "14:00-17:00"}
    telling = told(journal(visit(**header, date="2026-02-20", annulee="2026-03-01")))
    [(title, [line])] = lines(telling).items()
    assert title == "Visites annulées"
    assert line.endswith("2026 · annulée")
    assert "17 h" not in line
    assert telling.opening.startswith("Annulée\N{NO-BREAK SPACE}: Une visite chez")


def test_only_the_visits_to_come_warn_that_their_day_may_have_changed() -> None:
    planned = visit(date="2026-03-10", visite_le="2026-06-14", lieu="Rezé")
    telling = told(journal(planned, tip(date="2026-03-20"), today=parse_day("2026-04-01")))
    assert {section.title: bool(section.note) for section in telling.sections} == {
        "Visites à venir": True,
        "Conseils": False,
    }
    assert telling.first(1)[0].note == telling.sections[0].note


def test_of_an_entry_only_the_last_state_of_the_month_is_told() -> None:
    header = {"visite_le": "2026-07-02", "lieu": "Rezé", "date": "2026-03-03"}
    catalogue = journal(visit(**header, annulee="2026-03-20"))
    assert list(lines(told(catalogue))) == ["Visites annulées"]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (
            "[2026-07-02, 2026-07-09]",
            " · reportée du jeudi 2 juillet 2026 au jeudi 16 juillet 2026",
        ),
        # Away from its day, and back to it: who reads letters knows no other.
        ("[2026-07-16, 2026-07-09]", ""),
    ],
)
def test_a_visit_moved_twice_in_a_month_leaves_the_day_that_the_letter_gave(
    days: str, said: str
) -> None:
    moved = {"reportee_du": days, "reportee_le": "[2026-03-04, 2026-03-20]"}
    catalogue = journal(visit(visite_le="2026-07-16", lieu="Rezé", date="2026-02-20", **moved))
    assert lines(told(catalogue)) == {
        "Visites à venir": [f"Visite · Atelier · Rezé · jeudi 16 juillet 2026{said}"]
    }


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("[2026-07]", " · annoncée pour juillet 2026, fixée au jeudi 16 juillet 2026"),
        # Of what the letter gave before, the month alone: who reads letters knows no other.
        ("[2026-07, 2026-08]", " · annoncée pour juillet 2026, fixée au jeudi 16 juillet 2026"),
        ("[2026-06, 2026-07]", " · reportée de juin 2026 au jeudi 16 juillet 2026"),
    ],
)
def test_a_month_that_is_made_precise_is_told_as_such(days: str, said: str) -> None:
    published = ", ".join(["2026-03-20"] * (days.count(",") + 1))
    moved = {"reportee_du": days, "reportee_le": f"[{published}]"}
    catalogue = journal(visit(visite_le="2026-07-16", lieu="Rezé", date="2026-02-20", **moved))
    assert lines(told(catalogue)) == {
        "Visites à venir": [f"Visite · Atelier · Rezé · jeudi 16 juillet 2026{said}"]
    }


def test_what_was_presented_elsewhere_is_no_visit() -> None:
    catalogue = journal(visit(), visit("recyclerie", lors_de="atelier"))
    telling = told(catalogue)
    assert lines(telling)["Structures présentées pendant une visite"] == [
        "Structure présentée pendant la visite chez Atelier · Recyclerie · 14 mars 2026"
    ]
    assert spaced(telling.opening) == "Une visite chez Atelier. Et aussi : 1 structure présentée."


@pytest.mark.parametrize(
    ("trees", "opening"),
    [
        ([visit()], "Une visite chez Atelier."),
        ([visit(title=json.dumps("Pourquoi aller voir ?"))], "Pourquoi aller voir ?"),
        (
            [visit(), visit("zone"), tip("a1"), tip("b2"), tip("c3")],
            "Une visite chez Atelier. Et aussi : 1 visite, 3 conseils.",
        ),
        (
            [visit(date="2026-02-01", visite_le="2026-01-25"), tip()],
            "Un conseil pour oser.",
        ),
    ],
)
def test_the_first_sentence_is_about_what_is_told(trees: list[Any], opening: str) -> None:
    assert spaced(told(journal(*trees)).opening) == opening


def test_the_letters_of_the_months_that_are_over() -> None:
    trees = (
        visit(date="2026-03-20"),
        tip("janvier", date="2026-01-05"),
        tip("avril", date="2026-04-05"),
    )
    over = tellings(journal(*trees, today=parse_day("2026-04-30")))
    assert [telling.month.code for telling in over] == ["2026-03", "2026-01"]
    assert [str(telling.published_on) for telling in over] == ["2026-04-01", "2026-02-01"]
    assert [telling.address for telling in over] == ["lettres/2026-03/", "lettres/2026-01/"]
    assert over == tellings(journal(*trees, today=parse_day("2027-01-01")))[1:]


def test_the_first_news_only() -> None:
    telling = told(journal(visit(), tip("a1"), tip("b2")))
    assert telling.length == 3
    assert [len(section.news) for section in telling.first(2)] == [1, 1]
    assert [section.title for section in telling.first(1)] == ["Visites"]


def test_guides_are_told_after_tips() -> None:
    entries = journal(visit(date="2026-05-02"), tip(date="2026-05-03"), guide(date="2026-05-04"))
    letter = tell(entries, Month(2026, 5))
    assert letter
    assert [section.title for section in letter.sections] == ["Visites", "Conseils", "Guides"]
    [news] = letter.sections[-1].news
    assert (news.kind, news.folder, news.facts) == ("Guide", "guides", ())
    alone = tell(journal(guide(date="2026-05-04")), Month(2026, 5))
    assert alone
    assert alone.opening == "Un guide pour debuter."
