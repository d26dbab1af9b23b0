"""Admonitions taken out of a text, line for line."""

from __future__ import annotations

import pytest

from journal.markdown.admonitions import split_admonitions
from journal.markdown.github import to_html


def test_a_box_goes_to_the_first_line_that_is_not_set_further() -> None:
    outer, [box] = split_admonitions('Avant.\n\n!!! note "Un mot"\n    a\n\n      b\nAprès.\n')
    assert (box.line, box.kind, box.title) == (2, "note", "Un mot")
    assert box.content == "a\n\n  b"
    assert box.indent == 4
    assert outer.count("\n") == 7
    assert "Un mot" not in outer
    assert outer.endswith("\nAprès.\n")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("> !!! note\n>     a\n> b\n", "a"),
        ("- c\n\n    !!! note\n        a\n", "a"),
        ("!!! note\n\n    a\n\n\nb\n", "\na"),
        ("!!! note\na\n", ""),
    ],
)
def test_what_a_box_holds(text: str, content: str) -> None:
    assert [box.content for box in split_admonitions(text)[1]] == [content]


@pytest.mark.parametrize(
    "text", ["```\n!!! note\n    a\n```\n", "- ```\n  !!! note\n  ```\n", "a !!! note\n", "!!!\n"]
)
def test_what_is_no_box(text: str) -> None:
    assert split_admonitions(text) == (text, [])


def test_a_box_set_as_code_is_code() -> None:
    assert "&lt;" not in to_html("    !!! note\n        a\n")
    assert "!!! note\n    a" in to_html("    !!! note\n        a\n")


def test_the_places_of_what_a_box_holds_are_those_of_the_text() -> None:
    html = to_html('a\n\n!!! note "b"\n    c\n\n    ## d\n')
    assert '<h2 data-sourcepos="6:5-6:8">d</h2>' in html


def test_boxes_in_boxes_end_somewhere() -> None:
    deep = "".join(f"{'    ' * depth}!!! note\n" for depth in range(300))
    assert to_html(deep).count("admonition note") < 20


def test_many_quotations_take_no_longer() -> None:
    assert split_admonitions("> " * 20_000 + "!!! note\n")[1]
    assert not split_admonitions("> " * 20_000 + "note !!!\n")[1]
