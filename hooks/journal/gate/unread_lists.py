"""Lines that word processors and other tools take for those of a list, and GitHub for text.

They would run into each other, or into the item above.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.markdown.github import ODD_SPACES
from journal.markdown.list_markers import BULLETS, DRAWN_BOXES, FONT_BULLETS, INNER_BULLETS, box_of
from journal.markdown.text import MarkdownText
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "liste-non-lue": Explanation(
        "La ligne commence par un signe qui ne fait pas une liste.",
        "Commencer par un tiret ou un numéro suivi d'un point, puis une espace.",
    ),
}

_SPACE = f"[ \\t{ODD_SPACES}]"
_SIGNS = BULLETS + INNER_BULLETS + DRAWN_BOXES
_SIGN = re.compile(
    rf"^(?P<lead>[ >]*(?:[-*+] +)?)(?P<sign>[{_SIGNS}]){_SPACE}*(?P<rest>[^\s{ODD_SPACES}][^\n]*)",
    re.MULTILINE,
)

_LEAD = r"[ >]*"
_GLUED = re.compile(
    rf"{_LEAD}(?P<mark>[-*])(?P<rest>(?:[^\W\d_]|«|(?<=-)(?:\*\*|\[(?![ xX]?\])))[^\n]*)"
)
# What may begin such a line; most lines begin otherwise, and are not looked at any further.
_SUSPECT = re.compile(
    rf"\n[ >]*+(?:[-*](?=\S)|[(\d]|=+>|\\[-*](?= )|[a-zA-Z]{{1,4}}[.)/]|[ovqn~_§¤»üØ](?={_SPACE})"
    r"|[^\x00-\xff…œŒ“”‘’])"
)
_DASHED = re.compile(rf"{_LEAD}[–—−]{_SPACE}*(?P<rest>[^\s–—−\d][^\n]*)")
_LETTERED = re.compile(
    rf"{_LEAD}(?:\(?(?P<letter>[a-zA-Z]|[ivxIVX]{{1,4}})[)/]|(?P<dotted>[a-zA-Z]|[ivxIVX]{{1,4}})\.(?={_SPACE}))"
    r"\s*(?P<rest>\S[^\n]*)"
)
_LETTERS = ("A", "a")
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_NUMBERED = re.compile(
    rf"{_LEAD}(?:\(?(?P<a>\d{{1,2}})(?:\)(?=[^\W\d_])|/|°\)?| ?\.(?=[^\W\d_])| \. )"
    r"|\((?P<b>\d{1,2})\)"
    rf"|(?P<c>\d{{1,2}}) ?[-–—] )\s*(?P<rest>[^\W\d_][^\n]*)"
)
_ITEM = re.compile(rf"{_LEAD}(?P<number>\d{{1,9}})[.)] +(?P<rest>\S[^\n]*)")
_LEVELS = re.compile(
    rf"{_LEAD}(?P<rest>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?:[.)]|(?={_SPACE})){_SPACE}*[^\W\d_][^\n]*)"
)
_REPEATED = re.compile(rf"{_LEAD}(?P<mark>--+|\*\*+|\+\++){_SPACE}+(?P<rest>[^\s*+-][^\n]*)")
# `-* un`, `-# un`, and `-** un` within: lists of SPIP.
_SPIP = re.compile(rf"{_LEAD}(?P<mark>-(?:\*{{1,4}}|#{{1,4}})) (?P<rest>\S[^\n]*)")
# Arrows of a keyboard, and marks that a conversion has made plain.
_ARROW = re.compile(rf"{_LEAD}(?P<mark>[-=]+>|\\[-*]){_SPACE}+(?P<rest>[^\W\d_][^\n]*)")
_DRAWN = re.compile(
    rf"{_LEAD}(?P<sign>[^\w\s]|[{FONT_BULLETS}_①-⒛❶-➓]|\d(?=\ufe0f?\u20e3))[\ufe0f\u20e3\u200d]*{_SPACE}+"
    rf"(?P<rest>\S[^\n]*)"
)
# Besides symbols: what fonts made of symbols leave, and what people type for them.
_OTHER_DRAWN = frozenset(f"{FONT_BULLETS}_¶†‡»¤~")
# Symbols that say nothing: those that say something stay before the words.
_SILENT = re.compile(f"[{FONT_BULLETS}_¶†‡»¤~←-⇿⟰-⟿⤀-⥿⬀-⯿■-◿✀-➿]")
_SAYING = frozenset("⭐✅✓✔✗✘❌❓❗✉☎✆✍")
# Marks of Markdown, and what tables are drawn with.
_NO_BULLET = re.compile("[+<=>|`^─-╿¦｜￨]")
_NOT_FIRST = "Sous une phrase, une liste ne commence que par 1 : les lignes se suivraient."
_A_DIALOGUE = " ; dans un dialogue, laissez une ligne vide entre deux répliques"
_RUN_ON = "ne fait pas une liste : les lignes se suivraient."


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Signs that make no list, and lines that follow each other and begin as in a list."""
    yield from _check_signs(draft)
    yield from _check_marks(draft)


