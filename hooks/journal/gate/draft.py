"""What the gate looks for in the body of a page, one module per question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from journal.gate.link_targets import Surroundings
from journal.markdown.text import MarkdownText
from journal.problems.problem import Explanation, Problem, Severity


@dataclass(frozen=True)
class Draft:
    """One page under examination.

    Attributes:
        path: its place under docs/.
        text: its body.
    """

    path: str
    text: MarkdownText

    def problem(
        self,
        offset: int,
        code: str,
        message: str,
        hint: str,
        *,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem at an offset of the body."""
        line, column = self.text.position(offset)
        return Problem(self.path, line, code, message, hint, column=column, severity=severity)


class Check(Protocol):
    """A module that looks for one kind of mistake in the body of a page, and explains it."""

    @property
    def EXPLANATIONS(self) -> Mapping[str, Explanation]:  # noqa: N802 (a constant of modules)
        """The codes that it names."""

    def check(self, draft: Draft, around: Surroundings, /) -> Iterator[Problem]:
        """What is wrong with a page."""
