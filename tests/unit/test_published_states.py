"""The life of an entry, from its header alone: each state once, under an identifier of its own."""

from __future__ import annotations

from datetime import date

import pytest

from journal.entries.visit import Visit
from journal.newsletter.item_frame import sentence
from journal.newsletter.published_states import Stage, State, standing, states_of
from support.journals import journal, tip, visit

AUTHORITY = "essai,2026"
AHEAD = {"visite_le": "2026-04-02", "lieu": "Nantes"}
MOVED = AHEAD | {"reportee_du": "2026-03-26", "reportee_le": "2026-03-24"}
MOVED_TWICE = AHEAD | {
    "reportee_du": "[2026-03-26, 2026-03]",
    "reportee_le": "[2026-03-22, 2026-03-24]",
}


def life(today: date = date(2026, 6, 15), **header: str) -> tuple[State, ...]:
    [entry] = journal(visit(**header), today=today).entries
    return states_of(entry)


def told(states: tuple[State, ...]) -> list[tuple[str, str]]:
    return [(state.fragment, state.day.isoformat()) for state in states]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ({"visite_le": "2026-03-14"}, [("", "2026-03-20")]),
        ({"visite_le": "XXXX-03-25"}, [("", "2026-03-20")]),
        ({"visite_le": "2026-03-20"}, [("annonce", "2026-03-20")]),
        ({"visite_le": "2026-04"}, [("annonce", "2026-03-20")]),
        (AHEAD, [("annonce", "2026-03-20")]),
        (
            AHEAD | {"ecrit_le": "2026-04-05"},
            [("annonce", "2026-03-20"), ("", "2026-04-05")],
        ),
        (
            AHEAD | {"annulee": "2026-03-30"},
            [("annonce", "2026-03-20"), ("annulation", "2026-03-30")],
        ),
        (MOVED, [("annonce", "2026-03-20"), ("report-2026-04-02", "2026-03-24")]),
        (
            MOVED_TWICE | {"annulee": "2026-04-01"},
            [
                ("annonce", "2026-03-20"),
                ("report-2026-03", "2026-03-22"),
                ("report-2026-04-02", "2026-03-24"),
                ("annulation", "2026-04-01"),
            ],
        ),
        # Brought back by another day, of which it is said after the cancellation.
        (
            MOVED | {"annulee": "2026-03-23"},
            [
                ("annonce", "2026-03-20"),
                ("annulation", "2026-03-23"),
                ("report-2026-04-02", "2026-03-24"),
            ],
        ),
        (
            MOVED | {"annulee": "2026-03-23", "ecrit_le": "2026-04-05"},
            [
                ("annonce", "2026-03-20"),
                ("annulation", "2026-03-23"),
                ("report-2026-04-02", "2026-03-24"),
                ("", "2026-04-05"),
            ],
        ),
        # Cancelled, brought back on another day, cancelled again, brought back again and moved.
        (
            AHEAD
            | {
                "visite_le": "2026-04-23",
                "reportee_du": "[2026-04-02, 2026-04-09, 2026-04-16]",
                "reportee_le": "[2026-03-24, 2026-03-26, 2026-03-27]",
                "annulee": "[2026-03-23, 2026-03-25]",
            },
            [
                ("annonce", "2026-03-20"),
                ("annulation", "2026-03-23"),
                ("report-2026-04-09", "2026-03-24"),
                ("annulation-2", "2026-03-25"),
                ("report-2026-04-16", "2026-03-26"),
                ("report-2026-04-23", "2026-03-27"),
            ],
        ),
        # Moved and cancelled on one day.
        (
            MOVED | {"annulee": "2026-03-24"},
            [
                ("annonce", "2026-03-20"),
                ("report-2026-04-02", "2026-03-24"),
                ("annulation", "2026-03-24"),
            ],
        ),
        (
            MOVED | {"ecrit_le": "2026-04-05"},
            [("annonce", "2026-03-20"), ("report-2026-04-02", "2026-03-24"), ("", "2026-04-05")],
        ),
        # « ecrit_le » on the day of `date`: written up at once, where the month alone is known.
        ({"visite_le": "2026-03", "ecrit_le": "2026-03-20"}, [("", "2026-03-20")]),
    ],
)
def test_the_states_of_a_visit(header: dict[str, str], expected: list[tuple[str, str]]) -> None:
    for today in (date(2026, 3, 21), date(2026, 5, 1), date(2027, 5, 1)):
        # The passing of the day changes nothing: nobody receives an announcement twice.
        assert told(life(today, **header)) == expected


