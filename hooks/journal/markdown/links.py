"""Links and images of a page, as Python-Markdown reads them, in a time proportional to its length.

Its inline patterns (markdown/inlinepatterns.py) take a link's text up to the bracket that closes
it, and its target up to the parenthesis that closes it, spaces included: `[a [b] c](d e(f).md)`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

# Enough of a link's text to judge it; links within links would make copies of copies.
_MAX_TEXT = 300

_ESCAPED = re.compile(r"\\[\\`*_{}\[\]()>#+\-.!]")
_TOKEN = re.compile(r"[\[\]()]")
# Possessive quantifiers: what they took is never tried again, so that no text takes long.
_ANGLE = re.compile(r"\(\s*+<(?P<href>[^<>]*+)>\s*+(?:(?:'[^']*+'|\"[^\"]*+\")\s*+)?\)")
_TITLED = re.compile(
    r"\(\s*+(?P<href>[^\s()'\"]*+(?:\([^\s()]*+\)[^\s()'\"]*+)*+)\s++"
    r"(?:'[^']*+'|\"[^\"]*+\")\s*+\)"
)
_TITLE_AT_END = re.compile(r"(?P<href>[^'\"]*)(?P<quote>['\"]).*(?P=quote)\s*", re.DOTALL)
_SECOND_BRACKETS = re.compile(r"\s?\[(?P<name>[^\[\]]*)\]")
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<name>[^\[\]]*)\]: *(?:\n *)?(?P<target>\S+) *(?:\n *)?"
    r"(?:([\"']).*\3 *|\(.*\) *)?$",
    re.MULTILINE,
)
# Any other, such as `<tel:…>`, is a tag to Python-Markdown, and nobody would see it.
_AUTOLINK = re.compile(
    r"<(?:(?P<address>[a-zA-Z][a-zA-Z0-9+.-]*://[^<>\n]*)|(?:mailto:)?(?P<mail>[^<>\s!@]+@[^@<>\s]+))>"
)


class Reference(NamedTuple):
    """A link or an image.

    Attributes:
        offset: where it begins.
        text: what stands between its brackets, as typed; None for an address alone.
        target: where it leads, as typed; None when another one, its definition, says so.
    """

    offset: int
    text: str | None
    target: str | None


@dataclass(frozen=True, slots=True)
class References:
    """Every link and every image of a page, and where each address between angle brackets is."""

    links: tuple[Reference, ...]
    images: tuple[Reference, ...]
    autolinks: tuple[tuple[int, int], ...]


def read_references(text: str, prose: str, stops: list[int]) -> References:
    """Find all that leads elsewhere.

    Args:
        text: the page's body.
        prose: the same without code nor comments, offset for offset.
        stops: offsets that no link crosses.
    """
    definitions = {_name(m["name"]): m for m in reversed([*_DEFINITION.finditer(prose)])}
    found: dict[bool, list[Reference]] = {True: [], False: []}
    used: dict[bool, set[str]] = {True: set(), False: set()}
    for start, is_image, label, target, name in _bracketed(text, prose, stops, definitions):
        elsewhere = None
        if name is not None:
            used[is_image].add(name)
            elsewhere = _target_of(definitions[name]) if is_image else None
        found[is_image].append(Reference(start, label, target if name is None else elsewhere))
    # What is defined for images alone is no link.
    found[False] += [
        Reference(match.start(), None, _target_of(match))
        for name, match in definitions.items()
        if name in used[False] or name not in used[True]
    ]
    autolinks = list(_AUTOLINK.finditer(prose))
    found[False] += [
        Reference(m.start(), None, m["address"] or f"mailto:{m['mail']}") for m in autolinks
    ]
    spans = tuple((match.start(), match.end()) for match in autolinks)
    return References(tuple(found[False]), tuple(found[True]), spans)


def _name(name: str) -> str:
    return " ".join(name.lower().split())


def _target_of(definition: re.Match[str]) -> str:
    return definition["target"].lstrip("<").rstrip(">")


def _bracketed(
    text: str, prose: str, stops: list[int], names: Container[str]
) -> Iterator[tuple[int, bool, str, str, str | None]]:
    """Each link or image between brackets: (offset, is image, text, target, name it refers to)."""
    # What is escaped opens and closes nothing.
    bare = _ESCAPED.sub("  ", prose) if "\\" in prose else prose
    brackets, parentheses = _pairs(bare, stops)
    starts = sorted(brackets)
    within_targets: set[int] = set()
    for start in starts:
        if start in within_targets:
            continue
        after = brackets[start] + 1
        label = text[start + 1 : min(after - 1, start + 1 + _MAX_TEXT)]
        is_image = bare[start - 1 : start] == "!"
        if target := _target(bare, prose, after, parentheses, stops):
            href, end = target
            within = slice(bisect_left(starts, after), bisect_left(starts, end))
            within_targets.update(starts[within])
            yield start, is_image, label, href, None
        else:
            second = _SECOND_BRACKETS.match(bare, after)
            name = _name((second and second["name"]) or label)
            if name in names and bare[after : after + 1] != ":":
                yield start, is_image, label, "", name


def _pairs(bare: str, stops: list[int]) -> tuple[dict[int, int], dict[int, int]]:
    """Each opening bracket with the one that closes it, then the same of parentheses."""
    pairs: tuple[dict[int, int], dict[int, int]] = ({}, {})
    opened: tuple[list[int], list[int]] = ([], [])
    passed = 0
    for token in _TOKEN.finditer(bare):
        offset, sign = token.start(), token[0]
        if passed < len(stops) and stops[passed] <= offset:
            passed = bisect_right(stops, offset)
            opened[0].clear()
            opened[1].clear()
        kind = 0 if sign in "[]" else 1
        if sign in "[(":
            opened[kind].append(offset)
        elif opened[kind]:
            pairs[kind][opened[kind].pop()] = offset
    return pairs


def _target(
    bare: str, prose: str, start: int, parentheses: Mapping[int, int], stops: list[int]
) -> tuple[str, int] | None:
    """The target written between parentheses, and where they end; None when there is none."""
    if bare[start : start + 1] != "(":
        return None
    close = parentheses.get(start)
    content = prose[start + 1 : close] if close is not None else ""
    if close is None or any(sign in content for sign in "\"'<"):
        match = _ANGLE.match(bare, start) or _TITLED.match(bare, start)
        if match and bisect_right(stops, start) == bisect_right(stops, match.end() - 1):
            return _unescaped(prose[match.start("href") : match.end("href")]), match.end()
    if close is None:
        return None
    titled = _TITLE_AT_END.fullmatch(content)
    return _unescaped(titled["href"] if titled else content), close + 1


def _unescaped(target: str) -> str:
    return _ESCAPED.sub(lambda escaped: escaped[0][1], target).strip()


def without_links(line: str) -> str:
    """A line of Markdown with its links replaced by their text, and without its images."""
    parts, last = [], 0
    brackets, parentheses = _pairs(line, [])
    for start in sorted(brackets):
        if start < last:
            continue
        close = brackets[start]
        target = _target(line, line, close + 1, parentheses, [])
        end = target[1] if target else close + 1
        if line[start - 1 : start] == "!" and target:
            parts.append(line[last : start - 1])
        elif target:
            parts += [line[last:start], line[start + 1 : close]]
        else:
            continue
        last = end
    return "".join([*parts, line[last:]])
