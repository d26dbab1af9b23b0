"""Four times more of anything takes about four times longer, in the gate and in the build.

A rule that goes back over what it has read takes sixteen. Nothing is compared with a clock, but two
sizes of one text in one process: a page that nobody types must not stop a build either.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from math import isqrt

import pytest

from journal.gate.examine import check
from journal.language.typography import typeset_html
from journal.pages.captioned_pictures import show_pictures
from journal.pages.cleaning import clean
from journal.pages.shaping import (
    make_links_quiet,
    make_scrollable,
    make_tickable,
    reshaped,
    wrap_sections,
)
from support.gate import AROUND, HEADER
from support.journals import TODAY, as_files
from support.markdown import renderer

# In bytes: what takes the square of its length is felt from there on, and more so in the audit.
SMALL = pytest.mark.parametrize("small", [5_000, pytest.param(10_000, marks=pytest.mark.audit)])
MORE, MOST = 4, 8

REPEATED = (
    *(">", "> ", "[", "[a](", "](", "![", "[a][", "[^", "[[", "]", "*", "**a ", "*a _b ", "_a"),
    *("`", "`a", "<", "</", "<a ", "<a@", "<!--", "-->", "<q>", "&", "&amp;", "\\", "(", "{", "~"),
    *("!!! note\n    ", "> !!! note\n>     ", "- ", "- a\n", "- [ ] ", "> - ", "1. ", "1. a\n"),
    *("|", "| a ", "| a |\n| - |\n", "\t", "a\tb\n", "# ", "## a\n", "```\n", "a\n", "[a]: b\n"),
    *("« ", '"', "'", " ;", "\u00a0", "…", "http://a", "www.a", "a@", "a.e", "%%", "$a", "=="),
    *("a,b", "](https://a)", "[a]https://b", "a<http://b>", "@a@b.e", " * a", ": - a ; ", "(ins"),
    *(":a", "^a^", "é", "Ã©", "\ufffc", "&#150;", "[a](b)", "![a](b)", "**a** ", "<br>", "{#a "),
    "x-il",
)


def nested(opening: str, closing: str) -> Callable[[int], str]:
    """A mark in a mark in a mark, all of them closed."""

    def body(size: int) -> str:
        count = size // len(opening + closing)
        return f"{opening * count}a{closing * count}\n"

    return body


def nested_list(size: int) -> str:
    """A list in a list, two spaces further each time."""
    return "".join(f"{'  ' * depth}- a\n" for depth in range(isqrt(size)))


def repeated(fragment: str) -> Callable[[int], str]:
    return lambda size: fragment * (size // len(fragment.encode()))


BODIES = {fragment: repeated(fragment) for fragment in REPEATED} | {
    "nested list": nested_list,
    "nested brackets": nested("[", "]"),
    "nested links": nested("[", "](b)"),
    "nested tags": nested("<q>", "</q>"),
    "nested emphasis": nested("*a _b ", "b_ a*"),
}


def judged(body: str) -> list[str]:
    """What the gate says of a page, by code."""
    tree = as_files(AROUND | {"conseils/essai.md": f"{HEADER}{body}"})
    return [problem.code for problem in check(tree, today=TODAY)]


# What stands between names, over and over.
NAMES = ("a, ", "</", "/", "a et ", "a ; ", "a & b, ", "a (b), ")


def in_authors(text: str) -> list[str]:
    """What the gate says of a page whose authors are typed on one line."""
    header = HEADER.removesuffix("---\n")
    tree = as_files(AROUND | {"conseils/essai.md": f"{header}auteurs: {text}x\n---\nUn texte.\n"})
    return [problem.code for problem in check(tree, today=TODAY)]


@SMALL
@pytest.mark.parametrize("fragment", NAMES)
def test_a_value_of_a_header_takes_no_square(fragment: str, small: int) -> None:
    assert not takes_the_square(in_authors, repeated(fragment), small)


@pytest.fixture(scope="module")
def built() -> Callable[[str], str]:
    """Makes a page of a body that the gate lets through, as the build does."""
    markdown = renderer()

    def build(body: str) -> str:
        html = typeset_html(clean(markdown.reset().convert(body)))
        html = reshaped(make_links_quiet(make_scrollable(html)), make_tickable, wrap_sections)
        return typeset_html(show_pictures(html, lambda _: None, lambda address: address))

    return build


def ratio(
    work: Callable[[str], object], body: Callable[[int], str], small: int, *, times: int
) -> float:
    """How much longer the large body takes than the small one: the least of several times."""
    spent = []
    for size in (small, MORE * small):
        text = body(size)
        best = float("inf")
        for _ in range(times):
            start = time.process_time()
            work(text)
            best = min(best, time.process_time() - start)
        spent.append(best)
    return spent[1] / spent[0]


def takes_the_square(work: Callable[[str], object], body: Callable[[int], str], small: int) -> bool:
    return all(ratio(work, body, small, times=times) > MOST for times in (1, 3))


@SMALL
@pytest.mark.parametrize("name", BODIES)
def test_the_gate_takes_no_square(name: str, small: int) -> None:
    assert not takes_the_square(judged, BODIES[name], small)


@SMALL
@pytest.mark.parametrize("name", BODIES)
def test_the_build_takes_no_square(name: str, small: int, built: Callable[[str], str]) -> None:
    if "trop-imbrique" in judged(BODIES[name](MORE * small)):
        pytest.skip("refused by the gate: the build has not to read it")
    assert not takes_the_square(built, BODIES[name], small)
