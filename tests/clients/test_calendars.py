"""A calendar program reads a visit, then its move to the other side of a change of clocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.newsletter.calendars import calendars
from support.journals import journal, visit
from support.newsletter import SITE
from support.programs import Khal

HEADER = {"date": "2026-11-10", "lieu": "Rezé", "horaire": "14:00-17:00"}


def visit_file(**header: str) -> bytes:
    return calendars(journal(visit("friche", **HEADER | header)), SITE)["visites/friche/visite.ics"]


@pytest.mark.parametrize(
    ("before", "after", "first", "second"),
    [
        ("2027-03-27", "2027-03-29", "2027-03-27 13:00", "2027-03-29 12:00"),
        ("2027-10-30", "2027-11-02", "2027-10-30 12:00", "2027-11-02 13:00"),
    ],
)
def test_a_moved_visit_takes_the_place_of_the_former(
    tmp_path: Path, before: str, after: str, first: str, second: str
) -> None:
    """Hours are asked in universal time: they are those of Paris on that very day."""
    khal = Khal(tmp_path / "khal")
    title = "Une visite chez Friche"
    khal.take(visit_file(visite_le=before))
    assert khal.events(before[:4]) == [(first, title, "CONFIRMED")]
    moved = {"visite_le": after, "reportee_du": before, "reportee_le": "2026-11-20"}
    khal.take(visit_file(**moved))
    assert khal.events(before[:4]) == [(second, title, "CONFIRMED")]
    khal.take(visit_file(**moved, annulee="2026-11-21"))
    assert khal.events(before[:4]) == [(second, f"Annulée\xa0: {title}", "CANCELLED")]


def test_whole_days_are_seen_as_such(tmp_path: Path) -> None:
    khal = Khal(tmp_path / "khal")
    days = {"visite_le": "2027-03-27/2027-03-29", "horaire": "9:00-17:00"}
    khal.take(visit_file(**days))
    assert khal.days("2027-03-25", 7) == ["2027-03-27", "2027-03-28", "2027-03-29"]


def test_a_day_that_is_fixed_takes_the_place_of_its_month(tmp_path: Path) -> None:
    khal = Khal(tmp_path / "khal")
    days = {"visite_le": "2027-02", "horaire": "journée entière"}
    khal.take(visit_file(**days))
    assert len(khal.days("2027-02-01", 28)) == 28
    fixed = {"visite_le": "2027-02-11", "reportee_du": "2027-02", "reportee_le": "2026-11-20"}
    khal.take(visit_file(**days | fixed))
    assert khal.days("2027-02-01", 28) == ["2027-02-11"]
