"""What the gate reads is what MkDocs publishes, and what it finds sound builds strictly."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import lxml.html
import markdown
import pytest
from hypothesis import given, settings
from mkdocs.config import load_config

from journal.markdown.extension import GitHubMarkdown
from journal.markdown.text import MarkdownText
from journal.problems.problem import errors
from support.bodies import BODIES as DECODED
from support.building import ROOT, build
from support.gate import AROUND, Case, cases, examined, examined_body
from support.html import parse
from support.journals import small_tree, write_tree
from support.pictures import picture

SOME, MANY = 60, 20_000

SOUND = cases("sain")
BROKEN = [case for case in cases() if "texte" in case.given]
REAL = [p.read_text("utf-8").split("\n---\n", 1)[1] for p in sorted((ROOT / "docs").rglob("*.md"))]
# What is easily read otherwise.
TRICKY = [
    "[a](![b](c.png))\n",
    "[a](b[c](d.md))\n",
    "[a [b](c.md) d](e.md)\n",
    "`a\n\n<x-a> `\n",
    "- `a\n- <x-a> `\n",
    "## `a\n<x-a> `\n",
    "``` a b\n<x-a>\n```\n",
    "    ```\n<x-a>\n    ```\n",
    "Un texte\n    <x-a> qui continue\n",
    "- a\n\n    b\n\n        <x-a>\n\n    <x-b>\n",
    "Un texte\n- a\n\n    <x-a>\n",
    "!!! note\n        <x-a>\n",
    "<!--> <x-a> -->\n",
    "<!-- a --!> <x-a> -->\n",
    "Un texte <!-- a\n\n<x-a> -->\n",
    "<!-- a\n\n<x-a> -->\n",
    "Un texte <!-- <x-a> <!-- b -->\n",
    "<!-- <x-a> <!-- b -->\n",
    "`<!--` <x-a> `-->`\n",
    "<!-- ` --> <x-a> `\n",
    "\\`<x-a>`\n",
    "\\[a](b.md) \\![a](b.png)\n",
    "# a\n# a\n## {#b}\n## a {#c}\n## a {#d\n",
    "a\n-\n\nb\nc\n-\n\n---\n\nd\n===\n",
    "## a_b _c_ `d_e` \\_f\n## É & `<b>` &amp; <abbr>g</abbr>\n",
    "## **a**{#mot}\n## `a`{.b} c\n## [a](b.md){#d} {#e}\n",
    "**a**{#b} {#c} d\n---\n\n## *e*{#f} g {h} i\n",
    '<!-- a\n!!! note "b"\n- [ ] <!-- c -->\n- [ ] \n',
    "## [ {#a} # <br>\n\n## b {#c} ##\n\n| d {#e} | f |\n|---|---|\n",
    "> ## a\n> [b](c.md)\n\n- ## d\n\n    ### e\n",
    "| [a](b.md) | `c|d` |\n|---|---|\n| <x-a> | ![e](f.png) |\n",
    "\t<x-a>\n\nb\n\n\t[c](d.md)\n",
    "## {#mot}\n[y]: **a**{#mot}\n",
    "- ```\n`a`{#b}\n",
    "[^a]: [^a]\n    ```\n**b**{#c}\n",
    "- # {#b}\n\n> ## {#b}\n\n1. ### c {#b}\n",
    "## [ {#mot} |\n\n## a | b {#c}\n\n| d {#e} | f |\n|---|---|\n",
    "## {#mot}\n\na {#mot}\nb\n---\n\nc\nd {#e}\n===\n",
    "*a* {#b}\n</mark>\n---\n\n<mark>*c* {#d}\n---\n\n## e {#f} `g`\n\nh {#i}\n`j`\n---\n",
    "## <kbd>*a</kbd> {#b}*\n\n## *a* {#c} </kbd></i>\n\n## <br/>a {#d}\n",
    "> 1. ~~~\n>    c\n> [a](b.md){#b}\n\n<x-a>\n",
    "- ```\n[^1]: [a](b.md){#b}\n\nc[^1]\n",
    "[y]: \n2. <!-- **a**{#mot}\n\n-->\n",
    "Un texte\n    <!-- **a**{#mot}\n\n-->\n",
    "- a\n  <!-- **a**{#mot}\n\n  -->\n",
    "## « mot »\nbois | {#mot}\n",
    "| a | b |\n| --- | --- |\nbois {#mot} *fort*\n",
    "## [^a] {#mot} [b](c.md)\n## *d* {#e}[^a]\n## {#f} [^a]\n\n[^a]: g\n",
    "## a[^b]{#c} d\n## [^b]{.e}\n## f [^b]{id=g} {#h}\n\n[^b]: i\n",
]

BODIES = (
    [case.given["texte"] for case in [*SOUND, *BROKEN] if "texte" in case.given] + REAL + TRICKY
)

# What Python-Markdown writes of itself, to tell it from what was typed as HTML.
WRITTEN = frozenset(
    {
        *(
            "a",
            "blockquote",
            "br",
            "code",
            "del",
            "div",
            "em",
            "hr",
            "img",
            "input",
            "li",
            "ol",
            "p",
        ),
        *("pre", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    }
)

Render = Callable[[str], Any]


@pytest.fixture(scope="module")
def render() -> Render:
    """Markdown as MkDocs renders it, before any cleaning: the tree of the page."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    renderer = markdown.Markdown(
        extensions=[*config.markdown_extensions, GitHubMarkdown()],
        extension_configs=config.mdx_configs,
    )

    def rendered(text: str) -> Any:
        return lxml.html.fragment_fromstring(renderer.reset().convert(text), create_parent="div")

    return rendered


