"""The body of a page as the gate reads it: headings, links, images and tags, with their lines.

What there is comes from GitHub's own reading (`github`), which is also what is published; where it
is typed comes from the text. A test compares both with what MkDocs renders.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from html import escape

from markdown.extensions.toc import slugify, unique

from journal.language.rare_characters import Signs
from journal.markdown import code
from journal.markdown.blocks import HEADINGS, Block, blocks_of
from journal.markdown.braces import read_braces
from journal.markdown.elements import Attributes, Heading, Tag
from journal.markdown.github import ordinary_spaces, to_html, without_comments, without_tabs
from journal.markdown.headings import given_addresses, read_heading
from journal.markdown.links import Reference, References, autolinks, read_references

# `<` then a letter begins a tag, which `>` ends; the rest of the text if nothing does. `<?` and
# `<!` begin what is no text of its own, to its end or the page's.
_TAG = re.compile(
    r"<(?P<closing>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<attributes>[^<>]*)(?P<end>>)?"
    r"|<(?P<declaration>[?!])(?:[a-zA-Z\[][^<>]*>|(?P<open>[^<>\n]*))"
)
# A target between parentheses, a bare address, a tag, what a backslash makes plain: no prose.
_NO_PROSE = re.compile(
    r"(?<!\\\]\()(?<=\]\()(?:\\\S|[^\s()\\])+|\b(?:https?://|www\.)[^\s<>)]+"
    r"|\\[!-/:-@\[-`{-~]|</?[a-zA-Z][^<>\n]*>"
)
_CODE = re.compile(r"<code[^>]*>.*?</code>", re.DOTALL)
_ELEMENT = re.compile(r"<[^>]*>")
_CELL = re.compile(r"(?<!\\)\|")
_UNDERLINE = re.compile(r"[ >]*(?:=+|-+) *")


class MarkdownText:
    """A body, and the place of each of its parts in the file.

    Args:
        text: the Markdown, line breaks as `\\n`.
        first_line: line of the file on which it begins, from 1.
    """

    def __init__(self, text: str, first_line: int = 1) -> None:
        self.typed = text
        self.text = without_tabs(text)
        self.first_line = first_line

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) in the file, both from 1, of an offset in the text."""
        line = bisect_right(self._breaks, offset - 1) if offset else 0
        start = self._breaks[line - 1] + 1 if line else 0
        return self.first_line + line, offset - start + 1

    def line_of(self, offset: int) -> int:
        """The line of the body that an offset is on, from 1."""
        return self.position(offset)[0] - self.first_line + 1

    def line_start(self, line: int) -> int:
        """The offset at which a line of the body begins, from 1; its end after the last one."""
        if line <= 1:
            return 0
        return self._breaks[line - 2] + 1 if line - 2 < len(self._breaks) else len(self.text)

    def begins_line(self, offset: int) -> bool:
        """Whether nothing stands before it on its line, code included, but marks."""
        start = self.text.rfind("\n", 0, offset) + 1
        return not self.text[start:offset].strip(" >-*+.)0123456789")

    def line_at(self, offset: int) -> str:
        """The rest of a line, from an offset on, without what sets it apart at both ends."""
        end = self.text.find("\n", offset)
        return self.text[offset : end if end >= 0 else None].strip()

    @cached_property
    def html(self) -> str:
        """What GitHub's reading makes of it, each block with its place."""
        return to_html(self.text)

    @cached_property
    def shown(self) -> str:
        """The same without comments."""
        return without_comments(self.html)

    @cached_property
    def blocks(self) -> list[Block]:
        """Its blocks, those within others included, in the order in which they are shown."""
        return [self._ended(block) for block in blocks_of(self.shown)]

    def _ended(self, block: Block) -> Block:
        """A heading ends with what underlines it, not at the next block as cmark says."""
        if block.tag not in HEADINGS or block.last == block.first:
            return block
        for line in range(block.first + 1, block.last + 1):
            start = self.line_start(line)
            end = self.line_start(line + 1) - (line <= len(self._breaks))
            if _UNDERLINE.fullmatch(self.text, start, end):
                return block._replace(last=line, end=end - start)
        return block

    def start_of(self, block: Block) -> int:
        """The offset at which a block begins."""
        line = self.line_start(block.first)
        # A few signs more, which say whether a space is that of a list.
        typed = self.text[line : line + block.start + 8]
        if typed.isascii():
            return min(line + block.start - 1, len(self.text))
        spaced = ordinary_spaces(typed).encode("utf-8", "surrogatepass")
        return line + len(spaced[: block.start - 1].decode("utf-8", "ignore"))

    def end_of(self, block: Block) -> int:
        """The offset at which a block's last line ends."""
        return max(self.line_start(block.last + (block.end > 0)) - 1, 0)

    def shown_in(self, block: Block) -> str:
        """The HTML of a block that holds no other of its kind."""
        end = self.shown.find(f"</{block.tag}>", block.place)
        return self.shown[block.place : end]

    @cached_property
    def code_blocks(self) -> list[tuple[int, int, bool]]:
        """Each block of code: where it begins and ends, and whether it stands between fences."""
        found = []
        around: list[int] = []
        firsts = sorted({block.first for block in self.blocks})
        for block in self.blocks:
            if block.tag in ("li", "blockquote"):
                around.append(self.line_start(block.last + (block.end > 0)))
            elif block.tag == "pre":
                start = self.start_of(block)
                fenced = self.text.startswith(("```", "~~~"), start)
                end = self.line_start(block.last + 1) if fenced else self.end_of(block)
                # cmark has one that nothing closes end a line after what it is in.
                around = [last for last in around if last > start]
                rank = bisect_right(firsts, block.first)
                after = self.line_start(firsts[rank]) if rank < len(firsts) else len(self.text)
                found.append((start, max(min(end, after, *around), start), fenced))
        return found

    @cached_property
    def _without_blocks(self) -> str:
        return code.blanked(self.text, [(start, end) for start, end, _ in self.code_blocks])

    @cached_property
    def stops(self) -> list[int]:
        """Offsets across which no code, link or emphasis goes on, in order."""
        found = set()
        for block in self.blocks:
            if block.tag in ("td", "th"):
                continue
            start, end = self.start_of(block), self.line_start(block.last + (block.end > 0))
            found |= {start, end}
            if block.tag == "table":
                cells = _CELL.finditer(self.text, start, end)
                found.update(cell.start() for cell in cells)
        return sorted(found)

    @cached_property
    def _spans(self) -> tuple[list[code.Span], list[code.Span]]:
        text = self._without_blocks
        if "`" not in text and "<!--" not in text:
            return [], []
        return code.inline(text, self.stops, self.html)

    @cached_property
    def with_comments(self) -> str:
        """The text with code replaced by as many spaces; line breaks stay."""
        return code.blanked(self._without_blocks, self._spans[0])

    @cached_property
    def prose(self) -> str:
        """The text with code and comments replaced by as many spaces; line breaks stay."""
        return code.blanked(self.with_comments, self._spans[1])

    @cached_property
    def signs(self) -> Signs:
        """What the prose holds: asked before any pattern is tried."""
        return Signs(self.prose)

    @cached_property
    def prose_alone(self) -> str:
        """The prose, with what a backslash makes plain, addresses and tags left out."""
        return _NO_PROSE.sub(lambda found: " " * len(found[0]), self.prose)

    @cached_property
    def without_code(self) -> str:
        """The HTML, comments included, with what it shows as code replaced by as many spaces."""
        return _without_code(self.html)

    @cached_property
    def visible(self) -> str:
        """What is read of `shown` but code, its own marks replaced by as many spaces."""
        return _ELEMENT.sub(lambda found: " " * len(found[0]), _without_code(self.shown))

    def shows(self, typed: str) -> bool:
        """Whether what was typed is read as it is."""
        return escape(typed, quote=False).replace('"', "&quot;") in self.visible

    def reads(self, *signs: str) -> bool:
        """Whether one of some signs is read; most pages have none, in their HTML as a whole."""
        return any(sign in self.shown and sign in self.visible for sign in signs)

    def visible_of(self, block: Block) -> str:
        """What is read of a block, down to the first one within it."""
        end = self.shown.find(" data-sourcepos=", block.place)
        return self.visible[block.place : end if end >= 0 else None]

    @cached_property
    def references(self) -> References:
        """Links and images, and what was to be one or to serve one."""
        return read_references(self.shown, self.blocks, self.text, self.prose, self.line_start)

    @property
    def images(self) -> tuple[Reference, ...]:
        """Images, of both forms: `![text](target)` and `![text][name]`."""
        return self.references.images

    @property
    def links(self) -> tuple[Reference, ...]:
        """Links of every form, and bare addresses."""
        return self.references.links

    def tags(self) -> Iterator[Tag]:
        """Raw HTML tags, in the order of the page."""
        if "<" not in self.prose:
            return
        prose = code.blanked(self.prose, autolinks(self.prose))
        hiding = sorted(re.findall(r"<[?!][^<>\n]*", self.shown))
        for match in _TAG.finditer(prose):
            # What is escaped, and the target of a link, may look like one.
            if prose.endswith(("\\", "]("), 0, match.start()):
                continue
            if match["open"] is not None:
                typed = match[0].rstrip()
                place = bisect_left(hiding, typed)
                if not "".join(hiding[place : place + 1]).startswith(typed):
                    continue  # A text, whose sign is shown.
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
        return tuple(read_braces(self.text, self.prose, self.blocks, self.line_of))

    @cached_property
    def _headings(self) -> tuple[Heading, ...]:
        return tuple(self._heading(block) for block in self.blocks if block.tag in HEADINGS)

    def headings(self) -> Iterator[Heading]:
        """Headings of both forms, in the order of the page."""
        return iter(self._headings)

    def _heading(self, block: Block) -> Heading:
        text, given = read_heading(self.shown_in(block))
        return Heading(self.start_of(block), int(block.tag[1]), text, given, self.end_of(block))

    @cached_property
    def heading_anchors(self) -> tuple[str, ...]:
        """The address of each heading in the page, as MkDocs makes them."""
        # Given ones first: Markdown knows them when it makes the others.
        used = {name for name, _ in self.given_anchors}
        counters: dict[str, int] = {}
        return tuple(
            heading.identifier or unique(slugify(heading.text, "-"), used, counters)  # type: ignore[call-arg]
            for heading in self._headings
        )

    @cached_property
    def given_anchors(self) -> tuple[tuple[str, int], ...]:
        """Each address inside the page that was given by hand, and where."""
        return tuple(given_addresses(self.attributes, self._headings))

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Every address inside the page: its headings and the ids given by hand."""
        return frozenset(self.heading_anchors).union(name for name, _ in self.given_anchors)


def _without_code(html: str) -> str:
    if "<code" not in html:
        return html
    return _CODE.sub(lambda found: " " * len(found[0]), html)
