"""What is not prose within a block: code between backticks, and comments, as CommonMark does.

A link shown as code is no link, a tag shown as code is no tag: what is found here is left out of
what the gate judges. Every function takes a time proportional to the length of its text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence

from journal.markdown.list_markers import LEAD

Span = tuple[int, int]

_INLINE = re.compile(r"(?P<escaped>\\[\\`<])|(?P<ticks>`+)|(?P<comment><!--(?!-?>))")
# What may stand before a comment that is a block of its own.
_LEAD = re.compile(LEAD)
# The first line of such a block in the HTML.
_BLOCK = re.compile("^ *(<!--.*)", re.MULTILINE)


def inline(text: str, stops: Sequence[int], html: str) -> tuple[list[Span], list[Span]]:
    """Code between backticks, and comments.

    Args:
        text: without its blocks of code.
        stops: offsets across which no code goes on, in order.
        html: what GitHub's reading makes of it, which says what is a comment of its own.

    Returns:
        The spans of code (a run of backticks to the next one as long), then those of comments.
    """
    runs = list(_INLINE.finditer(text))
    closers = _closers(text)
    comment_ends = [match.end() for match in re.finditer("-->", text)]
    blocks = {found[1].rstrip() for found in _BLOCK.finditer(html)} if "<!--" in html else set()
    code: list[Span] = []
    comments: list[Span] = []
    position = 0
    for run in runs:
        if run.start() < position or run["escaped"]:
            continue
        if run["comment"]:
            end = _end_of_comment(text, run.start(), comment_ends, stops, blocks)
            comments += [(run.start(), end)] if end else []
        else:
            later = closers[len(run[0])]
            place = bisect_right(later, run.start())
            end = later[place] + len(run[0]) if place < len(later) else 0
            end = end if end and not _broken(run.start(), end, stops) else 0
            code += [(run.start(), end)] if end else []
        position = max(position, end or run.end())
    return code, comments


def _closers(text: str) -> dict[int, list[int]]:
    """Where each run of backticks begins, by its length; in code, a backslash escapes nothing."""
    found: dict[int, list[int]] = defaultdict(list)
    for run in re.finditer("`+", text):
        found[len(run[0])].append(run.start())
    return found


def _end_of_comment(
    text: str, start: int, ends: list[int], stops: Sequence[int], blocks: Collection[str]
) -> int:
    """Where a comment ends; 0 when it does not, or when a blank line makes it text again."""
    # Seven: « <!-- » and « --> », which may not share their hyphens.
    place = bisect_left(ends, start + 7)
    if place == len(ends):
        return 0
    line = text.rfind("\n", 0, start) + 1
    end_of_line = text.find("\n", start)
    shown = text[start : end_of_line if end_of_line >= 0 else None].rstrip()
    # What would begin a block may also go on with a paragraph: « 2. », or four spaces.
    is_block = _LEAD.fullmatch(text, line, start) is not None and shown in blocks
    return ends[place] if is_block or not _broken(start, ends[place], stops) else 0


def _broken(start: int, end: int, stops: Sequence[int]) -> bool:
    return bisect_right(stops, start) != bisect_right(stops, end - 1)


def blanked(text: str, spans: list[Span]) -> str:
    """The text with spans replaced by as many spaces; line breaks stay."""
    if not spans:
        return text
    parts, last = [], 0
    for start, end in sorted(spans):
        if end > last:
            start = max(start, last)
            parts += [text[last:start], re.sub(r"[^\n]", " ", text[start:end])]
            last = end
    return "".join([*parts, text[last:]])
