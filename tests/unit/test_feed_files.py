"""The files of a feed: bounded in size, and from the newest item one reaches the very first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.html import fragment_fromstring

from journal.entries.catalogue import Catalogue
from journal.language.typography import typeset
from journal.newsletter.archives import FLOOR, expected_years, feed_of, years_by_feed, years_of
from journal.newsletter.feed_files import MOST_BYTES
from journal.newsletter.feeds import announced, feeds_of, letter_feed
from journal.newsletter.published_states import states_of
from support.journals import journal, themes, tip, visit
from support.newsletter import AWKWARD, NAMESPACES, SITE, parse_rss, publish
from support.rss_rules import complaints

TODAY = date(2026, 6, 15)
FEED = "feed_rss_created"
Files = Mapping[str, bytes]


def published(days: list[date], today: date = TODAY, **changes: str) -> Catalogue:
    """A journal of visits told on those days, each named after its day and its rank in it."""
    return journal(*visits(days, **changes), today=today)


def visits(days: list[date], **changes: str) -> Iterator[dict[str, str]]:
    for rank, day in enumerate(days):
        slug = f"v{day:%Y%m%d}-{days[:rank].count(day):03}"
        yield visit(slug, date=day.isoformat(), visite_le="2019-12-01", **changes)


def every(count: int, *, days: int, until: date = TODAY) -> list[date]:
    return [until - timedelta(days=days * number) for number in range(count)]


def weighing(catalogue: Catalogue, length: int) -> dict[str, str]:
    return {entry.path: f"<p>{'é' * (length // 2)}</p>" for entry in catalogue.entries}


def guids(content: bytes) -> list[str]:
    return [str(guid) for guid in parse_rss(content).xpath("item/guid/text()")]


def linked(content: bytes, relation: str) -> str | None:
    path = f"atom:link[@rel='{relation}']/@href"
    found = parse_rss(content).xpath(path, namespaces=NAMESPACES)
    return str(found[0]).removeprefix(SITE.url) if found else None


def walk_rss(files: Files, name: str, relation: str = "prev-archive") -> Iterator[bytes]:
    """A feed, then each archive or page that the one before it names (RFC 5005)."""
    step: str | None = name
    while step:
        yield files[step]
        step = linked(files[step], relation)


def walk_json(files: Files, name: str) -> Iterator[Any]:
    step: str | None = name
    while step:
        value = json.loads(files[step])
        yield value
        step = value.get("next_url", "").removeprefix(SITE.url)


def assert_sound(files: Files, count: int) -> None:
    """No file is too heavy or breaks a rule; each walk reaches every item, in RSS as in JSON."""
    assert max(map(len, files.values())) <= MOST_BYTES
    for name, content in files.items():
        if name.endswith(".xml"):
            assert complaints(content, address=SITE.url + name) == [], name
    for basis, relation in (("created", "prev-archive"), ("updated", "next")):
        steps = walk_rss(files, f"feed_rss_{basis}.xml", relation)
        whole = {guid for content in steps for guid in guids(content)}
        values = walk_json(files, f"feed_json_{basis}.json")
        assert len(whole) == count
        assert {item["id"] for value in values for item in value["items"]} == whole


def test_a_small_journal_has_no_archive() -> None:
    files = publish(published(every(FLOOR, days=40)))
    assert not [name for name in files if "-" in name]
    assert_sound(files, FLOOR)


def test_each_page_announces_everything_then_the_letter_then_its_own_feed() -> None:
    letter = letter_feed(SITE)
    told = announced(feeds_of(published(every(1, days=30)), SITE), letter)
    whole = told[""]
    assert [feed.page for feed in whole] == ["", "", letter.page]
    assert {"visites/", "conseils/", "guides/"} < told.keys()
    assert all(
        feeds[:3] == whole and [feed.page for feed in feeds[3:]] == [page]
        for page, feeds in told.items()
        if page
    )


def test_what_no_longer_fits_is_archived_by_year() -> None:
    catalogue = published(every(50, days=30))
    files = publish(catalogue)
    archives = [f"{FEED}-{year}.xml" for year in (2024, 2023, 2022)]
    assert sorted(n for n in files if n.startswith(f"{FEED}-")) == sorted(archives)
    assert len(guids(files[f"{FEED}.xml"])) == FLOOR
    assert_sound(files, 50)
    whole, *others = feeds_of(catalogue, SITE)
    states = [state for entry in catalogue.entries for state in states_of(entry)]
    assert expected_years(states, whole) == [2024, 2023, 2022]
    assert years_of(whole, files) == [
        (year, [file]) for year, file in zip((2024, 2023, 2022), archives, strict=True)
    ]
    assert years_by_feed([whole, *others], files) == {
        feed.rss: years_of(feed, files) for feed in (whole, *others)
    }


def test_an_archive_says_so_and_leads_to_the_feed_and_to_the_one_before() -> None:
    files = publish(published(every(50, days=30)))
    assert linked(files[f"{FEED}.xml"], "prev-archive") == f"{FEED}-2024.xml"
    assert parse_rss(files[f"{FEED}.xml"]).find("fh:archive", NAMESPACES) is None
    for year, older in (("2024", f"{FEED}-2023.xml"), ("2022", None)):
        archive = files[f"{FEED}-{year}.xml"]
        assert parse_rss(archive).find("fh:archive", NAMESPACES) is not None
        assert linked(archive, "current") == f"{FEED}.xml"
        assert linked(archive, "self") == f"{FEED}-{year}.xml"
        assert linked(archive, "prev-archive") == older
        assert {d.split()[3] for d in parse_rss(archive).xpath("item/pubDate/text()")} == {year}
        assert parse_rss(archive).findtext("title") == f"Carnet ({year})"


def test_an_archive_never_changes_once_its_year_is_over() -> None:
    days = every(60, days=20)
    before, after = publish(published(days[20:])), publish(published(days))
    over = [name for name in before if "-2023" in name or "-2024" in name]
    assert len(over) == 2 * 2 * len(("site", "visites", "theme"))
    assert [name for name in over if before[name] != after[name]] == []
    assert before[f"{FEED}.xml"] != after[f"{FEED}.xml"]


def test_an_announcement_stays_in_the_archive_of_its_year_once_it_is_told() -> None:
    """Its title, its summary, its hours and its body were of December; those of January are not."""
    planned = {"date": "2025-12-03", "visite_le": "2026-01-10", "lieu": "Rezé"}
    told = planned | {"ecrit_le": "2026-01-20", "title": "Ce que la friche nous a appris"}
    since = list(visits(every(30, days=2)))
    before = journal(visit("friche", **planned, horaire="14:00-17:00"), *since, today=TODAY)
    sent = {"annonce": before.visit("friche").words}
    after = journal(visit("friche", **told), *since, today=TODAY)
    entries = tuple(e.remembering(sent) if e.slug == "friche" else e for e in after.visits)
    after = replace(after, entries=entries)
    name, body = f"{FEED}-2025.xml", "<p>Nous y avons vu des jardins.</p>"
    first = publish(before)[name]
    assert (
        publish(after, bodies=dict.fromkeys((e.path for e in after.entries), body))[name] == first
    )
    [item] = parse_rss(first).findall("item")
    assert item.findtext("guid") == "tag:essai,2026:visites/friche#annonce"
    assert item.findtext("title") == typeset(
        "Annoncée pour le 10 janvier 2026 : Une visite chez Friche"
    )
    assert typeset("aura lieu le samedi 10 janvier 2026") in item.findtext("description")
    assert item.find("content:encoded", NAMESPACES) is None


def test_every_page_of_the_newest_day_is_sent() -> None:
    """Twenty is a floor, not a knife."""
    files = publish(published([TODAY] * 25 + every(5, days=3, until=date(2026, 6, 1))))
    for name in (f"{FEED}.xml", "visites/feed_rss_created.xml", "feed_rss_updated.xml"):
        assert len(guids(files[name])) == 25
    assert_sound(files, 30)


def test_what_is_too_long_is_sent_in_short_with_where_to_read_it() -> None:
    catalogue = published([TODAY] * 25)
    files = publish(catalogue, bodies=weighing(catalogue, 40_000))
    items = parse_rss(files[f"{FEED}.xml"]).findall("item")
    lengths = [len(i.findtext("content:encoded", None, NAMESPACES)) for i in items]
    whole = [length > 10_000 for length in lengths]
    assert len(items) == 25
    assert whole == sorted(whole, reverse=True), "the first ones in full"
    assert 8 <= sum(whole) <= 12
    body = fragment_fromstring(items[-1].findtext("content:encoded", None, NAMESPACES), "div")
    assert f"{SITE.url}visites/v20260615-024/" in body.xpath(".//a/@href")
    assert_sound(files, 25)


# Seven pages a day, from January to June: a year too heavy for one file.
_BUSY = [day for day in every(140, days=1, until=date(2026, 6, 1)) for _ in range(7)]


def test_a_heavy_year_is_cut_in_files_that_fill_up_and_then_stay() -> None:
    more, less = published(_BUSY), published(_BUSY[20:])
    files = publish(more)
    names = sorted(n for n in files if n.startswith(f"{FEED}-"))
    assert names == [f"{FEED}-2026-1.xml", f"{FEED}-2026-2.xml", f"{FEED}-2026.xml"]
    assert years_of(feeds_of(more, SITE)[0], files) == [(2026, names)]
    assert linked(files[f"{FEED}.xml"], "prev-archive") == f"{FEED}-2026.xml"
    assert linked(files[f"{FEED}-2026.xml"], "prev-archive") == f"{FEED}-2026-2.xml"
    assert linked(files[f"{FEED}-2026-1.xml"], "prev-archive") is None
    assert_sound(files, len(_BUSY))
    earlier = publish(less)
    assert earlier[f"{FEED}-2026-1.xml"] == files[f"{FEED}-2026-1.xml"]


def test_an_archive_that_was_published_stays_at_its_address() -> None:
    """Texts may become shorter, pages be withdrawn: who kept its address finds it still."""
    once = [name for name in publish(published(_BUSY)) if feed_of(name)]
    assert len([name for name in once if name.startswith(f"{FEED}-2026")]) == 3
    files = publish(published(every(30, days=1, until=date(2026, 6, 1))), archives=once)
    assert set(once) <= set(files)
    assert [linked(content, "prev-archive") for content in walk_rss(files, f"{FEED}.xml")] == [
        *(f"{FEED}-2026.xml", f"{FEED}-2026-2.xml", f"{FEED}-2026-1.xml", None),
    ]
    assert_sound(files, 30)
    # A year of which nothing is left, and a file that is no archive.
    emptied = publish(published([TODAY]), archives=[f"{FEED}-2019.xml", f"{FEED}.xml"])
    assert guids(emptied[f"{FEED}-2019.xml"]) == []
    assert f"{FEED}-2026.xml" not in emptied
    assert "visites/feed_rss_created-2019.xml" not in emptied
    assert_sound(emptied, 1)


def test_a_page_heavier_than_a_feed_is_sent_in_short() -> None:
    catalogue = published(every(30, days=1))
    bodies = weighing(catalogue, 100)
    for path in list(bodies)[::7]:
        bodies[path] = f"<p>{'é' * 300_000}</p>"
    assert_sound(publish(catalogue, bodies=bodies), 30)


def test_hundreds_of_pages_of_one_day_are_still_within_reach() -> None:
    files = publish(published([TODAY] * 900))
    assert len(guids(files[f"{FEED}.xml"])) > 200
    assert_sound(files, 900)


def test_older_revisions_are_in_pages_that_claim_no_year() -> None:
    """A page that is revised again leaves the year it was in: no archive of it could last."""
    files = publish(published(every(50, days=30)))
    updated = {name for name in files if "_updated" in name and name.endswith(".xml")}
    assert updated == {"feed_rss_updated.xml", "feed_rss_updated-2.xml"}
    first, second = (files[name] for name in sorted(updated, reverse=True))
    assert len(guids(first)) == FLOOR
    assert not set(guids(first)) & set(guids(second))
    assert linked(first, "prev-archive") is None
    assert parse_rss(second).find("fh:archive", NAMESPACES) is None
    assert parse_rss(second).findtext("title").endswith("les pages relues (2)")


@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(every(6, days=130)), min_size=1, max_size=60),
    st.lists(st.sampled_from([20, 9_000, 120_000, 700_000]), min_size=60, max_size=60),
)
def test_whatever_is_published_no_file_is_too_heavy_and_nothing_is_lost(
    days: list[date], lengths: list[int]
) -> None:
    quoted = json.dumps(AWKWARD, ensure_ascii=False)
    catalogue = published(sorted(days, reverse=True), auteurs=f"[{quoted}, Ada]")
    signs = '<b>é&amp;"\n</b>'
    bodies = {
        entry.path: f"<p>{signs * (length // len(signs))}</p>"
        for entry, length in zip(catalogue.entries, lengths, strict=False)
    }
    assert_sound(publish(catalogue, bodies=bodies), len(days))


# ---- Themes that change ------------------------------------------------------------------------

RENAMED = {
    "themes.yml": "travail:\n  nom: Travail\n  description: Une phrase.\n  alias: [reemploi]\n"
}


def test_the_feeds_of_a_renamed_theme_live_on_with_their_archives() -> None:
    days = every(50, days=30)
    before = publish(published(days))
    entries = list(visits(days, tags="[travail]"))
    after = publish(journal(*entries, RENAMED))
    old = [name for name in before if name.startswith("themes/reemploi/")]
    assert len(old) == 8
    for name in old:
        new = name.replace("reemploi", "travail")
        assert _items(before[name]) == _items(after[name]) == _items(after[new])
        if name.endswith(".xml"):
            assert complaints(after[name], address=SITE.url + name) == []
            assert parse_rss(after[name]).findtext("link") == f"{SITE.url}themes/travail/"
    assert_sound(after, 50)
    assert not [f for f in feeds_of(journal(*entries, RENAMED), SITE) if f.former], "told once"


def _items(content: bytes) -> list[str]:
    if content.startswith(b"<"):
        return guids(content)
    return [item["id"] for item in json.loads(content)["items"]]


def test_a_theme_left_without_entries_keeps_an_empty_feed() -> None:
    files = publish(journal(visit(), tip(tags="[achats]"), themes("reemploi", "achats", "vide")))
    for form, empty in (("rss", "xml"), ("json", "json")):
        assert _items(files[f"themes/vide/feed_{form}_created.{empty}"]) == []
    name = "themes/vide/feed_rss_created.xml"
    assert complaints(files[name], address=SITE.url + name) == []


@pytest.mark.parametrize("day", [TODAY, TODAY + timedelta(days=400)])
def test_the_day_of_the_build_changes_nothing(day: date) -> None:
    days = every(50, days=30)
    assert publish(published(days, today=day)) == publish(published(days))


@pytest.mark.parametrize(
    ("name", "relation"),
    [
        ("feed_rss_created.xml", "prev-archive"),
        ("visites/feed_rss_created.xml", "prev-archive"),
        ("feed_rss_updated.xml", "next"),
    ],
)
def test_what_is_older_is_summed_up(name: str, relation: str) -> None:
    files = publish(published(every(FLOOR + 10, days=30)))
    newest, *older = walk_rss(files, name, relation)
    bodies = parse_rss(newest).xpath("item/content:encoded/text()", namespaces=NAMESPACES)
    assert ["Un texte." in body for body in bodies] == [True] * FLOOR
    items = [item for step in older for item in parse_rss(step).iterfind("item")]
    assert {str(item.findtext("guid")) for item in items} - set(guids(newest))
    assert not [item for item in items if item.find("content:encoded", NAMESPACES) is not None]


@pytest.mark.parametrize("basis", ["created", "updated"])
def test_in_json_too(basis: str) -> None:
    files = publish(published(every(FLOOR + 10, days=30)))
    newest, *older = walk_json(files, f"feed_json_{basis}.json")
    assert ["Un texte." in item["content_html"] for item in newest["items"]] == [True] * FLOOR
    items = [item for value in older for item in value["items"]]
    assert len(items) >= 10
    for item in items:
        assert item["content_text"]
        assert not item.keys() & {"content_html", "summary"}
