"""The header of a Markdown page, between two lines of three hyphens: values and their lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from journal.problems import Problem
from journal.yaml_text import YamlText, read_yaml

# What MkDocs itself takes for a header (mkdocs/utils/meta.py, YAML_RE): reading another one than it
# does would let pages through that it publishes broken.
_HEADER = re.compile(r"-{3}[ \t]*\n(?P<yaml>.*?\n)(?:-{3}|\.{3})[ \t]*\n", re.DOTALL)
_OPENING = re.compile(r"-{3}[ \t]*(\n|$)")


@dataclass(frozen=True)
class FrontMatter:
    """The header of one page.

    Attributes:
        header: its keys and values as they were typed, with their lines.
        body: the Markdown text that follows, as it was typed.
        body_line: line of the file on which the body begins, from 1.
    """

    header: YamlText
    body: str
    body_line: int


def read_front_matter(text: str, path: str) -> tuple[FrontMatter, list[Problem]]:
    """Split a page into its header and its body.

    Args:
        text: the whole file, line breaks as `\\n`.
        path: the file, for the problems.
    """
    match = _HEADER.match(text)
    if not match:
        return FrontMatter(YamlText(), text, 1), [_missing(text, path)]
    header, problems = read_yaml(match["yaml"], path, first_line=2)
    return FrontMatter(header, text[match.end() :], match[0].count("\n") + 1), problems


def _missing(text: str, path: str) -> Problem:
    if _OPENING.match(text):
        return Problem(
            path,
            1,
            "en-tete-non-ferme",
            "L'en-tête commence mais ne se termine pas.",
            "Ajoutez une ligne « --- » seule après la dernière information de l'en-tête, "
            "puis le texte.",
        )
    return Problem(
        path,
        1,
        "en-tete-absent",
        "La page n'a pas d'en-tête.",
        "Commencez le fichier par une ligne « --- », puis « title: … » et « description: … », "
        "puis une autre ligne « --- ».",
    )
