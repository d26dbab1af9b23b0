"""The whole life of a visit against the ledger: announced, moved, cancelled or told, and each of
these forgotten or changed afterwards.
"""

from __future__ import annotations

import json
from datetime import date

import pytest

from journal.entries.catalogue import Catalogue
from journal.entries.visit import Visit
from journal.ledger.announcements import with_announcements
from journal.ledger.records import read_ledger, write_ledger
from journal.ledger.remember import remember
from journal.ledger.update import joined, updated
from journal.newsletter.published_states import State, states_of
from journal.problems.problem import Problem, errors
from support.gate import AROUND
from support.journals import as_files, journal, themes, visit

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


def test_a_month_made_precise_is_said() -> None:
    life, month = Life(), {"visite_le": "2026-07"}
    life.live(month)
    hint = "Ajoutez : reportee_du: 2026-07 / reportee_le: 2026-06-17"
    assert life.problems({"visite_le": "2026-07-10"}) == [("report-non-dit", hint)]
    fixed = {"visite_le": "2026-07-10", "reportee_du": "2026-07", "reportee_le": "2026-06-17"}
    life.live(fixed)
    # Neither can it be taken back, nor said to have been another day.
    for header in ({"visite_le": "2026-07-10"}, fixed | {"reportee_du": "2026-07-03"}):
        assert life.problems(header) != []
    [(code, hint)] = life.problems(fixed | {"visite_le": "2026-07-17"})
    assert (code, hint) == (
        "report-non-dit",
        "Écrivez : reportee_du: [2026-07, 2026-07-10] / reportee_le: [2026-06-17, 2026-06-17]",
    )
    told = {"visite_le": "2026-07-10", "ecrit_le": "2026-07-12"}
    assert (
        Life().live(month).live(told, today=date(2026, 7, 12)).problems(told, date(2026, 7, 12))
        == []
    )


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


BEFORE = {
    "title": "Venez voir l'usine",
    "description": "Deux heures dans les ateliers, avec les personnes qui y travaillent.",
    "horaire": "14:00-17:00",
    "adresse": "12 rue du Port",
    "inscription": "mailto:usine@asso.example",
}
NEEDED = {key: BEFORE[key] for key in ("title", "description")} | {"structure": "Usine"}
STORY = {
    "title": "L'usine et ce que nous y avons vu",
    "description": "Une usine qui répare plus qu'elle ne fabrique, et ce que cela change.",
    "ecrit_le": "2026-07-12",
}


RENAMED = "seconde-vie:\n  nom: Seconde vie\n  description: Servir.\n  alias: [reemploi]\n"


def states(life: Life, keys: dict[str, str]) -> tuple[State, ...]:
    """The states of the visit, as the ledger of a life remembers them."""
    [entry] = journal(visit(**ANNOUNCED | keys), today=date(2026, 7, 20)).entries
    ledger, problems = read_ledger(life.ledger)
    assert problems == []
    [entry] = with_announcements(Catalogue((entry,), {}, TODAY), ledger).entries
    return states_of(entry)


def test_an_announcement_keeps_its_words_when_the_story_brings_others() -> None:
    life = Life().live(BEFORE).live(STORY, today=date(2026, 7, 12))
    announced, told = states(life, STORY)
    said = announced.entry
    assert isinstance(said, Visit)
    assert (said.title, said.description) == (BEFORE["title"], BEFORE["description"])
    assert (said.hours, said.venue) == ("14:00-17:00", "12 rue du Port")
    assert said.registration_contact == "usine@asso.example"
    assert told.entry.title == STORY["title"]
    # The story is revised: what was announced has nothing to do with it.
    again = STORY | {"title": "Un troisième titre, plus juste"}
    assert (
        states(life.live(again, today=date(2026, 7, 20)), again)[0].entry.title == BEFORE["title"]
    )


def test_a_visit_keeps_the_hours_of_each_day_it_was_announced_for() -> None:
    morning = MOVED | {"horaire": "9:00-11:00"}
    life = Life().live(BEFORE, BEFORE | {"title": "Venez donc voir l'usine"}, BEFORE | morning)
    announced, moved = states(life, BEFORE | morning)
    assert isinstance(announced.entry, Visit)
    assert isinstance(moved.entry, Visit)
    assert (announced.entry.hours, moved.entry.hours) == ("14:00-17:00", "9:00-11:00")
    # While it is the last thing said, an announcement can be corrected.
    assert announced.entry.title == "Venez donc voir l'usine"


