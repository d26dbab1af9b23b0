"""Whatever whoever publishes types in mkdocs.yml, it stays in its value: no line is added to a
mail, a calendar, a list, a file that hosts or GitHub read.

The gate refuses part of it; here it is by-passed. `tests/browser/test_injections.py` opens pages.
"""

from __future__ import annotations

import email
import email.policy
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from datetime import date
from email.header import decode_header, make_header
from email.utils import parseaddr
from functools import cache
from typing import Any

import pytest
from icalendar import Calendar
from lxml import html

from journal.entries.publisher import Sender, Site, legal_notice, review_months, settings_of
from journal.gate.publisher import empty_fields
from journal.hosting.security_txt import write_security
from journal.language.typography import typeset
from journal.ledger.current_records import present_records
from journal.ledger.records import read_ledger, write_ledger
from journal.maintenance.proposal_changes import Difference, Sources
from journal.maintenance.proposal_comment import comment
from journal.markdown.github import to_html
from journal.newsletter.calendars import calendars
from journal.newsletter.feeds import feeds_of
from journal.newsletter.letter_contents import tell
from journal.newsletter.letter_mail import write_letter
from journal.newsletter.llms_txt import write_index
from journal.newsletter.month import Month
from journal.newsletter.opml import write_opml
from journal.pages.structured_data import structured_data
from journal.problems.report import FORMATS
from support.hostile_settings import OURS, OWN, STRINGS, THEIRS, settings
from support.journals import SITE_URL, TODAY, as_files, journal, small_tree, tip, visit
from support.newsletter import letter_press, publish

CATALOGUE = journal(visit(visite_le="2026-12-14", lieu="Nantes"), tip())
TREE = as_files(small_tree())
REPOSITORY = "https://depot.example/carnet"
MARCH = Month(2026, 3)
PRESS = letter_press()
# The lines of a mail's head, whatever the settings.
HEAD = {
    *("From", "Subject", "Date", "Message-ID", "List-Unsubscribe", "X-Unsent"),
    *("Content-Type", "MIME-Version", "Content-Language"),
}
BAD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def made_of(strings: Iterable[str]) -> Iterator[tuple[dict[str, Any], Site, Sender]]:
    """What may be typed, and what the core makes of it."""
    for string in strings:
        for typed in settings(string):
            site = Site.of(
                url=SITE_URL,
                name=typed["site_name"],
                description=typed["site_description"],
                extra=typed["extra"],
                repository=REPOSITORY,
            )
            yield typed, site, Sender.of(extra=typed["extra"], site_name=site.name)


# Made when a test asks for it: every worker imports this file, and one runs it.
@cache
def every() -> list[tuple[dict[str, Any], Site, Sender]]:
    return list(made_of(STRINGS))


@cache
def lined() -> list[tuple[dict[str, Any], Site, Sender]]:
    """What tries to act in a page is tried in pages."""
    return list(made_of(OWN))


