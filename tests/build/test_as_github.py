"""What GitHub's preview shows is what the site shows, or the gate says at that line what to type.

GitHub's own program, cmark-gfm, is what both are made of; this holds that nothing is changed on the
way: boxes, Python-Markdown's tree, its extensions, and the cleaning.

Accepted differences, each for its reason:

- boxes (`!!! note`) and attributes in braces (`## Titre {#mot}`) are this site's, and text on
  GitHub;
- `> [!NOTE]` is a box here as on github.com, whose program for that is another one;
- in a quotation, github.com draws boxes to tick that its program alone leaves as text;
- a no-break space after the mark of a list is an ordinary one here; the gate says it;
- identifiers, the sign that links to a heading and the way back from a note are not read;
- typography is set after this, and adds or takes away no word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings

from journal.markdown.github import ordinary_spaces
from journal.problems.problem import Problem
from support.bodies import BODIES
from support.building import ROOT
from support.gate import HEADER, cases, examined_body
from support.golden import blocks_of
from support.markdown import first_difference, of_this_site, renderer

SOME, MANY = 60, 20_000

TYPED = blocks_of((Path(__file__).parent / "as_github.txt").read_text("utf-8"))
REAL = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8").split("\n---\n", 1)[1]
    for path in sorted((ROOT / "docs").rglob("*.md"))
}
GATE = {
    f"{case.name}": case.given["texte"]
    for case in [*cases(), *cases("sain")]
    if "texte" in case.given and "!!!" not in case.given["texte"]
}
CORPUS = TYPED | REAL | GATE


@pytest.fixture(scope="module")
def reader() -> markdown.Markdown:
    """Markdown as MkDocs renders it."""
    return renderer()


def has_spoken(problems: Iterable[Problem], first: int, last: int) -> bool:
    """Whether the gate says something of one of these lines of a body, or of one beside them."""
    header = HEADER.count("\n")
    return any(first - 1 <= problem.line - header <= last + 1 for problem in problems)


def silent_difference(body: str, reader: markdown.Markdown) -> str | None:
    """What GitHub shows otherwise without a word of the gate, even where its first one is heard."""
    found = first_difference(body, reader)
    if found is None:
        return None
    problems = examined_body(body)
    if has_spoken(problems, found.first, found.last):
        return None
    # A list that a space keeps GitHub from seeing may change what it makes of the lines below.
    mended = ordinary_spaces(body)
    if mended != body and any(problem.code == "espace-insecable" for problem in problems):
        return silent_difference(mended, reader)
    return f"{found}\n{body}"


@pytest.mark.parametrize("name", CORPUS)
def test_what_github_shows_is_shown(name: str, reader: markdown.Markdown) -> None:
    body = CORPUS[name]
    if "!!!" not in body and "[!" not in body:
        assert silent_difference(body, reader) is None


def test_a_difference_is_noticed(reader: markdown.Markdown) -> None:
    after_mark = ("-\u00a0bois", "-\u00a0`bois`", "1.\u00a0<!-- a --> b", "- \u00a0 <!-- a -->\n:")
    for body in (f"{typed}\n" for typed in after_mark):
        assert first_difference(body, reader)
        assert silent_difference(body, reader) is None
    assert first_difference("Un texte.\n\n!!! note\n    Un mot.\n", reader)
    assert silent_difference("Un texte.\n\n!!! note\n    Un mot.\n", reader)


def without_boxes(body: str) -> bool:
    """Whether a body has a text, and none of the boxes that are accepted differences."""
    return bool(body.strip()) and "!!!" not in body and "[!" not in body


@settings(max_examples=SOME)
@given(BODIES.filter(without_boxes))
def test_whatever_is_typed_is_shown_as_github_does(reader: markdown.Markdown, body: str) -> None:
    assert silent_difference(body, reader) is None


@pytest.mark.audit
@settings(max_examples=MANY)
@given(BODIES.filter(without_boxes))
def test_whatever_is_typed_is_shown_as_github_does_at_full_size(
    reader: markdown.Markdown, body: str
) -> None:
    assert silent_difference(body, reader) is None


# ---- Boxes hold what they would hold outside --------------------------------------------------


@pytest.mark.parametrize("name", TYPED)
def test_a_box_holds_what_a_page_holds(name: str, reader: markdown.Markdown) -> None:
    body = TYPED[name]
    if "[^" in body:
        pytest.skip("notes stand at the end of what they belong to")
    inside = "".join(f"    {line}\n" if line else "\n" for line in body.splitlines())
    outside = [shown.what for shown in of_this_site(body, reader)]
    held = [shown.what for shown in of_this_site(f'!!! note ""\n{inside}', reader)]
    assert held == outside, json.dumps(held, ensure_ascii=False)