def _check_signs(draft: Draft) -> Iterator[Problem]:
    if draft.text.signs.characters.isdisjoint(_SIGNS):
        return
    for found in _SIGN.finditer(draft.text.prose):
        sign = found["sign"]
        if not draft.text.begins_line(found.start("sign")):
            continue
        words, *others = draft.text.line_at(found.start("rest")).split(f" {sign} ")
        how = "Écrivez, une ligne par élément" if others else "Écrivez"
        yield draft.problem(
            found.start("sign"),
            "liste-non-lue",
            f"Cette ligne commence par « {sign} », qui ne fait pas une liste.",
            f"{how} : - {box_of(sign)}{words.strip()}",
            severity=Severity.WARNING,
        )


class _Mend(NamedTuple):
    """How to write a line so that it is one of a list.

    Attributes:
        family: what its neighbours must begin with too, unless it is certain.
        mark: what to begin it with.
        message: why it is none.
        words: where in the line its words begin.
        is_certain: whether such a line alone was meant to be one.
        is_inner: whether it belongs to the item above.
        more: what else it may have been meant for.
    """

    family: str
    mark: str
    message: str
    words: int
    is_certain: bool = False
    is_inner: bool = False
    more: str = ""


def _check_marks(draft: Draft) -> Iterator[Problem]:
    """Lines that follow each other and all begin as those of a list in other tools."""
    text = draft.text
    # After one more line break, each stands where the line that follows it does without.
    found = _SUSPECT.finditer(f"\n{text.prose}")
    suspects = [text.line_of(line_break.start()) for line_break in found]
    if not suspects:
        return
    items, held = _items(text)
    lines = text.prose.split("\n")
    for number in suspects:
        line = lines[number - 1]
        lead = len(line) - len(line.lstrip(" >"))
        is_said = line[lead : lead + 1] in _SIGNS
        mend = None if number in items or is_said else _mended(line)
        if not mend or not text.begins_line(text.line_start(number) + lead):
            continue
        # What fonts of symbols leave may stand alone in its paragraph.
        apart = mend.family in _OTHER_DRAWN
        above = _beside(lines, number, -1, apart=apart)
        below = _beside(lines, number, 1, apart=apart)
        near = (_mended(above, number - 1 in items), _mended(below, number + 1 in items))
        if any(other and other.family in _LETTERS and other.mark != "- " for other in near):
            mend = _of_letters(line, is_roman=True) or mend
        # One blank line mends them all.
        if mend.message == _NOT_FIRST and near[0] and near[0].message == _NOT_FIRST:
            continue
        if not mend.is_inner or number - 1 not in items:
            alone = not any(other and other.family == mend.family for other in near)
            # « - bois », then « -métal » or « – métal ».
            if mend.family == "-" and number - 1 in items:
                alone, mend = False, mend._replace(is_certain=False)
            begins = not above.strip(" >") or above.rstrip().endswith(":")
            if alone and not (mend.is_certain and begins):
                continue
        is_inner = mend.is_inner and (number in held or mend.family == "-*")
        yield _unread(draft, number, mend, is_inner=is_inner)


def are_of_a_list(lines: list[str]) -> bool:
    """Whether two lines that follow each other both begin as in a list: it is said of them."""
    families = (mend.family if (mend := _mended(line)) else "" for line in lines)
    return any(one and one == other for one, other in pairwise(families))


def _beside(lines: list[str], number: int, step: int, *, apart: bool) -> str:
    """The line next to one, from 1, in either direction; beyond a blank one when it is apart."""
    found = ""
    for index in (number - 1 + step, number - 1 + 2 * step)[: 1 + apart]:
        found = lines[index] if 0 <= index < len(lines) else ""
        if found.strip(" >"):
            break
    return found


def _items(text: MarkdownText) -> tuple[set[int], set[int]]:
    """The lines on which an item begins, and those that an item holds."""
    items: set[int] = set()
    held: set[int] = set()
    last = 0
    for block in text.blocks:
        if block.tag == "li":
            items.add(block.first)
            held.update(range(max(block.first, last) + 1, block.last + 1))
            last = max(last, block.last)
    return items, held


