"""Mails as someone opens them: the month's letter, and what rss2email sends, narrow and wide."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from journal.entries.publisher import Sender, Site
from journal.gate import examine as check
from journal.language.dates import parse_day
from journal.newsletter.letter_contents import tell
from journal.newsletter.letter_mail import write_letter
from journal.newsletter.month import Month
from journal.reading.tree import read_tree
from support.building import build
from support.colours import shown
from support.journals import small_tree, tip, visit, write_tree
from support.newsletter import AWKWARD, letter_press
from support.pictures import png
from support.programs import Rss2email, mail_server, require
from support.serving import Host, serve

ALT = "Un établi où sèchent des jouets"
BODY = f"""\
Un [conseil utile](../conseils/oser.md) et un tableau :

| Année | Tonnes | Ce que l'on en fait |
|-------|-------:|---------------------|
| 2021  | 4      | réparer, revendre   |

![{ALT}](etabli.png)

!!! note "À savoir"
    Un encadré.
"""


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal with a photograph far wider than a mail."""
    files = small_tree(
        visit(image="etabli.png", image_alt=ALT, body=BODY),
        tip(title=f"Un conseil {'anticonstitutionnellement' * 3}"),
    )
    docs = write_tree(tmp_path_factory.mktemp("journal") / "docs", files)
    (docs / "visites/etabli.png").write_bytes(png(1600, 800))
    return docs


@pytest.fixture(scope="module")
def host(docs: Path) -> Iterator[Host]:
    """Where that journal is published."""
    with serve(docs.parent) as host:
        before = dict(os.environ)
        os.environ["SITE_URL"] = host.address
        try:
            host.folder = build(docs.parent / "site", docs=docs)
        finally:
            os.environ.clear()
            os.environ.update(before)
        yield host


@pytest.fixture(scope="module")
def received(host: Host, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The HTML of what rss2email sends of the visit."""
    require()
    home = tmp_path_factory.mktemp("r2e") / "home"
    with mail_server() as mailbox:
        Rss2email(home, f"{host.address}visites/feed_rss_created.xml", mailbox).refresh()
    [mail] = mailbox.mails
    return str(mail.get_content())


@pytest.fixture(scope="module")
def letter(host: Host, docs: Path) -> str:
    """The HTML of the month's letter."""
    day = parse_day("2026-04-01")
    tree = read_tree(docs)
    catalogue = check.examine(tree, today=day).catalogue
    site = Site(host.address, f"Carnet {AWKWARD}", "Un carnet.", "essai,2026", "Textes : essai")
    telling = tell(catalogue, Month(2026, 3))
    assert telling
    letter = write_letter(
        telling, site=site, sender=Sender("Carnet"), press=letter_press(["visites/etabli.png"])
    )
    return letter.html


@pytest.fixture(params=["received", "letter"])
def mail(request: pytest.FixtureRequest) -> str:
    text: str = request.getfixturevalue(request.param)
    return text


@pytest.fixture(params=[320, 600], ids=["320px", "600px"])
def width(request: pytest.FixtureRequest) -> int:
    value: int = request.param
    return value


def show(page: Page, mail: str) -> None:
    page.set_content(mail, wait_until="networkidle")
    if folder := os.environ.get("SCREENSHOTS"):
        name = re.sub(r"\W+", "-", os.environ["PYTEST_CURRENT_TEST"].partition("::")[2])
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_a_mail_fits_its_width_with_its_images(
    browser: Browser, mail: str, width: int, host: Host
) -> None:
    with browser.new_page(viewport={"width": width, "height": 800}) as page:
        foreign: list[str] = []
        page.on(
            "request",
            lambda r: None if r.url.startswith((host.address, "about:")) else foreign.append(r.url),
        )
        show(page, mail)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        shown = page.evaluate("[...document.images].map((i) => [i.naturalWidth, i.alt, i.width])")
        assert shown
        assert all(natural == 1200 and alt == ALT and w > 200 for natural, alt, w in shown)
        assert foreign == []
        relative = page.evaluate(
            "[...document.querySelectorAll('[href], [src]')].map((e) => e.getAttribute('href')"
            " || e.getAttribute('src')).filter((a) => !/^(https?|mailto):/.test(a))"
        )
        assert relative == []


def test_a_mail_can_be_read_without_its_images(browser: Browser, mail: str, width: int) -> None:
    with browser.new_page(viewport={"width": width, "height": 800}) as page:
        page.route(re.compile(r"\.png$"), lambda route: route.abort())
        show(page, mail)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        image = page.get_by_role("img", name=ALT).first
        box = image.bounding_box()
        assert box
        assert box["height"] >= 10, "the description of the image takes some room"
        assert page.get_by_text("Une visite chez Atelier").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_letter_follows_the_colours_that_one_has_chosen(
    browser: Browser, letter: str, scheme: str
) -> None:
    with browser.new_page(viewport={"width": 600, "height": 800}, color_scheme=scheme) as page:
        show(page, letter)
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == shown("papier", scheme)
        contrasts = page.evaluate(CONTRASTS)
        assert len(contrasts) > 8
        assert min(contrasts) >= 4.5


# The contrast of each text with the nearest ground that is not transparent (WCAG 2.2, 1.4.3).
CONTRASTS = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return /, 0\\)$/.test(colour) ? ground(element.parentElement) : colour;
  };
  return [...document.querySelectorAll("h1, h2, h3, p, a, span")].map((element) => {
    const pair = [light(getComputedStyle(element).color), light(ground(element))].sort();
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  });
}"""