def same(target: str) -> str:
    """An address in the one form that every way of typing it comes to."""
    return unquote(html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", target)))


def assert_read_alike(text: str, render: Render) -> None:
    """The scanner and the page have the same links, images, headings and identifiers."""
    found = render(text)
    # What is typed as HTML is a tag.
    ours = {"headerlink", "footnote-ref", "footnote-backref"}
    typed = [a for a in found.iter("a") if a.get("class") not in ours]
    read = MarkdownText(text)
    if "<a " not in text:
        links = [same(link.target) for link in read.links]
        assert links == [same(a.get("href")) for a in typed]
    assert [same(i.target) for i in read.images] == [same(i.get("src")) for i in found.iter("img")]
    headings = [(int(h.tag[1]), h.get("id")) for h in found.iter(*(f"h{n}" for n in range(1, 7)))]
    levels = [heading.level for heading in read.headings()]
    assert list(zip(levels, read.heading_anchors, strict=True)) == headings
    ids = {node.get("id") for node in found.iter() if ":" not in node.get("id", ":")}
    assert ids <= read.anchors


@pytest.mark.parametrize("text", BODIES)
def test_links_images_and_headings_are_those_of_the_page(text: str, render: Render) -> None:
    assert_read_alike(text, render)


@settings(max_examples=SOME)
@given(DECODED)
def test_whatever_is_typed_is_read_alike(render: Render, text: str) -> None:
    assert_read_alike(text, render)


@pytest.mark.audit
@settings(max_examples=MANY)
@given(DECODED)
def test_whatever_is_typed_is_read_alike_at_full_size(render: Render, text: str) -> None:
    assert_read_alike(text, render)


def assert_identified_once(text: str, render: Render) -> None:
    """No address is given to two places of a page that the gate finds sound."""
    identifiers = [node.get("id") for node in render(text).iter() if node.get("id")]
    if len(identifiers) > len(set(identifiers)):
        assert errors(examined_body(text)), text


@settings(max_examples=SOME)
@given(DECODED)
def test_no_address_is_given_twice(render: Render, text: str) -> None:
    assert_identified_once(text, render)


@pytest.mark.audit
@settings(max_examples=MANY)
@given(DECODED)
def test_no_address_is_given_twice_at_full_size(render: Render, text: str) -> None:
    assert_identified_once(text, render)


@pytest.mark.parametrize("text", BODIES)
def test_no_tag_is_overlooked(text: str, render: Render) -> None:
    published = {node.tag for node in render(text).iterdescendants() if isinstance(node.tag, str)}
    read = {tag.name for tag in MarkdownText(text).tags() if tag.complete}
    assert {name.partition(":")[0] for name in published - WRITTEN} <= {
        name.partition(":")[0] for name in read
    }


def test_no_class_borrows_a_look_of_the_site(render: Render) -> None:
    """Hidden on the page, a text would still be sent by feeds and found by the search."""
    braces = (
        "{ .skip }",
        "{ class=skip }",
        '{ class="skip mot-courant" }',
        "{: .skip .mot-courant }",
    )
    texts = [
        f"## Un titre {these}\n\nUn *mot*{these}.\n\n!!! note\n    Un texte." for these in braces
    ]
    found = [node.get("class") for text in texts for node in render(text).iter("h2", "em", "div")]
    assert set(found) == {None, "mot-courant", "admonition note"}


def test_an_address_inside_a_page_is_looked_up_by_its_letters(render: Render) -> None:
    text = "[a](#%C3%A9t%65), [b](un.md#%65), [c](https://a.example/#%65), [d](#100%)\n"
    found = [link.get("href") for link in render(text).iter("a")]
    assert found == ["#éte", "un.md#e", "https://a.example/#%65", "#100%"]


def test_bodies_are_many() -> None:
    assert len(BODIES) > 60


def test_what_the_gate_finds_sound_builds_strictly(tmp_path: Path) -> None:
    """MkDocs has nothing more to say, in English, of what the gate lets through."""
    files = small_tree(AROUND)
    for path in ("index.md", "visites/index.md"):
        files[path] = small_tree()[path]
    docs = write_tree(tmp_path / "docs", files)
    (docs / "images").mkdir()
    (docs / "images/etabli.jpg").write_bytes(picture())
    for case in SOUND:
        for path, file in case.files.items():
            assert file
            target = docs / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.content or b"")
    site = build(tmp_path / "site", docs=docs)
    for case in SOUND:
        for path in case.files:
            if path.endswith(".md"):
                page = parse(site / path.removesuffix(".md") / "index.html")
                assert page.xpath("//main//p")
    titles = [parse(p).xpath("string(//h1)") for p in site.glob("conseils/titre-*/index.html")]
    assert len(titles) > 20
    assert {"1234567890", "2026-03-14", "Non, pas encore du tout"} <= set(titles)


def test_what_is_sound_is_sound_together() -> None:
    assert isinstance(SOUND[0], Case)
    assert examined(case for case in SOUND if case.ledger is None) == []