def _unread(draft: Draft, number: int, mend: _Mend, *, is_inner: bool) -> Problem:
    words = draft.text.line_at(draft.text.line_start(number) + mend.words)
    how = "Écrivez, après quatre espaces" if is_inner else "Écrivez"
    if mend.message == _NOT_FIRST:
        how = "Laissez une ligne vide avant la liste"
    return draft.problem(
        draft.text.line_start(number),
        "liste-non-lue",
        mend.message,
        f"{how} : {mend.mark}{words}{mend.more}",
        severity=Severity.ERROR if mend.is_certain else Severity.WARNING,
    )


def _mended(line: str, is_item: bool = False) -> _Mend | None:
    """What would make a line one of a list; None when it is one, or was not meant to be."""
    first = line.lstrip(" >")[:1]
    if is_item or not first:
        return None
    if found := _ARROW.match(line):
        return _Mend("->", "- ", f"« {found['mark']} » {_RUN_ON}", found.start("rest"))
    if first in "-*+":
        return _of_hyphens(line, first)
    if first in "–—−":
        if found := _DASHED.match(line):
            message = f"Le tiret long « {first} » {_RUN_ON}"
            more = _A_DIALOGUE if first == "—" else ""
            return _Mend("-", "- ", message, found.start("rest"), more=more)
    elif first.isdecimal() or first == "(":
        return _of_numbers(line) or _of_letters(line) or _of_signs(line)
    elif first.isascii() and first.isalpha():
        return _of_letters(line) or _of_signs(line)
    return _of_signs(line)


def _of_hyphens(line: str, first: str) -> _Mend | None:
    if found := _SPIP.match(line):
        mark = found["mark"]
        place = (f"« {mark} » {_RUN_ON}", found.start("rest"), True)
        return _Mend("-*", "1. " if "#" in mark else "- ", *place, is_inner=len(mark) > 2)
    if found := _REPEATED.match(line):
        if found["mark"] in found["rest"]:
            return None
        message = f"« {found['mark']} » {_RUN_ON}"
        return _Mend(found["mark"][0] * 2, "- ", message, found.start("rest"), is_inner=True)
    found = _GLUED.match(line)
    if found and not (first == "*" and "*" in found["rest"]):
        message = f"Il manque une espace après « {first} » : ce n'est pas une liste."
        return _Mend("-", f"{first} ", message, found.start("rest"), is_certain=first == "-")
    return None


def _of_numbers(line: str) -> _Mend | None:
    if found := _LEVELS.match(line):
        message = f"Ce numéro à plusieurs chiffres {_RUN_ON}"
        return _Mend("1.1", "- ", message, found.start("rest"), is_inner=True)
    if found := _ITEM.match(line):
        return _Mend("1", f"{found['number']}. ", _NOT_FIRST, found.start("rest"))
    if found := _NUMBERED.match(line):
        rank = found["a"] or found["b"] or found["c"]
        return _Mend("1", f"{rank}. ", f"Ce numéro {_RUN_ON}", found.start("rest"))
    return None


def _of_letters(line: str, *, is_roman: bool = False) -> _Mend | None:
    """A letter or a Roman number; one of a letter alone is one beside others only."""
    found = _LETTERED.match(line)
    if not found or len(line.strip()) < 3:
        return None
    letters = found["letter"] or found["dotted"]
    mark, words, family = "- ", found.start("rest"), _LETTERS[letters.islower()]
    if _ROMAN.fullmatch(letters.lower()) and (is_roman or len(letters) > 1):
        mark = f"{_value(letters.lower())}. "
    elif len(letters) > 1:
        return None
    elif letters.isupper():
        # Others may name it by its letter; or it is somebody's.
        words = found.start("letter" if found["letter"] else "dotted")
    message = f"Cette lettre {_RUN_ON}"
    return _Mend(family, mark, message, words, is_inner=letters.islower())


def _value(roman: str) -> int:
    """The value of a number in Roman figures, up to 39."""
    worth = [{"i": 1, "v": 5, "x": 10}[figure] for figure in roman]
    following = [*worth[1:], 0]
    return sum(-one if one < after else one for one, after in zip(worth, following, strict=True))


def _of_signs(line: str) -> _Mend | None:
    found = _DRAWN.match(line)
    if not found:
        return None
    sign = found["sign"]
    place = (f"« {sign} » {_RUN_ON}", found.start("rest"))
    if sign.isnumeric():
        return _Mend("①", f"{int(unicodedata.numeric(sign))}. ", *place)
    if sign in _OTHER_DRAWN or (
        not _NO_BULLET.match(sign) and unicodedata.category(sign)[0] == "S"
    ):
        says = sign in _SAYING or not _SILENT.match(sign)
        words = found.start("sign") if says else found.start("rest")
        family = sign if sign in _OTHER_DRAWN else "☺"
        return _Mend(family, "- ", place[0], words, is_inner=sign in _OTHER_DRAWN)
    return None
