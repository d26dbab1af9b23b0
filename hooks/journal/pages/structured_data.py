"""What search engines and social networks read of an entry or of an organisation (schema.org, as
JSON-LD).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from journal.entries.addresses import card_address
from journal.entries.any_entry import AnyEntry
from journal.entries.booklets import Booklet
from journal.entries.catalogue import Catalogue
from journal.entries.kinds import Kind
from journal.entries.organisations import ORGANISATIONS, Organisation
from journal.entries.schedule import schedule_of
from journal.entries.visit import Visit

# What people read of it, under a link.
_READ = frozenset({"description", "headline", "name"})
# « 8 rue de l'Exemple, 44000 Nantes ».
_POSTAL = re.compile(r"(?:(?P<street>.+?),? )?(?P<code>\d{5}) (?P<town>[^\d,]+)")


def structured_data(
    entry: AnyEntry,
    catalogue: Catalogue,
    *,
    site_url: str,
    site_name: str,
    extra: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """What the page is, its BreadcrumbList, and the Event that it announces or announced: nodes of
    a graph, ready for `json.dumps`.

    Args:
        entry: the entry of the page.
        catalogue: where its themes are found.
        site_url: ends with a slash.
        site_name: who signs an entry without authors.
        extra: `config.extra`; its `licence` and `editeur` are left out while they are empty.
    """
    found = [
        _posting(entry, catalogue, site_url, site_name, extra),
        _breadcrumbs(entry, site_url),
    ]
    if isinstance(entry, Visit) and entry.in_calendars:
        found += _event(entry, site_url, found[0]["publisher"])
    return found


def in_french(data: Any, typeset: Callable[[str], str]) -> Any:
    """The same data, in which what people read is set as pages are."""
    if isinstance(data, list):
        return [in_french(part, typeset) for part in data]
    if not isinstance(data, dict):
        return data
    return {
        key: typeset(part) if key in _READ and isinstance(part, str) else in_french(part, typeset)
        for key, part in data.items()
    }


def _posting(
    entry: AnyEntry,
    catalogue: Catalogue,
    site_url: str,
    site_name: str,
    extra: Mapping[str, Any],
) -> dict[str, Any]:
    site = {"@type": "Organization", "name": site_name, "url": site_url}
    publisher = (extra.get("editeur") or {}).get("nom")
    licence = (extra.get("licence") or {}).get("url")
    about = [
        {"@type": "Thing", "name": theme.name, "url": f"{site_url}{theme.address}"}
        for theme in catalogue.themes_of(entry)
    ]
    posting: dict[str, Any] = {
        "@type": entry.kind.called.schema,
        "headline": entry.title,
        "description": entry.description,
        "datePublished": entry.published_on.isoformat(),
        "dateModified": entry.updated_on.isoformat(),
        "inLanguage": "fr",
        "url": f"{site_url}{entry.address}",
        "image": f"{site_url}{card_address(entry)}",
        "author": [{"@type": "Person", "name": name} for name in entry.authors] or [site],
        "publisher": {"@type": "Organization", "name": publisher} if publisher else site,
        "about": about,
    }
    return posting | ({"license": licence} if licence else {})


def organisation_data(
    organisation: Organisation, *, said: str, site_url: str
) -> list[dict[str, Any]]:
    """The organisation that a page is about, with the pages that tell of it, and the BreadcrumbList
    of its page.

    Args:
        organisation: it; `url` is its own site, which our page is not, when that is known.
        said: what the pages say that it is; may be empty.
        site_url: ends with a slash.
    """
    address = f"{site_url}{organisation.address}"
    data: dict[str, Any] = {
        "@type": "Organization",
        "@id": f"{address}#structure",
        "name": organisation.name,
        "mainEntityOfPage": address,
        "subjectOf": [
            {
                "@type": visit.kind.called.schema,
                "headline": visit.title,
                "url": f"{site_url}{visit.address}",
            }
            for visit in organisation.visits
        ],
    }
    section = ("Structures", f"{site_url}{ORGANISATIONS}/")
    crumbs = _crumbs(site_url, section, (organisation.name, address))
    known = {"description": said, "url": organisation.website, "sameAs": organisation.website}
    return [data | {key: value for key, value in known.items() if value}, crumbs]


def booklet_data(booklet: Booklet, edition: date, *, site_url: str) -> list[dict[str, Any]]:
    """A booklet to print, and the BreadcrumbList of its page.

    Args:
        booklet: it.
        edition: the day that it bears.
        site_url: ends with a slash.
    """
    address = f"{site_url}{booklet.address}"
    data = {
        "@type": "CreativeWork",
        "name": booklet.title,
        "description": booklet.summary,
        "url": address,
        "inLanguage": "fr",
        "dateModified": edition.isoformat(),
        "hasPart": [
            {"@type": tip.kind.called.schema, "url": f"{site_url}{tip.address}"}
            for tip in booklet.tips
        ],
    }
    section, theme = Kind.TIP, booklet.theme
    above = [(section.called.heading, f"{site_url}{section.value}/")]
    if theme:
        above = [("Thèmes", f"{site_url}themes/"), (theme.name, f"{site_url}{theme.address}")]
    return [data, _crumbs(site_url, *above, (booklet.title, address))]


def _breadcrumbs(entry: AnyEntry, site_url: str) -> dict[str, Any]:
    section = (entry.kind.called.heading, f"{site_url}{entry.kind.value}/")
    return _crumbs(site_url, section, (entry.title, f"{site_url}{entry.address}"))


def _crumbs(site_url: str, *below: tuple[str, str]) -> dict[str, Any]:
    """From home to a page, each by its name and its whole address."""
    steps = [("Accueil", site_url), *below]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }


def _event(visit: Visit, site_url: str, organizer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A visit as an Event, alone; nothing while its day is not known.

    Today plays no part: a visit that was held stays one that had been scheduled.
    """
    schedule = schedule_of(visit)
    if not schedule or not schedule.settled:
        return []
    event: dict[str, Any] = {
        "@type": "Event",
        "name": visit.title,
        "description": visit.description,
        "url": f"{site_url}{visit.address}",
        "image": f"{site_url}{card_address(visit)}",
        "inLanguage": "fr",
        # With hours, the offset is that of the day: +01:00 in winter.
        "startDate": schedule.start.isoformat(),
        "eventStatus": f"https://schema.org/{_status(visit)}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": visit.organisation,
            "address": _postal_address(visit),
        },
        "organizer": dict(organizer),
    }
    if schedule.end:
        event["endDate"] = schedule.end.isoformat()
    days = [day.first_day for day in visit.moved_from if day.day and visit.instead_of]
    # Former hours are not kept: they may have been others.
    if former := [day.isoformat() for day in days if day]:
        event["previousStartDate"] = former if len(former) > 1 else former[0]
    return [event]


def _status(visit: Visit) -> str:
    """A member of schema.org's EventStatusType."""
    if visit.cancelled:
        return "EventCancelled"
    return "EventRescheduled" if visit.instead_of else "EventScheduled"


def _postal_address(visit: Visit) -> dict[str, str]:
    """The meeting place; France's codes have five figures (« 44000 Nantes »)."""
    found = _POSTAL.fullmatch(visit.venue or "")
    street, code, town = (
        found.group("street", "code", "town") if found else (visit.venue, None, None)
    )
    parts = {
        "streetAddress": street,
        "postalCode": code,
        "addressLocality": town or visit.place,
        "addressCountry": "FR",
    }
    return {"@type": "PostalAddress"} | {name: part for name, part in parts.items() if part}
