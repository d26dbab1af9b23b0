"""The list of the figures of a page that has many."""

from __future__ import annotations

from journal.pages.key_figures import KeyFigure, key_figures


def box(figure: str, said: str) -> str:
    title = f'<p class="admonition-title">{figure}</p>'
    return f'<div class="admonition chiffre">{title}<p>{said}</p></div>'


def part(anchor: str, *boxes: str) -> str:
    return f'<section class="part"><h2 id="{anchor}">Titre</h2>{"".join(boxes)}</section>'


RULED = box("50 %", "<strong>Part <label>minimale<button></button></label>.</strong> De quoi.")


def test_each_figure_leads_to_the_part_that_says_what_it_rules() -> None:
    page = part("un", RULED, box("4 ans", "La durée."), box("2", "Dont <strong>ici</strong>."))
    page += part("deux", box("3 ans", "<strong>Durée</strong> d'un marché."), RULED)
    assert key_figures(page) == [
        KeyFigure("50 %", "Part minimale", "un"),
        KeyFigure("3 ans", "Durée", "deux"),
        KeyFigure("50 %", "Part minimale", "deux"),
    ]


def test_a_page_of_few_figures_has_no_list() -> None:
    assert key_figures(part("un", *[RULED] * 4)) == []
