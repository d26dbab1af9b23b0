"""The same problems for whoever looks: a terminal, a code forge's annotations, a program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from journal.problems.problem import Problem, Severity

# Page that explains the codes, from the site's root.
EXPLANATIONS_PAGE = "contribuer/messages/"


def explanation_address(code: str, site_url: str = "") -> str:
    """Where a code is explained: `https://…/contribuer/messages/#cle-manquante`."""
    return f"{site_url}{EXPLANATIONS_PAGE}#{code}"


def as_line(problem: Problem, site_url: str = "") -> str:
    """`path:line: message hint (where it is explained)`, without a line break."""
    warning = "avertissement : " if problem.severity is Severity.WARNING else ""
    address = explanation_address(problem.code, site_url)
    return f"{problem.source}:{problem.line}: {warning}{_words(problem)} ({address})"


def as_text(problems: Iterable[Problem], site_url: str = "") -> str:
    """One problem per line; editors and terminals turn its beginning into a link."""
    return "".join(f"{as_line(problem, site_url)}\n" for problem in problems)


def as_github(problems: Iterable[Problem], site_url: str = "") -> str:
    """GitHub's workflow commands, one per line: `::error file=…,line=…::message`."""
    return "".join(f"{_annotation(problem, site_url)}\n" for problem in problems)


def as_json(problems: Iterable[Problem], site_url: str = "") -> str:
    """A list of objects, one per problem, whose keys are those of `Problem` and `explanation`."""
    objects = [
        {
            "path": problem.source,
            "line": problem.line,
            "column": problem.column,
            "key": problem.key,
            "code": problem.code,
            "severity": problem.severity.value,
            "message": problem.message,
            "hint": problem.hint,
            "explanation": explanation_address(problem.code, site_url),
        }
        for problem in problems
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def _words(problem: Problem) -> str:
    return f"{problem.message} {problem.hint}".rstrip()


def _annotation(problem: Problem, site_url: str) -> str:
    command = "error" if problem.severity is Severity.ERROR else "warning"
    place = f"file={_escape(problem.source, property=True)},line={problem.line}"
    if problem.column is not None:
        place += f",col={problem.column}"
    words = f"{_words(problem)} ({explanation_address(problem.code, site_url)})"
    return f"::{command} {place}::{_escape(words)}"


def _escape(text: str, *, property: bool = False) -> str:
    """Escape as GitHub's own toolkit does (actions/toolkit, packages/core/src/command.ts)."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property else text


FORMATS: Mapping[str, Callable[[Iterable[Problem], str], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
}
