"""What a heading says, and the address in the page that it was given, as `attr_list` reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape

from markdown.extensions.attr_list import get_attrs_and_remainder

from journal.markdown.blocks import well_formed
from journal.markdown.elements import Attributes, Heading
from journal.markdown.github import plain

# As in markdown/extensions/attr_list.py, at the end of a heading.
_BRACES_AT_END = re.compile(r"[ ]+\{:?[ ]*(?P<list>[^}\n ][^\n]*)\}[ ]*$")
# Those of a mark within it, which are taken away.
_BRACES_AFTER = re.compile(r"(?P<end></[a-z]+>|<(?:img|br)\b[^>]*>)\{:?[ ]*[^{}\n< ][^{}\n<]*\}")
# The address that braces give; of several, `attr_list` keeps the last.
_ID = re.compile(r"(?<!\S)(?:#|id=[\"']?)(?P<id>[^\s=}\"']+)")
# That of a footnote, and the braces that touch it.
_FOOTNOTE_MARK = re.compile(
    r'<sup class="footnote-ref"><a\b[^>]*>(?P<number>\d+)</a></sup>(?=\{:?(?P<list>[^{}\n<]*)\}|)'
)


def read_heading(shown: str) -> tuple[str, str | None]:
    """The text of a heading, from what it shows as HTML, and the address it was given, or None."""
    if "<sup" in shown:
        shown = _FOOTNOTE_MARK.sub(_without_number, shown)
    if "{" in shown and "<" in shown:
        shown = well_formed(shown)
    if ">{" in shown:
        shown = _BRACES_AFTER.sub(r"\g<end>", shown)
    given = None
    # As in `attr_list`: after the last mark within, or before the first one that ends it.
    before, mark, after = shown.rpartition(">")
    if mark and not after:
        before, after = "", shown.partition("<")[0]
    if "{" in after and (braces := _BRACES_AT_END.search(unescape(after))):
        items, remainder = get_attrs_and_remainder(braces["list"])
        if not remainder:
            given = next((value for name, value in items[::-1] if name == "id"), None)
            kept = unescape(after)[: braces.start()].rstrip("#").rstrip()
            rest = shown[len(after) :] if not before else ""
            shown = f"{before}{mark if before else ''}{escape(kept)}{rest if mark else ''}"
    return plain(shown), given


def _without_number(mark: re.Match[str]) -> str:
    """The mark of a footnote, which parts what stands around it, but says nothing in a heading.

    `toc` no longer knows one to which braces gave another address: its number stays.
    """
    return f"<sup>{mark['number'] if _ID.search(mark['list'] or '') else ''}</sup>"


def given_addresses(
    attributes: Iterable[Attributes], headings: Iterable[Heading]
) -> Iterator[tuple[str, int]]:
    """Each address inside a page that was given by hand, and where.

    Braces within a heading may end what it shows without ending what was typed.
    """
    every = ((list(_ID.finditer(braces.items)), braces.offset) for braces in attributes)
    given = [(found[-1]["id"], offset) for found, offset in every if found]
    yield from given
    for heading in headings:
        if name := heading.identifier:
            near = (other for other, offset in given if heading.offset <= offset <= heading.end)
            if name not in near:
                yield name, heading.offset
