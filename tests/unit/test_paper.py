"""What a printed page says in place of its links."""

from __future__ import annotations

from journal.entries.build import Body
from journal.pages.paper import Definition, Foot, Notes, read_definitions

GLOSSARY = """<p>Des mots.</p>
<h2 id="ess">ESS, économie sociale<a class="headerlink" href="#ess">¶</a></h2>
<p>Une façon d'<em>entreprendre</em>.</p>
<p>Voir la <a href="#scop">SCOP</a>.</p>
<h2 id="scop">SCOP</h2>
<p>Une coopérative.</p>"""


def body(address: str, html: str = "") -> Body:
    return Body(address, f"Titre de {address}", "", "", html)


SITE = [body("glossaire/", GLOSSARY), body("visites/a/"), body("guides/b/"), body("conseils/été/")]
FOOT = Foot(SITE, glossary="glossaire/")
ESS, SCOP = (
    Definition("ESS, économie sociale", "Une façon d'entreprendre. Voir la SCOP."),
    Definition("SCOP", "Une coopérative."),
)


def notes(html: str) -> Notes:
    return FOOT.notes(html, "visites/a/")


def test_a_definition_goes_down_to_the_next_word() -> None:
    assert read_definitions(GLOSSARY) == {"ess": ESS, "scop": SCOP}


def test_words_are_defined_once_in_the_order_of_the_glossary() -> None:
    html = """<p><a href="../../glossaire/#scop">SCOP</a>, <a href="../../glossaire/#ess">ESS</a>,
      encore <a href="../../glossaire/#ess">l'ESS</a></p>"""
    assert notes(html) == Notes((ESS, SCOP), ())


def test_pages_are_named_once_whatever_part_of_them_is_cited() -> None:
    html = """<p><a href="../../guides/b/#fin">fin</a>
      <a href="../../conseils/%C3%A9t%C3%A9/">été</a> <a href="../../guides/b/">début</a></p>"""
    assert [page.address for page in notes(html).pages] == ["guides/b/", "conseils/été/"]


def test_what_leads_elsewhere_or_to_the_page_itself_is_left_out() -> None:
    html = """<p><a href="https://exemple.fr/glossaire/#ess">ailleurs</a> <a href="#ici">ici</a>
      <a href="mailto:a@exemple.fr">écrire</a> <a href="../../images/plan.pdf">plan</a>
      <a href="../../glossaire/">tous les mots</a> <a href="../../glossaire/#inconnu">?</a></p>"""
    assert notes(html) == Notes((), ())


def test_a_site_may_have_no_glossary() -> None:
    html = '<a href="../../glossaire/#ess">ESS</a>'
    assert Foot(SITE[1:], glossary="glossaire/").notes(html, "visites/a/") == Notes((), ())