def test_an_announcement_stays_with_those_who_follow_its_themes_and_unsigned() -> None:
    """Who follows the theme of the story alone is not told in July of what June announced."""
    life, story = Life().live(BEFORE), STORY | {"tags": "[travail]", "auteurs": "[Ada]"}
    renamed = {"themes.yml": f"{themes('travail')['themes.yml']}{RENAMED}"}
    [entry] = journal(visit(**ANNOUNCED | story), renamed, today=date(2026, 7, 20)).entries
    assert entry.tags == ("travail",)
    renamed_themes = journal(renamed).themes
    catalogue = Catalogue((entry,), renamed_themes, TODAY)
    [kept] = with_announcements(catalogue, read_ledger(life.ledger)[0]).entries
    announced, told = states_of(kept)
    assert (announced.entry.tags, announced.entry.authors) == (("seconde-vie",), ())
    assert (told.entry.tags, told.entry.authors) == (("travail",), ("Ada",))
    # A theme that is there no more: it stays with the page.
    gone = Catalogue((entry,), {"travail": renamed_themes["travail"]}, TODAY)
    [kept] = with_announcements(gone, read_ledger(life.ledger)[0]).entries
    assert states_of(kept)[0].entry.tags == ("travail",)


def test_words_that_are_to_be_forgotten_leave_the_ledger_and_what_is_made_from_it() -> None:
    life = Life().live(BEFORE).live(STORY, today=date(2026, 7, 12))
    published, _ = read_ledger(life.ledger)
    [line] = [line for line in life.ledger.splitlines() if line.startswith(b"annonce ")]
    own, problems = read_ledger(
        life.ledger.replace(line, b"annonce visites/atelier#annonce retir\xc3\xa9e le 2026-07-20")
    )
    assert problems == []
    life.ledger = write_ledger(joined(own, published)).encode()
    assert b"usine@asso.example" not in life.ledger
    assert states(life, STORY)[0].entry.title == STORY["title"]
    assert life.problems(STORY, date(2026, 7, 20)) == []


def test_the_published_words_are_those_that_were_sent() -> None:
    stale, sent = Life().live(BEFORE), Life().live(BEFORE | {"title": "Venez donc voir l'usine"})
    ledgers = [read_ledger(life.ledger)[0] for life in (stale, sent)]
    stale.ledger = write_ledger(joined(*ledgers)).encode()
    assert states(stale, STORY)[0].entry.title == "Venez donc voir l'usine"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "du texte",
        "[]",
        '{"title":"Venez voir l\'usine"}',
        json.dumps(NEEDED | {"inscription": "javascript:alert(1)"}),
        json.dumps(NEEDED | {"couleur": "bleu"}),
    ],
)
def test_words_that_no_header_could_have_are_not_read(words: str) -> None:
    line = f"annonce visites/atelier#annonce « {words} »\n"
    records, [problem] = read_ledger(line.encode())
    assert (records, problem.code) == ({}, "registre-illisible")


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
    lines = "« date: 2026-06-15 » et « ecrit_le: 2026-07-20 »"
    assert ("identifiant-change", f"Écrivez ces lignes : {lines}") in said


@pytest.mark.parametrize(
    ("lost", "hint"),
    [
        ("annonce visites/atelier#annonce", "Reprenez la ligne du registre d'avant (git log -p"),
        ("annonce visites/atelier#report-2026-07-10", "Reprenez la ligne du registre d'avant"),
        ("rendez-vous visites/atelier 2026-07-03", "Écrivez dans adresses.txt : rendez-vous "),
        ("rendez-vous visites/atelier 2026-07-10", "Écrivez dans adresses.txt : rendez-vous "),
    ],
)
def test_a_line_taken_away_by_hand_is_missed_and_comes_back(lost: str, hint: str) -> None:
    life = Life().live({}, MOVED, TWICE)
    before, _ = read_ledger(life.ledger)
    lines = life.ledger.decode().splitlines(keepends=True)
    life.ledger = "".join(line for line in lines if not line.startswith(lost)).encode()
    assert len(life.ledger) < sum(map(len, lines))
    [(code, said)] = life.problems(TWICE)
    assert (code, said[: len(hint)]) == ("ligne-perdue", hint)
    life.ledger = write_ledger(joined(read_ledger(life.ledger)[0], before)).encode()
    assert life.problems(TWICE) == []
    if lost.startswith("rendez-vous"):
        [line] = [line for line in lines if line.startswith(lost)]
        assert line.strip() in said


def test_the_day_of_an_announcement_is_not_taken_away_to_change_it() -> None:
    life = Life().live({})
    lines = life.ledger.decode().splitlines(keepends=True)
    life.ledger = "".join(line for line in lines if not line.startswith("rendez-vous")).encode()
    [(code, hint)] = life.problems({"visite_le": "2026-07-10"})
    assert (code, "reprenez la ligne du registre d'avant" in hint) == ("ligne-perdue", True)


def test_no_line_is_missed_that_nobody_could_have_noted() -> None:
    """Announced and told before the first ledger; a month that became a day; held another day."""
    told, later = MOVED | {"ecrit_le": "2026-07-12"}, date(2026, 7, 12)
    life = Life().live(told, today=later)
    assert life.problems(told, later) == []
    life = Life().live({})
    # Noted before the day of a month had to be said.
    life.ledger += b"rendez-vous visites/atelier 2026-07\n"
    assert life.live(MOVED).problems(MOVED) == []
    otherwise = {"visite_le": "2026-07-05", "ecrit_le": "2026-07-12"}
    life = Life().live({}).live(otherwise, today=later)
    assert life.problems(otherwise, later) == []
