"""Names beside marks, on a map: each where it hides nothing, or nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot

# Units of the drawing between two things.
GAP = 7
_LINE = 24
# Widths of letters of 20, a little more than those of our typeface (tests/browser/test_map.py).
_NARROW, _WIDE = frozenset("fijlrt'’-. "), frozenset("mwMW")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing: its centre, and its size."""

    x: float
    y: float
    width: float
    height: float

    def touches(self, other: Box) -> bool:
        """Whether less than a gap parts two of them."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + GAP
            and abs(self.y - other.y) < (self.height + other.height) / 2 + GAP
        )

    def holds(self, other: Box) -> bool:
        """Whether the middle of another one is in this one."""
        return abs(self.x - other.x) <= self.width / 2 and abs(self.y - other.y) <= self.height / 2

    def is_within(self, frame: tuple[int, int]) -> bool:
        """Whether it stands in a frame of that width and height, not on its edges."""
        width, height = frame
        return (
            self.width / 2 + GAP <= self.x <= width - self.width / 2 - GAP
            and self.height / 2 + GAP <= self.y <= height - self.height / 2 - GAP
        )


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a commune beside a mark.

    Attributes:
        text: the name.
        box: the room that it is given.
        anchor: what of it stands at `x`, by the side on which its mark is (SVG `text-anchor`).
    """

    text: str
    box: Box
    anchor: str

    @property
    def x(self) -> float:
        """Where it is anchored."""
        sides = {"start": -1, "middle": 0, "end": 1}
        return round(self.box.x + sides[self.anchor] * self.box.width / 2, 1)


def names_beside(
    named: Iterable[tuple[str, Sequence[Box]]], marks: Iterable[Box], frame: tuple[int, int]
) -> Iterator[Name]:
    """Each name beside the most central of its marks where there is room for it.

    Args:
        named: names, those to be placed first at the beginning, and the marks of each.
        marks: every mark, its own and others', and whatever else names may not hide.
        frame: width and height of what they stand in.
    """
    taken = list(marks)
    for text, its in named:
        for own in _central(its):
            others = [box for box in taken if not own.holds(box)]
            spots = (spot for spot in _around(own, text) if spot.box.is_within(frame))
            free = (spot for spot in spots if not any(map(spot.box.touches, others)))
            if spot := next(free, None):
                taken.append(spot.box)
                yield spot
                break


def _central(boxes: Sequence[Box]) -> list[Box]:
    """The same, the one nearest to the middle of all first."""
    x, y = sum(box.x for box in boxes) / len(boxes), sum(box.y for box in boxes) / len(boxes)
    return sorted(boxes, key=lambda box: (hypot(box.x - x, box.y - y), box.x, box.y))


def _around(mark: Box, name: str) -> Iterator[Name]:
    """Where the name of a mark may stand: at its right or left, under it, above it, aslant."""
    width = sum(map(_advance, name))
    aside, beyond = (mark.width + width) / 2 + GAP, (mark.height + _LINE) / 2 + GAP
    for x, y, anchor in (
        (aside, 0, "start"),
        (-aside, 0, "end"),
        (0, beyond, "middle"),
        (0, -beyond, "middle"),
        *((aside, y, "start") for y in (_LINE, -_LINE)),
        *((-aside, y, "end") for y in (_LINE, -_LINE)),
    ):
        box = Box(round(mark.x + x, 1), round(mark.y + y, 1), width, _LINE)
        yield Name(name, box, anchor)


def _advance(letter: str) -> int:
    if letter in _WIDE:
        return 17
    return 7 if letter in _NARROW else 11 if letter.islower() else 15