def test_a_day_to_which_a_visit_is_moved_twice_is_told_twice() -> None:
    states = life(
        **AHEAD,
        reportee_du="[2026-04-02, 2026-04-09, 2026-04-02, 2026-04-09]",
        reportee_le="[2026-03-21, 2026-03-22, 2026-03-23, 2026-03-24]",
    )
    fragments = [state.fragment for state in states]
    assert fragments == [
        "annonce",
        "report-2026-04-09",
        "report-2026-04-02",
        "report-2026-04-09-2",
        "report-2026-04-02-2",
    ]


def test_each_state_has_its_own_title_identifier_and_link() -> None:
    states = life(**MOVED, annulee="2026-03-30")
    assert [state.title for state in states] == [
        "Annoncée pour le 26 mars 2026\N{NO-BREAK SPACE}: Une visite chez Atelier",
        "Reportée au 2 avril 2026\N{NO-BREAK SPACE}: Une visite chez Atelier",
        "Annulée\N{NO-BREAK SPACE}: Une visite chez Atelier",
    ]
    assert [state.identifier(AUTHORITY) for state in states] == [
        "tag:essai,2026:visites/atelier#annonce",
        "tag:essai,2026:visites/atelier#report-2026-04-02",
        "tag:essai,2026:visites/atelier#annulation",
    ]
    assert [state.address for state in states] == [
        "visites/atelier/#annonce",
        "visites/atelier/#report-2026-04-02",
        "visites/atelier/#annulation",
    ]
    assert [state.planned and state.planned.edtf for state in states] == [
        *("2026-03-26", "2026-04-02", "2026-04-02"),
    ]


def test_a_visit_that_is_brought_back_says_what_it_was_and_is_cancelled_no_more() -> None:
    [entry] = journal(visit(**MOVED, annulee="2026-03-23")).entries
    _, cancelled, back = states_of(entry)
    assert isinstance(entry, Visit)
    assert (entry.cancelled, back.invitation) == (False, entry)
    assert spaced(sentence(cancelled)) == (
        "Cette visite est annulée : elle n’aura pas lieu le jeudi 26 mars 2026."
    )
    assert sentence(back) == (
        "Cette visite, qui était annulée, est reportée du jeudi 26 mars 2026 au jeudi 2 avril 2026."
    )


def test_a_visit_held_earlier_is_not_put_off() -> None:
    header = MOVED | {"visite_le": "2026-03-25"}
    [entry] = journal(visit(**header)).entries
    _, moved = states_of(entry)
    assert spaced(moved.said) == "Avancée au 25 mars 2026"
    assert spaced(sentence(moved)) == (
        "Cette visite est avancée du jeudi 26 mars 2026 au mercredi 25 mars 2026."
    )


def test_a_visit_cancelled_twice_says_each_time_which_day_it_leaves() -> None:
    header = MOVED | {"reportee_du": "2026-03-26", "annulee": "[2026-03-22, 2026-03-25]"}
    [entry] = journal(visit(**header)).entries
    _, first, back, again = states_of(entry)
    assert isinstance(entry, Visit)
    assert (entry.cancelled, back.brings_back) == (True, True)
    assert [state.planned and state.planned.edtf for state in (first, again)] == [
        *("2026-03-26", "2026-04-02"),
    ]
    assert again.permalink == "visites/atelier/#annulation-2"


def test_only_the_move_that_follows_a_cancellation_brings_a_visit_back() -> None:
    header = MOVED_TWICE | {"annulee": "2026-03-21"}
    assert [state.brings_back for state in life(**header)] == [False, False, True, False]


