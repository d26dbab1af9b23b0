"""The map of the visits: what is drawn of it, in units of the drawing; a template draws it.

No ground is known but the places themselves: they stand in a plain frame, north at the top, with a
scale (equirectangular projection, true to the middle latitude). The list beside it says in words
all that the map shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, dist, floor, log10, radians

from journal.entries.visit import Visit
from journal.language.french import folded
from journal.pages.map_names import GAP, Box, Name, names_beside

# Fewer places make no map: a list says as much.
FEWEST = 5
# Metres: what is nearer is one place, that several people read off a map.
SAME_PLACE = 100

# Units, of which a phone of 320 px shows about 0.6 px each: words of 20 are read there, and marks
# stand 24 px apart at least, which fingers need (WCAG 2.2, 2.5.8, « Spacing »).
WIDTH = 480
_LEAST_HEIGHT, _MOST_HEIGHT = 200, 440
_MARGIN = 72
_MARK, _DIGIT, _DOT = 34, 12, (8, 8)
# How far from its place a mark may be drawn, and where.
_FAR = (44, 66, 88)
_DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (0.7, -0.7), (-0.7, -0.7), (0.7, 0.7), (-0.7, 0.7))
# More places than this are not shown one by one.
_MANY = 40
# How much farther marks that share theirs may be for one place less.
_A_PLACE = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A place where visits were held.

    Attributes:
        visits: those held there, the first one published first.
        x, y: where it is drawn.
    """

    visits: tuple[Visit, ...]
    x: float
    y: float

    @property
    def commune(self) -> str:
        """Its name, or an empty text."""
        return next((visit.place for visit in self.visits if visit.place), "")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on the map: a place, or several that it has no room to show apart.

    Attributes:
        box: where it is drawn.
        first, last: numbers of its places in the list.
        places: its places.
    """

    box: Box
    first: int
    last: int
    places: tuple[Place, ...]

    @property
    def label(self) -> str:
        """« 3 », « 3–5 »."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    @property
    def visits(self) -> tuple[Visit, ...]:
        """Those that it stands for."""
        return tuple(visit for place in self.places for visit in place.visits)


@dataclass(frozen=True, slots=True)
class Map:
    """What is drawn.

    Attributes:
        height: of the frame.
        marks: in the order of their numbers.
        places: in the order of their numbers, from 1.
        communes: name of each, where there is room for it.
        scale: length of the bar, and what it stands for: « 2 km ».
    """

    height: int
    marks: tuple[Mark, ...]
    places: tuple[Place, ...]
    communes: tuple[Name, ...]
    scale: tuple[float, str]

    @property
    def lines(self) -> tuple[tuple[Mark, Place], ...]:
        """From each mark to the point of its place. A mark of several stands amid them, and where
        there are many places nobody looks for the point of each: lines would hide one another.
        """
        if len(self.places) > _MANY:
            return ()
        return tuple((mark, mark.places[0]) for mark in self.marks if len(mark.places) == 1)


def map_of(visits: Iterable[Visit]) -> Map | None:
    """The map of visits that were held; None while fewer than five places are known.

    Args:
        visits: those that took place; the ones whose coordinates are not known are left out.
    """
    groups = _by_place(visits)
    if len(groups) < FEWEST:
        return None
    places, height, units = _projected(groups)
    marks = _marked(places, height)
    return Map(
        height,
        marks,
        tuple(place for mark in marks for place in mark.places),
        tuple(_communes(marks, height)),
        _scale(units),
    )


def _by_place(visits: Iterable[Visit]) -> list[list[Visit]]:
    """Visits held at the same place together, in the order of their publication."""
    groups: list[list[Visit]] = []
    for visit in sorted(visits, key=lambda visit: (visit.published_on, visit.permanent_name)):
        if visit.coordinates is None:
            continue
        same = (group for group in groups if _metres(group[0], visit) < SAME_PLACE)
        if group := next(same, None):
            group.append(visit)
        else:
            groups.append([visit])
    return groups


def _metres(one: Visit, other: Visit) -> float:
    """From one visit to another."""
    assert one.coordinates
    assert other.coordinates
    return one.coordinates.kilometres_to(other.coordinates) * 1000


def _projected(groups: Sequence[Sequence[Visit]]) -> tuple[list[Place], int, float]:
    """Places in the drawing; its height; how many of its units a metre takes."""
    known = [place for group in groups if (place := group[0].coordinates)]
    degrees = [(place.latitude, place.longitude) for place in known]
    latitudes = [latitude for latitude, _ in degrees]
    narrowing = cos(radians((min(latitudes) + max(latitudes)) / 2))
    plane = [(longitude * narrowing, -latitude) for latitude, longitude in degrees]
    xs, ys = [x for x, _ in plane], [y for _, y in plane]
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    room = WIDTH - 2 * _MARGIN
    wanted = room * down / across + 2 * _MARGIN if across else _MOST_HEIGHT
    height = round(min(max(wanted, _LEAST_HEIGHT), _MOST_HEIGHT))
    fits = [room / across] if across else []
    fits += [(height - 2 * _MARGIN) / down] if down else []
    units = min(fits)
    places = [
        Place(
            tuple(group),
            round(WIDTH / 2 + (x - min(xs) - across / 2) * units, 1),
            round(height / 2 + (y - min(ys) - down / 2) * units, 1),
        )
        for group, (x, y) in zip(groups, plane, strict=True)
    ]
    return places, height, units / known[0].METRES_A_DEGREE


