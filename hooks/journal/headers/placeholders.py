"""What the models of `make visite` and `make conseil` leave for their authors to write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from journal.headers.base_model import Model
from journal.headers.fields import is_required
from journal.headers.yaml_text import Location, Value, YamlText, key_of
from journal.problems.problem import Explanation, Problem

EXPLANATIONS = {
    "a-completer": Explanation(
        "Il reste un « À COMPLÉTER » du modèle.", "Le remplacer, ou retirer une ligne facultative."
    ),
}

# The mark, however it was spaced, and the examples that stand beside it.
LEFT_OVER = re.compile(
    r"[ÀA](?<![^\W_].)[ \u00a0\u202f]{1,3}COMPL[ÉE]TER(?![^\W_])"
    r"|https://example\.org/la-page(?:-lue)?/|Nom du site, titre de la page, date"
)
# The mark as people type it again: in a text that goes on, such words mean what they say.
TO_WRITE = re.compile(
    r"[ >*_\[(-]*(?P<mark>(?:[àa]|texte à)[ \u00a0\u202f]+(?:compl[ée]ter|(?<=texte à )venir)"
    r"|lorem ipsum)(?:[\])*_ \u00a0]*(?:[:.…]|$)|(?<=ipsum) )",
    re.IGNORECASE | re.MULTILINE,
)


def left_to_write(
    model: type[Model], header: YamlText, *, within: Location = ()
) -> Iterator[Problem]:
    """Marks of the model page in a header, in its lists and sources too.

    Args:
        model: what the header should be.
        header: its values, as typed.
        within: where in the header the model's values stand.
    """
    for place, mark in _marked(header.at(within), ()):
        key = key_of(place) or key_of(within)
        line, column = header.position((*within, *place))
        yield Problem(
            header.path,
            line,
            "a-completer",
            f"« {key.rpartition('.')[2]} » reste à compléter.",
            f"Remplacez « {mark} » par votre texte{_otherwise(model, place)}.",
            key,
            column,
        )


def _otherwise(model: type[Model], place: Location) -> str:
    if isinstance(place[-1], int):
        return ", ou retirez cet élément"
    return (
        " : cette ligne est obligatoire" if is_required(model, place) else ", ou retirez la ligne"
    )


def _marked(value: Value, place: Location) -> Iterator[tuple[Location, str]]:
    """Each place that has a mark, and the mark."""
    if isinstance(value, str):
        if place and (found := LEFT_OVER.search(value) or TO_WRITE.match(value)):
            yield place, found[0].strip(" :.")
        return
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _marked(item, (*place, key))


def without_marked(problems: list[Problem], marked: Iterable[Problem]) -> list[Problem]:
    """Problems but those of what is still to be written: it is not judged before."""
    places = {(problem.line, problem.column) for problem in marked}
    return [
        problem
        for problem in problems
        if problem.code == "cle-inconnue" or (problem.line, problem.column) not in places
    ]
