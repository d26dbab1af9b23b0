"""Sharing cards."""

from __future__ import annotations

from io import BytesIO

import pytest
import resvg_py
from PIL import Image, ImageChops

from journal.pictures.fonts import family
from journal.pictures.sharing_cards import (
    HEIGHT,
    WIDTH,
    Card,
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


_FRAME = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
    '<rect width="1200" height="630" fill="#fbf6ed"/>{drawn}</svg>'
)
_DISC = _FRAME.format(drawn='<circle cx="900" cy="300" r="99.5" fill="#a31"/>')


def _card(title: str = "Été", frame: str = _DISC) -> Card:
    return Card(frame, "Conseil", title, ("#96361a", "#2b211b"))


def _shown(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def test_a_card_shows_the_picture_that_it_is_given() -> None:
    data = as_data("image/jpeg", picture(size=(400, 550)))
    frame = _FRAME.format(drawn=f'<image x="800" width="400" height="550" href="{data}"/>')
    [png] = draw_cards([_card(frame=frame)])
    drawn = _shown(png).getpixel((820, 20))
    assert isinstance(drawn, tuple)
    assert drawn[0] > 180


def test_a_card_has_its_words_in_their_colours_and_its_frame_beside_them() -> None:
    [png] = draw_cards([_card()])
    shown, frame = _shown(png), _shown(draw(_DISC))
    assert shown.size == (WIDTH, HEIGHT)
    label, title = shown.crop((0, 110, 800, 155)), shown.crop((0, 180, 800, 270))
    assert (150, 54, 26) in dict(map(reversed, label.getcolors()))
    assert (43, 33, 27) in dict(map(reversed, title.getcolors()))
    beside = [whole.crop((790, 0, WIDTH, HEIGHT)) for whole in (shown, frame)]
    differences = ImageChops.difference(*beside).getextrema()
    # A shade may be that of its neighbour.
    assert max(most for _, most in differences) < 16


@pytest.mark.parametrize("title", ["Été", "Un mot beaucoup trop long", "Pour qui\u202f? → #1"])
def test_a_card_is_the_same_alone_or_among_others_and_light(title: str) -> None:
    plain = _FRAME.format(drawn="")
    others = [_card("Ville"), _card(title), _card(title, plain), _card("Ville", plain)]
    together = list(draw_cards(others))
    assert together == [png for card in others for png in draw_cards([card])]
    assert len(set(together)) == len(others)
    assert max(map(len, together)) < 14_000


def test_a_letter_that_a_face_lacks_is_set_in_the_other_one() -> None:
    """« → » is a letter of titles alone; neither face has that of Greek."""
    wide = {label: _width_of(Card(_DISC, label, "n", _card().inks)) for label in ("→", "n", "α")}
    assert wide["→"] > wide["n"]
    assert all(wide.values())


def _width_of(card: Card) -> int:
    [png] = draw_cards([card])
    label = _shown(png).crop((0, 110, 790, 155))
    left, _, right, _ = ImageChops.difference(
        label, Image.new("RGB", label.size, (251, 246, 237))
    ).getbbox() or (0, 0, 0, 0)
    return right - left


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
