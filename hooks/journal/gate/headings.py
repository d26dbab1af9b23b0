"""Headings: the title of the page is its only h1, and no level is skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.gate.tool_patterns import TAGS_LINE
from journal.markdown.elements import Heading
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "second-titre": Explanation(
        "Le titre de la page est dans l'en-tête ; le texte n'en a pas d'autre.",
        "Commencer les titres du texte par deux dièses.",
    ),
    "niveau-saute": Explanation(
        "Un titre saute un niveau, et l'on croit avoir manqué une partie.",
        "Ajouter un dièse à la fois.",
    ),
    "titre-souligne": Explanation(
        "Des tirets sous un texte en font un titre (simple avertissement).",
        "Laisser une ligne vide avant les tirets, qui tracent alors un trait.",
    ),
    "titre-vide": Explanation("Un titre ne contient aucun mot.", "L'écrire, ou le retirer."),
}

# A title ends with no full stop; nor is it so long.
_SENTENCE = re.compile(r".*[.;,:…]|.{100,}")


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """A second h1, a level skipped, an empty heading (WCAG 2.2, technique H42, and RGAA 9.1)."""
    level = 1
    for heading in draft.text.headings():
        # What two versions leave of a page; another check names it.
        if heading.text.startswith("<<<<<<<"):
            continue
        if not heading.text or re.fullmatch(r"\{.*\}", heading.text):
            yield draft.problem(
                heading.offset,
                "titre-vide",
                "Ce titre ne contient aucun mot.",
                "Écrivez le titre après les dièses, ou retirez la ligne.",
            )
        elif heading.level == 1:
            yield draft.problem(
                heading.offset,
                "second-titre",
                "La page a déjà un titre principal : le « title » de l'en-tête.",
                _rewritten(draft, heading, 2),
            )
        elif heading.level > level + 1:
            yield draft.problem(
                heading.offset,
                "niveau-saute",
                f"Ce titre saute un niveau : il a {heading.level} dièses, il lui en faut "
                f"{level + 1}.",
                _rewritten(draft, heading, level + 1),
            )
        elif said := _underlined(draft, heading):
            yield said
        level = max(heading.level, 2) if heading.level <= level + 1 else level + 1


def _rewritten(draft: Draft, heading: Heading, level: int) -> str:
    """The corrected line; and what to write when « #1 » or « #ESS » was no heading at all."""
    line = draft.text.line_at(heading.offset)
    if TAGS_LINE.match(line):
        return "Retirez cette ligne : ce sont les étiquettes d'un autre outil."
    text = line.lstrip("#").strip()
    hint = f"Écrivez : {'#' * level} {text}"
    if not line.startswith("#"):
        hint = f"Écrivez : {'#' * level} {heading.text} ; et retirez la ligne de signes du dessous"
        hint += ", elle seule si ce n'est pas un titre."
    if line.startswith("#") and not line.lstrip("#").startswith(" "):
        hint += f" ; si ce n'est pas un titre : \\{line}"
    return hint


def _underlined(draft: Draft, heading: Heading) -> Problem | None:
    """A sentence that dashes beneath it, meant as a rule, make a title of."""
    line = draft.text.line_at(heading.offset)
    shown = heading.text
    if line.startswith("#") or not (_SENTENCE.fullmatch(shown) or len(line) < len(shown)):
        return None
    return draft.problem(
        heading.offset,
        "titre-souligne",
        "Les tirets qui suivent ce texte en font un titre.",
        "Pour un trait, laissez une ligne vide avant les tirets ; pour un titre, écrivez : "
        f"{'#' * heading.level} {shown}",
        severity=Severity.WARNING,
    )
