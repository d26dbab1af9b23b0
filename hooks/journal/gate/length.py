"""Length: a tip is printed on one sheet, to be pinned up or handed over in a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "conseil-long": Explanation(
        "Imprimé, le conseil prendrait plus d'une feuille (simple avertissement).",
        "Le raccourcir, ou en faire deux.",
    ),
}

# What a sheet holds, in the sizes of overrides/styles/sheets.css; sources stay on the site.
MOST_WORDS = 460
_NOT_PRINTED = re.compile(r"^## Pour aller plus loin\b.*", re.DOTALL | re.MULTILINE)
# From its first letter or figure to its end: what has none is no word.
_WORD = re.compile(r"[^\W_]\S*")


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """A tip whose printed parts hold too many words for one sheet."""
    if not draft.path.startswith("conseils/") or draft.path == "conseils/index.md":
        return
    if len(draft.text.prose.split()) <= MOST_WORDS:
        return
    printed = _NOT_PRINTED.sub("", draft.text.prose)
    for first_too_many in islice(_WORD.finditer(printed), MOST_WORDS, MOST_WORDS + 1):
        yield draft.problem(
            first_too_many.start(),
            "conseil-long",
            f"Imprimé, ce conseil ne tiendrait sans doute plus sur une feuille : à partir d'ici,"
            f" il dépasse {MOST_WORDS} mots, « Pour aller plus loin » non compris.",
            "Raccourcissez-le, ou faites-en deux conseils.",
            severity=Severity.WARNING,
        )
