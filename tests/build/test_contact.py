"""Where readers are sent to write: it follows mkdocs.yml, and no path ends at an empty field."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from lxml.html import HtmlElement
from playwright.sync_api import Browser, ViewportSize

from journal.entries.publisher import legal_notice
from journal.language.typography import typeset
from journal.new_pages.question_table import TIP_FORM, VISIT_FORM
from support.building import ROOT, build
from support.html import parse, text_of

PAGES = ("a-propos/", "accessibilite/", "contribuer/", "mentions-legales/")
MAIL = "lettre@carnet.example"
# GitHub's list of forms, or one of them.
FORMS = "https://depot.example/carnet/issues/new"
# Pages that ask whoever was there too to write.
INVITING = ("visites/", "conseils/", "visites/atao/", "guides/organiser-une-visite/", "a-propos/")
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.mark.parametrize(
    ("mail", "repository", "address"),
    [
        (MAIL, "https://depot.example/carnet/", f"mailto:{MAIL}"),
        (f"Le carnet <{MAIL}>", "", f"mailto:{MAIL}"),
        ("", "https://depot.example/carnet/", FORMS),
        ("", "", ""),
    ],
)
def test_every_page_that_asks_to_write_says_where(
    tmp_path: Path, browser: Browser, mail: str, repository: str, address: str
) -> None:
    extra = {"editeur": {"courriel": mail}, "licence": {}, "autorite": "essai,2026"}
    site = build(tmp_path / "site", strict=False, extra=extra, repo_url=repository)
    for page in PAGES:
        main = parse(site / page / "index.html").xpath("//main")[0]
        links = [href.partition("?")[0] for href in main.xpath(".//a/@href")]
        ways = {
            href.removesuffix("/choose") for href in links if href.startswith(("mailto:", FORMS))
        }
        if page == "contribuer/":
            ways -= {FORMS} - {address} if repository else set()
            _expect_few_questions_in_sight(main)
            _expect_the_easiest_way_first(main, mail, repository)
            assert ("Joignez les photos" in text_of(main)) is bool(mail)
        assert ways == ({address} if address else set()), page
        _expect_what_each_promises(page, main, is_open=bool(address))
        # The legal notice says what is missing; nobody is sent there to find out.
        if page != "mentions-legales/":
            assert "non renseigné" not in text_of(main), page
            assert not main.xpath(".//a[contains(@href, 'mentions-legales')]"), page
    # The letter comes by mail only where somebody sends it.
    [asked] = parse(site / "index.html").xpath("//section[@class='subscribe']")
    assert ("par courriel" in text_of(asked)) is bool(mail)
    [by_mail] = parse(site / "abonnement/index.html").xpath("//h2[@id='site:lettre']")
    assert ("par courriel" in text_of(by_mail)) is bool(mail)
    kit = text_of(parse(site / "guides/organiser-une-visite/index.html").xpath("//main")[0])
    for said in (kit, (site / "guides/organiser-une-visite/index.html.md").read_text("utf-8")):
        assert ("Annoncer la visite ici" in said) is bool(address)
    lines = [parse(site / page / "index.html").xpath("//main//p[a]") for page in INVITING]
    invite = [any(text_of(p).startswith("Racontez une visite,") for p in found) for found in lines]
    assert invite == [bool(address)] * len(INVITING)
    if address:
        assert _end_of_what_is_next(site, browser) <= PHONE["height"]
    [*_, door] = parse(site / "index.html").xpath("//*[@class='lead']/ul/li/a/@href")
    assert door == ("contribuer/" if address else "guides/organiser-une-visite/")


def _expect_what_each_promises(page: str, main: HtmlElement, *, is_open: bool) -> None:
    """A correction, what becomes of a message, whom to turn to: each where it can be kept."""
    said = text_of(main)
    if page == "a-propos/":
        assert bool(main.xpath(".//h2[@id='site:corrections']")) is is_open
    elif not is_open:
        assert "L’éditeur" in said or "l’éditeur" in said, page
    if page == "mentions-legales/":
        assert bool(main.xpath(".//h2[@id='site:messages']")) is is_open
        assert ("la CNIL" in said) is is_open
    if page == "accessibilite/":
        assert "Défenseur des droits" in said


def _expect_few_questions_in_sight(main: HtmlElement) -> None:
    """Those that suffice; folded, the others, those of a visit to come, those of a tip."""
    shown = [[text_of(line) for line in one] for one in main.xpath(".//*[@class='asked']")]
    groups = [
        *(VISIT_FORM.first, VISIT_FORM.others, VISIT_FORM.if_to_come),
        *(TIP_FORM.first, TIP_FORM.others),
    ]
    assert len(shown) == len(groups)
    for lines, questions in zip(shown, groups, strict=True):
        labels = [" ".join(typeset(question.label).split()) for question in questions]
        assert all(line.startswith(label) for line, label in zip(lines, labels, strict=True))
    assert len(main.xpath("./*[@class='columns']/*/ol/li")) == len(VISIT_FORM.first)
    assert not main.xpath(".//details/@open")
    assert "caractères" not in text_of(main)


def _expect_the_easiest_way_first(main: HtmlElement, mail: str, repository: str) -> None:
    """Mail, then form; the first of those that are open is a button."""
    [box] = main.xpath(".//*[@class='practical']")
    ways = ["Par courriel"] * bool(mail) + ["Par formulaire"] * bool(repository)
    closed = ["Ce carnet ne reçoit pas encore de récits"]
    assert [text_of(way) for way in box.xpath("./p/strong")] == (ways or closed)
    led_to = box.xpath(".//a[contains(@class, 'button')]/@href")
    buttons = [href.partition("?")[0] for href in led_to]
    assert buttons == ([f"mailto:{MAIL}"] if mail else [FORMS] if repository else [])
    [copied] = box.xpath(".//button/@data-copy") if mail or not repository else [""]
    assert ("Quelle structure avez-vous visitée" in copied) is (bool(mail) or not repository)


def _end_of_what_is_next(site: Path, browser: Browser) -> float:
    """Where what happens next ends on the page of contributions, on a telephone."""
    page = browser.new_page(viewport=PHONE)
    page.goto((site / "contribuer/index.html").as_uri())
    box = page.locator(".practical + p").bounding_box()
    page.close()
    assert box
    return box["y"] + box["height"]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"telephone": "02 40 00 00 00"}, "On joint l'éditeur au 02 40 00 00 00, en indiquant"),
        (
            {"adresse": "1 rue du Port", "telephone": "02"},
            "On joint l'éditeur au 02, ou par courrier, à 1 rue du Port, en indiquant",
        ),
        ({}, "L'éditeur n'a encore indiqué ni courriel ni autre moyen de le joindre"),
    ],
)
def test_without_a_mail_or_a_repository_one_phones_or_writes(
    told: dict[str, str], said: str
) -> None:
    templates = Environment(loader=FileSystemLoader(ROOT / "overrides"), autoescape=False)
    contact = templates.get_template("partials/contact.html")
    assert said in contact.render(
        publisher={"mail": "", "repository": ""},
        legal_notice=legal_notice({"editeur": told}),
        saying="la page",
    )


def test_the_legal_notice_says_what_is_left_to_say_and_who_the_address_tells_hosts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://asso.github.io/carnet/")
    extra = {"editeur": {"nom": "L'Asso", "adresse": "1 rue du Port", "responsable": "A. B."}}
    site = build(tmp_path / "site", strict=False, extra=extra)
    [told] = parse(site / "mentions-legales/index.html").xpath(
        "//section[@aria-labelledby='site:editeur']"
    )
    said = " ".join(text_of(told).split())
    assert "Reste à indiquer par l’éditeur : courriel, téléphone. L’adresse" in said
    assert "est celle de GitHub Pages" in said
    extra["editeur"]["hebergeur"] = "Un hébergeur"
    site = build(tmp_path / "told", strict=False, extra=extra)
    assert "GitHub Pages" not in (site / "mentions-legales/index.html").read_text("utf-8")


def test_no_page_of_docs_sends_to_the_legal_notice_for_a_contact() -> None:
    texts = [page.read_text("utf-8") for page in (ROOT / "docs").rglob("*.md")]
    assert len(texts) > 10
    assert not [text for text in texts if "](mentions-legales.md" in text]
