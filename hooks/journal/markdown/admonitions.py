"""Admonitions, boxes to readers: `!!! note "Titre"`, the one block of ours that GitHub has not.

As in Python-Markdown's `admonition`, whose mark-up they keep: what is set four spaces further than
the mark is in the box, until a line that is not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from journal.markdown.list_markers import ITEM

# As in markdown/extensions/admonition.py.
_REST = re.compile(r' ?(?P<kind>[\w-]+(?: +[\w-]+)*)(?: +"(?P<title>.*?)")? *')
_MARK = re.compile(r"(?P<lead>[ >]*+)!!!(?P<rest>.*)")
_FENCE = re.compile(rf"[ >]*(?:{ITEM} +)*(?P<fence>`{{3,}}(?=[^`]*$)|~{{3,}})")
_CLOSING = re.compile(r"[ >]*(?P<fence>`{3,}|~{3,}) *")
_INDENT = 4

# GitHub's own boxes, `> [!NOTE]`: our kind, and the title that GitHub shows, in French.
ALERTS = {
    "NOTE": ("note", "Note"),
    "TIP": ("tip", "Conseil"),
    "IMPORTANT": ("info", "Important"),
    "WARNING": ("warning", "Attention"),
    "CAUTION": ("warning", "Prudence"),
}


class Admonition(NamedTuple):
    """A box, taken out of the text around it.

    Attributes:
        line: the line of its mark, from 0.
        kind: its kind and, after spaces, its other classes.
        title: what stands between its quotation marks; None without any.
        source: its lines as typed, without what stands before its mark.
        content: what it holds, as Markdown of its own; empty when it holds nothing.
        indent: how many characters of each line stand before the content.
    """

    line: int
    kind: str
    title: str | None
    source: str
    content: str
    indent: int


def split_admonitions(text: str) -> tuple[str, list[Admonition]]:
    """The text with an HTML comment in place of each box, line for line, and the boxes.

    Each comment holds « \\x02 », the rank of its box and « \\x03 »: to CommonMark it is a block,
    which begins wherever a box may.
    """
    if "!!!" not in text:
        return text, []
    lines = text.split("\n")
    boxes: list[Admonition] = []
    fence, index = "", 0
    while index < len(lines):
        line = lines[index]
        # Most lines have none of the signs that matter here.
        if "!!!" not in line and "```" not in line and "~~~" not in line:
            index += 1
            continue
        if fence:
            closing = _CLOSING.fullmatch(line)
            if closing and closing["fence"].startswith(fence):
                fence = ""
        elif opening := _FENCE.match(line):
            fence = opening["fence"]
        elif (mark := _MARK.fullmatch(line)) and _REST.fullmatch(mark["rest"]):
            box, end = _box(lines, index, mark)
            lines[index:end] = _stand_in(mark["lead"], len(boxes), end - index)
            boxes.append(box)
            index = end - 1
        index += 1
    return "\n".join(lines), boxes


def _box(lines: list[str], first: int, mark: re.Match[str]) -> tuple[Admonition, int]:
    """The box whose mark is on a line, and the line after its last one."""
    lead = mark["lead"]
    quotes = lead.count(">")
    wanted = len(lead) - (_after_quotes(lead, quotes) or 0) + _INDENT
    content: list[str] = []
    end, indent = first + 1, 0
    for index in range(first + 1, len(lines)):
        start = _after_quotes(lines[index], quotes)
        inside = lines[index][start:] if start is not None else "."
        # A no-break space is a text, as in CommonMark.
        if inside.strip(" ") and not inside.startswith(" " * wanted):
            break
        content.append(inside[wanted:])
        if inside.strip(" "):
            indent = indent or (start or 0) + wanted
            end = index + 1
    rest = _REST.fullmatch(mark["rest"])
    assert rest
    source = "\n".join(line.removeprefix(lead) for line in lines[first:end])
    held = "\n".join(content[: end - first - 1])
    return Admonition(first, rest["kind"], rest["title"], source, held, indent), end


def _after_quotes(line: str, quotes: int) -> int | None:
    """Where a line begins within so many quotations; None when it is not within them."""
    place = 0
    for _ in range(quotes):
        place = len(line) - len(line[place:].lstrip(" "))
        if line[place : place + 1] != ">":
            return None
        place += 1 + (line[place + 1 : place + 2] == " ")
    return place


def _stand_in(lead: str, rank: int, lines: int) -> list[str]:
    """A comment that takes as many lines as the box."""
    if lines == 1:
        return [f"{lead}<!--\x02{rank}\x03-->"]
    return [f"{lead}<!--\x02{rank}", *[f"{lead}."] * (lines - 2), f"{lead}\x03-->"]
