"""The digest: one item a month, the same for ever, in files that stay small."""

from __future__ import annotations

import json

import pytest
from lxml import html

from journal.entries.catalogue import Catalogue
from journal.language.dates import parse_day
from journal.ledger.current_records import present_records
from journal.ledger.records import Sort
from journal.newsletter.digest import build_digest
from journal.newsletter.feed_files import MOST_BYTES
from journal.newsletter.letter_contents import tellings
from support.journals import journal, tip, visit
from support.newsletter import AWKWARD, SITE, letter_press, parse_rss, publish, shown
from support.rss_rules import complaints

PRESS = letter_press(["visites/a.png"])
RSS, JSON = "lettres/feed_rss_created.xml", "lettres/feed_json_created.json"


def digest_of(catalogue: Catalogue) -> dict[str, bytes]:
    return build_digest(tellings(catalogue), site=SITE, press=PRESS)


def months(count: int) -> list[dict[str, str]]:
    """A tip a month, from January 2023."""
    return [
        tip(f"c{n}", date=f"{2023 + n // 12}-{n % 12 + 1:02}-05", visite="atelier")
        for n in range(count)
    ]


def test_one_item_a_month_dated_when_the_month_is_over() -> None:
    catalogue = journal(
        visit(date="2026-03-20"), tip(date="2026-04-02"), today=parse_day("2026-05-01")
    )
    files = digest_of(catalogue)
    assert set(files) == {RSS, JSON}
    april, march = parse_rss(files[RSS]).findall("item")
    assert april.findtext("title") == "La lettre d’avril\xa02026"
    assert april.findtext("link") == f"{SITE.url}lettres/2026-04/"
    assert april.findtext("guid") == "tag:essai,2026:lettres/2026-04"
    assert april.findtext("pubDate") == "Fri, 01 May 2026 00:00:00 +0200"
    assert march.findtext("description") == "Une visite chez Atelier."
    items = json.loads(files[JSON])["items"]
    assert [item["id"] for item in items] == [
        "tag:essai,2026:lettres/2026-04",
        "tag:essai,2026:lettres/2026-03",
    ]
    assert complaints(files[RSS], address=f"{SITE.url}{RSS}") == []


def test_a_page_that_is_renamed_changes_no_letter() -> None:
    day = parse_day("2026-05-01")
    own = {"structure": "Atelier", "title": "Une visite chez Atelier"}
    kept = {"id": "atelier", "anciennes_adresses": "[visites/atelier/]"}
    before = journal(visit("atelier", **own), visit("friche"), today=day)
    after = journal(visit("zinc", **own, **kept), visit("friche"), today=day)
    assert digest_of(after) == digest_of(before)
    # On the site one goes straight there.
    [telling] = tellings(after)
    assert [news.address for news in telling.sections[0].news] == [
        "visites/zinc/",
        "visites/friche/",
    ]


def test_the_body_is_the_letter_as_plain_html() -> None:
    title = json.dumps(AWKWARD, ensure_ascii=False)
    catalogue = journal(
        visit(title=title, image="a.png", image_alt="Photo"), today=parse_day("2026-04-01")
    )
    [item] = json.loads(digest_of(catalogue)[JSON])["items"]
    body = html.fragment_fromstring(item["content_html"], create_parent="div")
    assert body.xpath("//h2/text()") == ["Visites"]
    assert body.xpath("//h3/a/@href") == [f"{SITE.url}visites/atelier/"]
    assert "<b>fou</b>" in body.xpath("string(//h3)")
    assert body.xpath("//img/@src") == [f"{SITE.url}visites/a.png"]
    assert not body.xpath("//table | //*[@style] | //b")
    assert "retirez ce flux de l’application" in body.text_content()


@pytest.mark.parametrize("later", ["2026-04-30", "2026-04-01"])
def test_the_same_bytes_until_another_month_is_over(later: str) -> None:
    entries = (visit(date="2026-03-20"), tip(date="2026-02-02"))
    first = digest_of(journal(*entries, today=parse_day("2026-04-01")))
    # What is published in April is for April's letter.
    more = tip("avril", date="2026-04-01")
    assert digest_of(journal(*entries, more, today=parse_day(later))) == first


def test_what_becomes_of_an_announcement_changes_no_letter_before_it() -> None:
    planned = {"date": "2026-03-03", "visite_le": "2026-06-10", "lieu": "Rezé"}
    before = digest_of(journal(visit(**planned), today=parse_day("2026-04-15")))
    after = digest_of(
        journal(visit(**planned, annulee="2026-05-04"), today=parse_day("2026-06-01"))
    )
    cancelled, announced = json.loads(after[JSON])["items"]
    assert [announced] == json.loads(before[JSON])["items"]
    assert "Annulée" in cancelled["summary"]
    assert "annulée" not in announced["content_html"]


def test_before_the_first_month_is_over_the_feed_is_valid_and_empty() -> None:
    files = digest_of(journal(visit(date="2026-03-20"), today=parse_day("2026-03-31")))
    assert parse_rss(files[RSS]).findall("item") == []
    assert json.loads(files[JSON])["items"] == []
    assert complaints(files[RSS], address=f"{SITE.url}{RSS}") == []


def test_older_letters_are_in_archives_by_year() -> None:
    old = visit(date="2023-01-01", visite_le="2022-12-01")
    files = digest_of(journal(old, *months(30), today=parse_day("2025-07-01")))
    assert len(parse_rss(files[RSS]).findall("item")) == 20
    archives = sorted(name for name in files if "-" in name.rpartition("/")[2])
    assert [name for name in archives if name.endswith(".xml")] == [
        "lettres/feed_rss_created-2023.xml"
    ]
    held = {
        guid.text
        for name, content in files.items()
        if name.endswith(".xml")
        for guid in parse_rss(content).iter("guid")
    }
    assert len(held) == 30


def test_a_very_full_month_fits_and_leads_to_its_page() -> None:
    title, description = json.dumps("🌱" * 110, ensure_ascii=False), json.dumps("&" * 200)
    tips = [tip(f"c{n}", title=title, description=description) for n in range(400)]
    files = digest_of(journal(visit(), *tips, today=parse_day("2026-04-01")))
    assert all(len(content) <= MOST_BYTES for content in files.values())
    [item] = json.loads(files[JSON])["items"]
    assert f'<a href="{SITE.url}lettres/2026-03/">' in item["content_html"]
    assert shown(item["title"]) == "La lettre de mars\xa02026"


def test_the_ledger_notes_every_file_of_every_feed_archives_included() -> None:
    catalogue = journal(visit(date="2023-01-04", visite_le="2023-01-03"), *months(26))
    digest = digest_of(catalogue)
    assert {name for name in digest if "-2023" in name} == {
        "lettres/feed_rss_created-2023.xml",
        "lettres/feed_json_created-2023.json",
    }
    records = present_records(catalogue, [], SITE).values()
    noted = {record.name for record in records if record.sort is Sort.FILE}
    # The pages of revisions are cut anew at each review: nobody keeps the address of one.
    kept = {name for name in publish(catalogue) if "_updated-" not in name}
    assert {name for name in noted if "feed_" in name} == {*kept, *digest}
