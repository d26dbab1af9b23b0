"""A page cut into its header and its body."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.headers.frontmatter import read_front_matter

PATH = "a.md"


def test_a_page_is_a_header_and_a_body() -> None:
    page, problems = read_front_matter("---\ntitle: Un titre\n---\n\nUn texte.\n", PATH)
    assert problems == []
    assert page.header.values == {"title": "Un titre"}
    assert page.header.position(("title",)) == (2, 1)
    assert page.body == "\nUn texte.\n"
    assert page.body_line == 4


@pytest.mark.parametrize(
    "text",
    ["--- \ntitle: a\n---\t\ncorps", "---\ntitle: a\n...\ncorps", "---\n\n\ntitle: a\n---\ncorps"],
)
def test_the_marks_are_those_of_mkdocs(text: str) -> None:
    page, problems = read_front_matter(text, PATH)
    assert problems == []
    assert (page.header.values, page.body) == ({"title": "a"}, "corps")
    assert text.splitlines()[page.body_line - 1] == "corps"


def test_the_first_closing_mark_ends_the_header() -> None:
    page, _ = read_front_matter("---\ntitle: a\n---\nun\n---\ndeux\n", PATH)
    assert page.body == "un\n---\ndeux\n"


@pytest.mark.parametrize(
    "text",
    ["", "Un texte.\n", "\n---\ntitle: a\n---\n", "----\na: b\n---\n"],
)
def test_a_page_without_a_header_says_so(text: str) -> None:
    page, [problem] = read_front_matter(text, PATH)
    assert (problem.path, problem.line, problem.code) == (PATH, 1, "en-tete-absent")
    assert (page.header.values, page.body, page.body_line) == ({}, text, 1)
    assert not page.closed


@pytest.mark.parametrize("text", ["Attention: danger\n", "   a:\n", "https://a.example\n"])
def test_a_first_line_that_mkdocs_would_swallow_is_not_lost(text: str) -> None:
    page, [problem] = read_front_matter(text, PATH)
    assert (problem.path, problem.line, problem.code) == (PATH, 1, "premiere-ligne-avalee")
    assert page.body == text


@pytest.mark.parametrize(
    "text", ["---", "---\n", "---\ntitle: a\n\nUn texte.\n", "---\na: b\n-- -\n"]
)
def test_a_header_that_never_ends_says_so(text: str) -> None:
    _, [problem] = read_front_matter(text, PATH)
    assert (problem.path, problem.line, problem.code) == (PATH, 1, "en-tete-non-ferme")


def test_a_broken_header_keeps_the_lines_of_the_file() -> None:
    page, [problem] = read_front_matter("---\na: b\nc: d : e\n---\ncorps\n", PATH)
    assert (problem.line, problem.code) == (3, "deux-points-sans-guillemets")
    assert (page.body, page.body_line) == ("corps\n", 5)
    assert page.closed


@settings(max_examples=60, derandomize=True, database=None)
@given(st.text(alphabet="-.\n \tab:é", max_size=40))
def test_the_body_is_always_the_end_of_the_file(text: str) -> None:
    page, _ = read_front_matter(text, PATH)
    assert text.endswith(page.body)
    assert page.body_line == text[: len(text) - len(page.body)].count("\n") + 1
