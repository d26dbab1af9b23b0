"""The site's colours, as a browser says them."""

from __future__ import annotations

from pathlib import Path

from PIL import ImageColor

from journal.pages.colours import read_palette

OVERRIDES = Path(__file__).parents[2] / "overrides"


def shown(token: str, scheme: str) -> str:
    """A colour in one scheme, `light` or `dark`: « rgb(251, 246, 237) »."""
    palette = read_palette(OVERRIDES)
    colour = palette.dark[token] if scheme == "dark" else palette.light[token]
    return "rgb({}, {}, {})".format(*ImageColor.getrgb(colour))
