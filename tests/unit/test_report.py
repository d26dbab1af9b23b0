"""The doors through which problems are shown."""

from __future__ import annotations

import json

from journal.problems.problem import Problem, Severity
from journal.problems.report import FORMATS, as_github, as_json, as_line, as_text

SITE = "https://a.example/b/"

ERROR = Problem("visites/a.md", 2, "texte-trop-court", "Trop court.", "Allongez.", column=8)
WARNING = Problem(
    "themes.yml", 4, "theme-sans-page", "Sans page.", severity=Severity.WARNING, key="emploi"
)


def test_a_line_says_where_then_what_then_how_then_where_to_read_more() -> None:
    assert as_line(ERROR, SITE) == (
        "docs/visites/a.md:2: Trop court. Allongez. "
        "(https://a.example/b/contribuer/messages/#texte-trop-court)"
    )


def test_without_a_hint_nothing_trails() -> None:
    assert as_line(WARNING) == (
        "docs/themes.yml:4: avertissement : Sans page. (contribuer/messages/#theme-sans-page)"
    )


def test_text_has_one_problem_per_line() -> None:
    assert as_text([ERROR, WARNING], SITE) == (
        f"{as_line(ERROR, SITE)}\n{as_line(WARNING, SITE)}\n"
    )


def test_github_gets_one_annotation_per_problem() -> None:
    assert as_github([ERROR, WARNING]) == (
        "::error file=docs/visites/a.md,line=2,col=8::"
        "Trop court. Allongez. (contribuer/messages/#texte-trop-court)\n"
        "::warning file=docs/themes.yml,line=4::Sans page. (contribuer/messages/#theme-sans-page)\n"
    )


def test_no_text_can_forge_another_annotation() -> None:
    forged = Problem("a,b:c%.md", 1, "code", "100 %\r\n::error::faux", "a, b : c")
    assert as_github([forged]) == (
        "::error file=docs/a%2Cb%3Ac%25.md,line=1::"
        "100 %25%0D%0A::error::faux a, b : c (contribuer/messages/#code)\n"
    )


def test_a_program_gets_every_field() -> None:
    first, second = json.loads(as_json([ERROR, WARNING], SITE))
    assert first == {
        "path": "docs/visites/a.md",
        "line": 2,
        "column": 8,
        "key": None,
        "code": "texte-trop-court",
        "severity": "error",
        "message": "Trop court.",
        "hint": "Allongez.",
        "explanation": "https://a.example/b/contribuer/messages/#texte-trop-court",
    }
    assert (second["severity"], second["key"], second["column"]) == ("warning", "emploi", None)


def test_nothing_wrong_says_nothing() -> None:
    assert as_text([]) == as_github([]) == ""
    assert json.loads(as_json([])) == []


def test_the_command_line_offers_each_format_by_name() -> None:
    assert {"text": as_text, "github": as_github, "json": as_json} == FORMATS
