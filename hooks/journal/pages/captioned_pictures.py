"""Pictures in the body of a page: at the width that suits the reader's screen, with a caption.

All functions take the HTML of a body and return it rewritten.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from functools import partial
from html import escape, unescape
from urllib.parse import unquote

from journal.entries.any_entry import AnyEntry
from journal.entries.build import Build
from journal.entries.visit import Visit
from journal.language.typography import typeset
from journal.pictures.drawings import Drawing
from journal.pictures.picture_addresses import Picture

_IMAGE = re.compile(r'<img\b(?P<attributes>[^>]*?\ssrc="(?P<address>[^"]*)"[^>]*?)\s*/?>')
_ALT = re.compile(r'\salt="(?P<text>[^"]*)"')
_WIDTH = re.compile(r'\swidth="(?P<pixels>\d+)"')
# A picture alone in its paragraph, then italics: in the same paragraph, or alone in the next one.
_CAPTIONED = re.compile(
    r"<p>\s*(?P<image><img\b[^>]*>)\s*(?:</p>\s*<p>\s*)?"
    r"<em>(?P<caption>(?:(?!</?em>|</?p>).)*)</em>\s*</p>",
    re.DOTALL,
)
# How wide a picture is shown: the text's column, or the screen between its margins.
TEXT_SIZES = "(min-width: 37em) 36.8em, calc(100vw - 48px)"
# An upright or a small one, with its caption, stands in the margin of an entry.
_MARGIN_SIZES = f"(min-width: 62em) 24em, {TEXT_SIZES}"
_MARGIN_WIDTH = 400
_FIGURE = "<figure>\n"
_FIGURED = re.compile(
    r"<figure>\n(?P<image><img\b[^>]*>)\n<figcaption>(?P<caption>.*?)</figcaption>\n</figure>",
    re.DOTALL,
)
_LINK = re.compile(r"</?a\b[^>]*>")


def make_figures(html: str) -> str:
    """Make the line in italics right under a picture its caption."""
    return _CAPTIONED.sub(
        r"<figure>\n\g<image>\n<figcaption>\g<caption></figcaption>\n</figure>", html
    )


def open_with_image(html: str, *, address: str, alt: str) -> str:
    """Put an entry's own picture before its text, unless the text opens with it."""
    first = _IMAGE.search(html)
    if first and first["address"] == address:
        return html
    image = f'<img alt="{escape(alt)}" src="{escape(address)}">'
    return f'<p class="opening">{image}</p>\n{html}'


def show_drawings(html: str, drawing_at: Callable[[str], Drawing | None]) -> str:
    """Put each drawing itself in place of its print, under the name that its author gave it.

    Args:
        html: a body.
        drawing_at: the drawing whose print is at an address of the body, or None.
    """

    def shown(found: re.Match[str]) -> str:
        drawing = drawing_at(found["address"])
        alt = _ALT.search(found["attributes"])
        name = typeset(unescape(alt["text"] if alt else ""))
        return drawing.inline(name) if drawing else found[0]

    return _IMAGE.sub(shown, html)


def drawing_of(visit: Visit, *, build: Build) -> tuple[str, str, AnyEntry] | None:
    """The first drawing that tells a visit, its caption, and the entry that it is from.

    One of the visit itself, or else of what was presented during it; None when there is none.
    """
    for entry in (visit, *build.catalogue.presented_during(visit)):
        body = build.bodies[entry.path]
        for found in _FIGURED.finditer(body.html):
            shown = show_drawings(found["image"], partial(_drawing_at, body.address, build=build))
            if shown != found["image"]:
                caption = _LINK.sub("", found["caption"])  # they lead from the entry's own address
                return shown, caption, entry
    return None


def illustrate(
    html: str,
    *,
    address: str,
    build: Build,
    relative: Callable[[str], str],
    has_margin: bool = False,
    may_wait: bool = True,
) -> str:
    """Show the drawings and the pictures of a body that stands at an address of the site."""
    place = partial(_place, address)
    html = show_drawings(html, partial(_drawing_at, address, build=build))
    return show_pictures(
        html,
        lambda shown: build.picture_at(place(shown)),
        relative,
        has_margin=has_margin,
        may_wait=may_wait,
    )


def _place(address: str, shown: str) -> str:
    """Where something that a page shows stands, from the site's root."""
    return posixpath.normpath(posixpath.join(address, unquote(shown.partition("#")[0])))


def _drawing_at(address: str, shown: str, *, build: Build) -> Drawing | None:
    """The drawing that a page shows, or None."""
    return build.drawings.get(_place(address, shown))


def show_pictures(
    html: str,
    picture_at: Callable[[str], Picture | None],
    relative: Callable[[str], str],
    *,
    has_margin: bool = False,
    may_wait: bool = True,
) -> str:
    """Offer each picture in several widths, hold its place, and let all but the first wait.

    Args:
        html: a body.
        picture_at: the picture at an address of the body, or None.
        relative: makes an address from the site's root one of the body.
        has_margin: whether an upright or a small one, with its caption, may stand in a margin.
        may_wait: whether all but the first may come once they are scrolled to: what is printed at
            once would lack them.
    """
    is_first = True

    def shown(found: re.Match[str]) -> str:
        nonlocal is_first
        attributes = found["attributes"]
        attributes += (
            "" if is_first or not may_wait or " loading=" in attributes else ' loading="lazy"'
        )
        is_first = False
        picture = picture_at(found["address"])
        if picture is None:
            return f"<img{attributes}>"
        beside = has_margin and _is_narrow(picture) and _opens_figure(html, found.start())
        sizes = _MARGIN_SIZES if beside else TEXT_SIZES
        kind = ' class="narrow"' if beside else ""
        if width := _WIDTH.search(attributes):
            sizes = f"{width['pixels']}px"
        else:
            attributes += f' width="{picture.width}" height="{picture.height}"'
        sources = ", ".join(f"{escape(relative(a))} {width}w" for a, width in picture.webp)
        return (
            f'<picture{kind}><source type="image/webp" srcset="{sources}" sizes="{sizes}">'
            f"<img{attributes}></picture>"
        )

    return _IMAGE.sub(shown, html)


def _is_narrow(picture: Picture) -> bool:
    return picture.height > picture.width or picture.width <= _MARGIN_WIDTH


def _opens_figure(html: str, at: int) -> bool:
    return html.endswith(_FIGURE, 0, at)
