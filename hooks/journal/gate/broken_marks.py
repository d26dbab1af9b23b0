"""What conversions and hasty hands leave: marks that are no marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.markdown.blocks import LEAVES
from journal.markdown.github import ODD_SPACES
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "titre-sans-espace": Explanation(
        "Des dièses sans espace après eux ne font pas un titre.", "Écrire : `## Titre`."
    ),
    "marque-mal-ecrite": Explanation(
        "Des astérisques se liraient, ou disparaîtraient.",
        "Les coller aux mots : `**mots**` ; pour le signe lui-même, écrire `\\*`.",
    ),
}

_ESCAPES = re.compile(r"\\(?=['\"])")
_BRACES_ALONE = re.compile(r"^[ >]*+(\{:? ?[#.][\w-][^{}\n]*\})[ ]*$", re.MULTILINE)
_BRACES = re.compile(r"\[(?P<text>[^\[\]\n]*)\]\{(?!https?:)(?P<list>[^{}\n]*)\}")
_SPACED = (
    re.compile(rf"(?P<mark>\*\*|~~|(?<!\w)__)(?=[ {ODD_SPACES}])(?P<words>[^*~_\n]++)(?P=mark)"),
    re.compile(rf"(?P<mark>\*\*|~~)(?P<words>[^\s*~][^*~\n]*+)(?<=[ {ODD_SPACES}])(?P=mark)"),
)
_PRODUCT = re.compile(r"\d+(?:\*\d+)+")
_TIMES = re.compile(r"\*(?<=\d\*)\d")
_MARKS = ("**", "~~", "__")
_MARK = re.compile(r"\*\*|~~|(?<!\w)__(?=\s?\w)")
# Marks within a word begin or end nothing next to a sign: « C'est**important.**Il ».
_WITHIN = re.compile(r"(?P<mark>\*\*|~~)[^\s*~](?:[^*~\n]*[^\s*~])?(?P=mark)")
_LAST_WORD, _WORD = re.compile(r"\S+\Z"), re.compile(r"\S+")
_OPENING = re.compile(r"(?<![\w*~_.,;:!?»)])(?:\*\*|~~)(?=[^\W_]|[«(])(?!\d)")
_ENDING = re.compile(r"[^\s*~_]\*\*(?![\w*])")
_STUCK = (
    "Collez-les aux mots qu'ils entourent, sans espace ni signe entre les deux : **mots** ; pour "
    "les signes eux-mêmes, écrivez \\* devant chacun."
)
_GLUED_HEADING = re.compile(
    rf"[ >]*(?P<marks>#{{7,}}|#{{1,6}}(?=[^\s#+.]|[+.](?![\w ])|[{ODD_SPACES}]))[^\n]*\S[^\n]*"
)

# « #projet #réunion », « #projet/réunion » are how notebooks sort their pages.
_TAGS = re.compile(
    r"(?:#[^\W\d_][\w-]*(?:/[\w-]+)*#?(?: +(?=#)|$)){2,}|#[^\W\d_][\w-]*(?:/[\w-]+)+#?"
)


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Emphasis and headings that would be read with their marks."""
    yield from _check_emphasis(draft)
    if draft.text.signs.holds("** ", " **"):
        yield from _check_nested(draft)
    yield from _check_headings(draft)


def _check_emphasis(draft: Draft) -> Iterator[Problem]:
    text = draft.text
    if not text.signs.holds("*", "~~", "__"):
        return
    may_be_lost = _TIMES.search(text.prose)
    shown = set(_PRODUCT.findall(text.visible)) if may_be_lost else set()
    for found in _PRODUCT.finditer(text.prose_alone) if may_be_lost else ():
        if found[0] not in shown:
            yield draft.problem(
                found.start(),
                "marque-mal-ecrite",
                f"« {found[0]} » perdrait ses astérisques, pris pour de l'italique.",
                f"Écrivez : {found[0].replace('*', chr(92) + '*')}, ou le signe « × ».",
                severity=Severity.WARNING,
            )
    if text.reads(*_MARKS) and _MARK.search(text.visible):
        yield from _check_marks(draft, text.prose_alone)


def _check_marks(draft: Draft, prose: str) -> Iterator[Problem]:
    """Marks of emphasis that would be read."""
    text = draft.text
    said: set[int] = set()
    last = 0
    every = (found for pattern in _SPACED for found in pattern.finditer(prose))
    for found in sorted(every, key=lambda found: found.start()):
        if found.start() >= last and found["words"].strip() and text.shows(found[0]):
            said.add(text.line_of(found.start()))
            last = found.end()
            mended = f"{found['mark']}{found['words'].strip()}{found['mark']}"
            yield _left(draft, found.start(), f"Écrivez : {mended}", Severity.ERROR)
    ends = [found.start() for found in _ENDING.finditer(prose)]
    for block in text.blocks:
        marks = _MARK.findall(text.visible_of(block)) if block.tag in LEAVES else ()
        if not marks or not said.isdisjoint(range(block.first, block.last + 1)):
            continue
        start, end = text.start_of(block), text.end_of(block)
        if "\\*" in text.text[start:end]:
            continue
        if len(marks) == 1:
            yield from _check_alone(draft, prose, (start, end), ends)
        elif typed := _MARK.search(prose, start, end):
            yield _left(draft, typed.start(), _within_a_word(prose, start, end), Severity.WARNING)


