"""What is wrong in a source file, where, and how to mend it: one value, shown by several doors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a problem stops the build or is only reported."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in one file, explained in French to whoever wrote the file.

    Attributes:
        path: the file, relative to the repository's root, with forward slashes.
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

    def __str__(self) -> str:
        """`path:line: message hint`, the form that editors and terminals turn into a link."""
        return f"{self.path}:{self.line}: {self.message} {self.hint}".rstrip()


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Order problems as one mends them: file by file, from top to bottom."""
    return sorted(problems, key=lambda p: (p.path, p.line, p.column or 0, p.code, p.message))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Keep the problems that stop a build."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]
