"""The characters of a text that are not in every text: a twentieth of it, or less.

What no text should hold is looked for among them first: the text itself takes twenty times longer.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from typing import Literal

from pydantic_core import SchemaError, SchemaValidator, core_schema

# What nobody sees in a text of ours: marks of direction, joiners, fillers, musical beams; as the
# inside of a class. Soft hyphens, tags and selectors have their own rules.
NEVER_SEEN = (
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\U0001d173-\U0001d17a"
)
# Empty letters of other scripts, which stand for spaces: a braille one may be among its own.
EMPTY_LETTER = "[\u3164\uffa0]|(?<![\u2801-\u28ff])\u2800(?![\u2801-\u28ff])"
_IN_EVERY_TEXT = f"{string.ascii_letters}{string.digits} \n"
_BYTES = _IN_EVERY_TEXT.encode()


def signs_of(text: str) -> str:
    """What a text has besides plain letters, figures, spaces and line breaks, in order."""
    found = text.encode("utf-8", "surrogatepass").translate(None, _BYTES)
    return found.decode("utf-8", "surrogatepass")


# What YAML keeps of a text on several lines (« | », « \\n »), and of what spreadsheets hold; and
# whatever else ends a line for some program (Unicode, section 5.8).
_ENDS = r"\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_BREAK = re.compile(rf"(?<![ {_ENDS}])[ {_ENDS}]*[{_ENDS}][ {_ENDS}]*")


def in_one_line(text: str) -> str:
    """A text whose line breaks are spaces: one would end a line of a calendar, of a mail's head, of
    the ledger.
    """
    return _BREAK.sub(" ", text)


def seeker(pattern: str) -> Callable[[str], bool]:
    """What tells whether a pattern is found in a text. Those of Rust, which pydantic brings, try
    all of their alternatives at once; those of Python, each in turn at each letter.

    Args:
        pattern: it neither looks around nor minds where words end, which takes Rust long; one of
            thousands of words, which Rust refuses, is left to Python.
    """
    try:
        return _sought(pattern, "rust-regex")
    except SchemaError:
        return _sought(pattern, "python-re")


def _sought(pattern: str, engine: Literal["rust-regex", "python-re"]) -> Callable[[str], bool]:
    schema = core_schema.str_schema(pattern=pattern, regex_engine=engine)
    return SchemaValidator(schema).isinstance_python


def any_of(*signs: str) -> Callable[[str], bool]:
    """What tells whether a text holds one of some signs, each of a character or several."""
    return seeker("|".join(map(re.escape, signs)))


class Signs:
    """What a text holds, as fast as that can be known.

    Attributes:
        characters: every sign of the text, and every plain letter: what needs another character is
            not in it.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.characters = frozenset(_IN_EVERY_TEXT).union(signs_of(text))

    def holds(self, *signs: str) -> bool:
        """Whether the text holds one of these, each of a character or several."""
        found = self.characters
        for sign in signs:  # noqa: SIM110 (asked forty times a page, which a generator would double)
            if found.issuperset(sign) and sign in self._text:
                return True
        return False

    def lines_with(self, *signs: str) -> list[int]:
        """The offset of each line that holds one of these, in order."""
        found = {start for sign in signs if self.holds(sign) for start in self._lines_with(sign)}
        return sorted(found)

    def _lines_with(self, sign: str) -> Iterator[int]:
        place = self._text.find(sign)
        while place >= 0:
            yield self._text.rfind("\n", 0, place) + 1
            end = self._text.find("\n", place)
            place = self._text.find(sign, end) if end >= 0 else -1
