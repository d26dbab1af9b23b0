"""Links and images of a body: those that GitHub's reading shows, each with its place.

The HTML says what there is; the text says where, and how it was typed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from journal.markdown.blocks import Block
from journal.markdown.github import plain

# Enough of a link's text to judge it.
_MAX_TEXT = 300
# As in cmark: further in, parentheses make no target.
_MAX_DEPTH = 32

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# Of spaces, as in cmark, only those of ASCII end a target or stand before one.
_BLANK = " \t\n\v\f\r"
# Not a backslash: two of them are those of a path of Windows.
_ESCAPED_ALONE = re.compile(r"(?<!\\)\\([!-/:-@\[\]-`{-~])")
_INLINE = re.compile(rf"\]\([{_BLANK}]*")
_DEFINITION = re.compile(rf"^[ >]*+\[(?!\^)[^\[\]]*\]:[{_BLANK}]*", re.MULTILINE)
_ANCHOR = re.compile(r"<a\s", re.IGNORECASE)
_PLAIN_TARGET = re.compile(rf"([^{_BLANK}()\\<>\"]+)[){_BLANK}]")
_POINTED_TARGET = re.compile(r"<([^<>\n]*)>")
_HREF = re.compile(r"[^<>]*?\bhref\s*=\s*[\"']?(?P<target>[^\"'<>\s]*)", re.IGNORECASE)
_SHOWN = re.compile(
    r'<(?:a href="(?P<href>[^"]*)"[^>]*|img src="(?P<src>[^"]*)"[^>]*|(?P<end>/a))>'
)
_ALT = re.compile(r' alt="([^"]*)"')
_IMAGE = re.compile(r'<img [^>]*?alt="([^"]*)"[^>]*>')
_AUTOLINK = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\x00-\x20]*|[^<>\s!@]+@[^@<>\s]+)>")


class Reference(NamedTuple):
    """A link or an image.

    Attributes:
        offset: where it begins.
        text: what it shows; None for an address alone.
        target: where it leads, as typed.
    """

    offset: int
    text: str | None
    target: str


class References(NamedTuple):
    """Every link and every image of a body, in the order in which they are shown.

    Attributes:
        links, images: those that are shown.
        broken: where what looks like one is text, and the target that it was to have.
        unused: where a definition stands that no link uses, and its target.
    """

    links: tuple[Reference, ...]
    images: tuple[Reference, ...]
    broken: tuple[tuple[int, str], ...] = ()
    unused: tuple[tuple[int, str], ...] = ()


def autolinks(prose: str) -> list[tuple[int, int]]:
    """Where addresses between angle brackets are, which are no tags."""
    return [found.span() for found in _AUTOLINK.finditer(prose)]


class _Typed:
    """Where the targets of a text are typed, each found once."""

    def __init__(self, text: str, prose: str) -> None:
        self._text = text
        self._every: list[tuple[int, str]] = []
        self._inline: dict[str, deque[tuple[int, str]]] = defaultdict(deque)
        self._definitions: dict[str, tuple[int, str]] = {}
        self._tags: dict[str, int] = defaultdict(int)
        self._found: set[int] = set()
        for found in _INLINE.finditer(prose):
            if prose[found.start() - 1 : found.start()] != "\\":
                target = _target(text, found.end())
                self._every.append((found.start(), target))
                self._inline[_same(target)].append(self._every[-1])
        for found in _DEFINITION.finditer(prose) if "]:" in prose else ():
            target = _target(text, found.end())
            self._definitions.setdefault(_same(target), (found.end(), target))
        for found in _ANCHOR.finditer(prose) if "<" in prose else ():
            if href := _HREF.match(prose, found.end()):
                self._tags[_same(href["target"])] += 1

    def find(self, shown: str, start: int, end: int, alone: str) -> tuple[int, str] | None:
        """Where between two offsets a target is typed, and how; or where it is defined.

        `alone` is what an address that shows itself shows: between brackets, or in no link at all.
        """
        key = _same(unescape(shown))
        places = self._inline.get(key, deque())
        while places and places[0][0] < start:
            places.popleft()
        found = self._definitions.get(key)
        if places and places[0][0] <= end:
            offset = places[0][0]
            if not alone or self._text[max(0, offset - len(alone)) : offset] == alone:
                found = places.popleft()
        if found:
            self._found.add(found[0])
        return found

    def left(self) -> tuple[tuple[tuple[int, str], ...], tuple[tuple[int, str], ...]]:
        """What no link was found to be typed as: targets in parentheses, then definitions."""
        inline = [place for place in self._every if place[0] not in self._found]
        defined = [place for place in self._definitions.values() if place[0] not in self._found]
        return tuple(inline), tuple(defined)

    def was_a_tag(self, shown: str) -> bool:
        """Whether a link was typed as HTML, which is judged as a tag."""
        if not self._tags:
            return False
        key = _same(unescape(shown))
        if not self._tags.get(key):
            return False
        self._tags[key] -= 1
        return True


def as_read(target: str) -> str:
    """The address that a target stands for: a backslash or a code may hide one of its signs."""
    if "\\" in target:
        target = _ESCAPED_ALONE.sub(r"\1", target)
    return _ENTITY.sub(lambda code: unescape(code[0]), target) if "&" in target else target


def _same(target: str) -> str:
    """A target in the one form that every way of typing it comes to."""
    if "\\" in target:
        target = _ESCAPED.sub(r"\1", target)
    target = unescape(target) if "&" in target else target
    return (unquote(target) if "%" in target else target).strip(_BLANK)


def _target(text: str, start: int) -> str:
    """The target that begins at an offset, as typed: to its `>`, space or closing parenthesis."""
    if plain_target := _PLAIN_TARGET.match(text, start):
        return plain_target[1]
    if text[start : start + 1] == "<":
        pointed = _POINTED_TARGET.match(text, start)
        return pointed[1] if pointed else ""
    depth, place = 0, start
    while place < len(text) and text[place] not in _BLANK:
        if text[place] == "\\" and text[place + 1 : place + 2] not in _BLANK:
            place += 1
        elif text[place] == "(":
            depth += 1
            if depth > _MAX_DEPTH:
                break
        elif text[place] == ")":
            if not depth:
                break
            depth -= 1
        place += 1
    return text[start:place]


def read_references(
    html: str,
    blocks: Sequence[Block],
    text: str,
    prose: str,
    line_start: Callable[[int], int],
) -> References:
    """Find all that leads elsewhere.

    Args:
        html: what GitHub's reading makes of the text, without comments.
        blocks: its blocks.
        text: the body.
        prose: the same without code nor comments, offset for offset.
        line_start: the offset at which a line begins, from 1.
    """
    if "](" not in prose and "]:" not in prose and "<a " not in html and "<img " not in html:
        return References((), ())
    typed = _Typed(text, prose)
    links: list[Reference] = []
    images: list[Reference] = []
    starts = [block.place for block in blocks]
    for found, end in _shown(html):
        place = bisect_right(starts, found.start()) - 1
        block = blocks[place] if place >= 0 else None
        first = line_start(block.first) if block else 0
        last = line_start(block.last + 1) if block else len(text)
        if found["src"] is not None:
            alt = _ALT.search(found[0])
            images.append(_reference(typed, text, found["src"], alt[1] if alt else "", first, last))
        elif not typed.was_a_tag(found["href"]):
            shown = html[found.end() : min(end, found.end() + 4 * _MAX_TEXT)]
            shown = _IMAGE.sub(r"\1", shown) if "<img " in shown else shown
            links.append(_reference(typed, text, found["href"], shown, first, last))
    return References(tuple(links), tuple(images), *typed.left())


def _shown(html: str) -> Iterator[tuple[re.Match[str], int]]:
    """Each link and image of a body's HTML, footnotes left out, and where its text ends."""
    opened: re.Match[str] | None = None
    for found in _SHOWN.finditer(html):
        if found["end"]:
            if opened is not None:
                yield opened, found.start()
            opened = None
        elif found["src"] is not None:
            yield found, found.end()
        elif "data-footnote" not in found[0]:
            opened = found


def _reference(
    typed: _Typed, text: str, address: str, shown: str, first: int, last: int
) -> Reference:
    words = plain(shown)[:_MAX_TEXT]
    target = unescape(address)
    # What shows itself is whole, unlike most targets: those of other pages.
    is_alone = ":" in target and words in (
        *(target, " ".join(unquote(target).split())),
        *(target.removeprefix(scheme) for scheme in ("mailto:", "http://")),
    )
    if found := typed.find(address, first, last, words if is_alone else ""):
        return Reference(found[0], words, found[1])
    # What alone shows itself has no space, but a no-break one that GitHub takes into it.
    place = text.find((words.partition(" ")[0] if is_alone else words) or target, first, last)
    if place < 0:  # A tag that makes a block of its own, below the last one.
        place = text.find(target, first)
    return Reference(max(place, first), None if is_alone else words, target)
