"""Words that readers type for what the site calls otherwise: `docs/synonymes.yml`, read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from journal.headers.yaml_text import Value, read_yaml
from journal.problems.problem import Problem, Severity

SYNONYMS_FILE = "synonymes.yml"
SYNONYMS_PATH = f"docs/{SYNONYMS_FILE}"

_MARKS = re.compile("[\u0300-\u036f]+")
_BETWEEN = re.compile(r"[\W_]+")
_EXAMPLE = "newsletter: lettre d'information"


@dataclass(frozen=True, slots=True)
class Synonym:
    """What one types, and what pages say instead.

    Attributes:
        typed: a word, or several.
        said: what any page that answers has; capitals, accents and endings do not count.
        line: line of `docs/synonymes.yml` on which it stands.
    """

    typed: str
    said: tuple[str, ...]
    line: int = 1

    def answered_by(self, words: str) -> bool:
        """Whether a page says it, in words as `words_of` gives them."""
        return any(
            re.search(" " + "[^ ]* ".join(words_of(phrase).split()), words) for phrase in self.said
        )


def words_of(text: str) -> str:
    """The words of a text, without capitals nor accents, each between spaces."""
    open_text = text.lower().replace("œ", "oe").replace("æ", "ae")
    bare = _MARKS.sub("", unicodedata.normalize("NFD", open_text))
    return f" {_BETWEEN.sub(' ', bare).strip()} "


def read_synonyms(text: str) -> tuple[tuple[Synonym, ...], list[Problem]]:
    """Read `synonymes.yml`: what is typed -> what is said, or a list of it; in the file's order."""
    document, problems = read_yaml(text, SYNONYMS_PATH) if text.strip() else (None, [])
    found = []
    for typed, value in document.values.items() if document else ():
        line, column = document.position((typed,)) if document else (1, 1)
        said = tuple(_phrases(value))
        if words_of(typed).strip() and said and all(words_of(phrase).strip() for phrase in said):
            found.append(Synonym(typed, said, line))
        else:
            problems.append(_unfit(typed, line, column))
    return tuple(found), problems


def _phrases(value: Value) -> Iterator[str]:
    """The texts of a value; an empty one for what is no text."""
    if isinstance(value, list):
        for item in value:
            yield item if isinstance(item, str) else ""
    else:
        yield value if isinstance(value, str) else ""


def _unfit(typed: str, line: int, column: int) -> Problem:
    return Problem(
        SYNONYMS_PATH,
        line,
        "synonyme-illisible",
        f"Il faut des mots de chaque côté des deux-points de « {typed} ».",
        f"Écrivez par exemple : {_EXAMPLE}",
        key=typed,
        column=column,
    )


def unused_synonyms(synonyms: Iterable[Synonym], texts: Iterable[str]) -> Iterator[Problem]:
    """A warning for each synonym that leads to no page.

    Args:
        synonyms: what `read_synonyms` gives.
        texts: all that is written in pages.
    """
    left = list(synonyms)
    for text in texts:
        if not left:
            return
        words = words_of(text)
        left = [synonym for synonym in left if not synonym.answered_by(words)]
    for synonym in left:
        said = " ni ".join(f"« {phrase} »" for phrase in synonym.said)
        yield Problem(
            SYNONYMS_PATH,
            synonym.line,
            "synonyme-sans-page",
            f"Aucune page ne dit {said} : chercher « {synonym.typed} » n'y mène pas.",
            "Mettez à droite des mots que le site emploie, ou retirez la ligne.",
            severity=Severity.WARNING,
            key=synonym.typed,
        )
