"""The agenda and its calendars, built before a visit, on its day, after it and a year later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from icalendar import Calendar

from journal.language.dates import parse_day
from support.building import build
from support.html import parse, text_of
from support.journals import SITE_URL, small_tree, visit, write_tree

BuildAt = Callable[[str, dict[str, str]], Path]

HEADER = {
    "date": "2026-11-10",
    "visite_le": "2026-12-03",
    "reportee_du": "2026-11-26",
    "reportee_le": "2026-11-18",
    "lieu": "Rezé",
    "horaire": "14:00-17:00",
    "adresse": "8 rue de l'Essai, 44400 Rezé",
    "inscription": "https://inscription.example/",
}
FOUR_DAYS = ("2026-11-20", "2026-12-03", "2026-12-04", "2027-12-04")
ANNOUNCED = "//section[@aria-labelledby='site:annoncees']"
# What there is to do while none is announced.
MEANWHILE = "//section[@aria-labelledby='site:en-attendant']"
PAST = "//section[@aria-labelledby='site:passees']"


@pytest.fixture
def build_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BuildAt:
    """A function that builds a tree as on a day, and returns the site's folder."""

    def build_it(day: str, files: dict[str, str]) -> Path:
        noon = datetime.combine(parse_day(day), time(12), UTC)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{noon.timestamp():.0f}")
        return build(tmp_path / day / "site", docs=write_tree(tmp_path / day / "docs", files))

    return build_it


def shown(page: Path, within: str) -> list[str]:
    """What a reader sees in a part of a page, item by item."""
    parts = parse(page).xpath(f"{within}//li | {within}//p[@class='none'][not(@hidden)]")
    return [text_of(part) for part in parts]


def test_a_visit_goes_from_the_announced_to_the_past(build_at: BuildAt) -> None:
    files = small_tree(visit("friche", **HEADER))
    sites = [build_at(day, files) for day in FOUR_DAYS]
    ahead = (
        "Une visite chez Friche jeudi 3 décembre 2026, de 14 h à 17 h, Rezé (au lieu du jeudi 26"
    )
    for site in sites[:2]:
        for page in ("index.html", "agenda/index.html"):
            [said] = shown(site / page, ANNOUNCED)
            assert said.startswith(ahead), page
        assert len(shown(site / "agenda/index.html", PAST)) == 1
    for site in sites[2:]:
        [said] = shown(site / "index.html", ANNOUNCED)
        assert said == (
            "Aucune visite n’est annoncée ici pour l’instant. La lettre du carnet annoncera la"
            " prochaine ; d’autres sont peut-être à l’agenda, sur le site des Ecossolies."
        )
        agenda = parse(site / "agenda/index.html")
        assert text_of(agenda.xpath("//h2")[0]) == "En attendant la prochaine"
        assert "Aucune visite" in text_of(agenda.xpath("//*[@class='lead']")[0])
        assert not agenda.xpath(ANNOUNCED)
        ways = agenda.xpath(f"{MEANWHILE}//a/@href")
        assert ways == ["https://www.ecossolies.fr/", "../abonnement/"]
        told = "Ce que l’on apprend en allant voir cette structure, en une phrase."
        assert shown(site / "agenda/index.html", PAST) == [
            f"Une visite chez Friche 3 décembre 2026, Rezé {told}",
            f"Une visite chez Atelier 14 mars 2026 {told}",
        ]
    awaited = "//p[contains(., 'n’est pas encore écrit')]/@hidden"
    pages = [parse(site / "visites/friche/index.html") for site in sites]
    assert [bool(page.xpath(awaited)) for page in pages] == [True, True, False, False]
    assert "annoncée pour le 3 décembre 2026, n’est pas encore écrit." in text_of(pages[-1])
    for name in ("agenda.ics", "visites/friche/visite.ics"):
        assert len({(site / name).read_bytes() for site in sites}) == 1


def test_an_announced_visit_says_how_to_come(build_at: BuildAt) -> None:
    page = parse(
        build_at("2026-11-20", small_tree(visit("friche", **HEADER))) / "visites/friche/index.html"
    )
    [practical] = page.xpath("//dl[@class='practical']")
    said = dict(
        zip(*(map(text_of, practical.xpath(f".//{tag}")) for tag in ("dt", "dd")), strict=True)
    )
    assert said == {
        "Jour": "jeudi 3 décembre 2026, au lieu du jeudi 26 novembre 2026",
        "Horaire": "de 14 h à 17 h",
        "Rendez-vous": "8 rue de l’Essai, 44400 Rezé",
        "Participer": "S’inscrire à la visite",
        "Agenda": "Ajouter à mon agenda (si vous l’aviez déjà ajoutée, faites-le de nouveau :"
        " elle change de jour)",
    }
    assert practical.xpath(".//a/@href") == ["https://inscription.example/", "visite.ics"]


def texts(page: Path) -> Iterator[str]:
    """What is read of a page, and what is told of it."""
    yield text_of(parse(page).xpath("//main")[0])
    yield from parse(page).xpath("//meta/@content")


def test_nothing_is_said_that_only_the_day_makes_true(build_at: BuildAt) -> None:
    site = build_at(
        "2026-11-20",
        small_tree(visit("friche", **HEADER), visit("halle", **HEADER, annulee="2026-11-19")),
    )
    for address in (
        "",
        "visites/",
        "agenda/",
        "visites/friche/",
        "visites/halle/",
        "themes/reemploi/",
    ):
        for text in texts(site / address / "index.html"):
            assert not [
                word
                for word in ("à venir", "prochaine visite", "aura lieu", "aura pas lieu")
                if word in text.lower()
            ]


def test_the_write_up_keeps_the_address_and_the_identifier(build_at: BuildAt) -> None:
    told = HEADER | {"ecrit_le": "2026-12-20"}
    before, after = (
        build_at("2026-11-20", small_tree(visit("friche", **HEADER))),
        build_at("2026-12-24", small_tree(visit("friche", body="Nous y sommes allés.\n", **told))),
    )
    events = [
        Calendar.from_ical((site / "visites/friche/visite.ics").read_bytes()).walk("VEVENT")[0]
        for site in (before, after)
    ]
    assert events[0]["uid"] == events[1]["uid"]
    assert [event["sequence"] for event in events] == [1, 2]
    assert {event["url"] for event in events} == {f"{SITE_URL}visites/friche/"}
    page = parse(after / "visites/friche/index.html")
    assert page.xpath("//dl[@class='practical']") == []


def test_no_address_elsewhere_is_no_sentence(tmp_path: Path) -> None:
    docs = write_tree(tmp_path / "docs", small_tree())
    site = build(tmp_path / "site", docs=docs, extra={"autorite": "essai,2026", "licence": {}})
    [said] = shown(site / "index.html", ANNOUNCED)
    none, _, then = said.partition(". ")
    assert none == "Aucune visite n’est annoncée ici pour l’instant"
    assert then == "La lettre du carnet annoncera la prochaine."
    agenda = parse(site / "agenda/index.html")
    assert agenda.xpath(f"{MEANWHILE}//a/@href") == ["../abonnement/"]


def test_one_subscribes_by_a_link_of_its_own(site: Path) -> None:
    links = parse(site / "agenda/index.html").xpath("//main//a/@href")
    assert SITE_URL.replace("https://", "webcal://") + "agenda.ics" in links
    for page in ("index.html", "visites/index.html", "404.html"):
        assert any(link.endswith("agenda/") for link in parse(site / page).xpath("//a/@href")), page
