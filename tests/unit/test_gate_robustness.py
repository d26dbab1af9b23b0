"""The gate never crashes and never slows down, whatever the bytes, whatever their names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.check import check
from journal.problems import Problem, Severity, errors
from journal.report import FORMATS
from journal.tree import MAX_PAGE_BYTES, SourceFile, read_tree
from support.gate import AROUND, HEADER, SITE_URL, TODAY, cases, plain_tree

HOOKS = Path(__file__).parents[2] / "hooks"
SOME, MANY = 150, 2_000

Contents = Mapping[str, str | bytes]


def problems_of(files: Contents) -> list[Problem]:
    return check(plain_tree(AROUND | dict(files)), today=TODAY, site_url=SITE_URL)


def assert_well_said(problems: list[Problem]) -> None:
    """What a problem is, and that every door can show it."""
    assert isinstance(problems, list)
    for problem in problems:
        assert isinstance(problem, Problem)
        assert problem.path
        assert problem.line >= 1
        assert problem.code
        assert problem.message
        assert problem.hint
        assert isinstance(problem.severity, Severity)
        assert len(problem.message) + len(problem.hint) < 2_000
    assert FORMATS["text"](problems, "").count("\n") == len(problems)
    assert len(FORMATS["text"](problems, "").splitlines()) == len(problems)
    assert len(FORMATS["github"](problems, SITE_URL).splitlines()) == len(problems)
    assert len(json.loads(FORMATS["json"](problems, ""))) == len(problems)
    FORMATS["text"](problems, "").encode()


# ---- Any bytes --------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "...\n",
            "title: ",
            "description: ",
            "date: ",
            "visite: ",
            "tags: ",
            "sources:\n",
        ),
        *("anciennes_adresses: ", "image: ", "ordre: ", "- ", "  - titre: ", ": ", "\n", "\n\n"),
        *("[", "]", "{", "}", "(", ")", "<", ">", "!", "&", "*", "_", "`", "```\n", "~~~\n", "#"),
        *("!!! note\n", '"', "'", "\\", "|", "@", "%", "?", "=\n", "-\n", "    ", "\t", "> "),
        *("[a](", "](", "![a](b.png)", "[a]: b\n", "[a][b]", "<script>", "<!--", "-->", "</sub>"),
        *("http://a.b", "//a", "mailto:", "https://[", "../", "#ess", "{#a}", "{a=b}", ".e", "·es"),
        *("À COMPLÉTER", "é", "e\u0301", "\ufeff", "\u00a0", "\u2028", "\u202e", "\0", "\r", "🌱"),
        *("&x", "*x", "!!python/object:os.system x", "!x", "<<: ", "2026-03-14", "XXXX-01", "0x_"),
        *("\ud800", "\x1b[2J", "%zz", "::error::", "null", "~", "9" * 50, "1e999", "x" * 100),
    ]
)
_SOUND = [HEADER + "Un texte, et [un lien](oser.md).\n", *AROUND.values()]
_BROKEN = [
    file.content
    for case in cases()
    for file in case.files.values()
    if file and file.content and len(file.content) < 5_000
]


@st.composite
def _altered(draw: st.DrawFn) -> bytes:
    """A page of the corpus, of which a part is lost, or replaced by anything."""
    page = draw(st.sampled_from([*(text.encode() for text in _SOUND), *_BROKEN]))
    start = draw(st.integers(0, len(page)))
    end = draw(st.integers(start, min(len(page), start + 40)))
    return page[:start] + draw(st.binary(max_size=8) | _written) + page[end:]


_written = st.lists(_PIECES, max_size=40).map(
    lambda parts: "".join(parts).encode("utf-8", "surrogatepass")
)
_ANY_BYTES = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    _written,
    _written.map(lambda body: HEADER.encode() + body),
    _written.map(lambda header: b"---\n" + header + b"\n---\nUn texte.\n"),
    _altered(),
)
_NAMES = st.one_of(
    st.text(min_size=1, max_size=30),
    st.lists(
        st.sampled_from(
            [
                "visites",
                "conseils",
                "themes",
                "images",
                "..",
                ".",
                "",
                "x",
                "É",
                "a b",
                ".md",
                ".MD",
            ]
        )
        | st.text(max_size=4),
        min_size=1,
        max_size=4,
    ).map("/".join),
).map(lambda name: name.encode("utf-8", "replace").decode())


def survives(page: bytes, themes: bytes, name: str, other: bytes) -> None:
    """As a visit, as a tip, as another page, as the list of themes, under any name."""
    for files in (
        {"conseils/essai.md": page, "visites/essai.md": page, "glossaire.md": page},
        {"themes.yml": themes},
        {name: page, f"{name}.md": other, f"visites/{name}.md": other},
    ):
        assert_well_said(problems_of(files))


ANYTHING = given(_ANY_BYTES, _ANY_BYTES, _NAMES, _ANY_BYTES)


@settings(max_examples=SOME, derandomize=True, database=None, deadline=None)
@ANYTHING
def test_any_bytes_yield_a_list(page: bytes, themes: bytes, name: str, other: bytes) -> None:
    survives(page, themes, name, other)


@pytest.mark.audit
@settings(max_examples=MANY, deadline=None)
@ANYTHING
def test_any_bytes_at_all_yield_a_list(page: bytes, themes: bytes, name: str, other: bytes) -> None:
    survives(page, themes, name, other)
