"""YAML read as it was typed: every scalar stays the text its author wrote, with its place.

YAML's own guesses would betray people who do not know it (`14:00` is 840, `010` is 8, `no` is
false), and its errors are in English. `yaml.compose` gives the nodes before any guess, with lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from journal.problems import Problem

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Location: TypeAlias = tuple[str | int, ...]

# Far beyond any honest header, and far below what makes a parser run out of stack or of memory.
MAX_BYTES = 64 * 1024
MAX_DEPTH = 20


@dataclass(frozen=True)
class YamlText:
    """A YAML mapping as text.

    Attributes:
        values: keys to text, to lists or to mappings of text.
        positions: (line, column), from 1, of each key and item: `("tags",)`, `("tags", 0)`.
    """

    values: dict[str, Value] = field(default_factory=dict)
    positions: dict[Location, tuple[int, int]] = field(default_factory=dict)

    def position(self, location: Location) -> tuple[int, int]:
        """Where a value stands; where its nearest known parent stands if it does not itself."""
        while location and location not in self.positions:
            location = location[:-1]
        return self.positions.get(location, (1, 1))


class _Refused(yaml.YAMLError):
    """A construct of YAML that no page needs and that makes a header unreadable or unsafe."""

    def __init__(self, event: Any) -> None:
        super().__init__()
        self.problem_mark = event.start_mark


class _TextLoader(yaml.SafeLoader):
    """Composes nodes without building any Python object; refuses aliases and deep nesting."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or self.depth >= MAX_DEPTH:
            raise _Refused(event)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def read_yaml(text: str, path: str, *, first_line: int = 1) -> tuple[YamlText, list[Problem]]:
    """Read a mapping.

    Args:
        text: the YAML source, without its `---` marks.
        path: the file it comes from, for the problems.
        first_line: line of that file on which the text begins.

    Returns:
        What could be read and what is wrong; an error leaves the mapping empty.
    """
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return YamlText(), [
            Problem(
                path,
                first_line,
                "en-tete-trop-long",
                "L'en-tête dépasse 64 ko.",
                "Gardez-y les informations de la page ; le texte vient après le second « --- ».",
            )
        ]
    try:
        node = yaml.compose(text, Loader=_TextLoader)
    except yaml.YAMLError as error:
        return YamlText(), [_explain(error, text, path, first_line)]
    if node is None:
        return YamlText(), []
    if not isinstance(node, yaml.MappingNode):
        line = first_line + node.start_mark.line
        return YamlText(), [_not_a_mapping(path, line)]
    reader = _Reader(path, first_line)
    values = reader.read_mapping(node, ())
    return YamlText(values, reader.positions), reader.problems


class _Reader:
    """Turns nodes into text, noting where each stands and what is wrong with it."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.positions: dict[Location, tuple[int, int]] = {}
        self.problems: list[Problem] = []

    def place(self, node: yaml.Node) -> tuple[int, int]:
        return self.first_line + node.start_mark.line, node.start_mark.column + 1

    def read_mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            line, column = self.place(key_node)
            if key is None:
                self.problems.append(_not_a_mapping(self.path, line))
                continue
            if key in values:
                self.problems.append(self.duplicate(key, line, location))
                continue
            self.positions[*location, key] = (line, column)
            values[key] = self.read(value_node, (*location, key))
        return values

    def read(self, node: yaml.Node, location: Location) -> Value:
        if isinstance(node, yaml.MappingNode):
            return self.read_mapping(node, location)
        if isinstance(node, yaml.SequenceNode):
            return [self.read_item(item, (*location, i)) for i, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return str(node.value)

    def read_item(self, node: yaml.Node, location: Location) -> Value:
        self.positions[location] = self.place(node)
        return self.read(node, location)

    def duplicate(self, key: str, line: int, location: Location) -> Problem:
        first, _ = self.positions[*location, key]
        return Problem(
            self.path,
            line,
            "cle-en-double",
            f"« {key} » est écrit deux fois (la première à la ligne {first}).",
            "Gardez une seule des deux lignes.",
            key=key,
        )


def _not_a_mapping(path: str, line: int) -> Problem:
    return Problem(
        path,
        line,
        "en-tete-illisible",
        "Cette ligne n'est pas de la forme « clé: valeur ».",
        "Écrivez par exemple « title: Le titre de la page ».",
    )


def _explain(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """Say in French what YAML's parser stumbled on."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = mark.line if mark else 0
    lines = text.splitlines() or [""]
    line = lines[min(index, len(lines) - 1)]
    code, message, hint = next(_diagnoses(error, line))
    return Problem(
        path, first_line + index, code, message, hint, column=mark.column + 1 if mark else None
    )


def _diagnoses(error: yaml.YAMLError, line: str) -> Iterator[tuple[str, str, str]]:
    """The likeliest explanations of an error, best first: (code, message, hint)."""
    problem = str(getattr(error, "problem", None) or error)
    key, colon, value = line.partition(":")
    if isinstance(error, _Refused):
        yield (
            "en-tete-trop-complexe",
            "L'en-tête emploie une construction de YAML qui n'est pas admise ici.",
            "Tenez-vous à des lignes « clé: valeur » et à des listes simples.",
        )
    if "mapping values are not allowed" in problem and colon:
        quoted = value.strip().replace("\\", "\\\\").replace('"', '\\"')
        yield (
            "deux-points-sans-guillemets",
            "La valeur contient « : » sans être entre guillemets : tout l'en-tête est illisible.",
            f'Écrivez : {key.strip()}: "{quoted}"',
        )
    if "\\t" in problem or line.startswith("\t"):
        yield (
            "tabulation",
            "La ligne commence par une tabulation.",
            "Remplacez-la par des espaces.",
        )
    yield (
        "en-tete-illisible",
        "L'en-tête n'a pas pu être lu à partir de cette ligne.",
        "Vérifiez les guillemets, les deux-points et l'alignement avec les lignes voisines.",
    )
