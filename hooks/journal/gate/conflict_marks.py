"""What is left of two versions of a page that were joined, and rows of signs that draw no line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.problems.problem import Explanation, Problem, Severity

# « marque-d-ailleurs » is explained by `foreign_syntax`.
EXPLANATIONS: dict[str, Explanation] = {}

# As Git writes them: seven signs at the start of a line, then the name of a version. One may be
# all that is left of them.
_MARK = re.compile(
    r"^(?:(?P<opens><{7})|(?P<before>\|{7})|(?P<closes>>{7}))(?: [^\n]*)?$|^(?P<between>={7})$",
    re.MULTILINE,
)
_ROW = re.compile(r"^[ >]*(?P<row>={3,})[ ]*$", re.MULTILINE)
_BOTH = "Gardez une des deux, et retirez les lignes <<<<<<<, ======= et >>>>>>>."
_ALONE = (
    "Retirez cette ligne ; vérifiez aussi que rien n'est écrit deux fois au-dessus et au-dessous."
)


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Each passage that two versions dispute, each mark that is left alone, each row of « = »."""
    text = draft.text
    if not text.signs.holds("<<<<<<<", "|||||||", ">>>>>>>", "==="):
        return
    titled = {
        line
        for block in text.blocks
        if block.tag == "h1"
        for line in range(block.first, block.last + 1)
    }
    is_open = False
    said: set[int] = set()
    for mark in _MARK.finditer(text.prose):
        line = text.line_of(mark.start())
        said.add(line)
        if mark["opens"] or not (is_open or line in titled):
            what = "Deux versions de la page se disputent un passage : ce qui le marque"
            if not mark["opens"]:
                what = f"« {mark[0][:7]} » reste de deux versions de la page, et"
            # Signs alone may have been meant as a line, or as a quotation.
            is_sure = mark["opens"] or mark["before"] or mark[0][7:]
            yield _problem(
                draft,
                mark.start(),
                f"{what} serait lu tel quel.",
                _BOTH if mark["opens"] else _ALONE,
                Severity.ERROR if is_sure else Severity.WARNING,
            )
        is_open = bool(mark["opens"] or (is_open and not mark["closes"]))
    for row in _ROW.finditer(text.prose):
        line = text.line_of(row.start("row"))
        if line not in titled and line not in said and text.shows(row["row"]):
            message = "Cette rangée de signes ne ferait pas un trait : elle se lirait telle quelle."
            hint = "Retirez-la ; pour un trait, écrivez : --- entre deux lignes vides."
            yield _problem(draft, row.start("row"), message, hint, Severity.WARNING)


def _problem(draft: Draft, offset: int, message: str, hint: str, severity: Severity) -> Problem:
    return draft.problem(offset, "marque-d-ailleurs", message, hint, severity=severity)
