"""A photograph as it lies in docs/: what the gate and the build ask of it, read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from journal.pictures import containers, exif
from journal.pictures.file_types import MAX_PIXELS, Form, Other

# Photographs straight from a telephone weigh less; GitHub takes nothing above 25 MB.
MAX_BYTES = 15_000_000


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture of docs/, without its pixels.

    Attributes:
        inside: what the file is, whatever its name says.
        size: width and height as stored, in pixels.
        is_whole: whether the file goes on to its end.
        has_notes: whether it says more than it shows.
        has_position: whether it says where it was taken.
        moves: whether it is an animation.
        orientation: how it is to be turned, 1 to 8 (`exif.orientation`).
        can_be_drawn: False once it was tried in vain (`decode_check`); most are not tried.
    """

    inside: Form | Other
    size: tuple[int, int]
    is_whole: bool
    has_notes: bool
    has_position: bool
    moves: bool
    orientation: int
    can_be_drawn: bool = True

    @classmethod
    def read(cls, stream: BinaryIO) -> Photograph:
        """Read what a file says of itself; only the disk can make it fail (OSError)."""
        inside, said = containers.read(stream)
        return cls(
            inside,
            said.size,
            said.is_whole,
            said.has_notes,
            exif.has_position(said.exif, said.xmp),
            said.images > 1,
            # The library that draws HEIC turns it.
            exif.UPRIGHT if inside is Form.HEIC else exif.orientation(said.exif),
            said.can_be_drawn,
        )

    @property
    def is_too_large(self) -> bool:
        """Whether drawing it would take more memory than a picture is worth."""
        return self.size[0] * self.size[1] > MAX_PIXELS

    @property
    def is_sound(self) -> bool:
        """Whether it can be drawn, as far as one knows."""
        is_picture = isinstance(self.inside, Form) and self.is_whole and 0 not in self.size
        return is_picture and not self.is_too_large and self.can_be_drawn
