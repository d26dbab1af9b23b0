"""Drawings of our own, in SVG: shown inside pages, whose colours they follow by day and by night.

What they may hold is listed, never what they may not: shapes, words, and colours of the site.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape
from xml.parsers import expat

from journal.pictures.fonts import family

# A drawing is part of the page, whose first view weighs 45 kB at most.
MAX_BYTES = 20_000
_MAX_DEPTH = 20
# Of a frame: four thousand units of height, at the width of those that are legible on a telephone.
# A print has four pixels to each.
_MAX_AREA = 480 * 4_000
_NAMESPACE = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset(
    {*("svg", "g", "path", "rect", "circle", "ellipse", "line"), "polyline", "polygon", "text"}
)
_SHAPES = frozenset(
    {
        *("d", "points", "transform", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx"),
        *("ry", "width", "height", "stroke-width", "stroke-linecap", "stroke-linejoin"),
        *("stroke-dasharray", "fill-rule", "font-size", "font-weight", "text-anchor"),
    }
)
_COLOURED = frozenset({"fill", "stroke"})
_MEASURE = re.compile(r"[A-Za-z0-9\s.,%()+-]*")
_COLOUR = re.compile(r"none|currentColor|var\(--([a-z0-9-]+)\)")
_FRAME = re.compile(r"0 0 ([1-9]\d{1,3}) ([1-9]\d{1,3})")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a drawing may not hold.

    Attributes:
        line: of its file, from 1.
        what: it, in French: « l'élément « script » ».
    """

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that holds nothing else than what is listed.

    Attributes:
        width, height: its frame, in units that are pixels where there is room.
        content: its shapes and words, as SVG.
        texts: all that it says, as plain texts.
    """

    width: int
    height: int
    content: str
    texts: tuple[str, ...]

    def inline(self, name: str) -> str:
        """What a page holds, under a name for whoever does not see it. Its words are the page's too
        (`journal.gate.drawings`): Chromium lets an image's be read, and they would be heard twice.
        """
        return (
            f'<svg class="drawing" role="img" aria-label="{escape(name)}" width="{self.width}" '
            f'height="{self.height}" viewBox="0 0 {self.width} {self.height}">'
            f'<g aria-hidden="true">{self.content}</g></svg>'
        )

    def alone(self) -> str:
        """The same as a file that needs no page but for the colours: on paper, twice as large."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{2 * self.width}" '
            f'height="{2 * self.height}" viewBox="0 0 {self.width} {self.height}" '
            f'color="var(--encre)" font-family="{family()}">'
            f'<rect width="100%" height="100%" fill="var(--papier)"/>{self.content}</svg>'
        )


class UnsoundError(ValueError):
    """What a file holds that no drawing may: its arguments are `Fault`s, from top to bottom."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Each kind of fault once, where it is first met."""
        first = {fault.what: fault for fault in reversed(self.args)}
        return tuple(sorted(first.values(), key=self.args.index))


def read(content: bytes, colours: Collection[str] | None = None) -> Drawing:
    """Read a file, and leave out its comments and what declares it.

    Args:
        content: its bytes.
        colours: the names that its colours may have; any, without it.

    Raises:
        UnsoundError: it is no SVG, or holds something else than what is listed.
    """
    copy = _Copy(colours)
    try:
        copy.parser.Parse(content, True)
    except UnsoundError:
        raise
    except (ValueError, LookupError, expat.ExpatError):  # the first two, of unknown encodings
        copy.refuse("une faute de SVG")
    if copy.faults:
        raise UnsoundError(*copy.faults)
    width, height = copy.frame
    return Drawing(width, height, "".join(copy.shown), tuple(copy.texts))


class _Copy:
    """A drawing as it is read: what may be shown, and what may not be there."""

    def __init__(self, colours: Collection[str] | None) -> None:
        self._colours = colours
        self.shown: list[str] = []
        self.texts: list[str] = []
        self.faults: list[Fault] = []
        self.frame = (0, 0)
        self._opened: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._declaration
        self.parser.ProcessingInstructionHandler = self._instruction

    def refuse(self, what: str) -> None:
        self.faults.append(Fault(self.parser.CurrentLineNumber, what))

    def _declaration(self, *_: object) -> None:
        # Entities are declared there: nothing below is read.
        raise UnsoundError(Fault(self.parser.CurrentLineNumber, "une ligne « <!DOCTYPE »"))

    def _instruction(self, *_: object) -> None:
        self.refuse("une instruction « <? »")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        is_root = not self._opened
        if len(self._opened) >= _MAX_DEPTH:
            raise UnsoundError(Fault(self.parser.CurrentLineNumber, "trop de niveaux"))
        if namespace != _NAMESPACE or name not in _ELEMENTS or is_root != (name == "svg"):
            self.refuse(f"l'élément « {name} »")
        if is_root:
            frame = _FRAME.fullmatch(attributes.pop("viewBox", ""))
            self.frame = (int(frame[1]), int(frame[2])) if frame else (0, 0)
            if not frame:
                self.refuse('un cadre autre que « viewBox="0 0 480 300" »')
            if self.frame[0] * self.frame[1] > _MAX_AREA:
                self.refuse(f"un cadre trop grand, de {self.frame[0]} sur {self.frame[1]}")
            attributes = {k: v for k, v in attributes.items() if k not in ("width", "height")}
        for key, value in attributes.items():
            if fault := _of_attribute(key, value, self._colours):
                self.refuse(fault)
        # What the root says of all that it holds goes with it into a page.
        self._opened.append("g" if is_root else name)
        given = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
        self.shown.append(f"<{self._opened[-1]}{given}>")

    def _end(self, _: str) -> None:
        self.shown.append(f"</{self._opened.pop()}>")

    def _text(self, text: str) -> None:
        if self._opened[-1] == "text":
            self.shown.append(escape(text, quote=False))
            self.texts.append(text)
        elif text.strip():
            self.refuse("des mots hors d'un élément « text »")


def _of_attribute(key: str, value: str, colours: Collection[str] | None) -> str | None:
    if key in _COLOURED:
        colour = _COLOUR.fullmatch(value)
        is_ours = colour and (colours is None or not colour[1] or colour[1] in colours)
        return None if is_ours else f"la couleur « {value} »"
    if key not in _SHAPES:
        return f"l'attribut « {key.rpartition(' ')[2]} »"
    return None if _MEASURE.fullmatch(value) else f"la valeur « {value} »"
