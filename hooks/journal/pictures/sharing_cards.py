"""Sharing cards: the picture that a messaging app shows beside a link to an entry.

1200 × 630 pixels, the size that Open Graph's readers expect. All but the words of an entry is drawn
from the SVG template `overrides/sharing_card.svg`, once for the cards that have it alike; the words
are set on it with the site's own typefaces, which takes a tenth of the time that drawing them as
SVG does. Other drawings become pictures here too.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import as_file
from io import BytesIO
from itertools import chain, groupby
from pathlib import Path

import resvg_py
from PIL import Image, ImageDraw, ImageFont

from journal.pictures.fonts import FACES, source

WIDTH, HEIGHT = 1200, 630
# The width of the words, in pixels, beside a picture or an emblem; that of a word without end.
TEXT_WIDTH, _MOST_WIDTH = 680, 710
# Where they begin; on which lines they stand, in pixels and in sizes of the title.
_LEFT, _LABEL_AT, _TITLE_UNDER, _LEADING = 80, 144, 170, 1.16
_LABEL_SIZE = 34
# Sizes to try, largest first, with how many lines of each the card has room for.
_SIZES = ((76, 3), (66, 4), (58, 5), (50, 6))
# From paper to ink letters have five shades, and a frame has few in all: nobody sees it, and cards
# weigh a third less.
_SHADES = [round(round(shade * 4 / 255) * 255 / 4) for shade in range(256)]
_FRAME_COLOURS = 32
# As many as the table of a PNG holds; the compression beyond which time is all that grows.
_COLOURS, _COMPRESSION = 256, 8


@dataclass(frozen=True)
class Card:
    """What the card of an entry shows.

    Attributes:
        frame: all but its words, as SVG.
        label, title: its words, which stand on plain paper; the title in French typography.
        inks: their colours, as `#rrggbb`.
    """

    frame: str
    label: str
    title: str
    inks: tuple[str, str]


@dataclass(frozen=True)
class Lines:
    """A title broken into lines, and the size in pixels at which they fit."""

    size: int
    lines: tuple[str, ...]


class TitleBreaker:
    """Breaks titles into lines, by the widths of the typefaces' letters.

    Args:
        measured: what `measures` gave once: reading a typeface takes longer than using it.
    """

    def __init__(self, measured: bytes = b"") -> None:
        letters = json.loads(measured or measures())
        self._titles, self._labels = letters["title"], letters["bold"]

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
    return json.dumps({face: _advances(face) for face in ("title", "bold")}).encode()


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
    """All but what is drawn that its picture is made from, as a text."""
    faces = [face.package for face in FACES.values()]
    versions = [version(package) for package in ("resvg_py", "pillow", *faces)]
    return " ".join([*versions, sha256(Path(__file__).read_bytes()).hexdigest()])


def draw(svg: str) -> bytes:
    """A drawing as a PNG, in the site's own typefaces; the same bytes for the same drawing."""
    return lighter(_rendered(svg))


def draw_cards(cards: Iterable[Card], measured: bytes = b"") -> Iterator[bytes]:
    """Cards as PNGs. Those that follow each other with the same frame have it drawn once.

    Args:
        cards: what each shows.
        measured: what `measures` gave once.
    """
    words = _Words(measured)
    for frame, alike in groupby(cards, key=lambda card: card.frame):
        empty = Image.open(BytesIO(_rendered(frame))).convert("RGB")
        if empty.getcolors(_COLOURS):  # without a photograph
            table = empty.quantize(_FRAME_COLOURS, Image.Quantize.MAXCOVERAGE)
            empty = table.convert("RGB")
        for card in alike:
            picture = empty.copy()
            words.set(card, picture)
            yield _as_png(_with_table(picture))


class _Words:
    """Sets the words of cards.

    Args:
        measured: what `measures` gave once.
    """

    def __init__(self, measured: bytes) -> None:
        self._letters = json.loads(measured or measures())
        self._breaker = TitleBreaker(measured)
        self._fonts: dict[tuple[str, int], ImageFont.FreeTypeFont] = {}

    def set(self, card: Card, picture: Image.Image) -> None:
        """Set those of a card on its frame."""
        label, title = card.inks
        size = self._breaker.label_size(card.label)
        self._line(picture, _LABEL_AT, card.label, ("bold", size), label)
        broken = self._breaker.lines(card.title)
        for rank, line in enumerate(broken.lines, start=1):
            at = round(_TITLE_UNDER + rank * broken.size * _LEADING)
            self._line(picture, at, line, ("title", broken.size), title)

    def _line(
        self, picture: Image.Image, at: int, words: str, face: tuple[str, int], ink: str
    ) -> None:
        name, size = face
        above, left = 2 * size, 0.0
        mask = Image.new("L", (_MOST_WIDTH, 3 * size))
        for known, letters in groupby(words, key=partial(self._face_of, name)):
            run, font = "".join(letters), self._font(known, size)
            ImageDraw.Draw(mask).text((left, above), run, fill=255, font=font, anchor="ls")
            left += font.getlength(run)
        picture.paste(ink, (_LEFT, at - above), mask.point(_SHADES))

    def _face_of(self, face: str, letter: str) -> str:
        """The face that has a letter: the other one, where it alone does."""
        others = (name for name, known in self._letters.items() if letter in known)
        return face if letter in self._letters[face] else next(others, face)

    def _font(self, face: str, size: int) -> ImageFont.FreeTypeFont:
        if (face, size) not in self._fonts:
            self._fonts[face, size] = ImageFont.truetype(BytesIO(source(face)), size)
        return self._fonts[face, size]


def lighter(png: bytes) -> bytes:
    """The same picture with a table of its colours, half the weight, if they are few."""
    drawn = Image.open(BytesIO(png))
    plain = drawn.convert("RGB")
    is_opaque = drawn.mode != "RGBA" or drawn.getchannel("A").getextrema() == (255, 255)
    if not is_opaque or plain.getcolors(_COLOURS) is None:
        return png
    table = plain.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    if table.convert("RGB").tobytes() != plain.tobytes():
        return png
    return min(png, _as_png(table), key=len)


def _rendered(svg: str) -> bytes:
    with ExitStack() as stack:
        files = [str(stack.enter_context(_file(face))) for face in FACES]
        return bytes(resvg_py.svg_to_bytes(svg, font_files=files, skip_system_fonts=True))


def _file(name: str) -> AbstractContextManager[Path]:
    return as_file(FACES[name].folder / FACES[name].file)


def _with_table(picture: Image.Image) -> Image.Image:
    """A card with a table of its colours, should they be few: without a photograph, they are."""
    found = picture.getcolors(_COLOURS)
    if found is None:
        return picture
    table = Image.new("P", (1, 1))
    colours = (colour for _, colour in found if isinstance(colour, tuple))
    table.putpalette(bytes(chain.from_iterable(colours)))
    return picture.quantize(palette=table, dither=Image.Dither.NONE)


def _as_png(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "PNG", compress_level=_COMPRESSION)
    return written.getvalue()
