"""What GitHub draws from a code, and this site does not: diagrams, maps, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journal.entries.kinds import Kind
from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "code-dessine-ailleurs": Explanation(
        "GitHub dessine ce code ; ici, on lirait le code lui-même (simple avertissement).",
        "Mettre à la place une image, ou des mots.",
    ),
}

_FENCE = re.compile(r"(?:`{3,}|~{3,})[ ]*(?P<name>[\w-]++)[^\n]*+\n(?P<inside>.*)", re.DOTALL)
_DRAWINGS = frozenset({"mermaid", "geojson", "topojson", "stl"})
_MARKDOWN = frozenset({"markdown", "md"})
_ENTRIES = tuple(f"{kind}/" for kind in Kind)
_TITLE = re.compile(r"^#{1,6} \S", re.MULTILINE)
# « $$ » alone on its line, « $`x`$ », « \\[ x = y \\] », « \\( x^2 \\) ».
_FORMULA = re.compile(
    r"^[ >]*\$\$[ ]*$(?=\n[^$]{1,500}\$\$)"
    r"|\$`[^`\n]{1,300}`\$"
    r"|\\\[ ?(?=[^\n\]]{0,200}(?:(?<!\\)[=^_]|\\[a-zA-Z]))[^\n\]]{1,300}\\\]"
    r"|\\\( ?(?=[^\n)]{0,200}(?:(?<!\\)[=^_]|\\[a-zA-Z]))[^\n)]{1,300}\\\)",
    re.MULTILINE,
)
_PICTURE = (
    "Enregistrez-en une image, et montrez-la : ![Ce que montre l'image](../images/schema.png) ; ou "
    "dites-le avec des mots."
)
_WORDS = "Écrivez la formule avec des mots, <sub>…</sub> et <sup>…</sup>."


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Code that is drawn there, and a text that is all code."""
    text = draft.text
    for start, end, fenced in text.code_blocks:
        found = _FENCE.match(text.text, start, end) if fenced else None
        name = found["name"].lower() if found else ""
        if name in _DRAWINGS:
            message = f"GitHub fait un dessin de ce code « {name} » ; ici, on le lirait."
            yield _drawn(draft, start, message, _PICTURE)
        elif name == "math":
            message = "GitHub fait une formule de ce code ; ici, on le lirait."
            yield _drawn(draft, start, message, _WORDS)
        elif found and name in _MARKDOWN and _is_text(draft, found["inside"]):
            message = "Ce bloc de code contient du texte mis en forme : on en lirait les marques."
            hint = "Retirez la première et la dernière ligne du bloc, avec leurs accents graves."
            yield _drawn(draft, start, message, hint)
    if text.signs.holds("$$", "\\[", "\\(") or "$`" in text.text:
        for formula in _FORMULA.finditer(text.text):
            if text.prose[formula.start() : formula.start() + 2].strip():
                message = "Cette formule se lirait avec ses signes."
                yield _drawn(draft, formula.start(), message, _WORDS)


def _is_text(draft: Draft, inside: str) -> bool:
    """Whether a block is a text that a machine set in code, not a model that a page shows so."""
    if not _TITLE.search(inside):
        return False
    is_most = draft.path.startswith(_ENTRIES) and 2 * len(inside) > len(draft.text.text)
    return is_most or not any(draft.text.headings())


def _drawn(draft: Draft, offset: int, message: str, hint: str) -> Problem:
    return draft.problem(offset, "code-dessine-ailleurs", message, hint, severity=Severity.WARNING)
