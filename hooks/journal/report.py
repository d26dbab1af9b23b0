"""The same problems for whoever looks: a terminal, or a code forge's annotations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from journal.problems import Problem, Severity


def as_text(problems: Iterable[Problem]) -> str:
    """One problem per line, `path:line: message hint`."""
    return "".join(f"{problem}\n" for problem in problems)


def as_github(problems: Iterable[Problem]) -> str:
    """GitHub's workflow commands, one per line: `::error file=…,line=…::message`."""
    return "".join(f"{_annotation(problem)}\n" for problem in problems)


def _annotation(problem: Problem) -> str:
    command = "error" if problem.severity is Severity.ERROR else "warning"
    place = f"file={_escape(problem.path, property=True)},line={problem.line}"
    if problem.column is not None:
        place += f",col={problem.column}"
    return f"::{command} {place}::{_escape(f'{problem.message} {problem.hint}'.rstrip())}"


def _escape(text: str, *, property: bool = False) -> str:
    """Escape as GitHub's own toolkit does (actions/toolkit, packages/core/src/command.ts)."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property else text


FORMATS: Mapping[str, Callable[[Iterable[Problem]], str]] = {"text": as_text, "github": as_github}
