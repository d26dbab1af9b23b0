"""What a body shows, read by GitHub and by this site: structure and text, to be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple
from urllib.parse import unquote

import markdown
from cmarkgfm import cmark
from lxml import html
from lxml.html import HtmlElement
from mkdocs.config import load_config

from journal.markdown.extension import GitHubMarkdown
from journal.pages.cleaning import clean
from support.building import ROOT

# What both must have alike; any other element is its content.
SHOWN = frozenset({
    "a", "abbr", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "strong", "sub", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
})  # fmt: skip

_OPTIONS = (
    cmark.Options.CMARK_OPT_UNSAFE
    | cmark.Options.CMARK_OPT_FOOTNOTES
    | cmark.Options.CMARK_OPT_SOURCEPOS
    | cmark.Options.CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES
)
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:-->|\Z))", re.DOTALL)
# Attributes in braces, which are this site's: GitHub shows them.
_BRACES = re.compile(
    r"(?: \{[^{}]*\}(?=</h[1-6]>|</t[dh]>)"
    r"|(?:(?<=</a>)|(?<=</em>)|(?<=</code>)|(?<=</strong>)|(?<=</del>)|(?<= />))\{[^{}\n]*\})"
)


def renderer() -> markdown.Markdown:
    """Markdown as MkDocs renders it with this site's configuration."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return markdown.Markdown(
        extensions=[*config.markdown_extensions, GitHubMarkdown()],
        extension_configs=config.mdx_configs,
    )


def tree_of(rendered: str) -> HtmlElement:
    """HTML as a tree, under a `div`."""
    return html.fragment_fromstring(rendered, create_parent="div")


class Shown(NamedTuple):
    """One thing that is shown: an element that begins or ends, or a text.

    Attributes:
        what: itself.
        first, last: the lines of the body that it comes from, from 1; 0 when that is not known.
    """

    what: str
    first: int = 0
    last: int = 0


def of_this_site(body: str, reader: markdown.Markdown) -> list[Shown]:
    """What a body shows here, once clean."""
    return list(shown_by(tree_of(clean(reader.reset().convert(body)))))


def of_github(body: str) -> list[Shown]:
    """What a body shows on GitHub, as far as its own program says, and from which lines."""
    extensions = ["table", "autolink", "strikethrough", "tasklist", "tagfilter"]
    rendered = cmark.markdown_to_html_with_extensions(body, _OPTIONS, extensions)
    return list(shown_by(tree_of(_BRACES.sub("", _COMMENT.sub("", rendered)))))


def first_difference(body: str, reader: markdown.Markdown) -> Shown | None:
    """The first thing that GitHub shows otherwise than this site; None when they agree."""
    ours, theirs = of_this_site(body, reader), of_github(body)
    end = Shown("", max((shown.last for shown in theirs), default=0), body.count("\n") + 1)
    for here, there in zip_longest(ours, theirs):
        if here is None or there is None or here.what != there.what:
            return there or end
    return None


def shown_by(root: HtmlElement) -> Iterator[Shown]:
    """Each element that begins or ends, and each text between two, in order."""
    _unify(root)
    text: list[str] = []
    lines = (0, 0)

    def flushed() -> Iterator[Shown]:
        words = " ".join("".join(text).split())
        text.clear()
        if words:
            yield Shown(words, *lines)

    for event, element in _walk(root):
        if event == "text":
            text.append(str(element))
        elif isinstance(element, HtmlElement) and element.tag in SHOWN:
            yield from flushed()
            lines = _lines_of(element) or lines
            what = f"<{_named(element)}>" if event == "start" else f"</{element.tag}>"
            yield Shown(what, *lines)
    yield from flushed()


def _lines_of(element: HtmlElement) -> tuple[int, int] | None:
    place = element.get("data-sourcepos", "")
    found = re.fullmatch(r"([1-9]\d*):\d+-(\d+):\d+", place)
    return (int(found[1]), int(found[2])) if found else None


def _walk(element: HtmlElement) -> Iterator[tuple[str, HtmlElement | str]]:
    yield "start", element
    if element.text:
        yield "text", element.text
    for child in element:
        yield from _walk(child)
        if child.tail:
            yield "text", child.tail
    yield "end", element


def _named(element: HtmlElement) -> str:
    """An element with what its reader sees of its attributes."""
    if element.tag == "a":
        return f"a {unquote(element.get('href', '').strip())}"
    if element.tag == "img":
        return f"img {unquote(element.get('src', ''))} {element.get('alt', '')}"
    seen = [element.get(name, "") for name in ("start", "style", "title", "data-box")]
    return " ".join([str(element.tag), *(words.replace(": ", ":").strip(" ;") for words in seen)])


def _unify(root: HtmlElement) -> None:
    """Leave out what stands otherwise without being read otherwise."""
    for link in root.xpath("//a[@class='headerlink' or @class='footnote-backref']"):
        link.drop_tree()
    for mark in root.xpath("//sup[a[starts-with(@href, '#fn')]]"):
        mark[0].drop_tag()
    for rule in root.xpath("//div[@class='footnote']/hr"):
        rule.drop_tree()
    for box in root.xpath("//li/input | //li/p/input"):
        item = box.xpath("ancestor::li[1]")[0]
        item.set("data-box", "[x]" if box.get("checked") is not None else "[ ]")
        box.drop_tree()
    # In a quotation, github.com draws boxes that its program alone does not.
    for item in root.xpath("//blockquote//li[not(@data-box)]"):
        holder = next(iter(item), item)
        holder = holder if holder.tag == "p" and not (item.text or "").strip() else item
        if box := re.match(r"\s*\[([ xX])\] ", holder.text or ""):
            item.set("data-box", f"[{box[1].lower()}]")
            holder.text = holder.text[box.end() :]
