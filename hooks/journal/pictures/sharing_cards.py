"""Sharing cards: the picture that a messaging app shows beside a link to an entry.

1200 × 630 pixels, the size that Open Graph's readers expect, drawn from the SVG template
`overrides/sharing_card.svg` with the site's own typeface.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import as_file
from io import BytesIO

import resvg_py
from PIL import Image

from journal.pictures.fonts import FACES, source

WIDTH, HEIGHT = 1200, 630
# The width of the words, in pixels, beside a picture or an emblem.
TEXT_WIDTH = 680
_LABEL_SIZE = 34
# Sizes to try, largest first, with how many lines of each the card has room for.
_SIZES = ((76, 3), (66, 4), (58, 5), (50, 6))
# What is of a card alone in its drawing, and where; how the drawing begins.
_WORDS = re.compile(
    r'<svg id="words" x="(?P<x>\d+)" y="(?P<y>\d+)" '
    r'(?P<size>width="\d+" height="\d+" viewBox="[^"]*").*?</svg>',
    re.DOTALL,
)
_WHOLE = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
# As many as the table of a PNG holds; the compression beyond which time is all that grows.
_COLOURS, _COMPRESSION = 256, 6


@dataclass(frozen=True)
class Lines:
    """A title broken into lines, and the size in pixels at which they fit."""

    size: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class _Table:
    """A picture whose pixels are ranks in a table, and its colours, three numbers each."""

    picture: Image.Image
    colours: list[int]


class TitleBreaker:
    """Breaks titles into lines, by the widths of the typefaces' letters.

    Args:
        measured: what `measures` gave once: reading a typeface takes longer than using it.
    """

    def __init__(self, measured: bytes = b"") -> None:
        self._titles, self._labels = json.loads(measured or measures())

    def lines(self, title: str) -> Lines:
        """Break a title at its ordinary spaces, as large as the card allows; no word is cut."""
        for size, room in _SIZES:
            lines = self._break(title, TEXT_WIDTH / size)
            widest = max(_width(line, self._titles) for line in lines)
            if len(lines) <= room and widest <= TEXT_WIDTH / size:
                break
        if len(lines) > room:
            lines = [*lines[: room - 1], f"{lines[room - 1]} …"]
        return Lines(size, tuple(lines))

    def label_size(self, label: str) -> int:
        """The size in pixels at which the line above the title fits."""
        return min(_LABEL_SIZE, int(TEXT_WIDTH / _width(label, self._labels)))

    def _break(self, title: str, width: float) -> list[str]:
        """Lines at most `width` em wide."""
        lines: list[str] = []
        for word in title.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and _width(longer, self._titles) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines


def measures() -> bytes:
    """How wide each character of the faces of titles and of labels is, in em, as JSON."""
    return json.dumps([_advances("title"), _advances("bold")]).encode()


def _advances(face: str) -> dict[str, float]:
    from fontTools.ttLib import TTFont  # Here: what was measured once is kept.

    font = TTFont(BytesIO(source(face)))
    em, widths = font["head"].unitsPerEm, font["hmtx"]
    return {chr(code): widths[name][0] / em for code, name in font.getBestCmap().items()}


def _width(text: str, advances: Mapping[str, float]) -> float:
    """Width of a text in em."""
    other = advances["n"]
    return sum((advances.get(letter, other) for letter in text), 0.0)


def as_data(media_type: str, content: bytes) -> str:
    """A picture as an address that holds it (RFC 2397): what draws a card reads no other file."""
    return f"data:{media_type};base64,{b64encode(content).decode()}"


def drawing_recipe() -> str:
    """All but the drawing itself that its picture is made from, as a text."""
    faces = [face.package for face in FACES.values()]
    versions = [version(package) for package in ("resvg_py", "pillow", *faces)]
    return " ".join([*versions, f"{_COLOURS} {_COMPRESSION}"])


def draw(svg: str) -> bytes:
    """A drawing as a PNG, in the site's own typefaces; the same bytes for the same drawing."""
    return lighter(_rendered(svg))


def draw_cards(svgs: Iterable[str]) -> Iterator[bytes]:
    """Cards, as `draw` shows each; what several have besides their words is drawn once."""
    frames: dict[str, _Table | None] = {}
    for svg in svgs:
        card = None
        if words := _WORDS.search(svg):
            frame = svg.replace(words[0], "")
            if frame not in frames:
                frames[frame] = _table(_rendered(frame))
            if known := frames[frame]:
                drawn = _table(_rendered(svg.replace(_WHOLE, words["size"], 1)))
                card = drawn and _put(drawn, known, (int(words["x"]), int(words["y"])))
        yield card or draw(svg)


def lighter(png: bytes) -> bytes:
    """The same picture with a table of its colours, half the weight, if they are few."""
    table = _table(png)
    return min(png, _written(table.picture), key=len) if table else png


def _rendered(svg: str) -> bytes:
    with ExitStack() as stack:
        faces = [face.folder / face.file for face in FACES.values()]
        files = [str(stack.enter_context(as_file(face))) for face in faces]
        return bytes(resvg_py.svg_to_bytes(svg, font_files=files, skip_system_fonts=True))


def _table(png: bytes) -> _Table | None:
    """An opaque picture with a table of its colours; None if they are many."""
    drawn = Image.open(BytesIO(png))
    plain = drawn.convert("RGB")
    is_opaque = drawn.mode != "RGBA" or drawn.getchannel("A").getextrema() == (255, 255)
    colours = plain.getcolors(_COLOURS) if is_opaque else None
    if colours is None:
        return None
    picture = plain.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    if picture.convert("RGB").tobytes() != plain.tobytes():
        return None
    return _Table(picture, (picture.getpalette() or [])[: 3 * len(colours)])


def _put(drawn: _Table, frame: _Table, place: tuple[int, int]) -> bytes | None:
    """What was drawn, put where it is in a frame; None if there are too many colours in all."""
    colours = [*frame.colours, *drawn.colours]
    if len(colours) > 3 * _COLOURS:
        return None
    first, picture = len(frame.colours) // 3, frame.picture.copy()
    moved = [min(rank + first, _COLOURS - 1) for rank in range(_COLOURS)]
    picture.paste(drawn.picture.point(moved), place)
    picture.putpalette(colours)
    return _written(picture)


def _written(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "PNG", compress_level=_COMPRESSION)
    return written.getvalue()
