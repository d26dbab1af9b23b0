"""Code that other tools act upon: blocks that they run or draw, words that they make links of.

GitHub shows it as code, and so does the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.problems.problem import Explanation, Problem, Severity

# « marque-d-ailleurs » is explained by `foreign_syntax`.
EXPLANATIONS: dict[str, Explanation] = {}

_FENCE = re.compile(r"(?:`{3,}|~{3,}) *(?P<name>\{ ?[a-z=][^\n]*\}|[\w-]+)")
# Queries and suggestions: what they find, or where they apply, is not in the page.
_COMMANDS = frozenset({"dataview", "dataviewjs", "query", "suggestion", "tasks", "toc"})
_BOXES = frozenset(
    {"note", "tip", "hint", "warning", "attention", "caution", "danger", "important", "admonition"}
)
# `{ref}`mot``, `:doc:`mot``, and « `mot <https://…>`_ ».
_ROLE = re.compile(
    r"(?:\{[a-z][a-z:_-]{1,20}\}|(?<![\w:]):[a-z][a-z:_-]{1,20}:)`(?P<words>[^`\n]{1,200})`"
    r"|(?<!`)`(?P<linked>[^`<>\n]{1,200}) <(?P<url>https?://[^`>\s]{1,500})>`__?"
)

# « mot <cible> »: only the word is shown.
_TARGET = re.compile(r"(?<=\S) <[^<>]*>$")


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Blocks, then words."""
    text = draft.text
    for start, end, fenced in text.code_blocks:
        found = _FENCE.match(text.text, start, end) if fenced else None
        name = found["name"].lower() if found else ""
        if name.startswith("{") or name in _COMMANDS:
            yield _said(
                draft, start, f"Ce bloc « {name} » est celui d'un autre outil", _advice(name)
            )
    if "`" in text.text:
        yield from _check_roles(draft)


def _advice(name: str) -> str:
    kind = name.strip("{} ").split(" ")[0]
    if kind in _BOXES:
        return 'Écrivez un encadré : !!! note "Titre", et décalez son contenu de quatre espaces.'
    if kind == "suggestion":
        return "Retirez la première et la dernière ligne du bloc, et gardez le texte proposé."
    return "Écrivez ce qu'il devait montrer, ou retirez-le."


def _check_roles(draft: Draft) -> Iterator[Problem]:
    text = draft.text
    for found in _ROLE.finditer(text.text):
        # Within code, it shows how to write one: there, its first sign is blank too.
        if text.prose[found.end() - 1 if found["url"] else found.start()] == " ":
            continue
        mended = (
            f"[{found['linked']}]({found['url']})"
            if found["url"]
            else _TARGET.sub("", found["words"])
        )
        yield _said(
            draft, found.start(), f"« {found[0]} » est d'un autre outil", f"Écrivez : {mended}"
        )


def _said(draft: Draft, offset: int, what: str, hint: str) -> Problem:
    message = f"{what} : ce serait lu comme du code."
    return draft.problem(offset, "marque-d-ailleurs", message, hint, severity=Severity.WARNING)
