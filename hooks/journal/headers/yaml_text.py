"""YAML read as it was typed: every scalar stays the text its author wrote, with its place.

YAML's own guesses would betray people who do not know it (`14:00` is 840, `010` is 8, `no` is
false), and its errors are in English. `yaml.compose` gives the nodes before any guess, with lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from journal.headers.meant_lines import pairs_meant
from journal.headers.yaml_faults import not_a_mapping
from journal.headers.yaml_nodes import compose, compose_mended
from journal.headers.yaml_quotes import quoted
from journal.headers.yaml_refusals import UNSEEN, duplicate, escaped, unfit
from journal.language.dates import parse_day
from journal.language.rare_characters import EMPTY_LETTER, in_one_line
from journal.problems.problem import MANY, Problem, Severity

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Location: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlText:
    """A YAML mapping as text.

    Attributes:
        path: the file it comes from, under docs/.
        values: keys to text, to lists or to mappings of text.
        positions: (line, column), from 1, of each key and item: `("tags",)`, `("tags", 0)`.
        has_types: whether YAML would see anything but texts, days and whole numbers.
        typed: the lines of each text that goes over several, from that of its key.
    """

    path: str
    values: dict[str, Value] = field(default_factory=dict)
    positions: dict[Location, tuple[int, int]] = field(default_factory=dict)
    has_types: bool = False
    typed: dict[Location, tuple[str, ...]] = field(default_factory=dict)

    def position(self, location: Location) -> tuple[int, int]:
        """Where a value stands; where its nearest known parent stands if it does not itself."""
        while location and location not in self.positions:
            location = location[:-1]
        return self.positions.get(location, (1, 1))

    def at(self, location: Location) -> Value:
        """The value that stands at a place; an empty text when none does."""
        value: Value = self.values
        for part in location:
            value = value.get(str(part), "") if isinstance(value, dict) else ""
        return value

    def problem(
        self,
        location: Location,
        code: str,
        message: str,
        hint: str,
        *,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem of one value, told at its place, or at that of its nearest parent."""
        line, column = self.position(location)
        return Problem(
            self.path, line, code, message, hint, key_of(location) or None, column, severity
        )


def key_of(location: Location) -> str:
    """The name under which one looks for a value: `sources.titre`."""
    return ".".join(part for part in location if isinstance(part, str))


def read_yaml(text: str, path: str, *, first_line: int = 1) -> tuple[YamlText, list[Problem]]:
    """Read a mapping.

    Args:
        text: the YAML source, without its `---` marks.
        path: the file it comes from, for the problems.
        first_line: line of that file on which the text begins.

    Returns:
        What could be read and what is wrong. A line that its author is told how to write is read
        as if it were so written; an error that nobody can mend but them leaves the mapping empty.
    """
    if refusal := unfit(text, path, first_line):
        return YamlText(path), [refusal]
    node, problems = compose_mended(text, path, first_line)
    if node is None:
        return YamlText(path), problems
    if not isinstance(node, yaml.MappingNode):
        return _read_meant(text, path, first_line, problems, node.start_mark.line)
    reader = _Reader(path, first_line, has_escapes="\\" in text, lines=text.split("\n"))
    values = reader.read_mapping(node, ())
    read = YamlText(path, values, reader.positions, reader.has_types, reader.typed)
    return read, problems + reader.problems


# More than anybody types in a header.
_MANY_LINES = 200


def _read_meant(
    text: str, path: str, first_line: int, problems: list[Problem], index: int
) -> tuple[YamlText, list[Problem]]:
    """What was meant by lines that make no mapping: all that is wrong is said at once."""
    lines = text.split("\n")
    meant = pairs_meant(lines) if len(lines) < _MANY_LINES else {}
    if index not in meant:
        return YamlText(path), [*problems, not_a_mapping(path, first_line + index)]
    said = [not_a_mapping(path, first_line + i, line, lines[i]) for i, line in meant.items()]
    mended = "\n".join(meant.get(rank, line) for rank, line in enumerate(lines))
    read, others = read_yaml(mended, path, first_line=first_line)
    return read, [*problems, *said[: MANY + 1], *others]


