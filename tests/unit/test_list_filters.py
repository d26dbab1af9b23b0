"""What a list can be narrowed to."""

from __future__ import annotations

import re

import pytest

from journal.entries.build import Body
from journal.pages import list_filters
from journal.pages.lengths import minutes_of, steps_of
from journal.pages.list_filters import LEAST, MOST, Choice, anchors_of, choices, choices_by_facet
from support.journals import journal, tip, visit


@pytest.fixture
def of_any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short lists can be narrowed too."""
    monkeypatch.setattr(list_filters, "LEAST", 1)


def labels(of_facet: tuple[Choice, ...]) -> list[tuple[str, str, int]]:
    return [(choice.anchor, choice.label, len(choice.entries)) for choice in of_facet]


def test_a_list_shorter_than_its_filters_has_none() -> None:
    """Whatever their number, few entries are read sooner than what narrows them."""
    short, long = (
        journal(*(visit(f"v{i}", structure=f"Structure {i}") for i in range(count)))
        for count in (LEAST - 1, LEAST)
    )
    assert choices_by_facet(short.visits, short) == ()
    assert [len(of_facet) for of_facet in choices_by_facet(long.visits, long)] == [LEAST]


@pytest.mark.usefixtures("of_any_length")
def test_themes_and_organisations_are_in_alphabetical_order_years_latest_first() -> None:
    catalogue = journal(
        visit("usine", structure="Zébulon", date="2025-03-20", visite_le="2025-03-14"),
        visit("atelier", structure="Épicerie d'à côté", tags="[reemploi, achats]"),
        visit("jardin", structure="Jardin"),
    )
    themes, years, organisations = choices_by_facet(catalogue.visits, catalogue)
    assert labels(themes) == [("theme-achats", "Achats", 1), ("theme-reemploi", "Reemploi", 3)]
    assert labels(years) == [("annee-2026", "2026", 2), ("annee-2025", "2025", 1)]
    assert labels(organisations) == [
        ("structure-epicerie-d-a-cote", "Épicerie d'à côté", 1),
        ("structure-jardin", "Jardin", 1),
        ("structure-zebulon", "Zébulon", 1),
    ]
    assert [choice.address for choice in themes] == ["themes/achats/", "themes/reemploi/"]
    assert all(choice.address is None for choice in years)
    assert organisations[1].address == "structures/jardin/"


def test_a_tip_is_of_the_organisation_that_was_visited() -> None:
    catalogue = journal(visit("atelier", structure="L'Atelier"), tip("oser"))
    [entry] = catalogue.tips
    assert anchors_of(entry, catalogue) == "theme-reemploi annee-2026 structure-l-atelier"
    assert labels(choices(catalogue.tips, "structure", catalogue)) == [
        ("structure-l-atelier", "L'Atelier", 1)
    ]


@pytest.mark.usefixtures("of_any_length")
def test_a_single_choice_is_no_choice_and_an_empty_list_has_none() -> None:
    catalogue = journal(visit("atelier"), visit("jardin", tags="[reemploi, achats]"))
    assert [of_facet[0].facet for of_facet in choices_by_facet(catalogue.visits, catalogue)] == [
        "thème",
        "structure",
    ]
    assert choices_by_facet((), catalogue) == ()


def test_names_that_letters_do_not_tell_apart_are_told_apart_all_the_same() -> None:
    names = ("C", "C++", "🎉", "Кооператив", "+++")
    trees = [visit(f"v{i}", structure=f'"{name}"') for i, name in enumerate(names)]
    catalogue = journal(*trees)
    anchors = [choice.anchor for choice in choices(catalogue.visits, "structure", catalogue)]
    assert len(set(anchors)) == len(names)
    assert all(re.fullmatch(r"structure-[a-z0-9-]+", anchor) for anchor in anchors)


def test_a_facet_of_too_many_choices_is_left_to_the_search() -> None:
    few, many = (
        journal(*(visit(f"v{i}", structure=f"Structure {i}") for i in range(count)))
        for count in (MOST, MOST + 1)
    )
    assert [len(of_facet) for of_facet in choices_by_facet(few.visits, few)] == [MOST]
    assert choices_by_facet(many.visits, many) == ()


def test_names_that_differ_by_accents_or_capitals_are_one_organisation() -> None:
    catalogue = journal(visit("a", structure="Épi"), visit("b", structure="EPI"))
    assert [count for _, _, count in labels(choices(catalogue.visits, "structure", catalogue))] == [
        2
    ]


def test_years_are_those_of_visits_and_what_was_presented_has_none() -> None:
    """A year of publication above « un 25 janvier » would be taken for that of the visit."""
    catalogue = journal(
        visit("usine", visite_le="2019-05"),
        visit("jardin", visite_le="XXXX-01-25"),
        visit("friche", visite_le="2026-03-14", lors_de="usine"),
        visit("atelier"),
    )
    years = choices(catalogue.visits, "année", catalogue)
    assert [(choice.title, choice.counted) for choice in years] == [
        ("Année\u00a0: 2026", "1 visite"),
        ("Année\u00a0: 2019", "1 visite"),
        ("Année non précisée", "1 visite"),
        ("Structures présentées pendant une visite", "1 structure présentée"),
    ]
    [theme] = choices(catalogue.visits, "thème", catalogue)
    assert (theme.title, theme.counted) == (
        "Thème\u00a0: Reemploi",
        "3 visites, 1 structure présentée",
    )


def test_one_alone_is_headed_in_the_singular() -> None:
    catalogue = journal(visit(), visit("un", lors_de="atelier"), visit("deux", lors_de="atelier"))
    presented = [entry for entry in catalogue.visits if entry.presented_during]
    [several] = choices(presented, "année", catalogue)
    [one] = choices(presented[:1], "année", catalogue)
    assert several.heading == "Structures présentées pendant une visite"
    assert one.heading == "Structure présentée pendant une visite"


def test_lists_say_how_long_a_page_is_to_read() -> None:
    entry = journal(visit()).visits[0]
    box = '<li class="task-list-item"><input type="checkbox"> Faire.</li>'
    html = f"<p>{'mot ' * 590}</p><ul>{box * 3}</ul>"
    bodies = {entry.path: Body(entry.address, "Titre", "", "visit.html", html.encode())}
    assert (minutes_of(entry, bodies), steps_of(entry, bodies)) == (3, 3)
    assert (minutes_of(entry, {}), steps_of(entry, {})) == (1, 0)