def texts_in(value: object) -> Iterator[str]:
    """Each text of a setting, or of several."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_in(part)


def test_there_is_enough_to_try() -> None:
    assert len(set(STRINGS)) > 200


def test_a_setting_is_one_line_that_every_program_holds() -> None:
    for typed, site, sender in every():
        said = [*texts_in(settings_of(typed["extra"])), site.name, site.description, site.authority]
        said += [site.licence, site.terms, site.mail, sender.name, sender.mail, sender.sign_up]
        said += [value for _, value in legal_notice(typed["extra"])]
        assert [text for text in said if BAD.search(text) or len(text.splitlines()) > 1] == []
        assert 1 <= review_months(typed["extra"]) <= 120


def test_what_leads_somewhere_leads_to_a_page_or_a_mail() -> None:
    for typed, site, sender in every():
        found = settings_of(typed["extra"])
        addresses = (
            *(found[key].get("url", "") for key in ("licence", "agenda_ailleurs")),
            *(found["inscription_courriel"], sender.sign_up),
        )
        followed = re.compile(r"(?:https?://\S+|mailto:\S+@\S+)?", re.IGNORECASE)
        assert [address for address in addresses if not followed.fullmatch(address)] == []
        assert site.mail.count("@") <= 1
        assert not re.search(r"[\s,<>?%]", site.mail)


@pytest.mark.parametrize("shape", [None, "un texte", ["a"], 3, {"nom": ["a"], "url": {"a": "b"}}])
def test_a_setting_of_another_shape_is_none(shape: object) -> None:
    keys = ("editeur", "licence", "agenda_ailleurs", "inscription_courriel", "autorite")
    extra = dict.fromkeys(keys, shape)
    found = settings_of(extra)
    assert settings_of(found) == found
    assert Site.of(url=SITE_URL, name="a", description="", extra=extra).terms == ""
    assert {value for _, value in legal_notice(extra)} == {""}
    assert empty_fields(json.dumps({"site_name": "a", "extra": extra}))


def test_a_mail_has_its_own_lines_and_leaves_from_its_sender() -> None:
    telling = tell(CATALOGUE, MARCH)
    assert telling
    for typed, site, sender in lined():
        sent = write_letter(telling, site=site, sender=sender, press=PRESS).mail
        mail = email.message_from_bytes(sent, policy=email.policy.default)
        assert set(mail.keys()) <= HEAD, typed
        assert len(mail.keys()) == len(set(mail.keys()))
        assert [part.get_content_type() for part in mail.walk()] == [
            *("multipart/alternative", "text/plain", "text/html"),
        ]
        assert [part.defects for part in mail.walk() if part.defects] == []
        assert max(map(len, sent.split(b"\r\n"))) <= 998
        name, address = parseaddr(email.message_from_bytes(sent)["From"] or "")
        assert address == site.mail, typed
        if address:
            assert str(make_header(decode_header(name))).split() == typeset(site.name).split()
        ways = re.search(rb"\r\nList-Unsubscribe: (.*)\r\n", sent)
        ours = rf"(?:<https?://[^<>\s]+>(?:, )?)?(?:<mailto:{re.escape(site.mail)}\?subject=stop>)?"
        assert not ways or re.fullmatch(ours, ways[1].decode("ascii")), typed


def test_a_calendar_has_its_own_lines() -> None:
    for _, site, _ in lined():
        for content in calendars(CATALOGUE, site).values():
            lines = content.decode().split("\r\n")
            assert sum(line.startswith(("BEGIN:", "END:")) for line in lines) == 10
            assert not any(len(line.splitlines()) > 1 for line in lines)
            [event] = Calendar.from_ical(content).walk("VEVENT")
            assert "attach" not in event


def test_lists_of_feeds_and_feeds_have_their_own_addresses() -> None:
    for _, site, _ in lined():
        outlines = list(ET.fromstring(write_opml(feeds_of(CATALOGUE, site), site)).iter("outline"))
        addresses = [outline.get("xmlUrl") for outline in outlines]
        assert all(each is None or each.startswith(SITE_URL) for each in addresses)
        assert len(outlines) == 1 + len(feeds_of(CATALOGUE, site))
    for _, site, _ in lined()[::5]:
        for name, content in publish(CATALOGUE, site).items():
            if name.endswith(".json"):
                feed = json.loads(content)
                links = [feed["home_page_url"], feed["feed_url"], feed["authors"][0]["url"]]
            else:
                channel = ET.fromstring(content)
                assert {element.tag.rpartition("}")[2] for element in channel.iter()} <= RSS
                links = [link.text or "" for link in channel.iter("link")]
            assert all(link.startswith(SITE_URL) for link in links)


RSS = {
    *("rss", "channel", "title", "link", "description", "archive", "identifier", "relation"),
    *("language", "copyright", "lastBuildDate", "ttl", "image", "url", "item", "encoded"),
    *("creator", "category", "guid", "pubDate"),
}


def test_security_says_one_contact() -> None:
    for _, site, _ in lined():
        said = write_security(site, date(2026, 3, 1))
        assert bool(said) is bool(site.mail)
        if said:
            names = [line.partition(": ")[0] for line in said.splitlines()]
            assert names == ["Contact", "Expires", "Preferred-Languages", "Canonical", "Policy"]
            assert said.isascii()


def test_the_ledger_and_what_machines_read_have_their_own_lines() -> None:
    for _, site, _ in lined():
        records = present_records(CATALOGUE, ["index.md"], site)
        if len(site.authority.split()) == 1:
            assert len(read_ledger(write_ledger(records).encode())[0]) == len(records)
        told = write_index(CATALOGUE, site, []).decode()
        assert [line for line in told.splitlines() if line.startswith("#")][1:] == [
            *("## Visites", "## Conseils", "## Optional"),
        ]
        shown = html.fromstring(to_html(told))
        assert shown.xpath("//img | //script") == []
        # A name that holds a plain address is shown with it.
        assert all(re.match("https?://|mailto:", link) for link in shown.xpath("//a/@href"))


def test_structured_data_have_no_more_than_texts() -> None:
    for typed, site, _ in every():
        for data in structured_data(
            CATALOGUE.visits[0],
            CATALOGUE,
            site_url=site.url,
            site_name=site.name,
            extra=settings_of(typed["extra"]),
        ):
            assert json.loads(json.dumps(data)) == data
            assert data.get("license", "https://").startswith(("https://", "http://", "mailto:"))


def test_what_is_said_of_settings_is_obeyed_by_nobody() -> None:
    """In a terminal, in annotations, and in the comment beside a proposal."""
    for typed, _, _ in lined():
        config = json.dumps(typed)
        problems = empty_fields(config)
        for form in ("text", "github"):
            assert len(FORMATS[form](problems, SITE_URL).splitlines()) == len(problems)
    for typed, _, _ in lined()[::7]:
        proposal = Sources(TREE, config=json.dumps(typed))
        said = comment(
            Difference.of(Sources(TREE), proposal, today=TODAY, site_url=SITE_URL),
            site_url=SITE_URL,
        )
        shown = html.fromstring(to_html(said))
        assert all(link.startswith(SITE_URL) for link in shown.xpath("//a/@href")), said
        assert shown.xpath("//img | //details | //h1") == []


def test_strings_would_be_heard() -> None:
    """What is put somewhere reaches it: the sender's address was not merely refused."""
    assert {site.mail for _, site, _ in lined()} > {"", OURS, THEIRS}
    assert any("Bcc" in site.name for _, site, _ in every())