def spaced(text: str) -> str:
    """A text with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("slug", "keys", "first"),
    [
        ("atelier", {}, "atelier"),
        ("verger", {"id": "atelier", "anciennes_adresses": "[visites/atelier/]"}, "atelier"),
        (
            "clos",
            {"id": "atelier", "anciennes_adresses": "[visites/verger.md, /visites/atelier]"},
            "atelier",
        ),
        # Back under its first name.
        ("atelier", {"id": "atelier", "anciennes_adresses": "[visites/verger/]"}, "atelier"),
        # It takes the place of another page: what was sent of it keeps its own address.
        ("verger", {"anciennes_adresses": "[visites/friche/]"}, "verger"),
        # Another page has its first address now.
        ("verger", {"id": "atelier"}, "verger"),
        # An identifier that never was a name.
        ("atelier", {"id": "v-12"}, "atelier"),
        ("verger", {"id": "v-12", "anciennes_adresses": "[visites/atelier/]"}, "atelier"),
    ],
)
def test_what_is_sent_keeps_the_first_address_of_its_page(
    slug: str, keys: dict[str, str], first: str
) -> None:
    [entry] = journal(visit(slug, **MOVED, relu_le="2026-04-01", **keys)).entries
    announced, moved = states_of(entry)
    assert announced.permalink == f"visites/{first}/#annonce"
    assert moved.permalink == f"visites/{first}/#report-2026-04-02"
    assert moved.review_permalink == f"visites/{first}/#relu-2026-04-01"
    assert announced.address == f"visites/{slug}/#annonce"


FIXED = AHEAD | {"reportee_du": "2026-04", "reportee_le": "2026-03-24"}


def test_a_month_is_made_precise_by_a_state_of_its_own() -> None:
    announced, fixed = life(**FIXED)
    assert (announced.said, fixed.said) == ("Annoncée pour avril 2026", "Fixée au 2 avril 2026")
    assert fixed.identifier(AUTHORITY) == "tag:essai,2026:visites/atelier#report-2026-04-02"
    assert (fixed.day, fixed.happened) == (date(2026, 3, 24), "fixée")
    assert sentence(fixed) == (
        "Cette visite, annoncée pour avril 2026, aura lieu le jeudi 2 avril 2026."
    )
    _, _, back = life(**FIXED, annulee="2026-03-22")
    assert sentence(back) == "Cette visite, qui était annulée, aura lieu le jeudi 2 avril 2026."


@pytest.mark.parametrize(
    ("days", "instead_of"),
    [
        ("2026-04", None),
        ("[2026, 2026-04]", None),
        ("2026-03", "2026-03"),
        # Fixed, then moved.
        ("[2026-04, 2026-04-09]", "2026-04-09"),
        # Moved to a month, of which the day was then fixed.
        ("[2026-03-26, 2026-04]", "2026-03-26"),
        # The day that was first meant, after all.
        ("[2026-04-02, 2026-04]", None),
    ],
)
def test_a_visit_is_held_instead_of_a_day_that_it_leaves(days: str, instead_of: str | None) -> None:
    published = ", ".join(["2026-03-24"] * (days.count(",") + 1))
    [entry] = journal(visit(**AHEAD, reportee_du=days, reportee_le=f"[{published}]")).entries
    assert isinstance(entry, Visit)
    assert (entry.instead_of and entry.instead_of.edtf) == instead_of


def test_a_visit_of_several_days_is_moved_too() -> None:
    announced, moved = life(
        visite_le="2026-04-02/2026-04-03",
        lieu="Nantes",
        reportee_du="2026-03-26/2026-03-27",
        reportee_le="2026-03-24",
    )
    assert announced.said == "Annoncée pour la période du 26 au 27 mars 2026"
    assert moved.said == "Reportée à la période du 2 au 3 avril 2026"
    assert moved.address == "visites/atelier/#report-2026-04-02/2026-04-03"


def test_an_earlier_state_does_not_know_of_later_ones() -> None:
    before, after = life(**AHEAD)[0], life(**AHEAD, annulee="2026-03-30")[0]
    assert (before.title, before.address, before.day) == (after.title, after.address, after.day)
    written_up = life(**AHEAD, relu_le="2026-04-06", ecrit_le="2026-04-05")
    assert [state.reviewed_on for state in written_up] == [None, date(2026, 4, 6)]


def test_what_is_told_keeps_its_title_and_bears_no_fragment() -> None:
    [state] = life(visite_le="2026-03-14")
    assert (state.stage, state.title) == (Stage.TOLD, "Une visite chez Atelier")
    assert state.address == "visites/atelier/"
    *_, entry = journal(visit(), tip()).entries
    assert told(states_of(entry)) == [("", "2026-03-20")]


def test_a_review_has_an_identifier_and_a_link_of_its_own() -> None:
    [first] = life(visite_le="2026-03-14")
    [state] = life(visite_le="2026-03-14", relu_le="2026-04-01")
    assert (first.review_identifier(AUTHORITY), first.review_permalink) == (
        *("tag:essai,2026:visites/atelier", "visites/atelier/"),
    )
    assert state.identifier(AUTHORITY) == first.identifier(AUTHORITY)
    assert state.review_identifier(AUTHORITY) == "tag:essai,2026:visites/atelier;relu=2026-04-01"
    assert state.review_permalink == "visites/atelier/#relu-2026-04-01"
    *_, moved = life(**MOVED, relu_le="2026-04-01")
    assert moved.review_identifier(AUTHORITY).endswith("#report-2026-04-02;relu=2026-04-01")


def test_a_revision_older_than_the_last_state_is_no_revision() -> None:
    *_, last = life(**AHEAD, relu_le="2026-03-25", ecrit_le="2026-04-05")
    assert (last.reviewed_on, last.updated_on) == (None, date(2026, 4, 5))


def test_the_state_in_which_an_entry_stands_is_its_last() -> None:
    [entry] = journal(visit(**MOVED, annulee="2026-03-30")).entries
    assert standing(entry).stage is Stage.CANCELLED
