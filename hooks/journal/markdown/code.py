"""What is not prose in a page: code, in its three forms, and comments, as Python-Markdown does.

A link shown as code is no link, a tag shown as code is no tag: what is found here is left out of
what the gate judges. Taking too much for code would let mistakes through; too little, refuse sound
pages. Every function takes a time proportional to the length of its text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict

Span = tuple[int, int]

# As in markdown/extensions/fenced_code.py: a fence indented or with other words opens nothing.
_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,}) *(?P<words>[^\n]*)$", re.MULTILINE)
_FENCE_WORDS = re.compile(
    r"\{[^\n]*\}|(?:\.?[\w#.+-]* *)?(?:hl_lines=(?P<quote>[\"']).*?(?P=quote) *)?"
)
# A line on which nothing goes on from above: blank, list item, box, table row, definition of a
# link, rule; a heading, after which nothing goes on either.
_BREAK = re.compile(
    r"^[ >]*(?:(?:[*+-]|\d+\.) |!!!|\||\[[^\[\]\n]*\]:|(?:=+|-+|\*+|_+)? *$"
    r"|(?P<heading>#[^\n]*\n?))",
    re.MULTILINE,
)
_INLINE = re.compile(r"(?P<escaped>\\[\\`])|(?P<ticks>`+)|(?P<comment><!--(?!-?>))")
_COMMENT_END = re.compile(r"--!?>")
_LINE = re.compile(
    r"(?P<indent> *)(?:(?P<rule>(?:=+|-+) *$)|(?P<item>(?:[*+-]|\d+\.) )|(?P<box>!!!)"
    r"|(?P<alone>#|\[[^\[\]]*\]:))?(?P<word>\S)?"
)
_TAB = 4
# Further than any honest list indents its content.
_INDENT = 40


def fences(text: str) -> list[Span]:
    """Fenced code: from a fence to the next one that is alone on its line and the same."""
    if "```" not in text and "~~~" not in text:
        return []
    marks = list(_FENCE.finditer(text))
    closing: dict[str, list[int]] = defaultdict(list)
    for index, mark in enumerate(marks):
        if not mark["words"]:
            closing[mark["fence"]].append(index)
    spans, index = [], 0
    while index < len(marks):
        later = closing[marks[index]["fence"]]
        place = bisect_right(later, index)
        if place < len(later) and _FENCE_WORDS.fullmatch(marks[index]["words"]):
            spans.append((marks[index].start(), marks[later[place]].end()))
            index = later[place]
        index += 1
    return spans


def indented(text: str) -> list[Span]:
    """Code set four spaces further than the text around it, after a blank line or a heading.

    Inside a list item or a box, whose content is itself indented, it takes four spaces more.
    """
    if "\n    " not in text and not text.startswith("    "):
        return []
    spans: list[Span] = []
    depth, offset, fresh, in_code = 0, 0, True, False
    for line in text.split("\n"):
        match = _LINE.match(line)
        assert match
        level = len(match["indent"]) // _TAB
        if match.end() == match.end("indent"):
            fresh = True
        elif level > depth and (fresh or in_code):
            spans.append((offset, offset + len(line)))
            fresh, in_code = False, True
        else:
            # Without a blank line above it, a list begins only after another item.
            opens = match["box"] or (match["item"] and (fresh or depth))
            if fresh or opens or match["alone"]:
                depth = min(level, depth) + bool(opens)
            underlines = match["rule"] and (not fresh or match["rule"][0] == "-")
            fresh, in_code = bool(underlines or match["box"] or match["alone"]), False
        offset += len(line) + 1
    return spans


def breaks(text: str) -> list[int]:
    """Offsets across which no code, link or emphasis goes on, in order."""
    found = []
    for match in _BREAK.finditer(text):
        found.append(match.start())
        if match["heading"]:
            found.append(match.end())
    return found


def inline(text: str, stops: list[int]) -> tuple[list[Span], list[Span]]:
    """Code between backticks, and comments.

    Args:
        text: without its blocks of code.
        stops: what `breaks` says of it.

    Returns:
        The spans of code (a run of backticks to the next one as long), then those of comments.
    """
    if "`" not in text and "<!--" not in text:
        return [], []
    runs = [match for match in _INLINE.finditer(text) if not match["escaped"]]
    same: dict[int, list[int]] = defaultdict(list)
    for index, run in enumerate(runs):
        if run["ticks"]:
            same[len(run[0])].append(index)
    comment_ends = [match.end() for match in _COMMENT_END.finditer(text)]
    code: list[Span] = []
    comments: list[Span] = []
    position = 0
    for index, run in enumerate(runs):
        if run.start() < position:
            continue
        if run["comment"]:
            end = _end_of_comment(text, run.start(), comment_ends, stops)
            comments += [(run.start(), end)] if end else []
        else:
            later = same[len(run[0])]
            place = bisect_right(later, index)
            end = runs[later[place]].end() if place < len(later) else 0
            end = end if end and not _broken(run.start(), end, stops) else 0
            code += [(run.start(), end)] if end else []
        position = max(position, end)
    return code, comments


def _end_of_comment(text: str, start: int, ends: list[int], stops: list[int]) -> int:
    """Where a comment ends; 0 when it does not, or when a blank line makes it text again."""
    # Seven: « <!-- » and « --> », which may not share their hyphens.
    place = bisect_left(ends, start + 7)
    if place == len(ends):
        return 0
    _, line_break, before = text[max(0, start - _INDENT) : start].rpartition("\n")
    first = not before.strip() and bool(line_break or start < _INDENT)
    end = ends[place]
    if first:
        return end
    within_paragraph = not _broken(start, end, stops) and text.find("<!--", start + 4, end) < 0
    return end if within_paragraph else 0


def _broken(start: int, end: int, stops: list[int]) -> bool:
    return bisect_right(stops, start) != bisect_right(stops, end - 1)


def blanked(text: str, spans: list[Span]) -> str:
    """The text with spans replaced by as many spaces; line breaks stay."""
    if not spans:
        return text
    parts, last = [], 0
    for start, end in sorted(spans):
        parts += [text[last:start], re.sub(r"[^\n]", " ", text[start:end])]
        last = end
    return "".join([*parts, text[last:]])
