"""Lists and boxes to tick: what begins a line as in a list is one, and keeps its number.

What other tools take for the mark of a list is text to GitHub, hence to the site: lines would run
into each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from journal.gate.draft import Draft, Surroundings
from journal.markdown.blocks import Block
from journal.markdown.github import no_break_marks, ordinary_spaces
from journal.markdown.text import MarkdownText
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "liste-non-lue": Explanation(
        "La ligne commence par un signe qui ne fait pas une liste.",
        "Commencer par un tiret ou un numéro suivi d'un point, puis une espace.",
    ),
    "case-mal-ecrite": Explanation(
        "La case à cocher n'en serait pas une.", "Écrire : `- [ ] Choisir une date`."
    ),
    "numero-de-liste": Explanation(
        "Un nombre en début de ligne serait pris pour le numéro d'une liste, ou changerait.",
        "Pour un nombre, mettre une barre oblique inversée avant le point : `2025\\.`.",
    ),
    "signe-en-debut-de-ligne": Explanation(
        "« > » ou « + » en début de ligne serait pris pour une marque (simple avertissement).",
        "Pour le signe lui-même, mettre une barre oblique inversée devant lui : `\\>`.",
    ),
    "espace-insecable": Explanation(
        "Une espace insécable suit la marque d'une liste (simple avertissement).",
        "Taper une espace ordinaire.",
    ),
}

_BOX = re.compile(
    r"^(?P<lead>[ >]*+)(?P<mark>(?:[-*+•–—]|\d{1,9}[.)])?)(?P<space> *+)"
    r"\[(?P<state>[ xXvV✓✔]{0,3})\](?P<after> *)(?P<rest>[^\s(\[:][^\n]*)",
    re.MULTILINE,
)
_BRACKETS = re.compile(r"\[[ \u00a0\u2007\u202fxXvV✓✔]{0,3}\]")
_BOX_AT_END = re.compile(r"\[[ \u00a0\u2007\u202fxX]?\] *$", re.MULTILINE)
_EMPTY_BOX = re.compile(r"^[ >]*(?:[-*+]|\d{1,9}[.)]) +(?P<box>\[[ xX]?\]) *$", re.MULTILINE)
# Signs that word processors and people put before the lines of a list.
_SIGN = re.compile(
    r"^(?P<lead>[ >]*(?:[-*+] +)?)(?P<sign>[•‣◦▪▫●○■□❖➢➤►▶⁃∙☐☑☒·])"
    r"[ \t\u00a0\u202f]*(?P<rest>\S[^\n]*)",
    re.MULTILINE,
)
_SIGNS = re.compile("[•‣◦▪▫●○■□❖➢➤►▶⁃∙☐☑☒·]")
_TICKED = "☑☒"
_BOXES = "☐☑☒□"
_GLUED = re.compile(
    r"^[ >]*(?P<mark>[-*])(?P<rest>(?:[^\W\d_]|«|(?<=-)(?:\*\*|\[(?![ xX]?\])))[^\n]*)"
)
# What may begin such a line; most lines begin otherwise, and are not looked at any further.
_SUSPECT = re.compile(r"^[ >]*+(?:[-*](?=\S)|[–—−(\d]|[a-z][.)])", re.MULTILINE)
_DASHED = re.compile(r"^[ >]*(?P<mark>[–—−])[ \u00a0\u202f]*(?P<rest>[^\s–—−\d][^\n]*)")
_LETTERED = re.compile(r"^[ >]*\(?[a-z]\)\s*(?P<rest>\S[^\n]*)|^[ >]*[a-z]\. +(?P<dotted>\S[^\n]*)")
_NUMBERED = re.compile(
    r"^[ >]*(?:\(?(?P<a>\d{1,2})(?:\)(?=[^\W\d_])|[/°]|\.(?=[^\W\d_]) ?)|\((?P<b>\d{1,2})\)"
    r"|(?P<c>\d{1,2}) ?[-–—] )\s*(?P<rest>[^\W\d_][^\n]*)"
)
_ITEM = re.compile(r"^[ >]*(?P<number>\d{1,9})[.)] +(?P<rest>\S[^\n]*)")
_TYPED_NUMBER = re.compile(r"(?P<number>\d{1,9})(?P<dot>[.)])")
_START = re.compile(r'start="(\d+)"')
_QUOTED_NUMBER = re.compile(
    r"^ {0,3}(?:(?:[-*+]|\d{1,9}[.)]) +)?"
    r"(?P<sign>>(?= ?(?:ou )?=)|[>+](?= ?(?:(?:de|à|€) ?)?\d))",
    re.MULTILINE,
)
_NOT_FIRST = "Sous une phrase, une liste ne commence que par 1 : les lignes se suivraient."
_ABOVE = "Laissez une ligne vide avant la liste"
# No list of ours is that long: a larger number is a year, a price, a weight.
_LAST_RANK = 99


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Marks that make no list, boxes that make no box, numbers that would change."""
    yield from _check_spaces(draft)
    yield from _check_boxes(draft)
    yield from _check_signs(draft)
    yield from _check_marks(draft)
    yield from _check_numbers(draft)
    yield from _check_quoted_numbers(draft)


