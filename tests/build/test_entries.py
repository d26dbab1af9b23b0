"""The pages of visits and tips: what their templates add to what was written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.language.typography import typeset
from support.building import build
from support.html import parse, text_of
from support.journals import small_tree, tip, visit, write_tree

BuildTree = Callable[[dict[str, str]], Path]


# No year of ours will see it.
AHEAD = "2090-03-14"


def cancelled(slug: str) -> dict[str, str]:
    """A visit whose day is gone, and that did not take place."""
    return visit(slug, date="2026-03-10", annulee="2026-03-12")


def headings(page: object) -> list[str]:
    return [text_of(h).rstrip(" ¶") for h in page.xpath("//main//h2")]  # type: ignore[attr-defined]


def test_a_visit_leads_to_its_tips_and_to_what_was_presented_there(site: Path) -> None:
    visit_page = parse(site / "visites/atao/index.html")
    section = visit_page.xpath("//section[h2='Conseils tirés de cette visite']//h3/a/@href")
    assert section == [
        "../../conseils/se-faire-connaitre/",
        "../../conseils/acculturer-a-l-ess/",
        "../../conseils/se-lancer-sans-attendre/",
    ]
    presented = visit_page.xpath(
        "//section[h2='Structure présentée pendant cette visite']//h3/a/@href"
    )
    assert presented == ["../joujou/"]


def test_a_partial_date_is_shown_as_what_is_known(site: Path) -> None:
    times = parse(site / "visites/atao/index.html").xpath("//header//time")
    assert ("un 25 janvier", "01-25") in [(text_of(t), t.get("datetime")) for t in times]


def test_a_tip_says_where_it_was_seen(site: Path) -> None:
    meta = parse(site / "conseils/se-faire-connaitre/index.html").xpath("//ul[@class='meta-line']")[
        0
    ]
    assert "L’exemple d’ATAO" in text_of(meta)
    assert "../../visites/atao/" in meta.xpath(".//a/@href")


def test_a_name_with_its_article_is_contracted(build_tree: BuildTree) -> None:
    relais = visit("relais", structure="Le relais", body="## Ce qui s'est dit\n\nUn récit.\n")
    site = build_tree(small_tree(relais, tip("ecouter", visite="relais"), tip("voir")))
    told, seen = (
        parse(site / f"conseils/{slug}/index.html").xpath("//ul[@class='meta-line']")[0]
        for slug in ("ecouter", "voir")
    )
    assert "L’exemple du relais" in text_of(told)
    assert [text_of(link) for link in told.xpath("./li[not(@class)]//a")] == ["L’exemple du relais"]
    assert "Vu chez Atelier" in text_of(seen)
    assert [text_of(link) for link in seen.xpath("./li[not(@class)]//a")] == ["Atelier"]


def test_the_title_of_a_shared_link_is_typeset_once(site: Path) -> None:
    [title] = parse(site / "visites/atao/index.html").xpath("//meta[@property='og:title']/@content")
    assert title.startswith("ATAO\u00a0: ")
    assert title.endswith(" association d’insertion")


def test_words_are_defined_in_the_margin_of_an_entry(site: Path) -> None:
    page = parse(site / "conseils/se-faire-connaitre/index.html")
    [words] = page.xpath("//section[h2[@id='pourquoi']]/dl[@class='words']")
    defined = [text_of(word) for word in words.xpath("./dt")]
    assert defined == ["Acheteur public", "Sourçage"]
    assert "sourçage" in text_of(words.getnext())


def test_a_text_without_headings_has_no_contents(build_tree: BuildTree) -> None:
    site = build_tree(
        small_tree(tip("court", body="Un texte.\n"), tip("long", body="## Un\n\nA.\n"))
    )
    short, long = (parse(site / f"conseils/{slug}/index.html") for slug in ("court", "long"))
    assert short.xpath("//nav[@class='contents']") == []
    assert len(long.xpath("//nav[@class='contents']")) == 1


def test_what_was_presented_elsewhere_says_during_which_visit(site: Path) -> None:
    page = parse(site / "visites/joujou/index.html")
    meta = page.xpath("//ul[@class='meta-line']")[0]
    assert "JOUJOU, lors de la visite chez ATAO" in text_of(meta)
    assert text_of(page.xpath("//p[@class='kind']")[0]) == "Structure présentée pendant une visite"
    assert "../atao/" in meta.xpath(".//a/@href")
    assert page.xpath("//*[@class='stamp']") == []
    assert "Visite apprenante" not in text_of(page.xpath("//article")[0])


def test_what_was_presented_is_listed_and_counted_apart(build_tree: BuildTree) -> None:
    presented = visit("friche", lors_de="atelier", date="2026-03-22")
    site = build_tree(small_tree(presented))
    home, listed, theme, themes = (
        parse(site / f"{address}index.html")
        for address in ("", "visites/", "themes/reemploi/", "themes/")
    )
    lead = home.xpath("//section[contains(@class, 'lead-visit')]")[0]
    assert "Une visite chez Atelier" in text_of(lead)
    for page in (home, listed, theme):
        [section] = page.xpath("//section[contains(h2, 'présentée')]")
        assert [text_of(title) for title in section.xpath(".//h3")] == ["Une visite chez Friche"]
        kind = section.xpath(".//ul[@class='meta-line']//strong")
        # In the list of visits, the heading alone says it.
        said = [] if page is listed else ["Structure présentée pendant une visite"]
        assert [text_of(name) for name in kind] == said
    assert theme.xpath("count(//section[h2='Visites']//article)") == 1
    assert "1 visite, 1 structure présentée, 1 conseil" in text_of(themes.xpath("//main")[0])


def test_nothing_like_a_year_stands_by_a_day_without_one(build_tree: BuildTree) -> None:
    unknown = {"visite_le": "XXXX-01-25", "title": "Une visite sans année"}
    site = build_tree(small_tree(visit("friche", **unknown)))
    page = parse(site / "visites/index.html")
    sections = page.xpath("//section[contains(@class, 'entries')]")
    assert [text_of(section.xpath("./h2")[0]) for section in sections] == [
        "2026",
        "Année non précisée",
    ]
    said = text_of(sections[1])
    assert "un 25 janvier (année non précisée)" in said
    assert not re.search(r"(?:19|20)\d\d", said)


def test_an_entry_never_recommends_itself_nor_twice_the_same(build_tree: BuildTree) -> None:
    tips = [tip(slug) for slug in ("ecouter", "montrer", "compter")]
    site = build_tree(small_tree(visit("friche"), *tips))
    for page in sorted(site.glob("conseils/*/index.html")) + sorted(
        site.glob("visites/*/index.html")
    ):
        links = parse(page).xpath("//main//h3/a/@href | //nav[@class='neighbours']//a/@href")
        assert len(links) == len(set(links)), page
        own = f"../{page.parent.name}/"
        assert own not in links, page


def test_neighbours_follow_the_order_of_the_catalogue(build_tree: BuildTree) -> None:
    site = build_tree(small_tree(tip("a", ordre="2"), tip("b", ordre="1"), tip("c")))
    page = parse(site / "conseils/a/index.html")
    assert page.xpath("//a[@rel='prev']/@href") == ["../b/"]
    assert page.xpath("//a[@rel='next']/@href") == ["../c/"]
    said = text_of(page.xpath("//nav[@class='neighbours']")[0])
    assert "Conseil précédent" in said
    assert "Conseil suivant" in said


def test_a_reader_can_ask_for_a_correction(site: Path, build_tree: BuildTree) -> None:
    link = "//a[text()='Signaler une erreur ou demander une correction']/@href"
    [address] = parse(site / "visites/atao/index.html").xpath(link)
    assert address.startswith(
        "https://depot.example/carnet/issues/new?template=signaler-une-erreur.yml&"
    )
    assert "title=Correction" in address
    without_repository = build_tree(small_tree())
    assert parse(without_repository / "visites/atelier/index.html").xpath(link) == []


def test_titles_are_escaped(build_tree: BuildTree) -> None:
    typed = "L'atelier <b>fou</b> & Cie : « œuvres »"
    site = build_tree(small_tree(visit(title=f'"{typed}"')))
    title = typeset(typed)
    assert parse(site / "visites/atelier/index.html").xpath("string(//h1)") == title
    assert parse(site / "visites/index.html").xpath("string(//h3/a)") == title


def test_a_visit_to_come_is_announced_beside_the_latest_one(build_tree: BuildTree) -> None:
    site = build_tree(
        small_tree(
            visit(
                "usine",
                visite_le=AHEAD,
                lieu="Nantes",
                horaire="14:00-17:00",
                adresse="1 rue de l'Exemple",
                inscription="https://example.org/",
            ),
            visit("jardin", visite_le=AHEAD, annulee="2026-03-21", lieu="Rezé"),
            visit(
                "friche",
                visite_le=AHEAD,
                reportee_du="2090-02",
                reportee_le="2026-03-22",
                lieu="Rezé",
            ),
            cancelled("ailleurs"),
        )
    )
    home = parse(site / "index.html")
    assert text_of(home.xpath("//section[@aria-labelledby='site:derniere-visite']//h2")[0]) == (
        "Une visite chez Atelier"
    )
    said = text_of(home.xpath("//section[@aria-labelledby='site:annoncees']/ul")[0])
    assert said == (
        "Une visite chez Friche mardi 14 mars 2090, Rezé (au lieu de février 2090)"
        " Une visite chez Jardin mardi 14 mars 2090, Rezé (annulée)"
        " Une visite chez Usine mardi 14 mars 2090, de 14 h à 17 h, Nantes"
    )
    [practical] = parse(site / "visites/usine/index.html").xpath("//dl[@class='practical']")
    facts = text_of(practical)
    assert "Horairede 14 h à 17 h Rendez-vous1 rue de l’Exemple" in facts
    assert "ParticiperS’inscrire à la visite" in facts
    kinds = [
        text_of(kind)
        for slug in ("usine", "friche", "jardin", "atelier", "ailleurs")
        for kind in parse(site / f"visites/{slug}/index.html").xpath(
            "//header[@class='entry-header']//strong"
        )
    ]
    assert kinds == ["Visite annoncée", "Visite annoncée", "Visite annulée", "Visite annulée"]


def test_a_visit_says_what_became_of_it(build_tree: BuildTree) -> None:
    moved = {
        "visite_le": AHEAD,
        "lieu": "Rezé",
        "reportee_du": "[2090-02, 2090-03-07]",
        "reportee_le": "[2026-03-22, 2026-03-24]",
    }
    fixed = moved | {"reportee_du": "2090-03", "reportee_le": "2026-03-22"}
    site = build_tree(
        small_tree(
            visit("friche", **moved),
            visit("jardin", **moved, annulee="2026-03-25"),
            visit("usine", **fixed),
        )
    )
    friche, jardin = (parse(site / f"visites/{slug}/index.html") for slug in ("friche", "jardin"))
    life = "//header[@class='entry-header']//li[@id]"
    assert [(found.get("id"), text_of(found)) for found in jardin.xpath(life)] == [
        ("annonce", "annoncée le 20 mars 2026"),
        ("report-2090-03-07", "reportée le 22 mars 2026, de février 2090 au 7 mars 2090"),
        ("report-2090-03-14", "reportée le 24 mars 2026, du 7 mars 2090 au 14 mars 2090"),
        ("annulation", "annulée le 25 mars 2026"),
    ]
    usine = parse(site / "visites/usine/index.html")
    assert [text_of(found) for found in usine.xpath(life)] == [
        "annoncée le 20 mars 2026",
        "fixée le 22 mars 2026, au 14 mars 2090",
    ]
    practical = "//*[@class='practical' and not(@hidden)]"
    [said] = usine.xpath(practical)
    assert text_of(said) == (
        "Jourmardi 14 mars 2090 LieuRezé AgendaAjouter à mon agenda (si vous l’aviez déjà ajoutée,"
        " faites-le de nouveau : sa date a été précisée)"
    )
    [said] = friche.xpath(practical)
    assert text_of(said).startswith(
        "Jourmardi 14 mars 2090, au lieu du mardi 7 mars 2090 LieuRezé Agenda"
    )
    [said] = jardin.xpath(practical)
    assert text_of(said) == (
        "Visite annulée : elle était prévue le mardi 14 mars 2090. Si vous l’aviez notée, ce"
        " fichier l’annule dans votre agenda."
    )
    assert "au lieu" not in text_of(jardin.xpath("//header[@class='entry-header']")[0])


def test_the_day_of_a_visit_is_its_postmark_unless_cancelled(build_tree: BuildTree) -> None:
    site = build_tree(small_tree(cancelled("ailleurs")))
    stamps = {
        page: [text_of(found) for found in parse(site / page).xpath("//*[@class='stamp']")]
        for page in (
            "index.html",
            "visites/atelier/index.html",
            "visites/ailleurs/index.html",
            "conseils/oser/index.html",
        )
    }
    assert list(stamps.values()) == [["14 mars 2026"], ["14 mars 2026"], [], []]


@pytest.mark.parametrize("repository", ["https://depot.example/carnet/", ""])
def test_an_empty_journal_says_what_to_do(tmp_path: Path, repository: str) -> None:
    empty = {
        path: text for path, text in small_tree().items() if "/" not in path or "index" in path
    }
    docs = write_tree(tmp_path / "docs", empty)
    site = build(tmp_path / "site", docs=docs, repo_url=repository)
    for address in ("", "visites/", "conseils/", "structures/", "themes/"):
        page = parse(site / address / "index.html")
        links = page.xpath("//main//p[contains(., 'encore')]//a/@href")
        assert [link.endswith("contribuer/") for link in links] == [True] * bool(repository)


def test_a_card_names_first_the_theme_that_its_emblem_is_of(site: Path) -> None:
    def drawn(element: object) -> tuple[str, ...]:
        return tuple(element.xpath(".//svg/path/@d"))  # type: ignore[attr-defined]

    themes = parse(site / "themes/index.html").xpath("//*[@class='themes']/li")
    emblems = {drawn(theme): theme.xpath("string(.//a/@href)") for theme in themes}
    assert len(emblems) >= 7
    for page, least in (("guides", 4), ("visites", 2)):
        cards = parse(site / page / "index.html").xpath("//article[*[@class='emblem']]")
        assert len(cards) >= least
        for card in cards:
            first = card.xpath("string(.//a[@rel='tag']/@href)")
            assert first == f"../themes/{emblems[drawn(card)]}"