def _within_a_word(prose: str, start: int, end: int) -> str:
    """What to do of marks that a space would make bold, « C'est**important.**Il »."""
    for found in _WITHIN.finditer(prose, start, end):
        before = prose[max(found.start() - 2, start) : found.start()]
        # After one letter, an apostrophe is missing: « L**«avenir»** ».
        if before[-1:].isalpha() and not before[:-1].isalpha():
            continue
        after = prose[found.end() : found.end() + 1]
        if before[-1:].isalnum() or after.isalnum():
            first = _LAST_WORD.search(prose, start, found.start())
            last = _WORD.match(prose, found.end())
            spaced = " " * before[-1:].isalnum(), " " * after.isalnum()
            return (
                f"Écrivez : {first[0] if first else ''}{spaced[0]}{found[0]}"
                f"{spaced[1]}{last[0] if last else ''}"
            )
    return _STUCK


def _check_alone(
    draft: Draft, prose: str, within: tuple[int, int], ends: list[int]
) -> Iterator[Problem]:
    """Bold that nothing ends in its paragraph, unless a note is called so: « tarif** »."""
    opening = _OPENING.search(prose, *within)
    if not opening or (ends and ends[0] < opening.start()):
        return
    mark = opening[0]
    word = re.compile(r"[^\s*~]+").match(prose, opening.end(), within[1])
    example = f"{mark}{word[0].rstrip('.,;:') if word else 'mots'}{mark}"
    hint = f"Écrivez ces signes une seconde fois, après le dernier mot : {example}, ou retirez-les."
    if ends and ends[-1] >= within[1]:
        hint = (
            "Le gras ne va pas d'un paragraphe à l'autre : écrivez ces signes au début et à la "
            f"fin de chacun, comme {example}."
        )
    yield _left(draft, opening.start(), hint, Severity.WARNING)


def _left(draft: Draft, offset: int, hint: str, severity: Severity) -> Problem:
    return draft.problem(
        offset,
        "marque-mal-ecrite",
        "Ces signes ne feraient ni gras ni barré : ils se liraient dans la page.",
        hint,
        severity=severity,
    )


def _check_nested(draft: Draft) -> Iterator[Problem]:
    """Bold that a space keeps from ending: GitHub has all of it in bold, down to another mark."""
    text = draft.text
    for block in text.blocks:
        shown = text.shown_in(block) if block.tag in LEAVES - {"td", "th"} else ""
        if "<strong>" not in shown or "data-sourcepos" in shown:
            continue
        typed = _BOLD.findall(text.prose_alone, text.start_of(block), text.end_of(block))
        read = shown.count("**") + 2 * shown.count("<strong>")
        if len(typed) > max(read, _FEWEST):
            yield draft.problem(
                text.start_of(block),
                "marque-mal-ecrite",
                "Un passage en gras n'y finit pas où il devait : la suite serait en gras aussi.",
                "Collez les astérisques aux mots qu'ils entourent, au début comme à la fin : "
                "**mots**.",
                severity=Severity.WARNING,
            )


_BOLD = re.compile(r"(?<!\*)\*\*(?!\*)")
_FEWEST = 3


def _check_headings(draft: Draft) -> Iterator[Problem]:
    """Hashes without the space that makes a heading."""
    text = draft.text
    lines = (_GLUED_HEADING.match(text.prose, start) for start in text.signs.lines_with("#"))
    glued = [found for found in lines if found and text.begins_line(found.start("marks"))]
    levels = [(heading.offset, heading.level) for heading in text.headings()] if glued else []
    for found in glued:
        line = text.line_at(found.start("marks"))
        # Some close a heading with as many hashes.
        words = line.lstrip("#").strip().removesuffix(found["marks"]).rstrip()
        words = re.sub(r"(?<=\S)(?=\{#[\w-]+\}$)", " ", words)
        # No level is skipped.
        above = bisect_left(levels, (found.start("marks"), 0))
        deepest = levels[above - 1][1] + 1 if above else 2
        level = max(min(len(found["marks"]), deepest, 6), 2)
        hint = f"Écrivez : {'#' * level} {words}"
        # « #ESS #Nantes », and what ends as a sentence does, are no titles.
        if len(found["marks"]) == 1 and (" #" in line or line.endswith(".")):
            hint = f"Écrivez : \\{line} ; pour un titre : {'#' * level} {words}"
        elif len(found["marks"]) == 1:
            hint += f" ; si ce n'est pas un titre : \\{line}"
        if _TAGS.fullmatch(line):
            hint = "Si ce sont des étiquettes, retirez la ligne : les thèmes sont dans l'en-tête. "
            hint += f"Pour qu'elle se lise telle quelle : \\{line}"
        yield draft.problem(
            found.start("marks"),
            "titre-sans-espace",
            "Sans espace ordinaire après les dièses, cette ligne n'est pas un titre.",
            hint,
            severity=Severity.WARNING,
        )
