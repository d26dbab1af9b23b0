"""What a body still lacks: marks of the model pages, lines that only say that a text is to come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.headers.placeholders import BLANKS, LEFT_OVER, TO_WRITE
from journal.language.rare_characters import any_of, seeker
from journal.problems.problem import Explanation, Problem, Severity

# The headers say what « a-completer » means.
EXPLANATIONS: dict[str, Explanation] = {}

# Without one of these, nothing is left of a model.
_LEFT = ("COMPL", "/la-page", "Nom du site, titre")
# Without one of these, nothing is left blank: signs, then letters, whatever their capitals.
_has_signs = seeker(
    r"[\[(](?i:insér|ajout|complét|précis|indiqu|renseign|remplac|mettre|votre"
    r"|nom |date |lieu |titre |adresse |prénom |ville |tape|saisi|entre|écri|cliqu)"
    r"|[\[(<](?i:[àa][ \u00a0][crsv])|«(?i:pr|nom|civ|adr|vil|soc|tit)"
    r"|#[A-Z_]{3}|%(?i:[a-zé_]{3})"
)
_HERE = re.compile(r"(?:vos|votre) \w+ ici\b")
_has_letters = any_of(
    "xx/",
    "jj/",
    "todo",
    "xxx",
    "xx ",
    "xx\u00a0",
    "xx.",
    "???",
    "${",
    "ier]",
    "ter]",
    "mer]",
    "ser]",
    "nir]",
)
_may_be_to_write = any_of("ompléter", "exte à venir", "orem ipsum")


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """What was left to write."""
    comments = draft.text.with_comments
    for mark in LEFT_OVER.finditer(comments) if any(map(comments.__contains__, _LEFT)) else ():
        yield draft.problem(
            mark.start(),
            "a-completer",
            f"Il reste un « {mark[0]} » dans la page.",
            "Remplacez-le par votre texte, ou retirez la ligne.",
        )
    # Four spaces at the head of a line are often a slip: what is left there is said all the same.
    for start, end, fenced in draft.text.code_blocks if "COMPL" in draft.text.text else ():
        for mark in LEFT_OVER.finditer(draft.text.text, start, end) if not fenced else ():
            yield draft.problem(
                mark.start(),
                "a-completer",
                f"Il reste un « {mark[0]} » dans la page.",
                "Remplacez-le par votre texte, ou retirez la ligne.",
            )
    yield from _check_to_write(draft)


def _check_to_write(draft: Draft) -> Iterator[Problem]:
    """Lines that only say that a text is still to come."""
    prose = draft.text.prose
    said: set[int] = set()
    if _may_be_to_write(prose):
        for start in draft.text.signs.lines_with("ompl", "venir", "ipsum"):
            mark = TO_WRITE.match(prose, start)
            if mark and not LEFT_OVER.match(prose, mark.start("mark")):
                said.add(mark.start("mark"))
                yield draft.problem(
                    mark.start("mark"),
                    "a-completer",
                    f"« {mark['mark']} » se lirait dans la page.",
                    "Remplacez-le par votre texte, ou retirez la ligne.",
                    severity=Severity.WARNING,
                )
    if _may_hold_blanks(prose):
        for blank in BLANKS.finditer(prose):
            # Said already, within its brackets; a name between them may be that of a link.
            known = blank.start() + 1 in said or LEFT_OVER.search(blank["mark"])
            if not known and draft.text.shows(blank["mark"]):
                yield draft.problem(
                    blank.start(),
                    "a-completer",
                    f"« {blank['mark']} » se lirait dans la page.",
                    "Remplacez-le par votre texte, ou retirez-le.",
                    severity=Severity.WARNING,
                )


def _may_hold_blanks(prose: str) -> bool:
    lower = prose.lower()
    letters = _has_letters(lower) or (" ici" in lower and _HERE.search(lower))
    return bool(letters or "À FAIRE" in prose or _has_signs(prose))
