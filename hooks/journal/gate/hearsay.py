"""What is headed as seen, where nobody who writes here saw it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from journal.entries.any_entry import AnyEntry
from journal.entries.kinds import Kind
from journal.entries.tip import Tip
from journal.entries.visit import Visit
from journal.gate.draft import Draft
from journal.language.french import of_name, words_of
from journal.problems.problem import Explanation, Problem, Severity
from journal.reading.read_catalogue import PRESENTED
from journal.reading.single_page import SEEN

EXPLANATIONS = {
    "vu-sans-y-etre": Explanation(
        "Un titre dit « vu » de ce que personne n'a vu pour ce carnet (simple avertissement).",
        "Écrire « Ce qui nous a été présenté » pour une structure présentée ailleurs que chez elle,"
        " ou « Ce qui en est dit » si personne du carnet n'y était ; « Ce qui s'est dit » pour une"
        " visite racontée d'après une source ; dans leurs conseils, « L'exemple de… » au lieu de"
        " « Vu chez… ».",
    ),
}

# A first letter in both forms is found much faster.
_SEEN = re.compile(
    r"[VvAaNn](?i:(?<=\bv)u[\W_]+chez\b|(?<=\ba)vons[\W_]+vu\b"
    r"|(?<=\bn)ous[\W_]+a[\W_]+été[\W_]+présenté)"
)


def check_hearsay(
    entry: AnyEntry, draft: Draft, *, entries: Mapping[str, AnyEntry]
) -> Iterator[Problem]:
    """Headings that claim to have seen.

    Args:
        entries: path under docs/ to entry: a tip's visit is among them.
    """
    visit = entries.get(f"{Kind.VISIT}/{entry.visit}.md") if isinstance(entry, Tip) else entry
    if not isinstance(visit, Visit) or visit.seen:
        return
    # Few texts have these words at all, and finding headings takes time.
    if not _SEEN.search(draft.text.text):
        return
    name = visit.organisation
    host = entries.get(f"{Kind.VISIT}/{visit.presented_during}.md")
    # Nobody who writes here was where it was presented either.
    away = isinstance(host, Visit) and not host.seen
    for heading in draft.text.headings():
        words = words_of(heading.text)
        if isinstance(entry, Tip) and words.startswith(" vu chez "):
            why = f"Rien n'a été vu chez {name} : le récit dit ce qui s'y est dit."
            if visit.presented_during:
                why = f"Personne n'est allé chez {name} : la structure a été présentée ailleurs."
            meant = f"L'exemple {of_name(name, apostrophe=chr(39))}"
        elif isinstance(entry, Visit) and words == SEEN:
            why = f"D'après « lors_de », {name} a été présentée ailleurs que chez elle."
            meant = "Ce qui en est dit" if away else "Ce qui nous a été présenté"
        elif isinstance(entry, Visit) and words == PRESENTED and away:
            why = f"Le récit de la visite où {name} a été présentée vient d'une source."
            meant = "Ce qui en est dit"
        else:
            continue
        yield draft.problem(
            heading.offset,
            "vu-sans-y-etre",
            why,
            f"Écrivez : {'#' * heading.level} {meant}",
            severity=Severity.WARNING,
        )
