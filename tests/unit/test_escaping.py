"""What people typed, repeated in a comment: nothing in it is obeyed."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from journal.markdown.escaping import code, literal
from journal.markdown.github import to_html

SIGNS = "`*_~[]()<>#@!&|\\:/.-+=$^{}'\" \n\t0123456789aé"
TYPED = st.text(st.sampled_from(SIGNS) | st.characters(exclude_categories=["Cs", "Cc"]))
TRICKS = [
    "@equipe merci",
    "<script>alert(1)</script>",
    "<!-- fin -->",
    "[cliquez](https://piege.example)",
    "![x](https://piege.example/x.png)",
    "https://piege.example www.piege.example ftp://piege.example",
    "quelqu-un@piege.example mailto:a@piege.example",
    "voir #12 ou GH-12 ou compte/depot#12",
    "`code` ``et`` ```mer```",
    "- une liste",
    "12. une liste",
    "# titre",
    "> citation",
    "| a | b |\n|---|---|",
    "a\n===\n\n---\n<details>",
    "&#64;equipe &lt;b&gt;",
    "[^1]: note",
    "\\@equipe \\<b>",
    "**gras** _it_ ~~non~~",
    "- [ ] case",
    "<!-- fin",
    "a @org/equipe, b",
]
# Where GitHub looks for calls and references, in a text that is Markdown no more: outside of code.
OBEYED = re.compile(r"(?<![\w`])@\w|#\d|GH-\d", re.IGNORECASE)


def read(text: str) -> html.HtmlElement:
    """What GitHub makes of a line of a list that ends with a text."""
    return html.fragment_fromstring(to_html(f"- Titre : {text}\n"), create_parent="div")


def seen(text: str) -> str:
    return " ".join(text.replace("\u2060", "").split())


@pytest.mark.parametrize("typed", TRICKS)
def test_nothing_is_obeyed_and_everything_is_said(typed: str) -> None:
    for alone in (
        read(literal(typed)),
        html.fragment_fromstring(f"<div>{to_html(literal(typed))}</div>"),
    ):
        assert {e.tag for e in alone.iter()} <= {"div", "ul", "li", "p"}
        assert not OBEYED.search(alone.text_content())
        assert seen(alone.text_content()).removeprefix("Titre : ") == seen(typed)


@given(TYPED)
@example("\\`")
@example("=")
def test_whatever_is_typed(typed: str) -> None:
    root = read(literal(typed))
    assert {e.tag for e in root.iter()} <= {"div", "ul", "li", "p"}
    assert not OBEYED.search(root.text_content())


@given(TYPED)
@example("`")
@example("")
def test_what_is_to_be_copied_is_copied_whole(typed: str) -> None:
    root = read(code(typed))
    [element] = root.iter("code")
    assert seen(element.text_content()) == seen(typed)
    assert {e.tag for e in root.iter()} <= {"div", "ul", "li", "p", "code"}
    assert "\u2060" in typed or "\u2060" not in element.text_content()


def test_a_long_text_keeps_both_ends() -> None:
    said = literal("début " + "x" * 1000 + " fin", most=40)
    assert said.startswith("début")
    assert said.endswith("fin")
    assert len(said) < 60
