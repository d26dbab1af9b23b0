"""Attributes in braces, `{#mot}`, where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from journal.markdown.blocks import HEADINGS, Block
from journal.markdown.elements import Attributes
from journal.markdown.list_markers import LEAD

_BRACES = re.compile(r"\{:?(?P<list>[^{}\n]*)\}")
# What may follow them, as in `attr_list`: marks, to the end.
_MARKED = re.compile(r"[*_`\[!~][^\w\n]*+\w.*[*_`)\]~]")
_LEAD = re.compile(LEAD)
# Enough of what stands before braces to know what they belong to.
_NEAR = 200


def read_braces(
    text: str, prose: str, blocks: Sequence[Block], line_of: Callable[[int], int]
) -> Iterator[Attributes]:
    """Attributes where Markdown reads them: after a mark; at the end of a heading or of a cell.

    Args:
        text: the whole text.
        prose: the same, blank where it is code or an address.
        blocks: what the text shows.
        line_of: the line of an offset, from 1.
    """
    if "{" not in prose:
        return
    # All but those that define where links lead, and show nothing.
    shown = _lines_of(blocks)
    in_cells = _lines_of(b for b in blocks if b.tag == "table")
    # A heading that is underlined ends above, and may take several lines.
    in_headings = {b.last - (b.last > b.first) for b in blocks if b.tag in HEADINGS}
    for braces in _BRACES.finditer(prose):
        line = line_of(braces.start())
        before = text[max(0, braces.start() - _NEAR) : braces.start()]
        is_after_mark = before.endswith((")", "]", "*", "_", "`", ">"))
        is_in = line in in_headings or line in in_cells
        ends = "|" if line in in_cells else "\n"
        if line in shown and (is_after_mark or (is_in and _is_last(braces, before, prose, ends))):
            yield Attributes(braces.start(), braces["list"])


def _is_last(braces: re.Match[str], before: str, prose: str, ends: str) -> bool:
    """Whether braces end what stands before them: a cell or a heading, but for hashes and marks."""
    end = prose.find("\n", braces.end())
    after = prose[braces.end() : end if end >= 0 else None].partition(ends)[0].strip(" #")
    if after and not _MARKED.fullmatch(after):
        return False
    line = before.rpartition("\n")[2]
    return line.endswith(" ") and bool(_LEAD.sub("", line, count=1).strip(" #|"))


def _lines_of(blocks: Iterable[Block]) -> frozenset[int]:
    return frozenset(line for b in blocks for line in range(b.first, b.last + 1))