def _check_spaces(draft: Draft) -> Iterator[Problem]:
    for found in no_break_marks(draft.text.prose):
        yield draft.problem(
            found.start(),
            "espace-insecable",
            f"Une espace insécable suit « {found['mark'].strip(' >')} » : GitHub n'y voit pas une "
            "liste.",
            "Écrivez une espace ordinaire : "
            f"{ordinary_spaces(draft.text.line_at(found.start('mark')))}",
            severity=Severity.WARNING,
        )


def _check_boxes(draft: Draft) -> Iterator[Problem]:
    if not _BRACKETS.search(draft.text.prose):
        return
    yield from _check_empty_boxes(draft)
    for box in _BOX.finditer(ordinary_spaces(draft.text.prose)):
        mark, state = box["mark"], box["state"]
        is_item = mark and mark not in "•–—" and box["space"]
        is_box = is_item and box["after"] and len(state) == 1 and state in " xX"
        if is_box or not draft.text.begins_line(box.start("mark")):
            continue
        kept = mark if mark and mark not in "•–—" else "-"
        ticked = "x" if state.strip() else " "
        yield draft.problem(
            box.start("mark"),
            "case-mal-ecrite",
            "Cette case à cocher n'en serait pas une : il y faut un tiret, une espace, des "
            "crochets autour d'une espace ou d'un « x », puis une espace.",
            f"Écrivez : {kept} [{ticked}] {draft.text.line_at(box.start('rest'))}",
        )


def _check_empty_boxes(draft: Draft) -> Iterator[Problem]:
    if not _BOX_AT_END.search(draft.text.prose):
        return
    for box in _EMPTY_BOX.finditer(ordinary_spaces(draft.text.prose)):
        line = draft.text.line_of(box.start())
        # Code is no prose, and says what the box is for.
        if draft.text.line_at(draft.text.line_start(line)).endswith("]"):
            yield draft.problem(
                box.start("box"),
                "case-mal-ecrite",
                "Cette case à cocher n'a pas de texte : on ne saurait pas ce qu'elle coche.",
                "Écrivez ce qu'elle coche sur la même ligne, après une espace.",
                severity=Severity.WARNING,
            )


def _check_signs(draft: Draft) -> Iterator[Problem]:
    if not _SIGNS.search(draft.text.prose):
        return
    for found in _SIGN.finditer(draft.text.prose):
        sign = found["sign"]
        if not draft.text.begins_line(found.start("sign")):
            continue
        box = f"[{'x' if sign in _TICKED else ' '}] " if sign in _BOXES else ""
        yield draft.problem(
            found.start("sign"),
            "liste-non-lue",
            f"Cette ligne commence par « {sign} », qui ne fait pas une liste.",
            f"Écrivez : - {box}{draft.text.line_at(found.start('rest'))}",
            severity=Severity.WARNING,
        )


def _check_marks(draft: Draft) -> Iterator[Problem]:
    """Lines that follow each other and all begin as those of a list in other tools."""
    text = draft.text
    suspects = [text.line_of(found.start()) for found in _SUSPECT.finditer(text.prose)]
    if not suspects:
        return
    items = {block.first for block in text.blocks if block.tag == "li"}
    lines = text.prose.split("\n")
    for number in suspects:
        line = lines[number - 1]
        lead = len(line) - len(line.lstrip(" >"))
        if not text.begins_line(text.line_start(number) + lead):
            continue
        above = lines[number - 2] if number > 1 else ""
        below = lines[number] if number < len(lines) else ""
        if mend := _mended(line, number in items):
            alone = not (_mended(above, number - 1 in items) or _mended(below, number + 1 in items))
            begins = not above.strip(" >") or above.rstrip().endswith(":")
            if alone and not (mend.is_certain and begins):
                continue
            yield draft.problem(
                text.line_start(number),
                "liste-non-lue",
                mend.message,
                f"{_ABOVE if mend.message == _NOT_FIRST else 'Écrivez'} : "
                f"{mend.mark}{draft.text.line_at(text.line_start(number) + mend.words)}",
                severity=Severity.ERROR if mend.is_certain else Severity.WARNING,
            )


class _Mend(NamedTuple):
    """How to write a line so that it is one of a list.

    Attributes:
        mark: what to begin it with.
        is_certain: whether such a line alone was meant to be one.
        message: why it is none.
        words: where in the line its words begin.
    """

    mark: str
    is_certain: bool
    message: str
    words: int


