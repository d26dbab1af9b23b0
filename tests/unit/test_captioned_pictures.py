"""Pictures in the body of a page: sizes, sources, captions."""

from __future__ import annotations

import pytest

from journal.pages.captioned_pictures import make_figures, open_with_image, show_pictures
from journal.pictures.picture_addresses import Picture

ATELIER = Picture("a.jpg", 3, 800, 600, (("a-480.webp", 480), ("a-800.webp", 800)), b"")


def shown(html: str) -> str:
    return show_pictures(html, {"../a.jpg": ATELIER}.get, "../{}".format)


def test_pictures_have_sources_and_sizes_and_all_but_the_first_can_wait() -> None:
    source = (
        '<picture><source type="image/webp" srcset="../a-480.webp 480w, ../a-800.webp 800w" '
        'sizes="{}">'
    )
    text_sizes = source.format("(min-width: 37em) 36.8em, calc(100vw - 48px)")
    assert shown('<p><img alt="A" src="../a.jpg" /> <img alt="B" src="b.svg"></p>') == (
        f'<p>{text_sizes}<img alt="A" src="../a.jpg" width="800" height="600"></picture> '
        '<img alt="B" src="b.svg" loading="lazy"></p>'
    )
    assert shown('<img src="b.svg"><img src="../a.jpg" width="90">') == (
        f'<img src="b.svg">{source.format("90px")}'
        '<img src="../a.jpg" width="90" loading="lazy"></picture>'
    )


def test_an_upright_picture_with_a_caption_may_stand_in_the_margin_of_an_entry() -> None:
    upright = Picture("a.jpg", 3, 600, 800, (("a-480.webp", 480),), b"")
    small = Picture("b.jpg", 3, 300, 200, (), b"")
    wide = Picture("c.jpg", 3, 800, 600, (), b"")
    pictures = {"a.jpg": upright, "b.jpg": small, "c.jpg": wide}.get

    def beside(html: str, *, has_margin: bool = True) -> int:
        found = show_pictures(html, pictures, str, has_margin=has_margin)
        return found.count('<picture class="narrow"><source type="image/webp"')

    alone = '<p><img alt="A" src="a.jpg"></p>'
    figures = "".join(f'<figure>\n<img alt="A" src="{name}.jpg">\n</figure>\n' for name in "abc")
    assert beside(figures + alone) == 2
    assert beside(figures, has_margin=False) == 0


def test_an_entry_opens_with_its_picture_once() -> None:
    opened = open_with_image("<p>Un.</p>", address="a.jpg", alt='Un "établi" & un étau')
    assert opened == (
        '<p class="opening"><img alt="Un &quot;établi&quot; &amp; un étau" src="a.jpg"></p>\n'
        "<p>Un.</p>"
    )
    assert open_with_image(opened, address="a.jpg", alt="Autre") == opened


IMAGE = '<img alt="A" src="a.jpg">'
CAPTION = "L'atelier, par <strong>Camille</strong>."
FIGURE = f"<figure>\n{IMAGE}\n<figcaption>{CAPTION}</figcaption>\n</figure>"


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{IMAGE}\n<em>{CAPTION}</em></p>",
        f"<p>{IMAGE} <em>{CAPTION}</em></p>",
        f"<p>{IMAGE}</p>\n<p><em>{CAPTION}</em></p>",
    ],
)
def test_italics_right_under_a_picture_are_its_caption(html: str) -> None:
    assert make_figures(f"<p>Avant.</p>\n{html}\n<p><em>Après.</em></p>") == (
        f"<p>Avant.</p>\n{FIGURE}\n<p><em>Après.</em></p>"
    )


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{IMAGE}</p>",
        f"<p>{IMAGE}</p>\n<p><em>Un</em> mot puis la suite.</p>",
        f"<p>{IMAGE}</p>\n<p><em>Un</em> et <em>deux</em></p>",
        f"<p>Voir {IMAGE}\n<em>ici</em></p>",
        f"<p>{IMAGE}\n<em>Un</em> mot.</p>",
        f"<p>{IMAGE}</p>\n<h2>Titre</h2>\n<p><em>Un.</em></p>",
        "<p><em>Un.</em></p>",
    ],
)
def test_other_italics_stay_what_they_are(html: str) -> None:
    assert make_figures(html) == html


def test_a_thousand_pictures_take_no_time() -> None:
    html = f"<p>{IMAGE}</p>\n<p><em>a " * 2_000
    assert make_figures(html) == html
