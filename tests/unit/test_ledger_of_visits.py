"""The whole life of a visit against the ledger: announced, moved, cancelled or told, and each of
these forgotten or changed afterwards.
"""

from __future__ import annotations

from datetime import date

from journal.ledger.records import write_ledger
from journal.ledger.remember import remember
from journal.ledger.update import updated
from journal.problems.problem import Problem, errors
from support.gate import AROUND
from support.journals import as_files, themes, visit

ANNOUNCED = {"date": "2026-06-15", "visite_le": "2026-07-03", "lieu": "Nantes"}
MOVED = {"visite_le": "2026-07-10", "reportee_du": "2026-07-03", "reportee_le": "2026-06-16"}
TWICE = {
    "visite_le": "2026-07-17",
    "reportee_du": "[2026-07-03, 2026-07-10]",
    "reportee_le": "[2026-06-16, 2026-06-17]",
}
TODAY = date(2026, 6, 17)


class Life:
    """One visit, and the ledger after each of its states."""

    def __init__(self) -> None:
        self.ledger = b""

    def problems(self, keys: dict[str, str], today: date = TODAY, *, write: bool = False):
        files = {"index.md": AROUND["index.md"]} | themes("reemploi") | visit(**ANNOUNCED | keys)
        found = remember(as_files(files), self.ledger, today=today)
        said: list[Problem] = errors(found.examination.problems)
        if write:
            assert said == []
            self.ledger = write_ledger(updated(found.ledger, found.present)).encode()
        return [(problem.code, problem.hint) for problem in said]

    def live(self, *steps: dict[str, str], today: date = TODAY) -> Life:
        for keys in steps:
            self.problems(keys, today, write=True)
        return self


def test_a_move_is_said_each_time() -> None:
    life = Life().live({})
    assert life.problems({"visite_le": "2026-07-10"}) == [
        ("report-non-dit", "Ajoutez : reportee_du: 2026-07-03 / reportee_le: 2026-06-17")
    ]
    life.live(MOVED)
    twice = f"reportee_du: {TWICE['reportee_du']} / reportee_le: {TWICE['reportee_le']}"
    assert life.problems(MOVED | {"visite_le": "2026-07-17"}) == [
        ("report-non-dit", f"Écrivez : {twice}")
    ]
    life.live(TWICE)
    # Nor can it be taken back.
    assert life.problems({"visite_le": "2026-07-17"}) == [("report-non-dit", f"Ajoutez : {twice}")]


def test_a_cancellation_is_not_taken_back() -> None:
    life = Life().live({}, {"annulee": "2026-06-16"})
    [(code, hint)] = life.problems({})
    assert (code, hint.partition(" (")[0]) == (
        *("identifiant-change", "Écrivez : annulee: 2026-06-16"),
    )
    assert "Si elle aura lieu un autre jour" in hint
    assert life.problems({"annulee": "2026-06-17"}) == [
        ("jour-deplace", "Écrivez : annulee: 2026-06-16")
    ]


def test_a_cancelled_visit_is_brought_back_by_the_lines_that_are_given() -> None:
    cancelled = {"annulee": "2026-06-16"}
    life = Life().live({}, cancelled)
    later = cancelled | {"visite_le": "2026-07-10"}
    assert life.problems(later) == [
        ("report-non-dit", "Ajoutez : reportee_du: 2026-07-03 / reportee_le: 2026-06-17")
    ]
    back = later | {"reportee_du": "2026-07-03", "reportee_le": "2026-06-17"}
    told, afterwards = back | {"ecrit_le": "2026-07-12"}, date(2026, 7, 12)
    life.live(back).live(told, today=afterwards)
    assert life.problems(told, afterwards) == []


def test_a_second_cancellation_is_kept_beside_the_first() -> None:
    first = {"annulee": "2026-06-16"}
    back = MOVED | {"reportee_le": "2026-06-17"} | first
    again, day = back | {"annulee": "[2026-06-16, 2026-06-18]"}, date(2026, 6, 18)
    life = Life().live({}, first).live(back).live(again, today=day)
    assert life.problems(again, day) == []
    [(code, hint)] = life.problems(back, day)
    assert (code, hint.partition(" (")[0]) == (
        *("identifiant-change", "Écrivez : annulee: [2026-06-16, 2026-06-18]"),
    )
    assert life.problems(back | {"annulee": "[2026-06-16, 2026-06-17]"}, day)
    changed = back | {"annulee": "[2026-06-16, 2026-06-19]"}
    assert ("jour-deplace", "Écrivez dans la liste « annulee » : 2026-06-18") in life.problems(
        changed, date(2026, 6, 19)
    )


def test_a_visit_of_several_days_is_noted_and_read_back() -> None:
    days = {"visite_le": "2026-07-03/2026-07-05"}
    life = Life().live(days)
    assert life.problems(days) == []
    assert life.problems({"visite_le": "2026-07-10/2026-07-12"}) == [
        ("report-non-dit", "Ajoutez : reportee_du: 2026-07-03/2026-07-05 / reportee_le: 2026-06-17")
    ]


def test_a_visit_that_is_told_keeps_all_that_was_said_before() -> None:
    told, later = TWICE | {"ecrit_le": "2026-07-20"}, date(2026, 7, 20)
    life = Life().live({}, MOVED, TWICE).live(told, today=later)
    assert life.problems(told, later) == []
    assert life.problems(told | {"ecrit_le": "2026-07-19"}, later) == [
        ("jour-deplace", "Écrivez : ecrit_le: 2026-07-20")
    ]
    # A write-up that takes the date of its announcement: what was announced must be said.
    said = life.problems({"visite_le": "2026-07-17", "date": "2026-07-20"}, later)
    assert ("identifiant-change", "Écrivez : date: 2026-06-15 / ecrit_le: 2026-07-20") in said
