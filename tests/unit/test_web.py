"""Addresses as people paste them, and what others add to them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.web import github_client
from journal.web.hosts import is_private
from journal.web.members_only import members_of
from journal.web.pasted_addresses import is_mailto, mended, phone_number
from journal.web.trackers import Wrapped, unwrapped


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://https://example.org/", "https://example.org/"),
        ("http://https//example.org/", "https://example.org/"),
        ("https//example.org/a", "https://example.org/a"),
        ("https/example.org", "https://example.org"),
        ("https//:example.org", "https://example.org"),
        ("https:://example.org", "https://example.org"),
        ("https:/ /example.org", "https://example.org"),
        ("https://.example.org", "https://example.org"),
        ("www.https://example.org", "https://example.org"),
        ("htps://example.org", "https://example.org"),
        ("ttps://example.org", "https://example.org"),
        ("hxxps://example.org", "https://example.org"),
        ("https:\\\\example.org\\a", "https://example.org/a"),
        ("((https://example.org))", "https://example.org"),
        ("<https://example.org>", "https://example.org"),
        ("https://example.org/a,", "https://example.org/a"),
        ("https://example.org/page.", "https://example.org/page"),
        ("https://example.org/a)", "https://example.org/a"),
        ("https://example,org/", "https://example.org/"),
        ("localhost:8000/visites/", "http://localhost:8000/visites/"),
        ("mailto: contact@example.org", "mailto:contact@example.org"),
        ("mailto:mailto:contact@example.org", "mailto:contact@example.org"),
        ("mailto:contact (at) example.org", "mailto:contact@example.org"),
        ("mailto:Asso <contact@example.org>", "mailto:contact@example.org"),
        ("mailto:a@example.org; b@example.org", "mailto:a@example.org,b@example.org"),
        ("Tél. : 02 40 00 00 00", "tel:+33240000000"),
    ],
)
def test_what_was_meant_is_found(typed: str, meant: str) -> None:
    assert mended(typed) == meant
    assert mended(meant) == meant


@pytest.mark.parametrize(
    "address",
    [
        "https://fr.wikipedia.org/wiki/Quai_(Nantes)",
        "https://example.org/wiki/Inc.",
        "https://example.org/a,b;c?d=e,f#g:h",
        "https://web.archive.org/web/2020/https://example.org/",
        "mailto:contact@example.org?subject=Merci.&body=%C3%80%20bient%C3%B4t.",
        "../visites/joujou.md#le-prix",
        "htps.md",
        "http/page.md",
        "tests/page.md",
        "#ancre",
        "",
    ],
)
def test_what_is_sound_stays(address: str) -> None:
    assert mended(address) == address


@given(st.text(alphabet="htps:/.,)( @a", max_size=15))
def test_mending_twice_is_as_once(typed: str) -> None:
    once = mended(f"https://example.org/{typed}")
    assert mended(once) == once


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("02 40 00 00 00", "+33240000000"),
        ("02.40.00.00.00", "+33240000000"),
        ("+33 (0)2 40 00 00 00", "+33240000000"),
        ("0033 2 40 00 00 00", "+33240000000"),
        ("+32 2 123.45.67", "+3221234567"),
        ("+1-202-555-0123", "+12025550123"),
        ("39 49", "3949"),
        ("15", "15"),
        ("02 40 00 00", None),
        ("zéro", None),
        ("", None),
    ],
)
def test_a_number_is_written_as_telephones_take_it(typed: str, number: str | None) -> None:
    assert phone_number(typed) == number


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F&data=1",
            Wrapped("https://example.org/", is_leak=True),
        ),
        (
            "https://urldefense.com/v3/__https://example.org/a__;!!b$",
            Wrapped("https://example.org/a", is_leak=True),
        ),
        (
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_a-2Db&d=c",
            Wrapped("https://example.org/a-b", is_leak=True),
        ),
        (
            "https://secure-web.cisco.com/1a/https%3A%2F%2Fexample.org%2F",
            Wrapped("https://example.org/", is_leak=True),
        ),
        ("https://asso.list-manage.com/track/click?u=1&e=2", Wrapped("", is_leak=True)),
        (
            "https://example.org/?email=a%40example.org",
            Wrapped("https://example.org/", is_leak=True),
        ),
        (
            "https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.org%2F%3Futm_source%3Db",
            Wrapped("https://example.org/", is_leak=False),
        ),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F&h=A",
            Wrapped("https://example.org/", is_leak=False),
        ),
        (
            "https://example.org/?page=2&utm_source=a&fbclid=b&gclid=c#titre",
            Wrapped("https://example.org/?page=2#titre", is_leak=False),
        ),
        (
            "https://statics.teams.cdn.office.net/a/safelinks.html?url=https%3A%2F%2Fexample.org",
            Wrapped("https://example.org", is_leak=True),
        ),
        (
            "https://deref-gmx.fr/mail/client/a/dereferrer/?redirectUrl=https%3A%2F%2Fexample.org%2F",
            Wrapped("https://example.org/", is_leak=True),
        ),
        (
            "https://mail.example.org/owa/redir.aspx?REF=a&URL=https%3a%2f%2fexample.org%2fb",
            Wrapped("https://example.org/b", is_leak=True),
        ),
        (
            "https://protect.checkpoint.com/v2/___https://example.org/a___.YzJl",
            Wrapped("https://example.org/a", is_leak=True),
        ),
        (
            "https://example.org/lire?a=1&data=05%7C02%7Cmoi%40example.org%7C",
            Wrapped("https://example.org/lire?a=1", is_leak=True),
        ),
        *(
            (address, Wrapped("", is_leak=True))
            for address in (
                "https://outlook.office.com/mail/inbox/id/AAQkADk",
                "https://mail.google.com/mail/u/0/#inbox/FMfcgz",
                "https://webmail.example.org/?_task=mail&_uid=12",
                "https://zimbra.example.org/service/home/~/?auth=co&id=12",
                "https://teams.microsoft.com/l/message/19:ab@thread.v2/123",
                "https://asso-my.sharepoint.com/personal/lea_martin_example_org/Documents/a.docx",
                "https://asso-my.sharepoint.com/:w:/g/personal/lea_martin_example_org/Ea?e=x",
            )
        ),
        # What is open to all on the same hosts.
        *(
            (address, None)
            for address in (
                "https://webmail.example.org/",
                "https://mail.google.com/",
                "https://outlook.office365.com/owa/calendar/a/b/calendar.html",
                "https://outlook.office365.com/book/Atelier1/",
                "https://teams.microsoft.com/l/meetup-join/19%3ameeting_a%40thread.v2/0",
                "https://asso.sharepoint.com/:w:/s/Equipe/EaB",
                "https://mastodon.example.org/share?text=%40asso%40mamot.fr",
            )
        ),
        (
            "https://translate.google.com/translate?sl=en&u=https://example.org/",
            Wrapped("https://example.org/", is_leak=False),
        ),
        (
            "https://a--b-example-org.translate.goog/c?_x_tr_sl=en&d=1",
            Wrapped("https://a-b.example.org/c?d=1", is_leak=False),
        ),
        (
            "https://www.google.com/amp/s/example.org/a",
            Wrapped("https://example.org/a", is_leak=False),
        ),
        (
            "https://example-org.cdn.ampproject.org/c/s/example.org/a",
            Wrapped("https://example.org/a", is_leak=False),
        ),
        (
            "https://example.org/a.do;jsessionid=12AB.c_1?b=1",
            Wrapped("https://example.org/a.do?b=1", is_leak=False),
        ),
        (
            "https://youtu.be/abc?si=XYZ&t=12",
            Wrapped("https://youtu.be/abc?t=12", is_leak=False),
        ),
        (
            "https://www.facebook.com/asso?__cft__[0]=AZX&__tn__=-UC",
            Wrapped("https://www.facebook.com/asso", is_leak=False),
        ),
        ("https://example.org/?si=oui&pp=2&page=&&x", None),
        ("https://example.org/page?", None),
        ("https://example.org/amp/s/example.com/a", None),
        ("https://example.org/a;b=c", None),
        ("https://example.org/#xtor=RSS-1", Wrapped("https://example.org/", is_leak=False)),
        ("https://example.org/?page=2&q=a%20b#titre", None),
        ("https://www.google.com/search?q=https://example.org", None),
        ("https://www.google.com/maps?q=Nantes", None),
        ("https://www.facebook.com/asso", None),
        ("https://example.org/agenda?src=contact%40example.org", None),
    ],
)
def test_what_others_add_is_taken_off(address: str, found: Wrapped | None) -> None:
    assert unwrapped(address) == found
    if found and found.clean:
        assert unwrapped(found.clean) is None


_ID = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://asso.sharepoint.com/:w:/r/sites/Equipe/a.docx?d=w1&web=1", "SharePoint"),
        ("https://1drv.ms/w/s!Ab", "OneDrive"),
        (f"https://www.notion.so/asso/Compte-rendu-{_ID}?pvs=4", "Notion"),
        ("https://docs.google.com/document/d/1aB/edit?usp=sharing", "Google Drive"),
        ("https://docs.google.com/forms/d/1aB/edit", "Google Drive"),
        ("https://drive.google.com/drive/folders/1aB?usp=drive_link", "Google Drive"),
        ("https://trello.com/b/1aB/visites", "Trello"),
        ("https://cloud.example.org/index.php/apps/files/?dir=/Visites", "Nextcloud"),
        # What is open to all on the same sites.
        *(
            (address, "")
            for address in (
                "https://asso.sharepoint.com/",
                f"https://asso.notion.site/Compte-rendu-{_ID}",
                "https://www.notion.so/fr/product",
                "https://docs.google.com/document/d/e/2PACX-1v/pub",
                "https://docs.google.com/spreadsheets/d/1aB/pubhtml?gid=0",
                "https://docs.google.com/forms/d/e/1FA/viewform?usp=sf_link",
                "https://calendar.google.com/calendar/embed?src=a",
                "https://forms.office.com/Pages/ResponsePage.aspx?id=a",
                "https://teams.microsoft.com/l/meetup-join/19%3ameeting_a%40thread.v2/0",
                "https://cloud.example.org/s/aBcD",
                "https://cloud.example.org/apps/forms/s/aBcD",
                "https://www.dropbox.com/scl/fi/a/b.pdf?rlkey=a",
            )
        ),
    ],
)
def test_pages_that_readers_may_not_open(address: str, site: str) -> None:
    assert members_of(address) == site


@pytest.mark.parametrize(
    ("host", "private"),
    [
        *((host, True) for host in ("localhost", "127.0.0.1", "::1", "0.0.0.0", "192.168.1.9")),
        *((host, True) for host in ("10.0.0.1", "172.16.0.1", "nas.local", "a.localhost")),
        *((host, True) for host in ("127.1", "0", "0x7f.1", "0177.0.0.1", "2130706433", "[::1]")),
        *((host, True) for host in ("fc00::1", "169.254.0.1", "::ffff:10.0.0.1", "127。0。0。1")),
        *(
            (host, True)
            for host in ("intranet", "a.internal", "a.test", "a.invalid", "b.home.arpa")
        ),
        *((host, True) for host in ("256.1.1.1", "1.2.3.4.5", "09.1", "9" * 5_000, "[::zz]")),
        *((host, False) for host in ("a.example", "例え.jp", "2001:4860:4860::8888", "1.1.1.1")),
        *((host, False) for host in ("example.org", "8.8.8.8", "192.0.2.1", "local.example.org")),
    ],
)
def test_hosts_that_nobody_else_reaches(host: str, *, private: bool) -> None:
    assert is_private(host) == private


@pytest.mark.parametrize("address", ["mailto:", "mailto:a", "mailto:a@b", "mailto:a@b.fr,c"])
def test_a_mail_leads_to_someone(address: str) -> None:
    assert not is_mailto(address)


# ---- GitHub ------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for gh")
def test_github_that_never_answers_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "gh"
    program.write_text("#!/bin/sh\nexec sleep 100\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(github_client, "_SECONDS", 0.1)
    with pytest.raises(SystemExit, match="GitHub n'a pas répondu"):
        github_client.gh(["api", "user"])