def untypable(text: str) -> Location | None:
    """The first value that YAML's own types have no room for, as a key; None when all have one.

    Args:
        text: a mapping that `read_yaml` reads without a problem.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yaml.load(text, Loader=loader)
    except (yaml.YAMLError, ArithmeticError, ValueError):
        pairs = getattr(compose(text), "value", ())
        return next(((key.value,) for key, value in pairs if not _has_type(value)), ())
    return None


def _has_type(node: yaml.Node) -> bool:
    try:
        yaml.SafeLoader("").construct_document(node)
    except (yaml.YAMLError, ArithmeticError, ValueError):
        return False
    return True


_TAG = "tag:yaml.org,2002:"
_PLAIN_TAGS = frozenset(f"{_TAG}{name}" for name in ("str", "map", "seq"))


def _has_other_type(node: yaml.Node) -> bool:
    """Whether YAML makes of a node anything but a text, a day or a whole number."""
    if node.tag in _PLAIN_TAGS:
        return False
    if node.tag == f"{_TAG}int":
        return not re.fullmatch(r"[1-9][0-9]{0,9}", node.value)
    if node.tag == f"{_TAG}timestamp":
        try:
            parse_day(node.value)
        except ValueError:
            return True
        return False
    return True


class _Reader:
    """Turns nodes into text, noting where each stands and what is wrong with it."""

    def __init__(
        self, path: str, first_line: int, *, has_escapes: bool, lines: Sequence[str]
    ) -> None:
        self.path = path
        self.has_escapes = has_escapes
        self.lines = lines
        self.typed: dict[Location, tuple[str, ...]] = {}
        self.first_line = first_line
        self.positions: dict[Location, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.has_types = False

    def place(self, node: yaml.Node) -> tuple[int, int]:
        return self.first_line + node.start_mark.line, node.start_mark.column + 1

    def note(self, problem: Problem) -> None:
        # One more than is shown, so that it is said that there are others.
        if len(self.problems) <= MANY:
            self.problems.append(problem)

    def read_mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key_node, value_node in node.value:
            self.has_types |= _has_other_type(key_node)
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            line, column = self.place(key_node)
            if key is None:
                self.note(not_a_mapping(self.path, line))
                continue
            if key in values:
                first, _ = self.positions[*location, key]
                self.note(duplicate(self.path, key, (line, column), first))
                continue
            self.positions[*location, key] = (line, column)
            values[key] = self.read(value_node, (*location, key))
        return values

    def read(self, node: yaml.Node, location: Location) -> Value:
        self.has_types |= _has_other_type(node)
        if isinstance(node, yaml.MappingNode):
            return self.read_mapping(node, location)
        if isinstance(node, yaml.SequenceNode):
            return [self.read_item(item, (*location, i)) for i, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        # The text itself is fit: only an escape can write what nobody sees.
        if self.has_escapes and UNSEEN.search(node.value):
            # A break between lines or words is a space.
            seen = UNSEEN.sub("", re.sub(rf"\s+|{EMPTY_LETTER}", " ", node.value))
            seen = re.sub(" +", " ", seen)
            typed = location[-1] if location else 0
            meant = quoted(seen) if isinstance(typed, int) else f"{typed}: {quoted(seen)}"
            self.note(escaped(self.path, self.place(node)[0], key_of(location), meant))
        line = self.positions.get(location, (0, 0))[0] or self.place(node)[0]
        if not node.style and line < self.first_line + node.end_mark.line:
            self.typed[location] = self._lines_of(node, location)
        return in_one_line(node.value)

    def _lines_of(self, node: yaml.Node, location: Location) -> tuple[str, ...]:
        """The lines of a text, from that of its key, where there may be nothing of it."""
        start, end = node.start_mark, node.end_mark
        before = [""] if self.positions.get(location, (0, 0))[0] < self.place(node)[0] else []
        # What is empty may be said to be after the last line.
        first, *others = self.lines[start.line : end.line + 1] or [""]
        return tuple(line.strip() for line in [*before, first[start.column :], *others])

    def read_item(self, node: yaml.Node, location: Location) -> Value:
        self.positions[location] = self.place(node)
        return self.read(node, location)
