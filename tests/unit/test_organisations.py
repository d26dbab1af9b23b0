"""The organisations that visits are about: names, pages, what is said of each."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from journal.entries.addresses import redirects
from journal.entries.build import Body
from journal.entries.organisations import organisation_slug
from journal.pages.internal_links import Uses
from journal.pages.list_filters import choices
from journal.pages.organisation_page import (
    context_of,
    counted,
    entries_of,
    presentation,
    presentations,
    presented_at,
    read_elsewhere,
    summary,
    tips_at,
    whereabouts,
)
from support.journals import codes_of, guide, journal, slugs, tip, visit

FIRST = {"date": "2026-01-01", "visite_le": "2025-12-01"}
CANCELLED = {
    "date": "2026-06-01",
    "visite_le": "2026-12-01",
    "annulee": "2026-06-02",
    "lieu": "Rezé",
}


def bodies(**html: str) -> Mapping[str, Body]:
    """Bodies of visits, by the slug of each."""
    return {
        f"visites/{slug}.md": Body(
            f"visites/{slug}/", "Titre", "Résumé", "visit.html", text.encode()
        )
        for slug, text in html.items()
    }


# ---- Names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("ATAO", "atao"),
        ("L'Épicerie d’à côté", "l-epicerie-d-a-cote"),
        ("Partage 44", "partage-44"),
    ],
)
def test_an_address_is_made_of_a_name(name: str, slug: str) -> None:
    assert organisation_slug(name) == slug


def test_names_that_letters_do_not_tell_apart_have_each_an_address() -> None:
    found = {organisation_slug(name) for name in ("C", "C++", "C#", "Ёлка", "★", "Index")}
    assert len(found) == 6
    assert "" not in found
    assert "index" not in found
    assert organisation_slug("Ёлка") == organisation_slug("ёлка")
    # No disk takes a name of 256 signs.
    long = {organisation_slug(f"{'Atelier ' * 40}{end}") for end in ("du bois", "du métal")}
    assert {len(slug) < 80 for slug in long} == {True}
    assert len(long) == 2


def test_one_organisation_however_its_name_is_written() -> None:
    catalogue = journal(
        visit("atelier", structure="L'Œuvre d'Été", **FIRST),
        visit("deux", structure="L’ŒUVRE D’ÉTÉ"),
        visit("trois", structure="l'oeuvre d'ete"),
        visit("autre", structure="Zébulon"),
        visit("encore", structure="Écluse"),
    )
    names = [organisation.name for organisation in catalogue.organisations]
    assert names == ["Écluse", "L'Œuvre d'Été", "Zébulon"]
    organisation = catalogue.organisation_named("l'oeuvre d'ete")
    assert catalogue.organisation_named("L’œuvre d’été") is organisation
    assert slugs(organisation.visits) == ["deux", "trois", "atelier"]
    assert {v.organisation for v in organisation.visits} == {"L'Œuvre d'Été"}
    assert organisation.address == "structures/l-oeuvre-d-ete/"
    assert catalogue.organisation_at("structures/l-oeuvre-d-ete.md") is organisation
    assert catalogue.organisation_at("structures/index.md") is None


@pytest.mark.parametrize(
    ("name", "is_said"),
    [
        ("LE SOLILAB", False),
        ("Le  Solilab", False),
        ("« Le Solilab »", False),
        ("Solilab", True),
        ("Le Sôlilab", True),
        ("Le Soli-Lab", True),
        ("Le Solilabo", False),
        ("Les Ateliers", False),
    ],
)
def test_the_known_spelling_is_proposed(name: str, is_said: bool) -> None:
    codes = codes_of(visit(structure="Le Solilab", **FIRST), visit("zoo", structure=f'"{name}"'))
    found = [code for code in codes if "structure" in code]
    assert found == (["visites/zoo.md:6 structure-ecrite-autrement"] if is_said else [])


# ---- Pages -------------------------------------------------------------------------------------

HOST = visit(structure="ATAO", **FIRST)
SHELF = journal(
    HOST,
    visit("joujou", structure="JOUJOU", lors_de="atelier"),
    visit("retour", structure="ATAO", date="2026-06-02", visite_le="2026-11", lieu="Rezé"),
    visit("manquee", structure="ATAO", **CANCELLED),
    visit("seule", structure="Seule", **CANCELLED),
    tip("oser"),
    tip("relire", visite="retour"),
    tip("trier", visite="joujou"),
)


def test_what_is_told_of_an_organisation() -> None:
    atao, joujou = SHELF.organisation_named("atao"), SHELF.organisation_named("joujou")
    assert slugs(atao.visits) == ["retour", "manquee", "atelier"]
    assert slugs(tips_at(atao, SHELF)) == ["relire", "oser"]
    assert slugs(presented_at(atao, SHELF)) == ["joujou"]
    assert slugs(entries_of(joujou, SHELF)) == ["joujou", "trier"]
    assert presented_at(joujou, SHELF) == []


def test_what_it_presents_of_itself_is_told_once() -> None:
    catalogue = journal(HOST, visit("pole", structure="Atao", lors_de="atelier"))
    atao = catalogue.organisation_named("atao")
    assert slugs(atao.visits) == ["pole", "atelier"]
    assert presented_at(atao, catalogue) == []
    assert counted(atao, catalogue) == "1 visite, présentée pendant une visite"


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("atao", "1 visite, 1 visite annoncée, 1 visite annulée, 2 conseils"),
        ("joujou", "présentée pendant une visite, 1 conseil"),
        ("seule", "1 visite annulée"),
    ],
)
def test_how_much_is_told_of_it(slug: str, said: str) -> None:
    organisation = SHELF.organisation_named(slug)
    assert counted(organisation, SHELF) == said
    assert summary(organisation, SHELF).endswith(f"\u00a0: {said}.")


def test_its_visits_are_by_year_and_what_was_presented_comes_last() -> None:
    catalogue = journal(
        HOST,
        visit("un", structure="ATAO", visite_le="2024-05-01"),
        visit("deux", structure="ATAO", visite_le="XXXX-05-01"),
        visit("trois", structure="ATAO", lors_de="zoo"),
        visit("zoo"),
    )
    groups = choices(catalogue.organisation_named("atao").visits, "année", catalogue)
    assert [(group.label, slugs(group.entries)) for group in groups] == [
        ("2025", ["atelier"]),
        ("2024", ["un"]),
        ("Année non précisée", ["deux"]),
        ("Structures présentées pendant une visite", ["trois"]),
    ]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>ATAO est une association. Elle est née en 1999.</p>", "ATAO est une association."),
        (
            '<h2>ATAO est un mot.</h2><p>Ah. ATAO est\nl’une <a href="x">des 5</a>, oui ! Et</p>',
            "ATAO est l’une des 5, oui !",
        ),
        ("<p>Chez ATAO est une idée. Non.</p>", ""),
        ("<p>ATAO est née en 1999. ATAOS est une autre.</p>", ""),
        ("<p>ATAO est une idée sans fin</p>", ""),
        ("<p>Une association du nom d’ATAO.</p>", ""),
        ("", ""),
    ],
)
def test_what_it_is_comes_from_a_sentence_of_a_page(html: str, said: str) -> None:
    organisation = journal(HOST).organisation_named("atao")
    assert presentation(organisation, bodies(atelier=html)) == said


def test_the_newest_page_that_says_what_it_is() -> None:
    catalogue = journal(HOST, visit("retour", structure="ATAO"), visit("vide", structure="ATAO"))
    found = bodies(retour="<p>ATAO est un réseau.</p>", atelier="<p>ATAO est une association.</p>")
    assert presentation(catalogue.organisation_named("atao"), found) == "ATAO est un réseau."


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (
            "<p>Oui. Depuis 2023, ATAO est\ninstallée rue du Port (Ville, 2023). Ah.</p>",
            "Rue du Port (Ville, 2023)",
        ),
        ("<p>ATAO est située à Rezé, depuis (mai).</p>", "À Rezé (mai)"),
        ("<p>ATAO est une association. Elle est située à Rezé.</p>", ""),
        ("<p>MATAO est située à Rezé. L'an dernier. ATAO est née.</p>", ""),
    ],
)
def test_where_it_stands_comes_from_a_sentence_of_a_page(html: str, said: str) -> None:
    assert whereabouts(journal(HOST).organisation_named("atao"), bodies(atelier=html)) == said


def test_its_context_is_said_without_what_was_said_already() -> None:
    html = (
        '<h2 id="en-bref">En bref</h2><p>Ah.</p><h2 id="le-contexte">Le contexte</h2>'
        "<p>ATAO est une association. Elle est <a>née</a> en 1999\n(ATAO).</p><div><p>9</p></div>"
        "<h3>Ici</h3><p>Encore.</p><h2>Fin</h2><p>Non.</p>"
    )
    organisation = journal(HOST).organisation_named("atao")
    found = bodies(atelier=html)
    context = context_of(organisation, found, presentations(found))
    assert context == (organisation.visits[0], ["Elle est née en 1999 (ATAO).", "Encore."])
    found = bodies(atelier="<h2>Le contexte</h2>")
    assert context_of(organisation, found, presentations(found)) is None


def test_its_own_site_is_the_one_that_its_newest_page_gives() -> None:
    catalogue = journal(
        visit("ancienne", structure="ATAO", site="http://ancien.example/", **FIRST),
        visit("nouvelle", structure="ATAO", site="https://atao.example/", date="2026-05-01"),
        visit("sans", structure="ATAO", date="2026-06-01"),
    )
    assert catalogue.organisation_named("atao").website == "https://atao.example/"
    assert journal(visit()).organisations[0].website is None


@pytest.mark.parametrize("site", ["inconnu", "atao", "javascript:alert(1)", "http://192.168.1.2/"])
def test_a_site_that_nobody_reaches_is_refused(site: str) -> None:
    assert codes_of(visit(site=f'"{site}"'))


def test_what_others_say_of_it_are_the_sources_that_name_it() -> None:
    def source(title: str, url: str) -> str:
        return f'{{titre: "{title}", url: {url}}}'

    named = source("Ville, ATAO à l'œuvre", "https://ville.example/")
    others = source("Le Code", "https://code.example/"), source("Les Ataos", "https://a.example/")
    catalogue = journal(
        visit("un", structure="ATAO", sources=f"[{named}, {', '.join(others)}]"),
        visit("deux", structure="ATAO", sources=f"[{named}]"),
    )
    found = read_elsewhere(catalogue.organisation_named("atao"))
    assert [source.url for source in found] == ["https://ville.example/"]


# ---- Where it was, who uses what it taught -----------------------------------------------------


def test_a_former_address_of_an_organisation_leads_to_its_page() -> None:
    catalogue = journal(
        visit(structure="ATAO", anciennes_adresses="[structures/atau/, visites/vieux/]"),
        visit("zoo", anciennes_adresses="[structures/atao/]"),
    )
    found, refused = redirects(catalogue.entries, [])
    assert found == {"structures/atau/": "structures/atao/", "visites/vieux/": "visites/atelier/"}
    assert [claim.address for claim in refused] == ["structures/atao/"]


def test_the_guides_that_lead_to_an_entry() -> None:
    catalogue = journal(visit(), tip(), tip("seul"), guide("un"), guide("deux"), guide("trois"))
    link = '<p><a href="../../conseils/oser/#pourquoi">Oser</a></p>'
    found = {
        f"guides/{slug}.md": Body(f"guides/{slug}/", "Titre", "", "guide.html", html.encode())
        for slug, html in {"un": link, "deux": "<p>Rien.</p>"}.items()
    }
    uses = Uses(catalogue.of_kind(catalogue.entries[-1].kind), found)
    oser, seul = (catalogue.at(f"conseils/{slug}.md") for slug in ("oser", "seul"))
    assert oser
    assert seul
    assert slugs(uses.guides([oser])) == ["un"]
    assert uses.guides([seul]) == uses.guides([]) == ()
