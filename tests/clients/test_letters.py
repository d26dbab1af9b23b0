"""Someone gives the digest's address to a program that mails each new item: one mail a month."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from clients.publishing import Journal
from support.journals import small_tree, visit
from support.programs import Newsboat, Rss2email, mail_server
from support.serving import Host

FEED = "lettres/feed_rss_created.xml"
Tree = dict[str, str]


def journal_of(**keys: str) -> Tree:
    """A journal of one visit, announced in November."""
    files = small_tree()
    del files["visites/atelier.md"], files["conseils/oser.md"]
    planned = {"date": "2026-11-10", "visite_le": "2026-12-17", "lieu": "Rezé"}
    return files | visit("friche", **planned | keys)


CANCELLED = journal_of(annulee="2026-12-03")
# The day, what is published, how many letters have been received by then.
LIFE = [
    ("2026-11-10", journal_of(), 0),
    ("2026-11-30", journal_of(), 0),
    ("2026-12-01", journal_of(), 1),
    ("2026-12-03", CANCELLED, 1),
    ("2026-12-31", CANCELLED, 1),
    ("2027-01-01", CANCELLED, 2),
    ("2027-03-01", CANCELLED, 2),
]


@pytest.fixture
def host(hosts: tuple[Host, Host]) -> Host:
    return hosts[0]


def test_rss2email_sends_one_mail_a_month(tmp_path: Path, journal: Journal, host: Host) -> None:
    journal.publish(host, *reversed(LIFE[0][:2]))
    with mail_server() as mailbox:
        subscriber = Rss2email(tmp_path / "home", f"{host.address}{FEED}", mailbox)
        for day, files, count in LIFE:
            journal.publish(host, files, day)
            assert len(subscriber.refresh()) == count, day
    november, december = mailbox.mails
    assert str(november["Subject"]) == "La lettre de novembre\xa02026"
    assert str(december["Subject"]) == "La lettre de décembre\xa02026"
    told = html.fromstring(november.get_content())
    assert [title.strip() for title in told.xpath("//h2/text()")] == ["Visites à venir"]
    assert told.xpath("//h3/a/@href") == [f"{host.address}visites/friche/#annonce"]
    assert "annulée" not in told.text_content()
    assert "Visites annulées" in html.fromstring(december.get_content()).text_content()


def test_newsboat_receives_each_letter_once(tmp_path: Path, journal: Journal, host: Host) -> None:
    day, files, _ = LIFE[2]
    journal.publish(host, files, day)
    subscriber = Newsboat(tmp_path / "home", f"{host.address}{FEED}")
    assert subscriber.refresh() == ["La lettre de novembre\xa02026"]
    day, files, _ = LIFE[-1]
    journal.publish(host, files, day)
    assert subscriber.refresh() == [
        "La lettre de novembre\xa02026",
        "La lettre de décembre\xa02026",
    ]
