"""What a « # » takes out of a YAML text: said, and given back where its author meant a text.

A comment has a space after its sign, as people write them; « #1 » or « #ESS » has none. YAML drops
both without a word. Its own tokens tell where a value ends, whatever the value is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml

from journal.headers.yaml_quotes import quoted
from journal.problems.problem import MANY, Explanation, Problem, Severity

EXPLANATIONS = {
    "diese-sans-guillemets": Explanation(
        "La valeur contient un dièse, et ce qui le suit serait oublié.",
        "Mettre toute la valeur entre guillemets droits.",
    ),
    "remarque-en-fin-de-ligne": Explanation(
        "Ce qui suit un dièse et une espace n'est pas publié (simple avertissement).",
        "Rien ne presse ; pour le publier, mettre toute la valeur entre guillemets droits.",
    ),
}

# A sign that may begin a comment, with something before it on its line.
_SIGN = re.compile(r"(?<=\S)(?P<gap>[ \t]+)#")
_KEY = re.compile(r" *(?:- +)*(?P<key>[\w-]+):(?=\s|$)")
# What is no text: nothing can be added to it.
_NO_TEXT = re.compile(r"[\d-]+|https?://\S+")
_CLOSES = re.compile(r"[,\]}]")


class _Place(NamedTuple):
    line: int
    column: int


class _Token(NamedTuple):
    """What the parser took a stretch of text for.

    Attributes:
        value: the text of a value or of a key; None for a sign.
        depth: how many brackets are open after it.
        ends_list: whether it closes a bracket.
    """

    start: _Place
    end: _Place
    value: str | None
    depth: int
    ends_list: bool


class _Cut(NamedTuple):
    """A comment at the end of a line: where its sign is, and the token before it, if any."""

    line: int
    gap: int
    sign: int
    token: _Token


def give_back(text: str, path: str, first_line: int) -> tuple[str, list[Problem]]:
    """Find what « # » takes away.

    Returns:
        The text with each such value between quotes, line for line, and without true comments at
        the ends of lines; and what is said of both.
    """
    lines = text.split("\n")
    problems = []
    for cut in _cuts(text, lines)[: MANY + 1]:
        problem, mended = _judged(cut, lines, path, first_line)
        problems.append(problem)
        for line in range(cut.token.start.line, cut.line + 1):
            lines[line] = ""
        lines[min(cut.token.start.line, cut.line)] = mended
    return "\n".join(lines), problems


def _cuts(text: str, lines: Sequence[str]) -> list[_Cut]:
    signs = [
        (number, sign)
        for number, line in enumerate(lines)
        if "#" in line
        for sign in _SIGN.finditer(line)
    ]
    if not signs:
        return []
    tokens, scanned = _tokens(text)
    ends = [token.end for token in tokens]
    cuts: dict[int, _Cut] = {}
    for number, sign in signs:
        place = _Place(number, sign.start())
        rank = bisect_right(ends, place)
        # What begins before the sign and ends after it holds the sign.
        held = rank < len(tokens) and tokens[rank].start <= place
        if not held and rank and place <= scanned and number not in cuts:
            token = tokens[rank - 1]
            if token.end.line == number and not _is_key(tokens, rank - 1):
                cuts[number] = _Cut(number, sign.start(), sign.end("gap"), token)
    return list(cuts.values())


def _is_key(tokens: Sequence[_Token], rank: int) -> bool:
    """Whether a text stands at the beginning of a line, where only a key may."""
    before = tokens[rank - 1] if rank else None
    same_line = before is not None and before.end.line == tokens[rank].start.line
    return tokens[rank].value is not None and not same_line and not tokens[rank].depth


def _tokens(text: str) -> tuple[list[_Token], _Place]:
    """The tokens that take room, in order, and how far the parser went."""
    found: list[_Token] = []
    depth = 0
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for token in yaml.scan(text, Loader=loader):
            opens = isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken)
            closes = isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken)
            depth += opens - closes
            start = _Place(token.start_mark.line, token.start_mark.column)
            end = _Place(token.end_mark.line, token.end_mark.column)
            if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
                # A comment may follow its sign; what comes below is its text.
                found.append(_Token(start, _Place(start.line, start.column + 1), None, depth, True))
                start = _Place(start.line + 1, 0)
            if start < end:
                value = token.value if isinstance(token, yaml.ScalarToken) else None
                found.append(_Token(start, end, value, depth, closes))
    except (yaml.YAMLError, ArithmeticError, ValueError):
        return found, found[-1].end if found else _Place(0, 0)
    return found, _Place(text.count("\n") + 1, 0)


def _judged(cut: _Cut, lines: Sequence[str], path: str, first_line: int) -> tuple[Problem, str]:
    """What is said of a cut, and the line to read instead."""
    whole, alone, is_text = _rewritten(cut, lines)
    line = lines[cut.line]
    glued = bool(line[cut.sign + 1 : cut.sign + 2].strip())
    swallows = cut.token.depth > 0 and bool(_CLOSES.search(line, cut.sign))
    key = _KEY.match(lines[cut.token.start.line])
    place = (path, first_line + cut.token.start.line)
    name = key["key"] if key else None
    # « title: # Le titre »: a key that would be left with nothing.
    is_all = cut.token.value is None and is_text and key is not None
    if glued or swallows or is_all:
        message = (
            "Ce qui suit « # » serait oublié : sans guillemets, ce signe annonce une remarque."
        )
        mended = whole if is_text else alone
        over = ", sur une seule ligne" if cut.token.start.line < cut.line else ""
        hint = f"Écrivez{over} : {mended.strip()}"
        return Problem(*place, "diese-sans-guillemets", message, hint, name), mended
    message = "Ce qui suit « # » est une remarque : elle ne sera pas publiée."
    hint = "Si c'est voulu, il n'y a rien à faire."
    hint += f" Écrivez, pour la publier : {whole.strip()}" if is_text else ""
    warning = Problem(
        *place, "remarque-en-fin-de-ligne", message, hint, name, severity=Severity.WARNING
    )
    return warning, _joined(lines, cut.token.start.line, cut.line, alone)


def _joined(lines: Sequence[str], first: int, last: int, alone: str) -> str:
    """A value that goes over several lines, on one; its last one without its comment."""
    return alone if first >= last else " ".join([*lines[first:last], alone.strip()])


def _rewritten(cut: _Cut, lines: Sequence[str]) -> tuple[str, str, bool]:
    """The line with the comment in its value, the line without it, and whether it is a text."""
    line, token = lines[cut.line], cut.token
    alone = line[: cut.gap].rstrip()
    if token.ends_list:
        return alone, alone, False
    end = len(line.rstrip())
    if token.depth and (closing := _CLOSES.search(line, cut.sign)):
        end = closing.start()
    kept = line[cut.sign : end].rstrip()
    if token.value is None:
        # Nothing but a sign before: a key, a hyphen, a bracket.
        goes_on = cut.line + 1 < len(lines) and _goes_on(line, lines[cut.line + 1])
        start = line[: cut.sign]
        kept = kept.lstrip("# ") if kept.lstrip("#").startswith(" ") else kept
        return start + quoted(kept) + line[end:].rstrip(), alone, not goes_on
    start = lines[token.start.line][: token.start.column]
    gap = line[cut.gap : cut.sign]
    whole = start + quoted(f"{token.value}{gap}{kept}") + line[end:].rstrip()
    return whole, alone, not _NO_TEXT.fullmatch(token.value)


def _goes_on(line: str, following: str) -> bool:
    """Whether the value of a key stands below it."""
    indent = len(line) - len(line.lstrip(" "))
    deeper = len(following) - len(following.lstrip(" ")) > indent
    return bool(following.strip()) and (deeper or following.lstrip(" ").startswith("- "))
