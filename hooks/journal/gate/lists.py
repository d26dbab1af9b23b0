"""Lists and task lists: what begins a line as in a list is one, and keeps its number.

What other tools take for the mark of a list is text to GitHub, hence to the site: lines would run
into each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.markdown.blocks import Block
from journal.markdown.github import ODD_SPACES, oddly_spaced, ordinary_spaces
from journal.markdown.list_markers import ITEM
from journal.markdown.text import MarkdownText
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "case-mal-ecrite": Explanation(
        "La case à cocher n'en serait pas une.", "Écrire : `- [ ] Choisir une date`."
    ),
    "numero-de-liste": Explanation(
        "Un nombre en début de ligne serait pris pour le numéro d'une liste, ou changerait.",
        "Pour un nombre, mettre une barre oblique inversée avant le point : `2025\\.`.",
    ),
    "signe-en-debut-de-ligne": Explanation(
        "`>` ou `+` en début de ligne serait pris pour une marque (simple avertissement).",
        "Pour le signe lui-même, mettre une barre oblique inversée devant lui : `\\>`.",
    ),
    "espace-insecable": Explanation(
        "Une espace insécable, fine ou large suit la marque d'une liste (simple avertissement).",
        "Taper une espace ordinaire.",
    ),
}

_ODD_SPACE = re.compile(f"[{ODD_SPACES}]")
_ODD = f"[ {ODD_SPACES}]"
_STATE = rf"[ {ODD_SPACES}xXvV✓✔_]{{0,3}}"
# What other tools put in a box: put off, under way, a question.
_OTHER_STATES = "-/<>?!~*.oO"
# Between parentheses, « x » alone may be a word, and nothing the sign of a program.
_ROUND = r"[ _]|(?<=[-*+] \()[xX✓✔]?"
_BOX = re.compile(
    r"^(?P<lead>[ >]*+)(?P<mark>(?:[-*+•–—]|\d{1,9}[.)])?)(?P<space> *+)"
    rf"(?:\[(?P<state>{_STATE}|[{_OTHER_STATES}])\]|［(?P<wide>{_STATE})］|\((?P<round>{_ROUND})\))"
    rf"(?P<after>{_ODD}*)(?P<rest>[^\s(\[:{{][^\n]*)",
    re.MULTILINE,
)
_BRACKETS = re.compile(rf"\[(?:{_STATE}|[{_OTHER_STATES}])[\]］]")
_BOX_AT_END = re.compile(rf"\[[ {ODD_SPACES}xX]?\] *$", re.MULTILINE)
_EMPTY_BOX = re.compile(rf"^[ >]*{ITEM} +(?P<box>\[[ xX]?\]) *$", re.MULTILINE)
_TYPED_NUMBER = re.compile(r"(?P<number>\d{1,9})(?P<dot>[.)])")
_START = re.compile(r'start="(\d+)"')
_QUOTED_NUMBER = re.compile(
    rf"^ {{0,3}}(?:{ITEM} +)?"
    r"(?P<sign>>(?= ?(?:ou )?=)|(?:>|\+(?= ))(?= ?(?:(?:de|à|€) ?)?\d))",
    re.MULTILINE,
)
# No list of ours is that long: a larger number is a year, a price, a weight.
_LAST_RANK = 99


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Marks that make no list, boxes that make no box, numbers that would change."""
    yield from _check_spaces(draft)
    yield from _check_boxes(draft)
    yield from _check_numbers(draft)
    yield from _check_quoted_numbers(draft)


def _check_spaces(draft: Draft) -> Iterator[Problem]:
    for found in oddly_spaced(draft.text.text):
        mark = found["mark"].strip(" >")
        # What follows may be code or a remark; the mark itself may not.
        if not draft.text.prose[slice(*found.span("mark"))].strip():
            continue
        line = ordinary_spaces(draft.text.line_at(found.start()))
        yield draft.problem(
            found.start(),
            "espace-insecable",
            f"Une espace qui n'est pas ordinaire suit « {mark} » : GitHub n'y voit pas une liste."
            if _ODD_SPACE.search(found["space"])
            else "Cette case contient une espace qui n'est pas ordinaire : GitHub n'en fait rien.",
            f"Écrivez une espace ordinaire : {line}",
            severity=Severity.WARNING,
        )


def _check_boxes(draft: Draft) -> Iterator[Problem]:
    text = draft.text
    is_round = text.signs.holds("( ", "(_", "- (", "* (", "+ (")
    if not is_round and not text.signs.holds("［") and not _BRACKETS.search(text.prose):
        return
    yield from _check_empty_boxes(draft)
    for box in _BOX.finditer(ordinary_spaces(text.prose)):
        mark, state = box["mark"], box["state"]
        is_item = mark and mark not in "•–—" and box["space"] and box["after"][:1] == " "
        is_other = bool(state) and state in _OTHER_STATES
        is_right = bool(is_item) and state in (" ", "x", "X")
        # Without the mark of a list, another state is any text between brackets.
        if is_right or (is_other and not is_item):
            continue
        if not text.begins_line(box.start("mark")):
            continue
        kept = mark if mark and mark not in "•–—" else "-"
        inside = state or box["wide"] or box["round"] or ""
        ticked = "x" if inside.strip(" _") and (not is_other or inside in "oO") else " "
        yield draft.problem(
            box.start("mark"),
            "case-mal-ecrite",
            "Cette case à cocher n'en serait pas une : il y faut un tiret, une espace, des "
            "crochets autour d'une espace ou d'un « x », puis une espace.",
            f"Écrivez : {kept} [{ticked}] {text.line_at(box.start('rest'))}",
            severity=Severity.WARNING if is_other or box["round"] is not None else Severity.ERROR,
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


def _check_numbers(draft: Draft) -> Iterator[Problem]:
    """Numbers that would change, or that were no numbers of a list."""
    following: set[int] = set()
    said: set[int] = set()
    for start, items in _ordered_lists(draft.text):
        typed = [(found, offset) for offset in items if (found := _number(draft.text, offset))]
        if not typed:
            continue
        numbers = [int(found["number"]) for found, _ in typed]
        shown = range(start, start + len(numbers))
        if len(numbers) == 1 and start not in {0, 1, *following}:
            # « 02. 40. » is a list in a list: the first number says it all.
            if (line := draft.text.line_of(typed[0][1])) not in said:
                yield _no_number(draft, typed[0][1], typed[0][0])
            said.add(line)
        elif len(set(numbers)) > 1 and numbers != list(shown):
            if max(numbers) > _LAST_RANK:
                yield from (_no_number(draft, offset, found) for found, offset in typed)
            else:
                at = next(i for i, number in enumerate(numbers) if number != shown[i])
                yield _other_number(draft, typed[at][1], numbers[at], shown[at])
        following.add(shown[-1] + 1)


def _ordered_lists(text: MarkdownText) -> Iterator[tuple[int, list[int]]]:
    """The first number of each numbered list, and where its items begin."""
    lists: list[tuple[int, list[int]]] = []
    if not any(block.tag == "ol" for block in text.blocks):
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
    if not draft.text.signs.holds(">", "+"):
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
