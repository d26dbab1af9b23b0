"""Where the prints of each picture of docs/ are published, and how pages show them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from journal.web.hashed_names import immutable_address

# Widths in pixels of the WebP prints: in a list; in the text, 589 pixels wide at most; in the text
# on a screen of two or three dots a pixel. Each has the weight in bytes that it should stay under:
# a first view is to weigh 150 kB at most, 45 of them without a picture.
STEPS = {480: 40_000, 800: 75_000, 1200: 100_000}

# A picture so named keeps its address; any other form becomes JPEG, which every mail shows.
_KEPT = frozenset({".jpg", ".jpeg", ".png"})


@dataclass(frozen=True, slots=True)
class Prints:
    """What is published of a photograph.

    Attributes:
        size: width and height of the largest, in pixels.
        plain: a JPEG, or a PNG.
        webp: narrowest first, one per step until the photograph's own width; with their widths.
    """

    size: tuple[int, int]
    plain: bytes
    webp: tuple[tuple[int, bytes], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is published.

    Attributes:
        address: of its plain print, from the site's root.
        length: of that print, in bytes.
        width, height: of its largest print, in pixels.
        webp: (address from the site's root, width in pixels), narrowest first.
        content: the plain print itself, which pages never show otherwise than by its address.
    """

    address: str
    length: int
    width: int
    height: int
    webp: tuple[tuple[str, int], ...]
    content: bytes = field(repr=False, compare=False)

    def __reduce__(self) -> tuple[object, ...]:
        # What one process leaves to the next would weigh as much as all pictures.
        kept = (self.address, self.length, self.width, self.height, self.webp)
        return Picture, (*kept, b"")

    @property
    def media_type(self) -> str:
        """The plain print's."""
        return "image/png" if is_png(self.address) else "image/jpeg"


def is_png(address: str) -> bool:
    """Whether the plain print at an address is a PNG."""
    return address.endswith(".png")


def places_of(paths: Iterable[str], pictures: Iterable[str]) -> dict[str, str]:
    """The address of the plain print of each picture, where no other file is.

    Args:
        paths: every file of docs/, relative to it.
        pictures: those of them that are pictures.
    """
    taken = set(paths)
    places: dict[str, str] = {}
    for path in sorted(pictures):
        place = next(place for place in _candidates(path) if place == path or place not in taken)
        taken.add(place)
        places[path] = place
    return places


def hang(prints: Prints, place: str) -> tuple[Picture, dict[str, bytes]]:
    """A picture with its plain print in its place; and the others to publish, by address."""
    stem = posixpath.splitext(place)[0]
    named = [
        (immutable_address(f"{stem}-{step}.webp", content), width, content)
        for step, (width, content) in zip(STEPS, prints.webp, strict=False)
    ]
    webp = tuple((address, width) for address, width, _ in named)
    picture = Picture(place, len(prints.plain), *prints.size, webp, prints.plain)
    return picture, {address: content for address, _, content in named}


def _candidates(path: str) -> Iterator[str]:
    """« images/a.heic » becomes « images/a.jpg », or else « images/a-2.jpg »."""
    stem, suffix = posixpath.splitext(path)
    for rank in count(1):
        base = stem if rank == 1 else f"{stem}-{rank}"
        yield path if suffix in _KEPT else f"{base}.jpg"
