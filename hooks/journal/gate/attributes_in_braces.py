"""Attributes in braces, `{#mot width=300}`: the few that a page may give, each address once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from journal.entries.addresses import GLOSSARY_FILE
from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.problems.problem import Explanation, Problem, Severity
from journal.web.allowed_html import ATTRIBUTES_IN_BRACES, CLASSES_IN_BRACES, EVERYDAY_WORD

EXPLANATIONS = {
    "classe-sans-effet": Explanation(
        "Une classe entre accolades (`{ .mot }`) ne change rien (simple avertissement).",
        "La retirer : le site décide seul de l'aspect d'un texte.",
    ),
    "adresse-en-double": Explanation(
        "Deux endroits de la page ont la même adresse entre accolades.", "En changer une."
    ),
}

# As in markdown/extensions/attr_list.py; what begins with `#` or `.` is an address or a class.
_IN_BRACES = re.compile(r"(?P<name>[^ =}]+)(?:=(?P<value>\"[^\"]*\"|'[^']*'|[^ =}]*))?")
# What an address inside a page may be: the theme keeps those that begin with « __ » to itself, the
# site and its footnotes those that have a colon.
_ANCHOR = re.compile(r"[^\W_][\w.-]*")


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """What is not admitted, then what is there already."""
    yield from _check_attributes(draft)
    yield from _check_addresses(draft)


def _check_attributes(draft: Draft) -> Iterator[Problem]:
    """Attributes given in braces, `{ onclick=… }`: only an address, a size, a class we know.

    Conversions leave several at once, `{#_toc .western}`: one problem says what to keep of them.
    """
    for braces in draft.text.attributes:
        refused: list[str] = []
        idle: list[str] = []
        kept: list[str] = []
        for item in _IN_BRACES.finditer(braces.items):
            name, value = item["name"], (item["value"] or "").strip("\"'")
            if name[0] == "." or name.lower() == "class":
                classes = (value or name[1:]).split()
                idle += [each for each in classes if each not in CLASSES_IN_BRACES]
                kept += [f".{each}" for each in classes if each in CLASSES_IN_BRACES]
            else:
                (kept if _is_allowed(name, value) else refused).append(item[0])
        names = [item.partition("=")[0] for item in refused]
        if draft.path == GLOSSARY_FILE and (refused or idle):
            kept = _as_meant(refused, idle, kept)
        if refused or idle:
            yield _left_over(draft, braces.offset, names, idle, kept)


def _as_meant(refused: list[str], idle: list[str], kept: list[str]) -> list[str]:
    """What the braces of a word were meant to hold: `{ zone }`, `{ # zone }`, `{ mot-courant }`."""
    meant = [item.strip(".").replace("_", "-") for item in (*refused, *idle)]
    is_everyday = EVERYDAY_WORD in meant or f".{EVERYDAY_WORD}" in kept
    names = [name.lstrip("#") for name in meant if _ANCHOR.fullmatch(name.lstrip("#"))]
    given = [item for item in kept if item[0] == "#"]
    name = (
        given[:1] or [f"#{name}" for name in names if name != EVERYDAY_WORD and "=" not in name][:1]
    )
    return [*name, *([f".{EVERYDAY_WORD}"] if is_everyday else [])]


def _is_allowed(name: str, value: str) -> bool:
    """Whether a page may give an attribute: an address inside it, the size of a picture."""
    if name[0] == "#" or name.lower() == "id":
        return bool(_ANCHOR.fullmatch(name[1:] if name[0] == "#" else value))
    return name.lower() in ATTRIBUTES_IN_BRACES


def _left_over(
    draft: Draft, offset: int, refused: list[str], idle: list[str], kept: list[str]
) -> Problem:
    """What braces may not hold, and classes that the page leaves out: it would borrow a look, or
    hide what feeds still send.
    """
    *others, last = (f"« {name} »" for name in [*refused, *(f".{name}" for name in idle)])
    said = f"{', '.join(others)} et {last}"
    if len(refused) + len(idle) > 1:
        message = f"{said} n'ont pas leur place entre accolades."
    elif refused:
        message = f"« {refused[0]} » n'est pas admis entre accolades."
    else:
        message = f"La classe « {idle[0]} » ne change rien ici."
    hint = "Retirez les accolades et ce qu'elles contiennent : "
    if kept:
        hint = f"Écrivez : {{{' '.join(kept)}}} ; "
    hint += (
        "on n'y met qu'une adresse (#mot) ou la taille d'une image (width=300)."
        if refused
        else "le site décide seul de l'aspect d'un texte."
    )
    return draft.problem(
        offset,
        "html-refuse" if refused else "classe-sans-effet",
        message,
        hint,
        severity=Severity.ERROR if refused else Severity.WARNING,
    )


def _check_addresses(draft: Draft) -> Iterator[Problem]:
    """The same address given to two places of a page: a link would lead to the first alone."""
    if not draft.text.given_anchors:
        return
    given: dict[str, int] = {}
    taken = set(draft.text.anchors)
    for name, offset in draft.text.given_anchors:
        first = given.setdefault(name, offset)
        if first != offset:
            line = draft.text.position(first)[0]
            yield draft.problem(
                offset,
                "adresse-en-double",
                f"L'adresse « #{name} » est déjà celle de la ligne {line}.",
                f"Écrivez : {{#{_free(name, taken)}}}",
            )


def _free(name: str, taken: set[str]) -> str:
    """An address that nothing has, now taken by what asks for it."""
    free = next(f"{name}-{rank}" for rank in count(2) if f"{name}-{rank}" not in taken)
    taken.add(free)
    return free
