"""What search engines read of an entry."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journal.entries.booklets import booklets_of
from journal.pages.structured_data import (
    booklet_data,
    card_address,
    organisation_data,
    structured_data,
)
from support.journals import guide, journal, tip, visit

SITE = "https://carnet.example/nantes/"


def data_of(path: str, extra: dict[str, Any] | None = None, **changes: str) -> list[dict[str, Any]]:
    catalogue = journal(visit(**changes), tip(), guide())
    entry = catalogue.at(path)
    assert entry
    return structured_data(
        entry, catalogue, site_url=SITE, site_name="Visites apprenantes", extra=extra or {}
    )


def test_a_posting_says_when_about_what_and_by_whom() -> None:
    posting, _ = data_of(
        "visites/atelier.md", auteurs="[Une personne]", relu_le="2026-04-01", tags="[emploi]"
    )
    assert posting["@type"] == "BlogPosting"
    assert (posting["datePublished"], posting["dateModified"]) == ("2026-03-20", "2026-04-01")
    assert posting["author"] == [{"@type": "Person", "name": "Une personne"}]
    assert [about["url"] for about in posting["about"]] == [f"{SITE}themes/emploi/"]
    assert posting["image"] == f"{SITE}partage/visites-atelier.png"


def test_a_guide_is_an_article() -> None:
    article, breadcrumbs = data_of("guides/debuter.md")
    assert (article["@type"], article["url"]) == ("Article", f"{SITE}guides/debuter/")
    assert breadcrumbs["itemListElement"][1]["name"] == "Guides"


def test_without_authors_the_site_signs() -> None:
    posting, _ = data_of("conseils/oser.md")
    assert posting["author"] == [
        {"@type": "Organization", "name": "Visites apprenantes", "url": SITE}
    ]
    assert "license" not in posting


def test_the_publisher_and_the_licence_are_said_once_they_are_known() -> None:
    extra = {"editeur": {"nom": "Une association"}, "licence": {"url": "https://licence.example/"}}
    posting, _ = data_of("conseils/oser.md", extra)
    assert posting["publisher"]["name"] == "Une association"
    assert posting["license"] == "https://licence.example/"


def test_breadcrumbs_go_from_home_to_the_page() -> None:
    _, breadcrumbs = data_of("conseils/oser.md")
    steps = breadcrumbs["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert [step["item"] for step in steps] == [SITE, f"{SITE}conseils/", f"{SITE}conseils/oser/"]


def test_a_card_has_the_address_of_its_entry() -> None:
    catalogue = journal(visit())
    assert card_address(catalogue.visits[0]) == "partage/visites-atelier.png"


def test_a_booklet_has_its_tips_and_the_day_of_its_edition() -> None:
    every, of_theme = booklets_of(journal(visit(), tip()))
    data, breadcrumbs = booklet_data(of_theme, date(2026, 5, 2), site_url=SITE)
    assert (data["dateModified"], data["url"]) == ("2026-05-02", f"{SITE}themes/reemploi/livret/")
    assert data["hasPart"] == [{"@type": "BlogPosting", "url": f"{SITE}conseils/oser/"}]
    steps = [step["item"] for step in breadcrumbs["itemListElement"]]
    assert steps == [SITE, f"{SITE}themes/", f"{SITE}themes/reemploi/", data["url"]]
    _, breadcrumbs = booklet_data(every, date(2026, 5, 2), site_url=SITE)
    steps = [step["item"] for step in breadcrumbs["itemListElement"]]
    assert steps == [SITE, f"{SITE}conseils/", f"{SITE}livret/"]
    assert [fault for node in (data, breadcrumbs) for fault in misused(node)] == []


def test_an_organisation_has_the_pages_that_tell_of_it_and_no_site_of_ours() -> None:
    catalogue = journal(visit(structure="ATAO"))
    atao = catalogue.organisation_named("atao")
    data, breadcrumbs = organisation_data(atao, said="ATAO est une idée.", site_url=SITE)
    assert data == {
        "@type": "Organization",
        "@id": f"{SITE}structures/atao/#structure",
        "name": "ATAO",
        "description": "ATAO est une idée.",
        "mainEntityOfPage": f"{SITE}structures/atao/",
        "subjectOf": [
            {
                "@type": "BlogPosting",
                "headline": "Une visite chez Atelier",
                "url": f"{SITE}visites/atelier/",
            }
        ],
    }
    steps = breadcrumbs["itemListElement"]
    assert [step["item"] for step in steps] == [
        SITE,
        f"{SITE}structures/",
        f"{SITE}structures/atao/",
    ]
    assert "description" not in organisation_data(atao, said="", site_url=SITE)[0]


# ---- The event that a visit is ----------------------------------------------------------------


AHEAD = {"date": "2026-03-10", "visite_le": "2026-12-03", "lieu": "Rezé"}
MOVED = {"reportee_du": "2026-11-26", "reportee_le": "2026-06-01"}


def events(**changes: str) -> list[dict[str, Any]]:
    return data_of("visites/atelier.md", **AHEAD | changes)[2:]


@pytest.mark.parametrize(
    ("day", "hours", "start", "end"),
    [
        ("2026-12-03", "14:00-17:00", "2026-12-03T14:00:00+01:00", "2026-12-03T17:00:00+01:00"),
        ("2026-07-02", "14:00-17:00", "2026-07-02T14:00:00+02:00", "2026-07-02T17:00:00+02:00"),
        ("2026-10-24", "22h-4h", "2026-10-24T22:00:00+02:00", "2026-10-25T04:00:00+01:00"),
        ("2026-12-03", "14 h", "2026-12-03T14:00:00+01:00", None),
        ("2026-12-03", "l'après-midi", "2026-12-03", "2026-12-03"),
        ("2026-12-03/2026-12-05", "9:00-17:00", "2026-12-03", "2026-12-05"),
    ],
)
def test_an_event_says_its_days_and_the_offset_of_each(
    day: str, hours: str, start: str, end: str | None
) -> None:
    [event] = events(visite_le=day, horaire=hours)
    assert (event["startDate"], event.get("endDate")) == (start, end)


@pytest.mark.parametrize(
    ("header", "status", "former"),
    [
        ({}, "EventScheduled", None),
        (MOVED, "EventRescheduled", "2026-11-26"),
        (
            {
                "reportee_du": "[2026-11-26, 2026-11, 2026-11-28/2026-11-30]",
                "reportee_le": "[2026-05-01, 2026-05-02, 2026-05-03]",
            },
            "EventRescheduled",
            ["2026-11-26", "2026-11-28"],
        ),
        # Its month was made precise.
        (MOVED | {"reportee_du": "2026-12"}, "EventScheduled", None),
        (MOVED | {"reportee_du": "2026-11"}, "EventRescheduled", None),
        ({"annulee": "2026-06-01"}, "EventCancelled", None),
        (MOVED | {"annulee": "2026-06-02"}, "EventCancelled", "2026-11-26"),
    ],
)
@pytest.mark.parametrize("today", ["2026-12-02", "2026-12-03", "2026-12-24", "2027-12-24"])
def test_an_event_says_what_became_of_it_whatever_the_day(
    header: dict[str, str], status: str, former: str | list[str] | None, today: str
) -> None:
    catalogue = journal(visit(**AHEAD | header), today=date.fromisoformat(today))
    *_, event = structured_data(
        catalogue.visits[0], catalogue, site_url=SITE, site_name="Carnet", extra={}
    )
    assert event["eventStatus"] == f"https://schema.org/{status}"
    assert event.get("previousStartDate") == former


def test_a_visit_that_is_told_had_been_scheduled() -> None:
    [event] = events(date="2026-03-10", visite_le="2026-04-02", ecrit_le="2026-04-05")
    assert event["eventStatus"] == "https://schema.org/EventScheduled"


@pytest.mark.parametrize(
    ("venue", "expected"),
    [
        (
            "8 rue de l'Essai, 44400 Rezé",
            {"streetAddress": "8 rue de l'Essai", "postalCode": "44400", "addressLocality": "Rezé"},
        ),
        ("44400 Rezé", {"postalCode": "44400", "addressLocality": "Rezé"}),
        ("8 rue de l'Essai", {"streetAddress": "8 rue de l'Essai", "addressLocality": "Rezé"}),
        (
            "Bâtiment 12345, porte 2",
            {"streetAddress": "Bâtiment 12345, porte 2", "addressLocality": "Rezé"},
        ),
        (None, {"addressLocality": "Rezé"}),
    ],
)
def test_a_place_has_a_postal_address(venue: str | None, expected: dict[str, str]) -> None:
    [event] = events(**({"adresse": f'"{venue}"'} if venue else {}))
    postal = {"@type": "PostalAddress", "addressCountry": "FR"}
    assert event["location"]["address"] == postal | expected


@pytest.mark.parametrize(
    "header",
    [
        {"visite_le": "2026-12"},
        {"date": "2026-03-20", "visite_le": "2026-03-14"},
        {"visite_le": "XXXX-12-03"},
    ],
)
def test_what_was_not_announced_for_a_day_is_no_event(header: dict[str, str]) -> None:
    assert events(**header) == []


# ---- schema.org's own terms -------------------------------------------------------------------


TERMS = json.loads((Path(__file__).parent / "schema_org.json").read_text("utf-8"))
FORMS = {
    "Date": r"\d{4}-\d\d-\d\d",
    "DateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+\d\d:00",
}


def kinds_of(name: str) -> Iterator[str]:
    """A type, and those that it is a case of."""
    yield name
    for wider in TERMS["types"][name]:
        yield from kinds_of(wider)


def is_one(value: Any, expected: str) -> bool:
    """Whether a value is of a type of schema.org, or of one of its data types."""
    if isinstance(value, dict):
        return expected in kinds_of(value["@type"])
    if expected == "Integer" or isinstance(value, int):
        return expected == "Integer" and isinstance(value, int)
    if expected in FORMS:
        return bool(re.fullmatch(FORMS[expected], value))
    if expected in TERMS["members"].values():
        return TERMS["members"].get(value.removeprefix("https://schema.org/")) == expected
    # Addresses stand for things that have one.
    is_address = value.startswith(("http://", "https://"))
    return expected == "Text" or (is_address and expected in ("URL", "Thing", "CreativeWork"))


def misused(node: dict[str, Any]) -> Iterator[str]:
    """The properties that schema.org does not give to a type, or not with that value."""
    for name, value in node.items():
        if name.startswith("@"):
            continue
        term = TERMS["properties"].get(name, {"of": [], "is": []})
        held = set(term["of"]) & set(kinds_of(node["@type"]))
        for one in value if isinstance(value, list) else [value]:
            if not held or not any(is_one(one, expected) for expected in term["is"]):
                yield f"{node['@type']}.{name}"
            if isinstance(one, dict):
                yield from misused(one)


@pytest.mark.parametrize("header", [{}, MOVED, {"annulee": "2026-06-01"}, {"horaire": "14:00"}])
@pytest.mark.parametrize("path", ["visites/atelier.md", "conseils/oser.md", "guides/debuter.md"])
def test_every_term_is_one_of_schema_org(path: str, header: dict[str, str]) -> None:
    extra = {"editeur": {"nom": "Une association"}, "licence": {"url": "https://licence.example/"}}
    found = data_of(path, extra, **AHEAD | header)
    assert len(found) == (3 if path.startswith("visites") else 2)
    assert [fault for node in found for fault in misused(node)] == []


def test_a_term_that_is_not_would_be_seen() -> None:
    [event] = events()
    event |= {"startDate": "demain", "eventStatus": "https://schema.org/Cancelled", "headline": "x"}
    event["location"]["address"]["@type"] = "Person"
    assert list(misused(event)) == [
        "Event.startDate",
        "Event.eventStatus",
        "Place.address",
        "Person.addressLocality",
        "Person.addressCountry",
        "Event.headline",
    ]
