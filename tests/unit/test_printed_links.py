"""What a printed page says in place of its links."""

from __future__ import annotations

from urllib.parse import unquote, urljoin

import pytest

from journal.pages import printed_links
from journal.pages.internal_links import target
from journal.pages.printed_links import Titled

ADDRESSES = ("glossaire/", "visites/a/", "guides/b/", "conseils/été/")
PAGES = {address: Titled(address, f"Titre de {address}") for address in ADDRESSES}


def cited(html: str) -> list[str]:
    found = printed_links.cited(html, "visites/a/", PAGES.get, besides="glossaire/")
    return [page.address for page in found]


def test_pages_are_named_once_whatever_part_of_them_is_cited() -> None:
    html = """<p><a href="../../guides/b/#fin">fin</a>
      <a href="../../conseils/%C3%A9t%C3%A9/">été</a> <a href="../../guides/b/">début</a></p>"""
    assert cited(html) == ["guides/b/", "conseils/été/"]


def test_what_leads_elsewhere_or_to_the_page_itself_is_left_out() -> None:
    html = """<p><a href="https://exemple.fr/guides/b/">ailleurs</a> <a href="#ici">ici</a>
      <a href="mailto:a@exemple.fr">écrire</a> <a href="../../images/plan.pdf">plan</a>
      <a href="../../glossaire/">tous les mots</a> <a href="../../glossaire/#lot">un lot</a></p>"""
    assert cited(html) == []


@pytest.mark.parametrize("address", ["", "visites/", "visites/a/", "livret.html"])
@pytest.mark.parametrize(
    "link",
    [
        *("", "#ici", "../", "../b/", "../../guides/b-c/#fin", "../../../../b/#%C3%A9", "a/b/"),
        *("b", "b/?q", "./b/", "../%62/", "/b/", "//hote/b/", "b/../c/", "https://a.fr/b/#c"),
    ],
)
def test_a_link_leads_where_browsers_are_led(link: str, address: str) -> None:
    page, _, anchor = urljoin(f"https://site.invalid/{address}", link).partition("#")
    within = page.startswith("https://site.invalid/")
    led = unquote(page.removeprefix("https://site.invalid/")), unquote(anchor)
    assert target(link, address) == (led if within else None)
