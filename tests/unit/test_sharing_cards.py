"""Sharing cards."""

from __future__ import annotations

from io import BytesIO

import pytest
import resvg_py
from PIL import Image

from journal.pictures.fonts import family
from journal.pictures.sharing_cards import (
    HEIGHT,
    WIDTH,
    TitleBreaker,
    as_data,
    draw,
    draw_cards,
    lighter,
)
from support.pictures import picture


def test_a_title_is_broken_between_words_and_nothing_is_lost() -> None:
    title = "Se lancer sans attendre que tout soit parfait"
    lines = TitleBreaker().lines(title)
    assert " ".join(lines.lines) == title
    assert 1 < len(lines.lines) <= 5


def test_a_long_title_is_set_smaller() -> None:
    breaker = TitleBreaker()
    short = breaker.lines("Un titre court")
    long = breaker.lines("Un titre de cent dix caractères, le plus long que la règle admette, " * 2)
    assert long.size < short.size
    assert len(long.lines) <= 6


def test_a_long_label_is_set_smaller() -> None:
    breaker = TitleBreaker()
    label = "Visite apprenante · Une association au nom plus long que ce que l'on imagine"
    assert breaker.label_size("Conseil · ATAO") == 34
    assert 10 < breaker.label_size(label) < 34


def test_a_card_shows_the_picture_that_it_is_given() -> None:
    data = as_data("image/jpeg", picture(size=(400, 550)))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<image x="800" width="400" height="550" href="{data}"/></svg>'
    )
    drawn = Image.open(BytesIO(draw(svg))).convert("RGB").getpixel((820, 20))
    assert isinstance(drawn, tuple)
    assert drawn[0] > 180


def test_a_no_break_space_does_not_end_a_line() -> None:
    lines = TitleBreaker().lines("Une association d’insertion nantaise\u00a0: trois conseils").lines
    assert not any(line.startswith(":") for line in lines)


def test_a_drawing_becomes_a_picture_the_same_each_time() -> None:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<text x="80" y="200" font-size="90" font-family="{family()}">Été</text></svg>'
    )
    png = draw(svg)
    assert png == draw(svg)
    drawn = Image.open(BytesIO(png))
    assert drawn.size == (WIDTH, HEIGHT)
    assert drawn.getbbox() is not None  # the typeface was found: something is drawn


def test_a_picture_of_few_colours_is_the_same_and_lighter_by_its_table() -> None:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        '<rect width="1200" height="630" fill="#fbf6ed"/>'
        f'<text x="80" y="200" font-size="90" font-family="{family()}">Été</text></svg>'
    )
    plain = bytes(resvg_py.svg_to_bytes(svg, skip_system_fonts=True))
    light = lighter(plain)
    assert len(light) < len(plain)
    pictures = [Image.open(BytesIO(png)).convert("RGB").tobytes() for png in (plain, light)]
    assert pictures[0] == pictures[1]


_CARD = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
    f'viewBox="0 0 {WIDTH} {HEIGHT}"><rect width="1200" height="630" fill="{{paper}}"/>'
    '<svg id="words" x="80" y="100" width="400" height="150" viewBox="80 100 400 150">'
    '<text x="80" y="200" font-size="90" fill="#203" font-family="{family}">{word}</text></svg>'
    '<circle cx="900" cy="300" r="99.5" fill="#a31"/></svg>'
)


@pytest.mark.parametrize("paper", ["#fbf6ed", "none"])
def test_cards_drawn_together_are_those_that_each_would_be_alone(paper: str) -> None:
    words = ["Été", "Ville", "Un mot beaucoup trop long"]
    cards = [_CARD.format(paper=paper, word=word, family=family()) for word in words]
    together = list(draw_cards(cards))
    assert together == [*draw_cards(cards[:1]), *draw_cards(cards[1:])]
    for png, card in zip(together, cards, strict=True):
        shown, alone = (Image.open(BytesIO(one)).convert("RGBA") for one in (png, draw(card)))
        assert shown.tobytes() == alone.tobytes()
    assert len(set(together)) == 3


@pytest.mark.parametrize("colour", ["url(#many)", "none"])
def test_a_picture_of_many_colours_or_that_lets_some_through_is_left(colour: str) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600">'
        '<linearGradient id="many">'
        '<stop stop-color="#03f"/><stop offset="1" stop-color="#fc0"/></linearGradient>'
        f'<rect width="900" height="600" fill="{colour}"/></svg>'
    )
    plain = bytes(resvg_py.svg_to_bytes(svg, skip_system_fonts=True))
    assert lighter(plain) == plain
