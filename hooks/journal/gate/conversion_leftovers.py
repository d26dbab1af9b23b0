"""What other formats leave in a text: their codes, their settings in braces, their fields.

None of it is Markdown: GitHub shows it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from journal.gate.conversion_patterns import REMNANTS, Remnant
from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.gate.machine_patterns import MACHINE_REMNANTS
from journal.gate.message_patterns import MESSAGE_REMNANTS
from journal.gate.tool_patterns import TOOL_REMNANTS
from journal.language.lost_apostrophes import with_apostrophes
from journal.language.rare_characters import any_of
from journal.markdown.blocks import LEAVES
from journal.markdown.text import MarkdownText
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "reste-de-conversion": Explanation(
        "Des signes restent d'une conversion depuis un autre format (simple avertissement).",
        "Les retirer, comme le message le propose.",
    ),
    "signe-large": Explanation(
        "Un signe large, d'un clavier d'Asie, n'est pas une marque (simple avertissement).",
        "Taper le signe ordinaire.",
    ),
    "code-sans-signe": Explanation(
        "Un code ne montre aucun signe : personne ne peut lire ce qu'il voulait dire.",
        "Taper le signe lui-même à sa place.",
    ),
}

_EVERY = tuple(
    (any_of(*remnant.signs), remnant)
    for remnant in (*REMNANTS, *MESSAGE_REMNANTS, *MACHINE_REMNANTS, *TOOL_REMNANTS)
)
# Passes over a line, for what stands within what has been mended.
_PASSES = 4
_SHOWN = 60
# Marks typed with a keyboard whose signs are as wide as letters of Chinese.
_WIDE_SIGNS = "＃＊＞＋［］｀＿｜"
_WIDE = re.compile(f"[{_WIDE_SIGNS}]")
_CUT = re.compile(r"[^\W\d_]=\n(?=[ >]*[^\W\d_])")
# Not « pré- et post-formation », nor a part of an address.
_CUT_WORD = re.compile(
    r"(?<![\w/.@-])(?P<first>[^\W\d_]+)(?P<hyphen>[-\u2010\u00ac])\n[ >]*"
    r"(?!(?:et|ou|ni|puis|comme|à|and|or|to)\b)(?P<second>[a-zà-ÿœ]+)"
)
_BACKSLASH = re.compile(r"(?<!\\)(?:\\\\)*\\(?= *(?:\||$))", re.MULTILINE)
# Codes of no sign: nothing, half of a pair, beyond the last one, commands, signs that are none.
_CODE = re.compile(r"&#(?:(?P<figures>\d{1,7})|[xX](?P<hex>[0-9a-fA-F]{1,6}));")


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """What other formats leave, and would be read."""
    text = draft.text
    yield from _check_remnants(draft)
    if text.signs.holds("=\n"):
        yield from _check_cut_lines(draft)
    if text.signs.holds("-\n", "\u2010\n", "\u00ac\n"):
        yield from _check_cut_words(draft)
    if text.signs.holds("\\"):
        yield from _check_backslashes(draft)
    if text.signs.holds("&#"):
        yield from _check_codes(draft)
    if not text.signs.characters.isdisjoint(_WIDE_SIGNS):
        yield from _check_wide_signs(draft)


def _check_remnants(draft: Draft) -> Iterator[Problem]:
    """One problem a line, with the whole line mended."""
    text = draft.text
    every = sorted(_remnants(text), key=lambda each: each[0].start())
    for line, group in groupby(every, lambda each: text.line_of(each[0].start())):
        found = list(group)
        first, remnant = found[0]
        mended = _mended(text.text, text.line_start(line), found)
        message = f"« {first[0].strip()[:_SHOWN]} » est {remnant.name}."
        yield _left(draft, first.start(), message, mended, remnant.more)


def _remnants(text: MarkdownText) -> Iterator[tuple[re.Match[str], Remnant]]:
    for may_be_in, remnant in _EVERY:
        if not may_be_in(text.prose):
            continue
        if not (remnant.near or remnant.pattern).search(text.prose):
            continue
        # In an address, a code is where it should be; at the end of a line, braces may act.
        prose = text.prose_alone if remnant.signs[0] in "%=?" else text.prose
        braces = text.attributes if remnant.signs[0] == "{" else ()
        acting = {each.offset for each in braces}
        for found in remnant.pattern.finditer(prose):
            if not found[0].strip() or found.start() + found[0].find("{") in acting:
                continue
            if not remnant.is_linkable or text.shows(found[0].strip()):
                yield found, remnant


def _mended(text: str, start: int, every: list[tuple[re.Match[str], Remnant]]) -> str | None:
    """The line that begins there without what was left in it; None when only its author knows."""
    end = text.find("\n", start)
    parts, last = [], start
    for found, remnant in every:
        if found.start() < last:
            continue
        said = remnant.clean(found)
        # Code, which is blank in the prose, would be lost; but where the whole line says nothing.
        is_line = found.start() == start and found.end() in (end, len(text))
        if said is None or (
            text[found.start() : found.end()] != found[0] and (said or not is_line)
        ):
            return None
        for _ in range(_PASSES if remnant.is_nested else 0):
            said = _cleaned(remnant, said)
        parts += [text[last : found.start()], said]
        last = found.end()
    line = "".join([*parts, text[last : end if end >= 0 else None]]).strip()
    # Without what parted them, words may lack their apostrophes.
    return line if "`" in line else with_apostrophes(line)


def _cleaned(remnant: Remnant, text: str) -> str:
    return remnant.pattern.sub(lambda found: remnant.clean(found) or "", text)


def _left(draft: Draft, offset: int, message: str, mended: str | None, more: str = "") -> Problem:
    more = f" ; {more}" if more else "."
    if mended is None:
        hint = f"Écrivez à sa place ce qu'il voulait dire, ou retirez-le{more}"
    elif not mended.strip(" >-*+"):
        hint = f"Retirez cette ligne{more}"
    else:
        hint = f"Écrivez : {mended}"
    return draft.problem(offset, "reste-de-conversion", message, hint, severity=Severity.WARNING)


def _check_cut_lines(draft: Draft) -> Iterator[Problem]:
    """Lines that a mail cuts with « = »."""
    text = draft.text
    for found in _CUT.finditer(text.prose):
        number = text.line_of(found.start())
        first = text.line_at(text.line_start(number)).removesuffix("=")
        second = text.line_at(text.line_start(number + 1)).lstrip("> ")
        yield draft.problem(
            found.start() + 1,
            "reste-de-conversion",
            "« = » en fin de ligne est la coupure d'un courriel, qui se lirait telle quelle.",
            f"Écrivez, sur une seule ligne : {first}{second}",
            severity=Severity.WARNING,
        )


def _check_cut_words(draft: Draft) -> Iterator[Problem]:
    """Words that a printed page cuts: the line break is read as a space."""
    for found in _CUT_WORD.finditer(draft.text.prose):
        first, second = found["first"], found["second"]
        yield draft.problem(
            found.start(),
            "reste-de-conversion",
            f"Ce mot est coupé en fin de ligne : on lirait « {first}{found['hyphen']} {second} ».",
            f"Écrivez-le sur une seule ligne : « {first}{second} », ou « {first}-{second} ».",
            severity=Severity.WARNING,
        )


def _check_backslashes(draft: Draft) -> Iterator[Problem]:
    """A backslash that ends a paragraph, a title, an item or a cell breaks no line, and is read."""
    text = draft.text
    if not _BACKSLASH.search(text.prose):
        return
    for block in text.blocks:
        if block.tag not in LEAVES or not text.visible_of(block).rstrip().endswith("\\"):
            continue
        ends = list(_BACKSLASH.finditer(text.prose, text.start_of(block), text.end_of(block)))
        if ends:
            line = text.line_at(text.line_start(text.line_of(ends[-1].start())))
            message = "« \\ » en fin de texte n'y va pas à la ligne : il se lirait."
            yield _left(draft, ends[-1].end() - 1, message, _BACKSLASH.sub("", line))


def _check_codes(draft: Draft) -> Iterator[Problem]:
    """Numbers of signs that are none: GitHub shows « � »."""
    for found in _CODE.finditer(draft.text.prose):
        number = int(found["figures"] or 0) or int(found["hex"] or "0", 16)
        sign = chr(number) if number <= 0x10FFFF and not 0xD800 <= number < 0xE000 else ""
        if (
            sign in ("", "\0")
            or (number < 0x20 and sign not in "\t\n\r")
            or number & 0xFFFE == 0xFFFE
        ):
            yield draft.problem(
                found.start(),
                "code-sans-signe",
                f"« {found[0]} » n'est le code d'aucun signe.",
                "Tapez le signe lui-même à sa place, ou retirez ce code.",
            )


def _check_wide_signs(draft: Draft) -> Iterator[Problem]:
    text = draft.text
    for number, line in enumerate(text.prose.split("\n"), start=1):
        if found := _WIDE.search(line):
            start = text.line_start(number)
            narrow = _WIDE.sub(lambda sign: chr(ord(sign[0]) - 0xFEE0), text.line_at(start))
            yield draft.problem(
                start + found.start(),
                "signe-large",
                f"« {found[0]} » est un signe large : GitHub n'y voit pas une marque.",
                f"Écrivez : {narrow}",
                severity=Severity.WARNING,
            )
