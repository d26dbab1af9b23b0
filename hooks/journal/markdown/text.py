"""The body of a page as the gate reads it: headings, links, images and tags, with their lines.

Not a Markdown parser: a scanner that is quick (a thousand pages a second), never slower than
linear, and that knows what is code and what is not. A test compares it with Python-Markdown; what
it may miss, the HTML cleaner removes. Tried in its place, markdown-it-py, which reads CommonMark,
misread 16 of 338 files that neither had seen; this, 4.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from markdown.extensions.toc import slugify, unique

from journal.markdown import code
from journal.markdown.links import Reference, References, read_references, without_links

# `<` then a letter begins a tag, which `>` ends; the rest of the text if nothing does.
_TAG = re.compile(
    r"<(?P<closing>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<attributes>[^<>]*)(?P<end>>)?"
    r"|<(?P<declaration>[?!])(?:[a-zA-Z\[][^<>]*)>"
)
_HEADING = re.compile(
    r"^(?P<lead>(?: {4})*(?:> ?)*(?:(?:[*+-]|\d+\.) +)?)(?P<marks>#{1,6})(?P<text>[^\n]*)$",
    re.MULTILINE,
)
_UNDERLINE = re.compile(r"^(?:=+|-+) *$", re.MULTILINE)
_NO_PARAGRAPH = re.compile(r" *(?:#|!!!|$)|    ")
_OPENS_A_BLOCK = re.compile(r" *(?:#|!!!|(?:=+|-+)? *$)")
_OPENS_AN_ITEM = re.compile(r" *(?:#|!!!|(?:[*+-]|\d+\.) |(?:=+|-+)? *$)")
_BRACES = re.compile(r"\{:?(?P<list>[^{}\n]*)\}")
_BRACES_AT_END = re.compile(r" \{:?(?P<list>[^{}]*)\}$")
_ID = re.compile(r"(?<!\S)#(?P<id>[^\s=}]+)")
# Underscores within words stay, in anchors too.
_EMPHASIS = re.compile(r"[*`\\]|(?<!\w)_+|_+(?!\w)")
# Code, and characters that a backslash makes plain; a mark no text has stands for them meanwhile.
_VERBATIM = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()>#+\-.!])|(?<!`)(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
)
_KEPT = "\ufdd0"
_PLACE = re.compile(f"{_KEPT}([0-9]+){_KEPT}")
_MAX_HEADING = 1_000
# Enough of what stands before braces to know what they belong to.
_NEAR = 200
_MARKUP = re.compile(r"[][*_`\\<{]|  ")
_ELEMENT = re.compile(r"</?[a-zA-Z][^<>]*>")


class Heading(NamedTuple):
    """A heading.

    Attributes:
        offset: where its line begins, after what sets it in a list or a quotation.
        level: from 1 to 6.
        text: without markup.
        identifier: the address in the page that it was given, or None.
    """

    offset: int
    level: int
    text: str
    identifier: str | None


class Tag(NamedTuple):
    """A raw HTML tag.

    Attributes:
        offset: where it begins.
        name: in lower case; `?` or `!` for a declaration.
        attributes: the text between its name and its end.
        closing: whether it closes what another opened.
        complete: whether it has an end.
    """

    offset: int
    name: str
    attributes: str
    closing: bool
    complete: bool


class Attributes(NamedTuple):
    """Attributes given in braces to what stands before them: `{#id .class key=value}`."""

    offset: int
    items: str


class MarkdownText:
    """A body, and the place of each of its parts in the file.

    Args:
        text: the Markdown, line breaks as `\\n`.
        first_line: line of the file on which it begins, from 1.
    """

    def __init__(self, text: str, first_line: int = 1) -> None:
        self.text = text.expandtabs(4)
        self.first_line = first_line
        self._breaks = [match.start() for match in re.finditer("\n", self.text)]

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) in the file, both from 1, of an offset in the text."""
        line = bisect_right(self._breaks, offset - 1) if offset else 0
        start = self._breaks[line - 1] + 1 if line else 0
        return self.first_line + line, offset - start + 1

    @cached_property
    def _fences(self) -> list[code.Span]:
        return code.fences(self.text)

    @cached_property
    def _without_blocks(self) -> str:
        text = code.blanked(self.text, self._fences)
        return code.blanked(text, code.indented(text))

    @cached_property
    def _stops(self) -> list[int]:
        return code.breaks(self._without_blocks)

    @cached_property
    def _spans(self) -> tuple[list[code.Span], list[code.Span]]:
        return code.inline(self._without_blocks, self._stops)

    @cached_property
    def with_comments(self) -> str:
        """The text with code replaced by as many spaces; line breaks stay."""
        return code.blanked(self._without_blocks, self._spans[0])

    @cached_property
    def prose(self) -> str:
        """The text with code and comments replaced by as many spaces; line breaks stay."""
        return code.blanked(self.with_comments, self._spans[1])

    @cached_property
    def _references(self) -> References:
        return read_references(self.text, self.prose, self._stops)

    @property
    def images(self) -> tuple[Reference, ...]:
        """Images, of both forms: `![text](target)` and `![text][name]`."""
        return self._references.images

    @property
    def links(self) -> tuple[Reference, ...]:
        """Links, the definitions of links by reference, and addresses between angle brackets."""
        return self._references.links

    def tags(self) -> Iterator[Tag]:
        """Raw HTML tags, in the order of the page."""
        prose = code.blanked(self.prose, list(self._references.autolinks))
        for match in _TAG.finditer(prose):
            yield Tag(
                match.start(),
                (match["name"] or match["declaration"]).lower(),
                match["attributes"] or "",
                bool(match["closing"]),
                bool(match["end"] or match["declaration"]),
            )

    @cached_property
    def attributes(self) -> tuple[Attributes, ...]:
        """Attributes in braces where Markdown reads them: after a mark, at the end of a line."""
        return tuple(
            Attributes(match.start(), match["list"])
            for match in _BRACES.finditer(self.prose)
            if self._are_attributes(match)
        )

    def _are_attributes(self, braces: re.Match[str]) -> bool:
        before = self.text[max(0, braces.start() - _NEAR) : braces.start()]
        if before.endswith((")", "]", "*", "_", "`", ">")):
            return True
        if self.prose[braces.end() : braces.end() + 3].strip(" |")[:1] not in ("", "\n"):
            return False
        above, line_break, line = before.rpartition("\n")
        if not line.strip(" >"):
            return bool(line_break and above.rpartition("\n")[2].strip())
        return line.endswith(" ") and bool(line.strip(" #>|"))

    @cached_property
    def _heading_places(self) -> list[tuple[int, int]]:
        """Where each heading begins, and its level."""
        found = [
            (match.end("lead"), len(match["marks"]))
            for match in _HEADING.finditer(self.prose)
            if self._begins_a_block(match)
        ]
        found += self._underlined()
        return sorted(found)

    def headings(self) -> Iterator[Heading]:
        """Headings of both forms, in the order of the page."""
        return (self._heading(offset, level) for offset, level in self._heading_places)

    def _line_before(self, start: int) -> int:
        """Where the line before the one at `start` begins."""
        return self.prose.rfind("\n", 0, max(start - 1, 0)) + 1

    def _begins_a_block(self, heading: re.Match[str]) -> bool:
        """Whether a heading is one: set further, it is text of the paragraph above."""
        start, lead = heading.start(), heading["lead"]
        if self.text[start : heading.end("lead")] != lead:
            return False
        if start == 0 or not lead:
            return True
        opens = _OPENS_AN_ITEM if lead.strip(" >") else _OPENS_A_BLOCK
        return ">" in lead or bool(opens.match(self.text[self._line_before(start) : start - 1]))

    def _underlined(self) -> Iterator[tuple[int, int]]:
        """Headings that are the first line of a block, with hyphens or equal signs below it."""
        if not _UNDERLINE.search(self.prose):
            return
        start, opens, above = 0, False, ""
        for line in self.prose.split("\n"):
            if line[:1] in ("=", "-") and opens and _UNDERLINE.fullmatch(line):
                yield start - len(above) - 1, 1 if line[0] == "=" else 2
                opens = False
            else:
                opens = not _NO_PARAGRAPH.match(line) and bool(
                    not start or _OPENS_A_BLOCK.match(above)
                )
            start += len(line) + 1
            above = line

    def line_at(self, offset: int) -> str:
        """The rest of a line, from an offset on, without what sets it apart at both ends."""
        end = self.text.find("\n", offset)
        return self.text[offset : end if end >= 0 else None].strip()

    def _heading(self, offset: int, level: int) -> Heading:
        # Code is blank in the prose, but counts in a heading.
        text = self.line_at(offset).strip("# ")
        braces = _BRACES_AT_END.search(text)
        given = _ID.search(braces["list"]) if braces else None
        if _MARKUP.search(text):
            text = plain(text[: braces.start()] if braces else text).strip("# ")
        return Heading(offset, level, text, given["id"] if given else None)

    @cached_property
    def heading_anchors(self) -> tuple[str, ...]:
        """The address of each heading in the page, as MkDocs makes them."""
        # Given ones first: Markdown knows them when it makes the others.
        used = {match["id"] for braces in self.attributes for match in _ID.finditer(braces.items)}
        counters: dict[str, int] = {}
        return tuple(
            heading.identifier or unique(slugify(html.unescape(heading.text), "-"), used, counters)  # type: ignore[call-arg]
            for heading in self.headings()
        )

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Every address inside the page: its headings and the ids given by hand."""
        given = [braces.items for braces in self.attributes]
        for start, _ in self._fences:
            given += _BRACES.findall(self.line_at(start))
        ids = (match["id"] for items in given for match in _ID.finditer(items))
        return frozenset(self.heading_anchors).union(ids)


def plain(text: str) -> str:
    """Inline Markdown without its marks: « **Le** [prix](x.md) » is « Le prix »."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match["code"] if match["ticks"] else match["escaped"])
        return f"{_KEPT}{len(kept) - 1}{_KEPT}"

    # Longer, it is no heading; and what follows takes the square of its length at worst.
    text = text[:_MAX_HEADING].replace(_KEPT, "")
    text = _ELEMENT.sub("", _VERBATIM.sub(keep, text))
    if "](" in text or "][" in text:
        text = without_links(text)
    text = _EMPHASIS.sub("", text)
    if kept:
        text = _PLACE.sub(lambda place: kept[int(place[1])], text)
    return " ".join(text.split())
