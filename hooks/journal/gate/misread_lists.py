"""Lists that GitHub reads otherwise than they look: items too deep or on one line, a sign that is
no mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.markdown.blocks import Block
from journal.markdown.list_markers import ITEM
from journal.markdown.text import MarkdownText
from journal.problems.problem import Explanation, Problem, Severity

# « liste-non-lue » and « signe-en-debut-de-ligne » are explained by `bullets` and `lists`.
EXPLANATIONS: dict[str, Explanation] = {}

_DEEP = re.compile(rf"^(?P<quote>(?:> ?)*) {{4,}}(?P<mark>{ITEM}) +\S", re.MULTILINE)
_MARK = re.compile(rf"(?P<indent>[ >]*){ITEM} +\S")
# « * bois * métal * pierre », « 1. bois 2. métal 3. pierre », « Ateliers : - bois ; - métal ».
_ON_ONE_LINE = (
    re.compile(r"[ >]*(?P<mark>\*) (?P<first>[^*\n]+?) \* [^*\n]+ \* [^*\n]+"),
    re.compile(r"[ >]*(?P<mark>1[.)]) (?P<first>[^\n]+?) 2[.)] [^\n]+? 3[.)] [^\n]+"),
    re.compile(
        r"[^\n:]{1,80}: ?(?P<mark>[-–•]) (?P<first>[^\n;]+);? ?(?P=mark) [^\n]+;? ?(?P=mark) "
    ),
)
# Without one of these, there is none of them.
_BETWEEN = ((" * ",), (" 2. ", " 2) "), (": - ", ": – ", ": • ", ":- ", ":• "))
# An asterisk after a word or a figure, which a note below explains: « Prix* ».
_STARRED = re.compile(r"[\w)€%»]\*(?=[\s,.;:)]|$)", re.MULTILINE)
_LESS = re.compile(r"\d+(?:[.,]\d+)?[ \u00a0\u202f]?%|de \d")


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Items that are none, and marks that were signs."""
    text = draft.text
    if not text.signs.holds("- ", "* ", "+ ", ". ", ") "):
        return
    yield from _check_depth(draft)
    yield from _check_one_line(draft)
    yield from _check_signs(draft)


def _check_depth(draft: Draft) -> Iterator[Problem]:
    """Items so far in that they are the end of the line above, as six spaces and « - b »."""
    text = draft.text
    if not text.signs.holds("    ") or not _DEEP.search(text.prose):
        return
    items = {block.first for block in text.blocks if block.tag == "li"}
    codes = [range(b.first, b.last + 1) for b in text.blocks if b.tag == "pre"]
    coded = {line for lines in codes for line in lines}
    above: re.Match[str] | None = None
    for number, line in enumerate(text.prose.split("\n"), start=1):
        if number in items:
            above = _MARK.match(line)
        elif not line.strip(" >"):
            above = None
        elif above and number not in coded and (found := _DEEP.match(line)):
            yield _too_deep(draft, number, found, above)


def _too_deep(draft: Draft, number: int, found: re.Match[str], above: re.Match[str]) -> Problem:
    """One of those lines, with as many spaces as put it within the item above."""
    text = draft.text
    quote = found["quote"]
    spaces = len(above["indent"]) - len(quote) + 4
    words = text.line_at(text.line_start(number) + found.start("mark"))
    hint = f"Écrivez, avec {spaces} espaces devant : {words}"
    if quote:
        hint = f"Écrivez : {quote}{' ' * spaces}{words}"
    return draft.problem(
        text.line_start(number) + found.start("mark"),
        "liste-non-lue",
        "Trop d'espaces précèdent cette ligne : elle serait la suite de celle du dessus.",
        hint,
        severity=Severity.WARNING,
    )


def _check_one_line(draft: Draft) -> Iterator[Problem]:
    text = draft.text
    for signs, form in zip(_BETWEEN, _ON_ONE_LINE, strict=True):
        if not text.signs.holds(*signs):
            continue
        for start in text.signs.lines_with("* ", ". ", ") ", "- ", "– ", "• "):
            found = form.match(text.prose, start)
            if found and text.begins_line(start):
                mark = found["mark"] if found["mark"][0] in "*1" else "-"
                yield draft.problem(
                    found.start("mark"),
                    "liste-non-lue",
                    "Cette ligne tient plusieurs éléments, qui n'en feraient qu'un.",
                    f"Écrivez, une ligne par élément : {mark} {found['first'].strip(' ;')}",
                    severity=Severity.WARNING,
                )


def _check_signs(draft: Draft) -> Iterator[Problem]:
    """A list of one item whose mark was the star of a note, or the sign « less »."""
    text = draft.text
    starred = _STARRED.search(text.visible) if "*" in text.visible else None
    for item in _alone(text):
        start = text.start_of(item)
        line = text.line_at(start)
        rest = line[1:].strip()
        if line[:1] == "*" and starred:
            sign, kind = "*", "une liste, et non la note de l'astérisque"
        elif line[:1] == "-" and _LESS.match(rest):
            sign, kind = "-", "une liste"
        else:
            continue
        yield draft.problem(
            start,
            "signe-en-debut-de-ligne",
            f"Cette ligne commence par « {sign} » : ce sera {kind}.",
            f"Pour le signe, écrivez : \\{sign} {rest}",
            severity=Severity.WARNING,
        )


def _alone(text: MarkdownText) -> Iterator[Block]:
    """The items that are alone in a list of bullets, on one line."""
    blocks = text.blocks
    for index, block in enumerate(blocks):
        if block.tag != "ul" or block.first != block.last:
            continue
        item = blocks[index + 1] if index + 1 < len(blocks) else None
        if item and item.tag == "li" and item.last == block.last:
            yield item
