"""The month's letter as a mail: three forms that any mail program can read, the same for ever."""

from __future__ import annotations

import email
import email.policy
import json
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from lxml import html

from journal.entries.catalogue import Catalogue
from journal.entries.publisher import Sender, Site
from journal.language.dates import parse_day
from journal.language.typography import typeset
from journal.newsletter.letter_contents import tell
from journal.newsletter.letter_mail import MAX_HTML, Letter, write_letter
from journal.newsletter.month import Month
from support.journals import journal, tip, visit
from support.newsletter import AWKWARD, SENDER, SITE, letter_press

MARCH = Month(2026, 3)
PRESS = letter_press(["visites/a.png"])
UNKNOWN = Sender("Carnet")
# Longer than a line of a mail: it may be neither cut nor encoded.
PAGE = f"https://asso.example/{'lettre' * 15}/"


def letter_of(
    catalogue: Catalogue, month: Month = MARCH, *, site: Site = SITE, sender: Sender = SENDER
) -> Letter:
    telling = tell(catalogue, month)
    assert telling
    return write_letter(telling, site=site, sender=sender, press=PRESS)


def mail_of(letter: Letter) -> EmailMessage:
    mail = email.message_from_bytes(letter.mail, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def plain(text: str) -> str:
    """A text on one line, with ordinary spaces."""
    return " ".join(text.split())


def test_a_letter_gives_the_same_bytes_in_december_and_in_march() -> None:
    """What became of an announcement since plays no part; neither does the day."""
    announced = {
        "date": "2026-11-03",
        "visite_le": "2026-11-26",
        "lieu": "Rezé",
        "horaire": "14:00-17:00",
    }
    moved = announced | {
        "visite_le": "2026-12-10",
        "reportee_du": "2026-11-26",
        "reportee_le": "2026-12-02",
    }
    cancelled = moved | {"annulee": "2026-12-08"}
    written_up = moved | {"ecrit_le": "2026-12-15"}
    letters = {
        letter_of(journal(visit(**header), tip(date="2026-11-05"), today=parse_day(day)), november)
        for november in [Month(2026, 11)]
        for header, day in (
            (announced, "2026-12-01"),
            (announced, "2027-03-01"),
            (moved, "2026-12-03"),
            (cancelled, "2027-03-01"),
            (written_up, "2027-03-01"),
        )
    }
    [letter] = letters
    assert "Visite · Atelier · Rezé · jeudi 26 novembre 2026 · de 14 h à 17 h" in plain(letter.text)
    assert mail_of(letter)["Date"].datetime.isoformat() == "2026-12-01T00:00:00+01:00"


def test_a_letter_of_the_month_that_goes_on_is_a_draft_and_says_so() -> None:
    entries = (visit(date="2026-03-20"), tip(date="2026-03-05"))
    draft = letter_of(journal(*entries, today=parse_day("2026-03-31")))
    warning = "Brouillon : mars 2026 n’est pas fini, d’autres pages peuvent encore paraître."
    assert warning in plain(draft.text)
    assert warning in plain(html.fromstring(draft.html).text_content())
    mail = mail_of(draft)
    assert mail["Subject"] == "[Brouillon] Carnet - la lettre de mars\xa02026"
    assert mail["Message-ID"] is None, "or mail programs would hide the letter that follows it"
    assert mail["Date"].datetime.isoformat() == "2026-03-20T00:00:00+01:00"
    assert "lettres/2026-03/" not in draft.text
    done = letter_of(journal(*entries, today=parse_day("2026-04-01")))
    assert "Brouillon" not in done.text + done.html
    assert mail_of(done)["Message-ID"] == "<lettre-2026-03@carnet.example>"


@pytest.mark.parametrize(
    ("typed", "written", "shown"),
    [
        ("https://a.example/?b=1&c=2", "https://a.example/?b=1&c=2", "S’inscrire à la visite"),
        ("mailto:friche@asso.example?subject=Oui", *["friche@asso.example"] * 2),
        ("tel:+33240000000", *["+33240000000"] * 2),
    ],
)
def test_who_is_invited_knows_where_to_be_and_how_to_sign_up(
    typed: str, written: str, shown: str
) -> None:
    header = {
        "date": "2026-11-10",
        "visite_le": "2026-12-03",
        "lieu": "Rezé",
        "adresse": "12 rue du Port",
        "inscription": json.dumps(typed),
    }
    told = journal(visit(**header), today=parse_day("2026-12-01"))
    letter = letter_of(told, Month(2026, 11))
    assert "jeudi 3 décembre 2026 · rendez-vous : 12 rue du Port" in plain(letter.text)
    assert f"Participer : {written} {SITE.url}visites/atelier/#annonce" in plain(letter.text)
    link = html.fromstring(letter.html).xpath(f'//a[@href="{typed}"]')[0]
    assert link.text_content() == shown
    called_off = journal(visit(**header, annulee="2026-11-20"), today=told.today)
    cancelled = letter_of(called_off, Month(2026, 11))
    assert "Participer" not in cancelled.text + cancelled.html
    assert "rendez-vous" not in cancelled.text


def test_every_page_told_is_linked_in_both_forms() -> None:
    letter = letter_of(journal(visit(date="2026-03-01", visite_le="2026-02-14"), tip()))
    links = [str(a) for a in html.fromstring(letter.html).xpath("//h3/a/@href")]
    assert links == [f"{SITE.url}visites/atelier/", f"{SITE.url}conseils/oser/"]
    for address in links:
        assert address in letter.text


@pytest.mark.parametrize(
    ("sender", "said", "links"),
    [
        (
            Sender("Asso", "lettre@asso.example", PAGE),
            f"Pour ne plus la recevoir : {PAGE}",
            f"<{PAGE}>, <mailto:lettre@asso.example?subject=stop>",
        ),
        (
            Sender("Asso", "lettre@asso.example"),
            "répondez « stop », ou écrivez-le à lettre@asso.example.",
            "<mailto:lettre@asso.example?subject=stop>",
        ),
        (Sender("Asso"), "répondez « stop » à ce courriel.", None),
    ],
    ids=["a page", "an address", "neither"],
)
def test_the_foot_says_who_why_and_how_to_stop(
    sender: Sender, said: str, links: str | None
) -> None:
    letter = letter_of(journal(visit()), sender=sender)
    text = plain(letter.text)
    assert "Cette lettre vous est envoyée par Asso. Vous la recevez parce que" in text
    assert said in text
    foot = html.fromstring(letter.html).xpath("//td")[-1]
    assert "envoyée par Asso" in plain(foot.text_content())
    assert "Ne plus la recevoir" in foot.text_content() or "répondez « stop »" in plain(
        foot.text_content()
    )
    mail = mail_of(letter)
    assert mail["List-Unsubscribe"] == links
    if links:
        assert f"\r\nList-Unsubscribe: {links}\r\n".encode() in letter.mail
    assert mail["List-Unsubscribe-Post"] is None, "nobody answers such a request"


def test_no_sender_is_invented() -> None:
    letter = letter_of(journal(visit()), sender=UNKNOWN)
    assert mail_of(letter)["From"] is None
    assert b"invalid" not in letter.mail
    assert b"@" not in letter.mail.replace(b"@carnet.example>", b"").replace(b"@media", b"")


@pytest.mark.parametrize(
    ("typed", "mail"),
    [
        ("lettre@asso.example", "lettre@asso.example"),
        ("Asso <lettre@asso.example>", "lettre@asso.example"),
        ("mailto:lettre@asso.example", "lettre@asso.example"),
        ("lettre(at)asso.example", "lettre@asso.example"),
        ("lettre", ""),
        ("élu@asso.example", ""),
        ("lettre@asso.example\nBcc: toutes@asso.example", ""),
        (None, ""),
    ],
)
def test_a_sender_is_one_address_or_none(typed: str | None, mail: str) -> None:
    extra = {"editeur": {"courriel": typed}, "inscription_courriel": ""}
    assert Sender.of(extra=extra, site_name="Carnet") == Sender("Carnet", mail)


@pytest.mark.parametrize(
    ("typed", "way_out"),
    [
        ("https://lettre.example/?a=1&b=2", "https://lettre.example/?a=1&b=2"),
        ("mailto:liste@asso.example?subject=inscription", ""),
        ("lettre@asso.example", ""),
        ("lettre.example", ""),
        ("https://", ""),
        (None, ""),
    ],
)
def test_only_a_page_is_where_one_unsubscribes(typed: str | None, way_out: str) -> None:
    """A mail that signs up would sign up again; what is no address leads nowhere."""
    assert Sender.of(extra={"inscription_courriel": typed}, site_name="").sign_up == way_out


def test_the_letter_is_set_as_the_site_is() -> None:
    title = json.dumps("L'atelier : et après ?")
    letter = letter_of(journal(visit(title=title, description=json.dumps(f"« {'d' * 60} »"))))
    page = html.fromstring(letter.html)
    set_title = typeset("L'atelier : et après ?")
    assert "\N{NARROW NO-BREAK SPACE}?" in set_title
    assert page.xpath("string(//h3/a)") == set_title
    assert set_title in letter.text
    assert f"«\N{NO-BREAK SPACE}{'d' * 60}\N{NO-BREAK SPACE}»" in letter.text
    assert not [line for line in letter.text.splitlines() if line.startswith(tuple(";:!?»"))]


def test_what_is_awkward_is_escaped_once() -> None:
    title = json.dumps(AWKWARD, ensure_ascii=False)
    site = Site(SITE.url, AWKWARD, "", SITE.authority, AWKWARD)
    letter = letter_of(
        journal(visit(title=title, structure=title, image="a.png", image_alt=title)), site=site
    )
    page = html.fromstring(letter.html)
    assert page.xpath("string(//h3/a)") == typeset(AWKWARD)
    assert page.xpath("//img/@alt") == [AWKWARD]
    assert not page.xpath("//b")
    assert typeset(AWKWARD) in letter.text
    # As RFC 2047 has it: Python's newer parser puts a space between two encoded words of a name.
    name, _ = parseaddr(email.message_from_bytes(letter.mail)["From"])
    assert str(make_header(decode_header(name))) == typeset(AWKWARD)


def test_a_host_in_letters_of_ours_is_named_as_machines_do() -> None:
    site = replace(SITE, url="https://économie.example/")
    sender = Sender("Asso", SENDER.mail, "https://économie.example/adhésion/")
    mail = mail_of(letter_of(journal(visit()), site=site, sender=sender))
    assert mail["Message-ID"] == "<lettre-2026-03@xn--conomie-9xa.example>"
    assert "<https://xn--conomie-9xa.example/adh%C3%A9sion/>" in mail["List-Unsubscribe"]


def test_html_needs_no_stylesheet_no_script_and_no_other_host() -> None:
    page = html.fromstring(letter_of(journal(visit(image="a.png", image_alt="Photo"))).html)
    assert page.xpath("//script | //link | //form | //iframe") == []
    assert page.xpath("//td[not(@style)] | //h1[not(@style)] | //a[not(@style)]") == []
    assert all(role == "presentation" for role in page.xpath("//table/@role"))
    assert page.xpath("//table[not(@role)]") == []
    assert page.xpath("//img/@src") == [f"{SITE.url}visites/a.png"]
    assert page.get("lang") == "fr"
    [kept] = page.xpath("//style/text()")
    assert kept.strip().startswith("@media (prefers-color-scheme: dark)")


def test_a_very_full_month_stays_under_the_limit_and_says_so() -> None:
    title = json.dumps("🌱" * 110, ensure_ascii=False)
    description = json.dumps("&" * 200)
    tips = [tip(f"c{n}", title=title, description=description) for n in range(150)]
    letter = letter_of(journal(visit(), *tips))
    assert len(letter.html.encode()) < MAX_HTML
    told = len(html.fromstring(letter.html).xpath("//h3"))
    assert told > 10
    assert f"Et {151 - told} autres pages du mois" in letter.text
    assert "150 conseils" in plain(letter.text)


def test_the_mail_is_a_standard_draft_with_both_parts() -> None:
    letter = letter_of(journal(visit()))
    mail = mail_of(letter)
    assert mail.defects == []
    assert mail["From"].addresses[0].addr_spec == "lettre@carnet.example"
    assert mail["Subject"] == "Carnet - la lettre de mars\xa02026"
    assert (mail["Message-ID"], mail["X-Unsent"]) == ("<lettre-2026-03@carnet.example>", "1")
    assert mail.get_content_type() == "multipart/alternative"
    plain_part, rich = mail.iter_parts()
    assert (plain_part.get_content_type(), rich.get_content_type()) == ("text/plain", "text/html")
    assert plain_part.get_content().splitlines() == letter.text.splitlines()
    assert rich.get_content().splitlines() == letter.html.splitlines()
    assert all(len(line) <= 998 for line in letter.mail.split(b"\r\n"))
    assert letter.mail.isascii()
    assert letter.mail.count(b"\n") == letter.mail.count(b"\r\n")
