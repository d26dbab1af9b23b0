"""A body as HTML, read as GitHub reads it: by GitHub's own program, cmark-gfm.

What people see in GitHub's preview is what they publish. Three things are added, none of which
GitHub shows otherwise than as text: boxes (`!!! note`), attributes in braces (Python-Markdown's
`attr_list`, see `extension`), and spaces other than the ordinary one after the mark of a list,
which nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from cmarkgfm import cmark

from journal.markdown import cmark_gfm
from journal.markdown.admonitions import Admonition, split_admonitions
from journal.markdown.list_markers import ITEM

# Boxes in boxes: further in, they are text. What they hold is read once more at each level.
_MAX_DEPTH = 8
_EXTENSIONS = ("table", "strikethrough", "autolink", "tasklist")
_OPTIONS = (
    cmark.Options.CMARK_OPT_UNSAFE  # The gate and the cleaner judge what is typed as HTML.
    | cmark.Options.CMARK_OPT_FOOTNOTES
    | cmark.Options.CMARK_OPT_SOURCEPOS
    | cmark.Options.CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES
)
# Every space that is not the one of the keyboard: no-break, thin, wide (Unicode's « Zs »); as a
# range of patterns, and one by one.
ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_EACH_ODD_SPACE = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
# Such a space after the mark of a list, or in the box of a task or after it.
_ODDLY_SPACED = re.compile(
    rf"^(?P<mark>[ >]*{ITEM})(?P<space>[ {ODD_SPACES}]{{1,4}})"
    rf"(?:(?P<box>\[[ {ODD_SPACES}xX]\])[ {ODD_SPACES}]|\[[ {ODD_SPACES}xX]\](?=\s)|(?=[^\d\s]))",
    re.MULTILINE,
)
_ODD_SPACE = re.compile(f"[{ODD_SPACES}]")
_AT_END = re.compile(r"(?<=[^ \t\n])[ \t]+$", re.MULTILINE)
_PLACE = re.compile("(?P<escaped>&lt;|<)!--\x02(?P<rank>[0-9]+)[^\x03]*\x03--(?:&gt;|>)\n?")
_POSITION = re.compile(r' data-sourcepos="(\d{1,9}):(\d{1,9})-(\d{1,9}):(\d{1,9})"')
_PARAGRAPH = re.compile(r"<p[^>]*>(.*)</p>\n", re.DOTALL)
# A title in which nothing can be a mark: most of them.
_PLAIN = re.compile(r"\s*[^\W_]+(?:[ \u00a0\u202f’',]+[^\W_]+)*[ \u00a0\u202f€%?!…]*")
_TAG = re.compile(r"<[^>]*>")
# What cmark lets through as a comment, down to the end of the text when nothing ends it.
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:-->|\Z))", re.DOTALL)


def without_tabs(text: str) -> str:
    """The text with spaces in place of tabs; none at the end of a line, which only spaces break."""
    if "\t" not in text:
        return text
    return _AT_END.sub(_without_tab_at_end, text).expandtabs(4)


def _without_tab_at_end(end: re.Match[str]) -> str:
    if "\t" not in end[0]:
        return end[0]
    return "  " if end[0].endswith("  ") else " "


def ordinary_spaces(text: str) -> str:
    """The text with ordinary spaces where another one would keep a list from being one."""
    if not _has_odd_space(text):
        return text
    return _ODDLY_SPACED.sub(lambda found: _ODD_SPACE.sub(" ", found[0]), text)


def _has_odd_space(text: str) -> bool:
    return any(map(text.__contains__, _EACH_ODD_SPACE))


def oddly_spaced(text: str) -> Iterator[re.Match[str]]:
    """The marks of lists that an odd space follows, or whose box has one within or after it."""
    if _has_odd_space(text):
        yield from (found for found in _ODDLY_SPACED.finditer(text) if _ODD_SPACE.search(found[0]))


def to_html(text: str) -> str:
    """The HTML of a body, each block with its place: `data-sourcepos="line:byte-line:byte"`."""
    return _render(ordinary_spaces(text).replace("\x02", " ").replace("\x03", " "), 0)


def without_comments(html: str) -> str:
    """HTML of `to_html` without what was typed as a comment."""
    return _COMMENT.sub("", html) if "<!--" in html else html


def without_positions(html: str) -> str:
    """HTML of `to_html` without the places of its blocks."""
    return _POSITION.sub("", html)


def _render(text: str, depth: int) -> str:
    outer, boxes = split_admonitions(text) if depth < _MAX_DEPTH else (text, [])
    html = cmark_gfm.to_html(outer, _OPTIONS, _EXTENSIONS)
    if not boxes:
        return html

    def put_back(place: re.Match[str]) -> str:
        box = boxes[int(place["rank"])]
        if place["escaped"] == "<":
            return _box(box, depth)
        return escape(box.source, quote=False) + ("\n" if place[0].endswith("\n") else "")

    return _PLACE.sub(put_back, html)


def _box(box: Admonition, depth: int) -> str:
    """The mark-up of Python-Markdown's admonitions, which style sheets know."""
    kind = " ".join(box.kind.lower().split())
    title = box.kind.split()[0].capitalize() if box.title is None else box.title
    heading = ""
    if _PLAIN.fullmatch(title):
        heading = f'<p class="admonition-title">{title.strip()}</p>\n'
    elif title.strip():
        rendered = _PARAGRAPH.fullmatch(_moved(_render(title.strip(), _MAX_DEPTH), box.line, 0))
        shown = rendered[1] if rendered else escape(title, quote=False)
        heading = f'<p class="admonition-title">{shown}</p>\n'
    content = _moved(_render(box.content, depth + 1), box.line + 1, box.indent)
    return f'<div class="admonition {escape(kind)}">\n{heading}{content}</div>\n'


def _moved(html: str, lines: int, columns: int) -> str:
    """HTML whose places are those of the text around."""

    def moved(place: re.Match[str]) -> str:
        first, start, last, end = map(int, place.groups())
        if not first:
            return place[0]
        return (
            f' data-sourcepos="{first + lines}:{start + columns}'
            f'-{last + lines}:{end + columns if end else 0}"'
        )

    return _POSITION.sub(moved, html)


def plain(html: str) -> str:
    """The text of a piece of HTML."""
    text = _TAG.sub("", html) if "<" in html else html
    return " ".join(unescape(text).split())


def inline_text(text: str) -> str:
    """What a line shows, as plain text; what could begin a list or a heading is only text."""
    return plain(to_html(f"x {text}")).removeprefix("x").lstrip()
