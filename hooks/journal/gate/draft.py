"""What the gate looks for in the body of a page, one module per question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Protocol

from journal.markdown.text import MarkdownText
from journal.problems.guesses import Guesses
from journal.problems.problem import Explanation, Problem, Severity
from journal.reading.tree import DATA_FILES, Tree, is_shown


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


@dataclass(frozen=True)
class Surroundings:
    """What a page may refer to.

    Attributes:
        tree: every file of docs/.
        drafts: every page that could be read, by its path under docs/.
        generated: paths of the pages that the build adds, such as the themes'.
        site_url: address of the published site, ending with a slash; empty when it is not known.
        guesses: what suggests corrections.
        sound: targets of links that were found to lead somewhere, each with the folder of its page.
        whole: whole addresses in which nothing was found wrong, likewise.
        drawn: path of each drawing that was read to its words; many pages may show one.
    """

    tree: Tree
    drafts: Mapping[str, Draft]
    generated: frozenset[str]
    site_url: str
    guesses: Guesses
    sound: set[tuple[str, str]] = field(default_factory=set)
    whole: set[tuple[str, str]] = field(default_factory=set)
    drawn: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def has(self, path: str) -> bool:
        """Whether a link may lead to that path under docs/."""
        # The lists of themes and of synonyms are not published.
        return path in self.generated or (path in self.tree and path not in DATA_FILES)

    @cached_property
    def names(self) -> Mapping[str, list[str]]:
        """Name of each page one may link to, without its end, to the pages that have it."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted({*self.drafts, *self.generated}):
            found[PurePosixPath(path.removesuffix("/index.md")).stem].append(path)
        return found

    def anchors(self, path: str) -> Set[str] | None:
        """What one may link to inside a page; None for what is no page, a picture say."""
        if path in self.drafts:
            return self.drafts[path].text.anchors
        # Those of a page that the build adds are its template's, which may change them.
        return frozenset() if path in self.generated else None

    @cached_property
    def pictures(self) -> tuple[str, ...]:
        """Every picture and drawing, in alphabetical order."""
        return tuple(sorted(filter(is_shown, self.tree)))


class Check(Protocol):
    """A module that looks for one kind of mistake in the body of a page, and explains it."""

    @property
    def EXPLANATIONS(self) -> Mapping[str, Explanation]:  # noqa: N802 (a constant of modules)
        """The codes that it names."""

    def check(self, draft: Draft, around: Surroundings, /) -> Iterator[Problem]:
        """What is wrong with a page."""
