"""Sharing cards: the picture that a messaging app shows beside a link to an entry.

1200 × 630 pixels, the size that Open Graph's readers expect, drawn from the SVG template
`overrides/sharing_card.svg` with the site's own typeface.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from importlib.resources import as_file, files
from io import BytesIO

import resvg_py
from fontTools.ttLib import TTFont

from journal.pictures.fonts import WEIGHTS, source

WIDTH, HEIGHT = 1200, 630
# The width of the words, in pixels, beside a picture or an emblem.
TEXT_WIDTH = 680
_LABEL_SIZE = 34
# Sizes to try, largest first, with how many lines of each the card has room for.
_SIZES = ((76, 3), (66, 4), (58, 5), (50, 6))


@dataclass(frozen=True)
class Lines:
    """A title broken into lines, and the size in pixels at which they fit."""

    size: int
    lines: tuple[str, ...]


class TitleBreaker:
    """Breaks titles into lines, by the widths of the typeface's letters.

    One is made per build: reading the typeface takes a tenth of a second.
    """

    def __init__(self) -> None:
        font = TTFont(BytesIO(source("bold")))
        em = font["head"].unitsPerEm
        widths = font["hmtx"]
        self._advances: dict[int, float] = {
            code: widths[name][0] / em for code, name in font.getBestCmap().items()
        }
        self._other = self._advances[ord("n")]

    def lines(self, title: str) -> Lines:
        """Break a title at its ordinary spaces, as large as the card allows; no word is cut."""
        for size, room in _SIZES:
            lines = self._break(title, TEXT_WIDTH / size)
            if len(lines) <= room and max(map(self._measure, lines)) <= TEXT_WIDTH / size:
                break
        if len(lines) > room:
            lines = [*lines[: room - 1], f"{lines[room - 1]} …"]
        return Lines(size, tuple(lines))

    def label_size(self, label: str) -> int:
        """The size in pixels at which the line above the title fits."""
        return min(_LABEL_SIZE, int(TEXT_WIDTH / self._measure(label)))

    def _break(self, title: str, width: float) -> list[str]:
        """Lines at most `width` em wide."""
        lines: list[str] = []
        for word in title.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self._measure(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def _measure(self, text: str) -> float:
        """Width of a text in em, in bold."""
        return sum((self._advances.get(ord(letter), self._other) for letter in text), 0.0)


def as_data(media_type: str, content: bytes) -> str:
    """A picture as an address that holds it (RFC 2397): what draws a card reads no other file."""
    return f"data:{media_type};base64,{b64encode(content).decode()}"


def draw(svg: str) -> bytes:
    """A drawing as a PNG, in the site's own typeface; the same bytes for the same drawing."""
    folder = files("fontpkg_atkinson_hyperlegible") / "files"
    with as_file(folder) as fonts:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg,
                font_files=[str(fonts / name) for name in WEIGHTS.values()],
                skip_system_fonts=True,
            )
        )