def _mended(line: str, is_item: bool) -> _Mend | None:
    """What would make a line one of a list; None when it is one, or was not meant to be."""
    first = line.lstrip(" >")[:1]
    if is_item or not first:
        return None
    if first in "-*":
        found = _GLUED.match(line)
        if found and not (first == "*" and "*" in found["rest"]):
            message = f"Il manque une espace après « {first} » : ce n'est pas une liste."
            return _Mend(f"{first} ", first == "-", message, found.start("rest"))
    elif first in "–—−":
        if found := _DASHED.match(line):
            message = f"Le tiret long « {first} » ne fait pas une liste : les lignes se suivraient."
            return _Mend("- ", False, message, found.start("rest"))
    elif first.isdigit() or first == "(":
        if (found := _NUMBERED.match(line)) and not _ITEM.match(line):
            rank = found["a"] or found["b"] or found["c"]
            message = "Ce numéro ne fait pas une liste : les lignes se suivraient."
            return _Mend(f"{rank}. ", False, message, found.start("rest"))
        if found := _ITEM.match(line):
            return _Mend(f"{found['number']}. ", False, _NOT_FIRST, found.start("rest"))
    if first.islower() and len(line) > 2 and (found := _LETTERED.match(line)):
        group = "rest" if found["rest"] is not None else "dotted"
        message = "Cette lettre ne fait pas une liste : les lignes se suivraient."
        return _Mend("- ", False, message, found.start(group))
    return None


def _check_numbers(draft: Draft) -> Iterator[Problem]:
    """Numbers that would change, or that were no numbers of a list."""
    following: set[int] = set()
    for start, items in _ordered_lists(draft.text):
        typed = [(found, offset) for offset in items if (found := _number(draft.text, offset))]
        if not typed:
            continue
        numbers = [int(found["number"]) for found, _ in typed]
        shown = range(start, start + len(numbers))
        if len(numbers) == 1 and start not in {0, 1, *following}:
            yield _no_number(draft, typed[0][1], typed[0][0])
        elif len(set(numbers)) > 1 and numbers != list(shown):
            at = next(i for i, number in enumerate(numbers) if number != shown[i])
            if max(numbers) > _LAST_RANK:
                yield _no_number(draft, typed[at][1], typed[at][0])
            else:
                yield _other_number(draft, typed[at][1], numbers[at], shown[at])
        following.add(shown[-1] + 1)


def _ordered_lists(text: MarkdownText) -> Iterator[tuple[int, list[int]]]:
    """The first number of each numbered list, and where its items begin."""
    lists: list[tuple[int, list[int]]] = []
    if "<ol" not in text.html:
        return
    opened: list[tuple[Block, list[int]]] = []
    for block in text.blocks:
        if block.tag in ("ol", "ul"):
            start = _START.search(block.attributes)
            opened.append((block, []))
            if block.tag == "ol":
                lists.append((int(start[1]) if start else 1, opened[-1][1]))
        elif block.tag == "li":
            while opened and not (
                opened[-1][0].start == block.start
                and opened[-1][0].first <= block.first <= opened[-1][0].last
            ):
                opened.pop()
            if opened:
                opened[-1][1].append(text.start_of(block))
    yield from lists


def _number(text: MarkdownText, offset: int) -> re.Match[str] | None:
    return _TYPED_NUMBER.match(text.text, offset)


def _no_number(draft: Draft, offset: int, typed: re.Match[str]) -> Problem:
    line = draft.text.line_at(offset)
    rest = line[len(typed[0]) :]
    return draft.problem(
        offset,
        "numero-de-liste",
        f"« {typed[0]} » en début de ligne serait pris pour le numéro d'une liste.",
        f"Écrivez : {typed['number']}\\{typed['dot']}{rest}",
        severity=Severity.ERROR if int(typed["number"]) > _LAST_RANK else Severity.WARNING,
    )


def _other_number(draft: Draft, offset: int, typed: int, shown: int) -> Problem:
    return draft.problem(
        offset,
        "numero-de-liste",
        f"Cet élément porterait le numéro {shown}, et non {typed} : une liste numérote à la suite.",
        f"Écrivez {shown}, ou laissez une ligne de texte entre deux listes.",
        severity=Severity.WARNING,
    )


def _check_quoted_numbers(draft: Draft) -> Iterator[Problem]:
    prose = draft.text.prose
    if ">" not in prose and "+" not in prose:
        return
    for found in _QUOTED_NUMBER.finditer(prose):
        before = prose.rfind("\n", 0, max(found.start() - 1, 0)) + 1
        if not draft.text.begins_line(found.start("sign")):
            continue
        if found.start() and found["sign"] == ">" and prose[before:].lstrip(" ").startswith(">"):
            continue
        rest = draft.text.line_at(found.end())
        apart = "" if rest.startswith("=") else " "
        kind = "une citation" if found["sign"] == ">" else "une liste"
        yield draft.problem(
            found.start("sign"),
            "signe-en-debut-de-ligne",
            f"Cette ligne commence par « {found['sign']} » : ce sera {kind}.",
            f"Pour le signe, écrivez : \\{found['sign']}{apart}{rest}",
            severity=Severity.WARNING,
        )