def _marked(places: Sequence[Place], height: int) -> tuple[Mark, ...]:
    """Marks from west to east, each on its place or drawn aside; where there is no room for all,
    the nearest are one.
    """
    digits = len(str(len(places)))
    groups = _thinned(sorted(places, key=_from_the_west))
    while True:
        apart, left = _apart(groups, digits, height)
        if not left:
            break
        groups = _with_nearest(groups, left)
    apart.sort(key=lambda mark: (mark[1].x, mark[1].y))
    marks: list[Mark] = []
    for group, box in apart:
        first = marks[-1].last + 1 if marks else 1
        ordered = tuple(sorted(group, key=_from_the_west))
        marks.append(Mark(box, first, first + len(group) - 1, ordered))
    return tuple(marks)


def _thinned(places: Sequence[Place]) -> list[list[Place]]:
    """Each place alone; when there are many, those of a square as large as a mark together."""
    side = _MARK if len(places) > _MANY else 0.1
    groups: dict[tuple[float, float], list[Place]] = defaultdict(list)
    for place in places:
        groups[place.x // side, place.y // side].append(place)
    return list(groups.values())


def _apart(
    groups: Sequence[list[Place]], digits: int, height: int
) -> tuple[list[tuple[list[Place], Box]], list[list[Place]]]:
    """Where the marks of groups are drawn, and the groups for which there is no room."""
    alone = [group for group in groups if len(group) == 1]
    few = sum(map(len, groups)) <= _MANY
    dots = [(group, Box(group[0].x, group[0].y, *_DOT)) for group in alone if few]
    found: list[tuple[list[Place], Box]] = []
    left = []
    for group in groups:
        taken = [box for _, box in found] + [dot for other, dot in dots if other is not group]
        spots = (spot for spot in _spots(group, digits, height) if spot.is_within((WIDTH, height)))
        free = (spot for spot in spots if not any(map(spot.touches, taken)))
        if spot := next(free, None):
            found.append((group, spot))
        else:
            left.append(group)
    return found, left


def _with_nearest(groups: Sequence[list[Place]], left: Sequence[list[Place]]) -> list[list[Place]]:
    """The groups, one of those for which there is no room with another: the nearest two, and rather
    small ones, so that none swallows all.
    """
    pairs = ((one, other) for one in left for other in groups if one is not other)
    one, other = min(pairs, key=_reluctance)
    kept = [group for group in groups if group is not one and group is not other]
    return [*kept, one + other]


def _reluctance(pair: tuple[list[Place], list[Place]]) -> float:
    one, other = pair
    return dist(_middle(one), _middle(other)) + _A_PLACE * (len(one) + len(other))


def _middle(group: Sequence[Place]) -> tuple[float, float]:
    return (
        sum(place.x for place in group) / len(group),
        sum(place.y for place in group) / len(group),
    )


def _from_the_west(place: Place) -> tuple[float, float, str]:
    return place.x, place.y, place.visits[0].permanent_name


def _spots(group: Sequence[Place], digits: int, height: int) -> Iterator[Box]:
    """Where the mark of some places may be drawn: amid them, then around, ever farther."""
    signs = digits if len(group) == 1 else 2 * digits + 1
    width = max(_MARK, 12 + _DIGIT * signs)
    x, y = _middle(group)
    aside, below = width / 2 + GAP, _MARK / 2 + GAP
    # A mark of several may have its middle near an edge.
    x, y = min(max(x, aside), WIDTH - aside), min(max(y, below), height - below)
    yield Box(round(x, 1), round(y, 1), width, _MARK)
    for far in _FAR:
        for east, south in _DIRECTIONS:
            yield Box(round(x + far * east, 1), round(y + far * south, 1), width, _MARK)


def _communes(marks: Sequence[Mark], height: int) -> Iterator[Name]:
    """The communes' names beside their marks, those of most places first, then the longest, which
    fit nowhere else.
    """
    where: dict[str, list[tuple[str, Box]]] = defaultdict(list)
    for mark in marks:
        for place in mark.places:
            if place.commune:
                where[folded(place.commune)].append((place.commune, mark.box))
    named = [(found[0][0], [box for _, box in found]) for found in where.values()]
    named.sort(key=lambda one: (-len(one[1]), -len(one[0]), one[0]))
    drawn = [mark.box for mark in marks]
    if sum(len(mark.places) for mark in marks) <= _MANY:
        drawn += [box for mark in marks if len(mark.places) == 1 for box in _line(mark)]
    return names_beside(named, drawn, (WIDTH, height))


def _line(mark: Mark) -> Iterator[Box]:
    """What the line from a mark to its place takes."""
    for place in mark.places:
        for part in (0.25, 0.5, 0.75, 1):
            x = mark.box.x + (place.x - mark.box.x) * part
            y = mark.box.y + (place.y - mark.box.y) * part
            yield Box(x, y, *_DOT)


def _scale(units: float) -> tuple[float, str]:
    """A bar of 1, 2 or 5 metres or kilometres, or ten times as much, and so on."""
    most = WIDTH / 3 / units
    power = 10 ** floor(log10(most))
    metres = next(step * power for step in (5, 2, 1) if step * power <= most)
    label = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres} m"
    return round(metres * units, 1), label
