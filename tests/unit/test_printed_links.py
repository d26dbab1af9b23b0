"""What a printed page says in place of its links."""

from __future__ import annotations

from journal.pages import printed_links
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
