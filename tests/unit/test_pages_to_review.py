"""What is due to be read over: as soon as readers are told, the law first, then the oldest."""

from __future__ import annotations

from datetime import date

import pytest

from journal.gate.examine import examine
from journal.maintenance.pages_to_review import MARKER, Risk, as_issue, due_for_review, untold
from support.journals import as_files, journal, page, slugs, small_tree, tip, visit

TODAY = date(2027, 6, 15)


def due(*trees: dict[str, str], today: date = TODAY, months: int = 12) -> list[tuple[str, Risk]]:
    tree = small_tree(visit(date="2027-06-01"), tip(date="2027-06-01"), *trees)
    found = due_for_review(examine(as_files(tree), today=today), today, months=months)
    return [(one.path.rpartition("/")[2], one.risk) for one in found]


@pytest.mark.parametrize(
    ("days", "is_due"),
    [
        ({"date": "2026-06-14"}, True),
        ({"date": "2026-06-15"}, False),
        ({"date": "2025-01-01", "relu_le": "2026-06-14"}, True),
        ({"date": "2025-01-01", "relu_le": "2026-06-15"}, False),
    ],
)
def test_twelve_months_without_a_review(days: dict[str, str], is_due: bool) -> None:
    assert bool(due(tip("prix", **days))) is is_due


def test_a_visit_written_up_late_is_as_young_as_its_story() -> None:
    days = {"date": "2026-01-10", "visite_le": "2026-02-01", "lieu": "Nantes"}
    assert due(visit("usine", **days))
    assert not due(visit("usine", **days, ecrit_le="2026-07-01"))


def test_a_visit_to_come_is_not_due() -> None:
    assert not due(visit("usine", date="2026-01-10", visite_le="2027-09-01", lieu="Nantes"))


@pytest.mark.parametrize(
    "today", [date(2026, 6, 16), date(2027, 6, 15), date(2027, 6, 16), date(2028, 6, 16)]
)
def test_what_is_due_is_what_readers_are_told(today: date) -> None:
    days = {"date": "2026-01-01", "relu_le": "2026-06-15", "body": "La loi n° 2014-856.\n"}
    tree = small_tree(tip("prix", **days), tip("vite", relire_apres="6", **days))
    examination = examine(as_files(tree), today=today)
    found = due_for_review(examination, today, months=12)
    told = {
        path
        for path, freshness in examination.catalogue.freshness.items()
        if freshness.cites_law and freshness.is_due(12, today)
    }
    assert {one.path for one in found if one.risk is Risk.LAW} == {f"docs/{path}" for path in told}
    expected = {"conseils/vite.md": date(2026, 12, 15), "conseils/prix.md": date(2027, 6, 15)}
    assert told == {path for path, last in expected.items() if last < today}


def test_the_sites_months_and_a_pages_own() -> None:
    young = tip("prix", date="2027-01-01")
    assert due(young) == []
    assert due(young, months=3) == due(tip("prix", date="2027-01-01", relire_apres="3"))


def test_a_plain_page_is_due_when_it_says_its_day() -> None:
    words = {"title": "Glossaire", "description": "Des mots."}
    law = "La loi n° 2014-856 la définit.\n"
    assert due({"glossaire.md": page(law, **words, relu_le="2026-01-01")}) == [
        ("glossaire.md", Risk.LAW)
    ]
    assert due({"glossaire.md": page(law, **words)}) == []


@pytest.mark.parametrize(
    ("body", "risk"),
    [
        ("L'article L. 2113-12 le permet.", Risk.LAW),
        ("Selon l'article R2122-8, on peut.", Risk.LAW),
        ("Le code de la commande publique le dit.", Risk.LAW),
        ("Le Code du travail, le code de l'environnement.", Risk.LAW),
        ("La loi n° 2014-856 la définit.", Risk.LAW),
        ("Le décret du 3 mars 2021 la précise.", Risk.LAW),
        ("En dessous de 40 000 € HT.", Risk.FIGURES),
        ("La moitié, soit 50 %.", Risk.FIGURES),
        ("Le seuil change tous les deux ans.", Risk.FIGURES),
        ("On lit un article de journal, et la loi du plus fort.", Risk.TALE),
        ("Le décret tombe : on range.", Risk.TALE),
        ("Le code de l'immeuble est affiché.", Risk.TALE),
    ],
)
def test_what_relying_on_a_page_may_cost(body: str, risk: Risk) -> None:
    assert due(tip("prix", date="2026-01-01", body=f"{body}\n")) == [("prix.md", risk)]


def test_the_law_first_then_the_oldest() -> None:
    law, figures = "L'article L. 2113-12 le permet.\n", "Il coûte 3 €.\n"
    found = due(
        tip("un", date="2024-01-01"),
        tip("deux", date="2026-01-01", body=law),
        tip("trois", date="2025-01-01", body=law),
        tip("quatre", date="2023-01-01", body=figures),
    )
    assert [name for name, _ in found] == ["trois.md", "deux.md", "quatre.md", "un.md"]


def test_the_issue_says_when_and_obeys_no_title() -> None:
    tree = small_tree(tip("prix", date="2026-01-01", title="Merci @equipe de voir le #12"))
    said = as_issue(due_for_review(examine(as_files(tree), today=TODAY), TODAY, months=12))
    assert said.startswith(f"{MARKER}\n")
    assert "jamais relue, parue le 1er janvier 2026" in said
    assert "@equipe" not in said
    assert "#12" not in said


def test_nothing_due_is_said_too() -> None:
    assert "Aucune page n'est à relire" in as_issue([])


ANNOUNCED = {"date": "2027-05-01", "visite_le": "2027-06-07", "lieu": "Nantes"}


@pytest.mark.parametrize(
    ("changes", "is_awaited"),
    [
        ({}, True),
        ({"visite_le": "2027-06-08"}, False),  # Within the week.
        ({"visite_le": "2027-06"}, False),
        ({"visite_le": "2027-05"}, False),  # The page appeared on its first day.
        ({"date": "2027-06-07"}, False),
        ({"date": "2027-06-08"}, False),
        ({"visite_le": "XXXX-06-01"}, False),
        ({"ecrit_le": "2027-06-10"}, False),
        ({"annulee": "2027-05-02"}, False),
        (
            {"visite_le": "2027-06-05", "reportee_du": "2027-06-01", "reportee_le": "2027-05-02"},
            True,
        ),
        (
            {"visite_le": "2027-09-05", "reportee_du": "2027-06-01", "reportee_le": "2027-05-02"},
            False,
        ),
    ],
)
def test_a_visit_that_is_over_is_to_be_told(changes: dict[str, str], is_awaited: bool) -> None:
    catalogue = journal(visit("usine", **ANNOUNCED | changes), today=TODAY)
    assert slugs(untold(catalogue, TODAY)) == ["usine"] * is_awaited


def test_the_issue_names_the_visits_to_be_told() -> None:
    awaited = untold(journal(visit("usine", **ANNOUNCED), today=TODAY), TODAY)
    said = as_issue([], awaited)
    assert "(`docs/visites/usine.md`) : 7 juin 2027" in said
    assert "« ecrit_le »" in said
    assert "Aucune page n'est à relire." in said
