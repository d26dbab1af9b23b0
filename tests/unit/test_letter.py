"""The month's letter: what it tells, and three forms that any mail program can read."""

from __future__ import annotations

import email
import email.policy
import json
from typing import Any

import pytest
from lxml import html

from journal.catalogue import Catalogue
from journal.newsletter.letter import MAX_HTML, NO_SENDER, Letter, Month, renderer, write_letter
from journal.pages.colours import read_palette
from journal.publisher import Site
from support.building import ROOT
from support.journals import journal, tip, visit
from support.newsletter import AWKWARD, SITE

MARCH = Month(2026, 3)
OVERRIDES = ROOT / "overrides"
PALETTE = read_palette(OVERRIDES)


def letter_of(
    catalogue: Catalogue, month: Month = MARCH, *, site: Site = SITE, sender: str = ""
) -> Letter | None:
    render = renderer(str(OVERRIDES), light=PALETTE.light, dark=PALETTE.dark)
    return write_letter(catalogue, month, site=site, sender=sender, render=render)


def sure_letter(catalogue: Catalogue, **words: Any) -> Letter:
    letter = letter_of(catalogue, **words)
    assert letter
    return letter


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-00", "2026-3", "26-03", "0000-01"])
def test_what_is_not_a_month(text: str) -> None:
    with pytest.raises(ValueError, match=text or "^$"):
        Month.parse(text)


def test_a_month_in_french() -> None:
    assert str(Month.parse("2026-08")) == "août 2026"
    assert Month.parse("2026-08").code == "2026-08"


def test_a_month_without_entries_has_no_letter() -> None:
    assert letter_of(journal(visit(date="2026-03-20")), Month(2026, 4)) is None


def test_the_letter_tells_what_was_published_in_the_month_and_nothing_else() -> None:
    letter = sure_letter(
        journal(
            visit(date="2026-03-01"),
            tip(date="2026-03-31"),
            tip("avant", date="2026-02-28"),
            tip("apres", date="2026-04-01"),
            tip("ailleurs", date="2025-03-15"),
        )
    )
    links = [str(a) for a in html.fromstring(letter.html).xpath("//h3/a/@href")]
    assert links == [f"{SITE.url}visites/atelier/", f"{SITE.url}conseils/oser/"]
    for address in links:
        assert address in letter.text
    assert "Ce mois-ci\N{NO-BREAK SPACE}: 1 visite, 1 conseil." in letter.text


def test_a_visit_written_up_counts_in_the_month_of_its_write_up() -> None:
    later = journal(
        visit(visite_le="2026-04-02", lieu="Nantes", date="2026-03-20", ecrit_le="2026-05-04")
    )
    assert letter_of(later, MARCH) is None
    assert letter_of(later, Month(2026, 5))


def test_a_visit_to_come_says_when_and_where() -> None:
    catalogue = journal(visit(visite_le="2026-07-02", lieu="Rezé", horaire="14:00-17:00"))
    text = sure_letter(catalogue).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Ce mois-ci : 1 visite à venir." in text
    assert "Visite · Atelier · Rezé · 2 juillet 2026 · de 14 h à 17 h" in text
    assert "annulée" not in text


@pytest.mark.parametrize(
    "day", ["2026-07-02", "2026-03-02"], ids=["still to come", "whose day is past"]
)
def test_a_cancelled_visit_is_never_told_as_held_or_to_come(day: str) -> None:
    catalogue = journal(visit(visite_le=day, lieu="Rezé", horaire="14:00-17:00", annulee="oui"))
    text = sure_letter(catalogue).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Ce mois-ci : 1 visite annulée." in text
    assert "\nVisites annulées\n" in text
    assert "2026 · annulée" in text
    assert "17 h" not in text


def test_what_is_awkward_is_escaped_once() -> None:
    title = json.dumps(AWKWARD, ensure_ascii=False)
    site = Site(SITE.url, AWKWARD, "", SITE.authority, AWKWARD)
    letter = sure_letter(
        journal(visit(title=title, structure=title, image="a.png", image_alt=title)), site=site
    )
    page = html.fromstring(letter.html)
    assert page.xpath("string(//h3/a)") == AWKWARD
    assert page.xpath("//img/@alt") == [AWKWARD]
    assert not page.xpath("//b")
    assert AWKWARD in letter.text.replace("\N{NO-BREAK SPACE}", " ")
    mail = email.message_from_bytes(letter.mail, policy=email.policy.default)
    assert mail["From"].addresses[0].display_name == AWKWARD


def test_html_needs_no_stylesheet_no_script_and_no_other_host() -> None:
    page = html.fromstring(sure_letter(journal(visit(image="a.png", image_alt="Photo"))).html)
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
    letter = sure_letter(journal(visit(), *tips))
    assert len(letter.html.encode()) < MAX_HTML
    told = len(html.fromstring(letter.html).xpath("//h3"))
    assert told > 10
    assert f"Et {151 - told} autres pages du mois" in letter.text
    assert "150 conseils" in letter.text


def test_the_mail_is_a_standard_draft_with_both_parts() -> None:
    letter = sure_letter(journal(visit()), sender="lettre@carnet.example")
    mail = email.message_from_bytes(letter.mail, policy=email.policy.default)
    assert mail.defects == []
    assert mail["From"].addresses[0].addr_spec == "lettre@carnet.example"
    assert mail["Subject"] == "Carnet - la lettre de mars 2026"
    assert mail["Date"].datetime.isoformat() == "2026-03-20T06:00:00+01:00"
    assert (mail["Message-ID"], mail["X-Unsent"]) == ("<lettre-2026-03@carnet.example>", "1")
    assert mail.get_content_type() == "multipart/alternative"
    plain, rich = mail.iter_parts()
    assert (plain.get_content_type(), rich.get_content_type()) == ("text/plain", "text/html")
    assert plain.get_content().splitlines() == letter.text.splitlines()
    assert rich.get_content().splitlines() == letter.html.splitlines()
    assert all(len(line) <= 998 for line in letter.mail.split(b"\r\n"))
    assert letter.mail.isascii()
    assert letter.mail.count(b"\n") == letter.mail.count(b"\r\n")


def test_a_publisher_without_an_address_gets_one_that_cannot_be_sent_from() -> None:
    letter = sure_letter(journal(visit()))
    assert NO_SENDER.encode() in letter.mail
    assert NO_SENDER.endswith(".invalid")


def test_the_same_month_gives_the_same_bytes() -> None:
    assert sure_letter(journal(visit(), tip())) == sure_letter(journal(visit(), tip()))
