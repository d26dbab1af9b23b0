"""Calendars, each beside the pages that it is made of, in `agenda/`: the same on four days."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.language.dates import parse_day
from journal.newsletter.calendar_addresses import AGENDA_ADDRESS
from journal.newsletter.calendars import calendars
from support.golden import blocks_of, compare
from support.journals import journal
from support.newsletter import SITE

CASES = sorted((Path(__file__).parent / "agenda").glob("*.txt"))


@pytest.mark.parametrize("day", ["2026-11-20", "2026-12-03", "2026-12-04", "2027-12-04"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_whole_calendars(case: Path, day: str) -> None:
    blocks = blocks_of(case.read_text("utf-8"))
    given = {name: text for name, text in blocks.items() if name.endswith(".md")}
    content = calendars(journal(given, today=parse_day(day)), SITE)[AGENDA_ADDRESS]
    compare(case, given, {AGENDA_ADDRESS: content.decode().replace("\r\n", "\n")})


def test_there_are_cases() -> None:
    assert CASES
