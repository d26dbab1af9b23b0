"""What every other room asks: order, themes, tips of a visit, neighbours, related entries."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from datetime import date
from itertools import chain

import pytest

from journal.entries.catalogue import Catalogue
from journal.entries.kinds import Kind
from support.journals import THEMES, guide, journal, read_only, slugs, themes, tip, visit


def related_slugs(catalogue: Catalogue, path: str, **options: int) -> list[str]:
    entry = catalogue.at(path)
    assert entry is not None
    return slugs(catalogue.related(entry, **options))


# ---- Order ---------------------------------------------------------------------------------------


def test_the_newest_comes_first() -> None:
    catalogue = journal(
        visit("b", date="2026-01-02"),
        visit("a", date="2025-12-31"),
        visit("atelier", date="2026-01-03"),
        tip("c", date="2026-01-04"),
        tip("d", date="2025-01-01"),
    )
    assert slugs(catalogue.visits) == ["atelier", "b", "a"]
    assert slugs(catalogue.tips) == ["c", "d"]
    assert slugs(catalogue.entries) == ["c", "atelier", "b", "a", "d"]


def test_ties_are_visits_then_ranked_tips_then_slugs() -> None:
    catalogue = journal(
        tip("a"),
        tip("z", ordre="1"),
        tip("c", ordre="10"),
        tip("y", ordre="2"),
        tip("x", ordre="2"),
        tip("b"),
        visit("zoo"),
        visit(),
    )
    assert slugs(catalogue.entries) == ["atelier", "zoo", "z", "x", "y", "c", "a", "b"]


def test_the_day_of_the_visit_does_not_sort() -> None:
    catalogue = journal(
        visit("ancienne", visite_le="2020-01-01", date="2026-02-02"),
        visit("recente", visite_le="2026-01-01", date="2026-02-01"),
    )
    assert slugs(catalogue.visits) == ["ancienne", "recente"]


# ---- Finding -------------------------------------------------------------------------------------


def test_an_entry_is_found_by_its_file() -> None:
    catalogue = journal(visit(), tip())
    assert catalogue.at("visites/atelier.md") is catalogue.visits[0]
    assert catalogue.at("conseils/oser.md") is catalogue.tips[0]
    assert catalogue.at("visites/index.md") is None
    assert catalogue.visit("atelier") is catalogue.visits[0]


@pytest.mark.parametrize("slug", ["inconnue", "oser"])
def test_asking_for_a_visit_that_does_not_exist_is_a_mistake(slug: str) -> None:
    with pytest.raises(KeyError):
        journal(visit(), tip()).visit(slug)


def test_entries_of_a_theme_by_kind_and_in_order() -> None:
    catalogue = journal(
        visit(tags="[emploi, achats]", date="2026-01-01"),
        tip("a", tags="[achats]", date="2026-01-01"),
        tip("b", tags="[reemploi, achats]", date="2026-01-02"),
        tip("c", tags="[emploi]"),
    )
    assert slugs(catalogue.with_theme("achats")) == ["b", "atelier", "a"]
    assert slugs(catalogue.with_theme("achats", "visites")) == ["atelier"]
    assert slugs(catalogue.with_theme("achats", "conseils")) == ["b", "a"]
    assert catalogue.with_theme("lancement") == catalogue.with_theme("inconnu") == ()


def test_themes_of_an_entry_keep_the_order_of_its_author() -> None:
    catalogue = journal(visit(tags="[reemploi, achats]"))
    assert [t.name for t in catalogue.themes_of(catalogue.visits[0])] == ["Reemploi", "Achats"]


def test_used_themes_are_sorted_as_french_sorts() -> None:
    names = {
        "z": "Équipe",
        "y": "Emploi",
        "x": "œuvrer ensemble",
        "w": "Offre",
        "v": "Obtenir un marché",
        "u": "Économie sociale",
        "t": "Zone d'achat",
        "s": "À savoir",
        "vide": "Bilan",
    }
    catalogue = journal(
        themes(**names), visit(tags="[z, y, x, w]"), tip(tags="[v, u, t, s]", visite="atelier")
    )
    assert [theme.name for theme in catalogue.used_themes] == [
        "À savoir",
        "Économie sociale",
        "Emploi",
        "Équipe",
        "Obtenir un marché",
        "œuvrer ensemble",
        "Offre",
        "Zone d'achat",
    ]


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (journal(visit()), "visits"),
        (journal(visit()).themes["reemploi"], "name"),
        (journal(visit()).visits[0].held_on, "year"),
    ],
    ids=["catalogue", "theme", "partial day"],
)
def test_nothing_changes_once_read(owner: object, name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(owner, name, None)


# ---- Relations -----------------------------------------------------------------------------------


def test_tips_of_a_visit_by_rank_whatever_their_date() -> None:
    catalogue = journal(
        visit(),
        visit("autre"),
        tip("b", ordre="2", date="2026-05-01"),
        tip("c"),
        tip("z", ordre="1", date="2025-05-01"),
        tip("a"),
        tip("ailleurs", ordre="1", visite="autre"),
    )
    assert slugs(catalogue.tips_of(catalogue.visit("atelier"))) == ["z", "b", "a", "c"]
    assert slugs(catalogue.tips_of(catalogue.visit("autre"))) == ["ailleurs"]


def test_a_visit_without_tips() -> None:
    catalogue = journal(visit())
    assert catalogue.tips_of(catalogue.visits[0]) == ()


def test_the_visit_of_a_tip() -> None:
    catalogue = journal(visit(), visit("autre"), tip(visite="autre"))
    assert catalogue.visit_of(catalogue.tips[0]) is catalogue.visit("autre")


def test_what_was_presented_during_a_visit_and_its_host() -> None:
    catalogue = journal(
        visit(),
        visit("recue", lors_de="atelier", date="2026-01-01"),
        visit("accueillie", lors_de="atelier", date="2026-02-01"),
        visit("autre"),
    )
    atelier, recue = catalogue.visit("atelier"), catalogue.visit("recue")
    assert slugs(catalogue.presented_during(atelier)) == ["accueillie", "recue"]
    assert catalogue.presented_during(recue) == ()
    assert catalogue.host_of(recue) is atelier
    assert catalogue.host_of(atelier) is None


def test_a_tip_is_about_the_organisation_that_was_visited() -> None:
    catalogue = journal(visit(structure="ATAO"), tip())
    assert [catalogue.organisation_of(entry) for entry in catalogue.entries] == ["ATAO", "ATAO"]


def test_a_guide_is_an_entry_that_no_organisation_has() -> None:
    catalogue = journal(visit(tags="[emploi]"), tip(), guide("a", tags="[emploi]"), guide("b"))
    assert slugs(catalogue.of_kind(Kind.GUIDE)) == ["a", "b"]
    assert slugs(catalogue.entries) == ["atelier", "oser", "a", "b"]
    [first, second] = catalogue.of_kind(Kind.GUIDE)
    assert catalogue.organisation_of(first) == ""
    assert catalogue.neighbours(first) == (None, second)
    assert related_slugs(catalogue, "guides/a.md") == ["atelier"]
    assert related_slugs(catalogue, "guides/b.md") == ["oser"]


def test_guides_follow_one_another_in_the_order_in_which_they_are_to_be_read() -> None:
    catalogue = journal(
        guide("b", ordre="1"),
        guide("a", ordre="2"),
        guide("new", date="2026-03-21"),
        guide("old", date="2026-01-01"),
    )
    assert slugs(catalogue.guides) == ["b", "a", "new", "old"]
    first, second, new, old = catalogue.guides
    assert catalogue.neighbours(first) == (None, second)
    assert catalogue.neighbours(second) == (first, new)
    assert catalogue.neighbours(old) == (new, None)
    # What was sent keeps its place.
    assert slugs(catalogue.of_kind(Kind.GUIDE)) == ["new", "a", "b", "old"]


def test_a_theme_is_counted_kind_by_kind() -> None:
    catalogue = journal(visit(tags="[emploi]"), guide("a", tags="[emploi]"), guide("b"))
    counts = {
        theme.slug: [(called.one, count) for called, count in catalogue.counts_of(theme.slug)]
        for theme in catalogue.used_themes
    }
    assert counts == {"emploi": [("visite", 1), ("guide", 1)], "reemploi": [("guide", 1)]}


def test_neighbours_are_of_the_same_kind() -> None:
    catalogue = journal(
        visit("a", date="2026-01-03"),
        visit("atelier", date="2026-01-02"),
        visit("b", date="2026-01-01"),
        tip("seul", date="2026-01-02"),
    )
    a, atelier, b = catalogue.visits
    assert catalogue.neighbours(a) == (None, atelier)
    assert catalogue.neighbours(atelier) == (a, b)
    assert catalogue.neighbours(b) == (atelier, None)
    assert catalogue.neighbours(catalogue.tips[0]) == (None, None)


def test_announced_is_asked_for_the_day_of_the_build() -> None:
    tree = visit(visite_le="2026-06")
    for today, announced in ((date(2026, 6, 30), True), (date(2026, 7, 1), False)):
        catalogue = journal(tree, today=today)
        assert catalogue.is_ahead(catalogue.visits[0]) is announced


def test_a_visit_that_is_written_up_is_not_ahead_though_its_month_is_not_over() -> None:
    header = {"visite_le": "2026-06", "date": "2026-06-10", "ecrit_le": "2026-06-10"}
    catalogue = journal(visit(lieu="Nantes", **header), today=date(2026, 6, 15))
    assert catalogue.upcoming == ()
    assert slugs(catalogue.held) == ["atelier"]


# ---- Related entries -----------------------------------------------------------------------------

# « emploi » is everywhere, « achats » on three pages, « reemploi » on two.
SHELF: Mapping[str, str] = (
    visit("atelier", tags="[emploi, achats, reemploi]")
    | visit("commune", tags="[emploi]", date="2026-05-05")
    | visit("double", tags="[emploi, achats]")
    | visit("moyenne", tags="[achats]")
    | visit("rare", tags="[reemploi]", date="2020-01-01")
    | visit("ailleurs", tags="[lancement]")
    | visit("autre", tags="[emploi]", date="2026-04-04")
)


def test_a_rare_theme_in_common_counts_more_than_a_frequent_one() -> None:
    assert related_slugs(journal(SHELF), "visites/atelier.md", limit=9) == [
        "double",
        "rare",
        "moyenne",
        "commune",
        "autre",
    ]


def test_nothing_in_common_is_never_related() -> None:
    catalogue = journal(SHELF)
    assert related_slugs(catalogue, "visites/ailleurs.md", limit=9) == []
    assert "ailleurs" not in related_slugs(catalogue, "visites/atelier.md", limit=9)


def test_three_are_enough_unless_asked_otherwise() -> None:
    catalogue = journal(SHELF)
    assert related_slugs(catalogue, "visites/atelier.md") == ["double", "rare", "moyenne"]
    assert related_slugs(catalogue, "visites/atelier.md", limit=1) == ["double"]


def test_the_same_organisation_settles_ties_then_the_usual_order() -> None:
    catalogue = journal(
        visit(structure="ATAO"),
        visit("a", date="2026-05-01"),
        visit("b", structure="ATAO", date="2020-01-01"),
        visit("c", date="2026-05-02"),
    )
    assert related_slugs(catalogue, "visites/atelier.md") == ["b", "c", "a"]


def test_the_same_organisation_is_enough_but_comes_after_any_shared_theme() -> None:
    catalogue = journal(
        visit(structure="ATAO"),
        visit("chez", structure="ATAO", tags="[achats]", date="2026-05-01"),
        visit("theme", date="2020-01-01"),
        tip("conseil", tags="[lancement]", date="2026-04-01"),
    )
    assert related_slugs(catalogue, "visites/atelier.md") == ["theme", "chez", "conseil"]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("double", "même thème\u00a0: achats"),
        ("rare", "même thème\u00a0: reemploi"),
        ("commune", "même thème\u00a0: emploi"),
    ],
)
def test_related_entries_say_the_rarest_theme_that_they_share(other: str, why: str) -> None:
    catalogue = journal(SHELF)
    assert catalogue.in_common(catalogue.visit("atelier"), catalogue.visit(other)) == why


def test_else_they_say_that_they_are_of_one_organisation() -> None:
    catalogue = journal(visit(structure="ATAO"), tip(tags="[lancement]"))
    assert catalogue.in_common(catalogue.visits[0], catalogue.tips[0]) == "même structure"


def test_an_entry_is_never_related_to_itself() -> None:
    catalogue = journal(SHELF, tip(tags="[emploi, achats]"))
    for entry in catalogue.entries:
        assert entry not in catalogue.related(entry, limit=99)


def test_what_a_page_already_shows_is_left_out() -> None:
    catalogue = journal(SHELF)
    shown = [catalogue.visit("double"), None, catalogue.visit("moyenne")]
    found = catalogue.related(catalogue.visit("atelier"), besides=shown)
    assert slugs(found) == ["rare", "commune", "autre"]
    assert slugs(catalogue.related(catalogue.visit("atelier"), besides=iter(shown))) == slugs(found)


def test_the_same_sources_always_give_the_same_answers() -> None:
    sources = list((themes(*THEMES) | SHELF | tip("a") | tip("b") | tip("c")).items())
    shuffle = random.Random(2026).shuffle
    answers = set()
    for _ in range(5):
        shuffle(sources)
        catalogue, _problems = read_only(dict(sources))
        related = (catalogue.related(entry, limit=9) for entry in catalogue.entries)
        answers.add(tuple(entry.path for entry in chain(catalogue.entries, *related)))
    assert len(answers) == 1


# ---- What was seen, and what was only told ------------------------------------------------------


@pytest.mark.parametrize(
    ("headings", "changes", "said"),
    [
        (["Ce que nous avons vu"], {}, "Vu chez Usine"),
        ([], {}, "Vu chez Usine"),
        (["Ce qui s’est dit"], {}, "L’exemple d’Usine"),
        (["CE QUI S'EST DIT"], {}, "L’exemple d’Usine"),
        (["Ce qui s'est dit", "Ce que nous avons vu"], {}, "Vu chez Usine"),
        (["Ce que l'on dit qui s'est dit"], {}, "Vu chez Usine"),
        (["Ce qui nous a été présenté"], {"lors_de": "atelier"}, "L’exemple d’Usine"),
        ([], {"lors_de": "atelier"}, "L’exemple d’Usine"),
    ],
)
def test_a_tip_says_whether_it_was_seen(
    headings: list[str], changes: dict[str, str], said: str
) -> None:
    body = "Ce qui s'est dit, ce que nous avons vu.\n" + "".join(
        f"\n## {heading}\n\nUn récit.\n" for heading in headings
    )
    usine = visit("usine", body=body, **changes)
    catalogue = journal(visit(), usine, tip("oser", visite="usine"))
    assert catalogue.learned_at(catalogue.tips[0]) == said


def test_what_was_presented_is_no_visit() -> None:
    catalogue = journal(
        visit(),
        visit("friche", lors_de="atelier", date="2026-03-21"),
        visit("jardin", lors_de="atelier", visite_le="2026-12-01", lieu="Rezé"),
        tip(),
    )
    assert slugs(catalogue.held) == ["atelier"]
    assert slugs(catalogue.upcoming) == []
    assert slugs(catalogue.presented) == ["friche", "jardin"]
    assert [(names.one, count) for names, count in catalogue.counts_of("reemploi")] == [
        ("visite", 1),
        ("structure présentée", 2),
        ("conseil", 1),
    ]
    friche, jardin = catalogue.presented
    assert catalogue.neighbours(friche) == (None, jardin)
    assert catalogue.neighbours(catalogue.visit("atelier")) == (None, None)
