"""Attributes in braces, `{#mot width=300}`: the few that a page may give, each address once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.problems.problem import Explanation, Problem, Severity
from journal.web.allowed_html import ATTRIBUTES_IN_BRACES, CLASSES_IN_BRACES

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
    """Attributes given in braces, `{ onclick=… }`: only an address, a size, a class we know."""
    for braces in draft.text.attributes:
        for item in _IN_BRACES.finditer(braces.items):
            name, value = item["name"], (item["value"] or "").strip("\"'")
            if name[0] == "." or name.lower() == "class":
                yield from _check_classes(draft, braces.offset, value or name[1:])
                continue
            if name[0] == "#" or name.lower() == "id":
                allowed = bool(_ANCHOR.fullmatch(name[1:] if name[0] == "#" else value))
            else:
                allowed = name.lower() in ATTRIBUTES_IN_BRACES
            if not allowed:
                yield draft.problem(
                    braces.offset,
                    "html-refuse",
                    f"« {name} » n'est pas admis entre accolades.",
                    "Retirez-le : n'y mettez qu'une adresse (#mot) ou la taille d'une image "
                    "(width=300).",
                )


def _check_classes(draft: Draft, offset: int, names: str) -> Iterator[Problem]:
    """Classes that the page leaves out: it would borrow a look, or hide what feeds still send."""
    if unknown := [name for name in names.split() if name not in CLASSES_IN_BRACES]:
        yield draft.problem(
            offset,
            "classe-sans-effet",
            f"La classe « {unknown[0]} » ne change rien ici.",
            "Retirez-la : le site décide seul de l'aspect d'un texte.",
            severity=Severity.WARNING,
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
