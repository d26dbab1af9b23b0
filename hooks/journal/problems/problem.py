"""What is wrong in a source file, where, and how to mend it: one value, shown by several doors."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

# A page with more problems of one kind was not written for this site: it was pasted from elsewhere.
MANY = 50
# Longer than any message or hint of ours; a hint may hold a whole corrected line.
MAX_WORDS = 600

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


class Explanation(NamedTuple):
    """What a code means, and what to do, in plain French: shown on the page of messages.

    Each module that finds problems has them beside its checks, as `EXPLANATIONS`, by code.
    """

    meaning: str
    remedy: str


EXPLANATIONS = {
    "et-d-autres": Explanation(
        "La page a trop de problèmes d'un même genre pour les dire tous.",
        "Corriger les premiers, puis vérifier de nouveau.",
    ),
}


class Severity(StrEnum):
    """Whether a problem stops the build or is only reported."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in one file, explained in French to whoever wrote the file.

    Attributes:
        path: the file, relative to docs/, with forward slashes: `visites/atao.md`, `../mkdocs.yml`.
        line: line number in that file, from 1.
        code: stable identifier of the kind of mistake, in lower-case ASCII words and hyphens.
        message: what is wrong, in plain French, without a final line break.
        hint: how to mend it, in plain French; the corrected line itself where it can be computed.
        key: the front matter key at fault, or None.
        column: column number in that line, from 1, or None when it would say nothing.
        severity: errors stop the build, warnings do not.
    """

    path: str
    line: int
    code: str
    message: str
    hint: str = ""
    key: str | None = None
    column: int | None = None
    severity: Severity = Severity.ERROR

    @property
    def source(self) -> str:
        """The file as people name it, from the repository's root: `docs/visites/atao.md`."""
        return posixpath.normpath(f"docs/{self.path}")


def tidy(problem: Problem) -> Problem:
    """The same problem in words that fit on a line, whatever the file at fault holds.

    What was typed is repeated in messages: line breaks would forge other lines, a terminal would
    obey control characters, and a value may be as long as a page.
    """
    return replace(
        problem,
        path=_one_line(problem.path),
        message=_one_line(problem.message),
        hint=_one_line(problem.hint),
        key=None if problem.key is None else _one_line(problem.key),
    )


def _one_line(text: str) -> str:
    text = _CONTROL.sub(" ", text)
    if len(text) <= MAX_WORDS:
        return text
    return f"{text[: MAX_WORDS // 2]}[…]{text[-MAX_WORDS // 2 :]}"


def and_others(rest: Iterable[Problem]) -> list[Problem]:
    """What stands for the problems that come after the last one that is said, as bad as the worst.

    Nothing, when none comes.
    """
    following = iter(rest)
    first = next(following, None)
    if first is None:
        return []
    worst = next((p for p in chain([first], following) if p.severity is Severity.ERROR), first)
    said = replace(
        worst,
        code="et-d-autres",
        message="Il y a d'autres problèmes du même genre dans la suite de cette page.",
        hint="Corrigez ceux qui précèdent, puis vérifiez de nouveau.",
    )
    return [said]


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Order problems as one mends them: file by file, from top to bottom."""
    return sorted(problems, key=lambda p: (p.path, p.line, p.column or 0, p.code, p.message))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Keep the problems that stop a build."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]
