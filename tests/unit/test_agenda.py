"""Calendars: read back as a program that subscribes reads them, whatever day it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from journal.language.dates import PARIS
from journal.language.typography import typeset
from journal.newsletter.calendar_addresses import AGENDA_ADDRESS, calendar_addresses
from journal.newsletter.calendars import calendars
from support.journals import journal, tip, visit
from support.newsletter import AWKWARD, SITE

AHEAD = {"date": "2026-11-10", "visite_le": "2026-12-03", "lieu": "Rezé"}
HOURS = AHEAD | {"horaire": "14:00-17:00"}
MOVED = {"reportee_du": "2026-11-26", "reportee_le": "2026-11-20"}
# Before the announced day, on it, after it, a year later.
FOUR_DAYS = [date(2026, 11, 20), date(2026, 12, 3), date(2026, 12, 4), date(2027, 12, 4)]


def published(today: date = FOUR_DAYS[0], **header: str) -> bytes:
    return calendars(journal(visit("friche", **header), today=today), SITE)[AGENDA_ADDRESS]


def event(today: date = FOUR_DAYS[0], **header: str) -> Event:
    [found] = Calendar.from_ical(published(today, **header)).walk("VEVENT")
    assert found.errors == []
    return found


def times(found: Event) -> tuple[object, object]:
    return found.start, found.decoded("dtend", None)


# ---- Days and hours ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "hours", "begins", "ends"),
    [
        # Two hours ahead of universal time in summer, one in winter.
        ("2027-03-27", "14:00-17:00", "2027-03-27 13:00", "2027-03-27 16:00"),
        ("2027-03-28", "14:00-17:00", "2027-03-28 12:00", "2027-03-28 15:00"),
        ("2027-10-30", "9h30-12h", "2027-10-30 07:30", "2027-10-30 10:00"),
        ("2027-10-31", "9h30-12h", "2027-10-31 08:30", "2027-10-31 11:00"),
        ("2026-12-31", "22:00-01:00", "2026-12-31 21:00", "2027-01-01 00:00"),
        ("2026-12-03", "de 14 h à 17 heures", "2026-12-03 13:00", "2026-12-03 16:00"),
        ("2026-12-03", "14h-17h précises", "2026-12-03 13:00", "2026-12-03 16:00"),
        ("2026-12-03", "14h à 17h, accueil dès 13h45", "2026-12-03 13:00", "2026-12-03 16:00"),
    ],
)
def test_hours_are_those_of_paris(day: str, hours: str, begins: str, ends: str) -> None:
    found = event(**AHEAD | {"visite_le": day, "horaire": hours})
    assert found["dtstart"].params == {"TZID": "Europe/Paris"}
    instants = [moment.astimezone(UTC) for moment in (found.start, found.end)]
    assert [f"{instant:%Y-%m-%d %H:%M}" for instant in instants] == [begins, ends]


def test_the_zone_says_itself_when_clocks_change() -> None:
    """A program that does not know the zone by its name reads its rules in the calendar."""
    [zone] = Calendar.from_ical(published(**HOURS)).walk("VTIMEZONE")
    own = zone.to_tz(lookup_tzid=False)
    for days in range(0, 365, 3):
        here = datetime(2031, 1, 1, 12, tzinfo=PARIS) + timedelta(days=days)
        assert here.replace(tzinfo=own).utcoffset() == here.utcoffset()


@pytest.mark.parametrize("hours", ["14 h", "14:00-13:00"])
def test_a_visit_of_which_only_the_beginning_is_known_has_no_end(hours: str) -> None:
    """An end that comes before the beginning, and not in the night after, is a slip."""
    assert times(event(**AHEAD, horaire=hours)) == (
        datetime(2026, 12, 3, 14, tzinfo=PARIS),
        None,
    )


def test_a_slip_of_the_year_stops_nothing() -> None:
    assert not Calendar.from_ical(published(**AHEAD | {"visite_le": "9999-12-31"})).walk("VEVENT")


@pytest.mark.parametrize(
    ("day", "hours"),
    # At 2 o'clock on the first of these days it is 3.
    [("2027-03-28", "02:30-03:30"), ("2026-12-03", "14:00-14:00")],
)
def test_no_visit_ends_when_it_begins(day: str, hours: str) -> None:
    assert times(event(**AHEAD | {"visite_le": day, "horaire": hours}))[1] is None


@pytest.mark.parametrize("day", ["9999-12-31", "9999-12", "9999"])
def test_a_day_that_has_none_after_it_is_in_no_calendar(day: str) -> None:
    content = published(**AHEAD | {"visite_le": day, "horaire": "22:00-01:00"})
    assert Calendar.from_ical(content).walk("VEVENT") == []


@pytest.mark.parametrize(
    ("header", "days", "status"),
    [
        ({}, ("2026-12-03", "2026-12-04"), "CONFIRMED"),
        ({"horaire": "l'après-midi"}, ("2026-12-03", "2026-12-04"), "CONFIRMED"),
        ({"visite_le": "2026-12-31"}, ("2026-12-31", "2027-01-01"), "CONFIRMED"),
        ({"visite_le": "2026-12-03/2026-12-05"}, ("2026-12-03", "2026-12-06"), "CONFIRMED"),
        (
            {"visite_le": "2026-12-03/2026-12-05", "horaire": "9:00-17:00"},
            ("2026-12-03", "2026-12-06"),
            "CONFIRMED",
        ),
        ({"visite_le": "2027-02"}, ("2027-02-01", "2027-03-01"), "TENTATIVE"),
        ({"visite_le": "2027"}, ("2027-01-01", "2028-01-01"), "TENTATIVE"),
    ],
)
def test_whole_days_end_the_day_after(
    header: dict[str, str], days: tuple[str, str], status: str
) -> None:
    found = event(**AHEAD | header)
    assert times(found) == tuple(map(date.fromisoformat, days))
    assert found["dtstart"].params == {"VALUE": "DATE"}
    assert (found["status"], found["sequence"]) == (status, 0)
    assert found.get("transp") == ("TRANSPARENT" if status == "TENTATIVE" else None)


# ---- The life of a visit ----------------------------------------------------------------------


LIFE = [
    AHEAD | {"visite_le": "2026-11-26"},
    AHEAD | MOVED,
    AHEAD
    | {"visite_le": "2026-12-10", "reportee_du": "[2026-11-26, 2026-12-03]"}
    # Moved again the same day.
    | {"reportee_le": "[2026-11-20, 2026-11-20]"},
]


@pytest.mark.parametrize(
    "end", [{"annulee": "2026-11-20"}, {"annulee": "2026-11-23"}, {"ecrit_le": "2026-12-20"}]
)
def test_each_state_has_a_risen_sequence_and_day(end: dict[str, str]) -> None:
    events = [event(today=date(2027, 1, 5), **header) for header in (*LIFE, LIFE[-1] | end)]
    assert len({found["uid"] for found in events}) == 1
    assert [found["sequence"] for found in events] == [0, 1, 2, 3]
    modified = [found.last_modified for found in events]
    assert modified == sorted(set(modified))
    assert [found.stamp for found in events] == modified
    assert {found.created for found in events} == {datetime(2026, 11, 9, 23, tzinfo=UTC)}


# What may be done to a published visit, and how many days after the last thing that was.
STEPS = st.lists(
    st.tuples(st.sampled_from(["move", "cancel", "review", "reword", "write"]), st.integers(0, 3)),
    max_size=8,
)
# Where a visit is moved to: before the former day as well, and over both changes of clocks.
DAYS = ["2027-03-27", "2027-03-29", "2027-10-30", "2027-11-02", "2027-02", "2027-05-03/2027-05-05"]


def lived(steps: list[tuple[str, int]]) -> Iterator[dict[str, str]]:
    """The header of a visit after each step that can be taken, as people write it."""
    day, rank, cancelled_on = date(2026, 11, 10), 0, None
    moves: list[tuple[str, str]] = []
    header = {"date": f"{day}", "visite_le": DAYS[0], "lieu": "Rezé", "horaire": "14:00-17:00"}
    yield dict(header)
    for step, later in steps:
        day += timedelta(days=later)
        if step == "move" and day != cancelled_on:
            moves.append((header["visite_le"], f"{day}"))
            rank += 1
            header["visite_le"] = DAYS[rank % len(DAYS)]
            header["reportee_du"] = f"[{', '.join(former for former, _ in moves)}]"
            header["reportee_le"] = f"[{', '.join(on for _, on in moves)}]"
        elif step == "cancel" and not cancelled_on:
            cancelled_on = day
            header["annulee"] = f"{day}"
        elif step == "review":
            header["relu_le"] = f"{day}"
        elif step == "reword":
            header["adresse"] = f"{len(header)} rue de l'Essai"
        elif step == "write" and header["date"] != f"{day}":
            header["ecrit_le"] = f"{day}"
        yield dict(header)
        if "ecrit_le" in header:
            return


@settings(max_examples=40)
@given(STEPS)
def test_a_sequence_never_falls_and_rises_with_the_day(steps: list[tuple[str, int]]) -> None:
    before: Event | None = None
    for header in lived(steps):
        now = event(today=date(2027, 12, 31), **header)
        if before:
            assert now["uid"] == before["uid"]
            assert now["sequence"] >= before["sequence"]
            assert now.last_modified >= before.last_modified
            keys = ("dtstart", "dtend", "status")
            if [now[key].to_ical() for key in keys] != [before[key].to_ical() for key in keys]:
                assert now["sequence"] > before["sequence"]
                assert now.last_modified > before.last_modified
        before = now


def test_a_cancelled_visit_says_so_to_programs_and_to_people() -> None:
    found = event(**HOURS, annulee="2026-11-20", inscription="https://example.org/")
    assert (found["status"], found["sequence"]) == ("CANCELLED", 1)
    assert found["summary"] == "Annulée\N{NO-BREAK SPACE}: Une visite chez Friche"
    assert "Elle était prévue le jeudi 3 décembre 2026." in found["description"].replace(
        "\xa0", " "
    )
    assert "example.org/\n" not in found["description"], "nobody is asked to come"


def test_a_visit_whose_day_is_fixed_rises_in_calendars() -> None:
    before = event(**AHEAD | {"visite_le": "2026-12"})
    after = event(**AHEAD, reportee_du="2026-12", reportee_le="2026-11-20")
    assert (before["status"], before["sequence"]) == ("TENTATIVE", 0)
    assert (after["status"], after["sequence"], after.get("transp")) == ("CONFIRMED", 1, None)
    assert after["uid"] == before["uid"]
    assert after.last_modified > before.last_modified
    said = after["description"].replace("\xa0", " ").splitlines()
    assert said[0] == "Jour : jeudi 3 décembre 2026"


def test_a_moved_visit_says_instead_of_what() -> None:
    said = event(**AHEAD, **MOVED)["description"].replace("\xa0", " ").splitlines()
    assert said[0] == "Jour : jeudi 3 décembre 2026, au lieu du jeudi 26 novembre 2026"


@pytest.mark.parametrize("header", [HOURS, HOURS | MOVED, HOURS | {"annulee": "2026-11-19"}])
def test_the_day_on_which_it_is_built_changes_nothing(header: dict[str, str]) -> None:
    assert len({published(today, **header) for today in FOUR_DAYS}) == 1


def test_a_visit_that_is_over_stays_in_the_calendar() -> None:
    told = HOURS | {"ecrit_le": "2026-12-20"}
    assert event(FOUR_DAYS[3], **told)["uid"] == event(**HOURS)["uid"]


# ---- Which visits -----------------------------------------------------------------------------


def test_only_what_was_announced_is_in_a_calendar() -> None:
    catalogue = journal(
        visit("friche", **AHEAD),
        visit("jardin", **AHEAD | {"visite_le": "2026-11-30"}),
        visit("avant", date="2026-03-20", visite_le="2026-03-14"),
        visit("un-jour", date="2026-03-20", visite_le="XXXX-03-14"),
        visit("sur-place", date="2026-12-03", ecrit_le="2026-12-03", visite_le="2026-12-03"),
        visit("voisine", **AHEAD, lors_de="friche"),
        visit(),
        tip(),
        today=date(2026, 12, 24),
    )
    files = calendars(catalogue, SITE)
    assert list(files) == [
        "agenda.ics",
        "visites/jardin/visite.ics",
        "visites/friche/visite.ics",
    ]
    assert list(files) == list(calendar_addresses(catalogue))
    found = Calendar.from_ical(files["agenda.ics"]).walk("VEVENT")
    assert [one["url"].split("/")[-2] for one in found] == ["jardin", "friche"]


def test_a_renamed_visit_keeps_its_identifier_and_its_former_calendar() -> None:
    before = journal(visit("friche", **AHEAD))
    after = journal(visit("jardin", **AHEAD, id="friche", anciennes_adresses="[/visites/friche]"))
    old, new = calendars(before, SITE), calendars(after, SITE)
    assert set(old) < set(new)
    assert new["visites/friche/visite.ics"] == new["visites/jardin/visite.ics"]
    uids = {
        one["uid"]
        for files in (old, new)
        for content in files.values()
        for one in Calendar.from_ical(content).walk("VEVENT")
    }
    assert len(uids) == 1


def test_a_calendar_without_visits_is_one_still() -> None:
    content = calendars(journal(visit(), tip()), SITE)
    assert list(content) == [AGENDA_ADDRESS]
    calendar = Calendar.from_ical(content[AGENDA_ADDRESS])
    # RFC 5545, section 3.6: a calendar holds a component at least.
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]


def test_programs_are_told_how_often_to_come_back() -> None:
    lines = published(**AHEAD).decode().split("\r\n")
    assert "REFRESH-INTERVAL;VALUE=DURATION:P1D" in lines
    assert "X-PUBLISHED-TTL;VALUE=DURATION:P1D" in lines


# ---- Writing ----------------------------------------------------------------------------------


def lines_are_sound(content: bytes) -> bool:
    lines = content.split(b"\r\n")
    return (
        lines.pop() == b""
        and not any(b"\n" in line or b"\r" in line for line in lines)
        and all(len(line) <= 75 for line in lines)
        # No letter is cut: each line is UTF-8 by itself.
        and all(line.decode("utf-8") for line in lines)
    )


# But « \N », that the library takes for an end of line before it escapes it.
@given(st.text(st.sampled_from("éàœ€🌱 ,;\\:n'abc"), max_size=100))
def test_any_title_comes_back_as_it_is_set(title: str) -> None:
    catalogue = journal(visit("friche", **AHEAD))
    [friche] = catalogue.visits
    entries = (friche.model_copy(update={"title": title}),)
    content = calendars(replace(catalogue, entries=entries), SITE)[AGENDA_ADDRESS]
    assert lines_are_sound(content)
    [found] = Calendar.from_ical(content).walk("VEVENT")
    assert found["summary"] == typeset(title)


def test_what_calendars_take_for_signs_is_escaped() -> None:
    venue = "Bâtiment A ; porte 2, 8 rue de l'Été, 44400 Rezé"
    content = published(
        **HOURS, adresse=f'"{venue}"', title=f"'Carnet {AWKWARD[2:8]}, suite ; fin'"
    )
    assert lines_are_sound(content)
    unfolded = content.replace(b"\r\n ", b"").decode()
    assert "LOCATION:Bâtiment A\N{NARROW NO-BREAK SPACE}\\; porte 2\\, 8 rue" in unfolded
    [found] = Calendar.from_ical(content).walk("VEVENT")
    assert found["location"].replace("\N{NARROW NO-BREAK SPACE}", " ").replace("’", "'") == venue
