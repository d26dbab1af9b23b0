"""The calendars of the journal: one of every announced visit, and one of each.

What is written depends on the pages alone, never on the day: a calendar that nobody changed keeps
its bytes, and a visit that is over stays in the calendars of those who subscribed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import cast
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Component, Event

from journal.entries.catalogue import Catalogue
from journal.entries.publisher import Site
from journal.entries.schedule import Schedule, schedule_of
from journal.entries.visit import Visit
from journal.language.dates import PARIS
from journal.language.french import COLON, folded
from journal.language.hours import format_hours
from journal.language.typography import typeset
from journal.newsletter.calendar_addresses import AGENDA_ADDRESS, addresses_of_visit
from journal.newsletter.published_states import State, states_of

# The site is built once a day.
_REFRESHED = timedelta(days=1)

# The rules of the European Union since 1996 (directive 2000/84/EC), for programs that do not know
# the zone by its name: the library's own are a list of days, which ends.
_TIME_ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


def calendars(catalogue: Catalogue, site: Site) -> dict[str, bytes]:
    """Every calendar: its address from the site's root, and its content.

    A visit has its own at its former addresses too: a program that reads it there follows no page.
    """
    found = {AGENDA_ADDRESS: _written(catalogue.announced, site.name, site)}
    for visit in catalogue.announced:
        own = _written([visit], visit.title, site)
        found |= dict.fromkeys(addresses_of_visit(visit), own)
    return found


def _written(visits: Iterable[Visit], name: str, site: Site) -> bytes:
    """A calendar (RFC 5545, section 3.4), with what RFC 7986 adds and older programs call X-….

    Without a visit it has its time zone, since a calendar holds one component at least.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{site.name}//Agenda//FR")
    calendar.add("version", "2.0")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, typeset(name))
    for key in ("refresh-interval", "x-published-ttl"):
        calendar.add(key, _REFRESHED, parameters={"VALUE": "DURATION"})
    calendar.add_component(Component.from_ical(_TIME_ZONE))
    for visit in visits:
        if schedule := schedule_of(visit):
            calendar.add_component(_event(visit, schedule, site))
    content: bytes = calendar.to_ical()
    return content


def _event(visit: Visit, schedule: Schedule, site: Site) -> Event:
    """A visit (RFC 5545, section 3.6.1), in the state in which it stands published.

    Its identifier is a UUID (RFC 7986, section 5.3) made from the visit's own, which no rename
    changes; its sequence, how many states it was published in before.
    """
    states = states_of(visit)
    state, sequence = states[-1], len(states) - 1
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, visit.identifier(site.authority))))
    event.add("sequence", sequence)
    event.add("created", _moment(visit.published_on))
    # Without a METHOD, both say when this was last revised (RFC 5545, section 3.8.7.2). Two states
    # of one day are a minute apart.
    revised = _moment(state.updated_on) + timedelta(minutes=sequence)
    event.add("dtstamp", revised)
    event.add("last-modified", revised)
    _set_days(event, schedule)
    event.add("summary", typeset(_summary(visit, schedule)))
    event.add("description", "\n".join(_description(state, visit, site)))
    if place := _place(visit):
        event.add("location", typeset(place))
    event.add("url", f"{site.url}{visit.address}")
    event.add("status", _status(visit, schedule))
    return event


def _moment(day: date) -> datetime:
    """Midnight in Paris, as universal time."""
    return datetime.combine(day, time.min, PARIS).astimezone(UTC)


def _set_days(event: Event, schedule: Schedule) -> None:
    """Hours in their zone, or whole days, of which the end is the day after the last one."""
    event.add("dtstart", schedule.start)
    if isinstance(schedule.start, datetime):
        if schedule.end:
            event.add("dtend", schedule.end)
        return
    event.add("dtend", cast("date", schedule.end) + timedelta(days=1))
    if not schedule.settled:
        # Nobody is busy the whole month.
        event.add("transp", "TRANSPARENT")


def _status(visit: Visit, schedule: Schedule) -> str:
    if visit.cancelled:
        return "CANCELLED"
    return "CONFIRMED" if schedule.settled else "TENTATIVE"


def _summary(visit: Visit, schedule: Schedule) -> str:
    """The title; before it what many programs do not show otherwise."""
    if visit.cancelled:
        return f"Annulée{COLON}{visit.title}"
    return visit.title if schedule.settled else f"Jour à préciser{COLON}{visit.title}"


def _description(state: State, visit: Visit, site: Site) -> Iterator[str]:
    """What one must know to come; true whenever it is read. Addresses stay as they are."""
    if state.invitation:
        instead = f", au lieu {former.of_week.said_from}" if (former := visit.instead_of) else ""
        yield typeset(f"{visit.held_on.name}{COLON}{visit.held_on.of_week}{instead}")
        if visit.hours:
            yield typeset(f"Horaire{COLON}{format_hours(visit.hours)}")
        if visit.registration:
            yield f"Participer{COLON}{visit.registration_contact or visit.registration}"
    elif visit.cancelled:
        yield typeset(f"Visite annulée. Elle était prévue {visit.held_on.of_week.said_on}.")
    yield typeset(visit.description)
    yield f"{site.url}{visit.address}"


def _place(visit: Visit) -> str:
    """« 8 rue de l'Exemple, 44000 Nantes »: the commune is said once."""
    place, venue = visit.place or "", visit.venue or ""
    if folded(place) in folded(venue):
        return venue
    return f"{venue}, {place}" if venue else place
