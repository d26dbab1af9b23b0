"""Drawings: nothing in them that acts or calls elsewhere, and all that they say in words too."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Sequence, Set
from urllib.parse import unquote

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.language import french
from journal.pictures import drawings
from journal.problems.problem import Explanation, Problem
from journal.reading.tree import Tree, is_drawing

EXPLANATIONS = {
    "dessin-refuse": Explanation(
        "Le dessin (.svg) contient autre chose que des formes, des mots et les couleurs du site.",
        "L'exporter en .png ; ou suivre CONTRIBUTING.md, pour un dessin fait pour le carnet.",
    ),
    "dessin-sans-texte": Explanation(
        "Un mot du dessin n'est pas dans le texte : qui ne voit pas le dessin ne le saura pas.",
        "Dire dans la page, dans la légende par exemple, tout ce que dit le dessin.",
    ),
}

_AS_PICTURE = "Enregistrez-le en .png, et mettez ce fichier-là à sa place"
# The number of a step: a list of the page has it of itself.
_RANK = re.compile(r"^\s*\d+[.)]")
# What a program adds is everywhere: the first ones say enough.
_SAID = 4


def check_drawings(tree: Tree, colours: Collection[str] | None) -> Iterator[Problem]:
    """Every drawing of docs/, shown by a page or not.

    Args:
        tree: every file of docs/.
        colours: the names of the site's; None when they are not known.
    """
    for path, file in tree.items():
        if not is_drawing(path) or file.trouble:
            continue
        if file.content is None or file.size > drawings.MAX_BYTES:
            limit = french.size(drawings.MAX_BYTES)
            message = f"Ce dessin pèse {french.size(file.size)} ; la limite est de {limit}."
            yield Problem(path, 1, "dessin-refuse", message, f"{_AS_PICTURE}.")
            continue
        try:
            drawings.read(file.content, colours)
        except drawings.UnsoundError as error:
            yield _unsound(path, error.faults)


def _unsound(path: str, faults: Sequence[drawings.Fault]) -> Problem:
    said = ", ".join(f"{fault.what} (ligne {fault.line})" for fault in faults[:_SAID])
    others = f", et {len(faults) - _SAID} de plus" if len(faults) > _SAID else ""
    return Problem(
        path,
        faults[0].line,
        "dessin-refuse",
        "Ce dessin a autre chose que des formes, des mots et les couleurs du site : "
        f"{said}{others}.",
        f"{_AS_PICTURE} ; ou retirez cela : CONTRIBUTING.md dit ce qu'un dessin contient.",
    )


def check(draft: Draft, around: Surroundings) -> Iterator[Problem]:
    """The words of each drawing that a page shows."""
    for image in draft.text.images:
        path = posixpath.join(posixpath.dirname(draft.path), unquote(image.target or ""))
        said = around.words_of(posixpath.normpath(path))
        read = set(french.words_of(" ".join(draft.text.visible.split())).split()) if said else set()
        if missing := [text for text in said if not _is_read(text, read)]:
            yield draft.problem(
                image.offset,
                "dessin-sans-texte",
                f"Ce dessin dit « {' », « '.join(missing)} », que la page ne dit pas : qui ne le "
                "voit pas n'en saura rien.",
                "Dites-le sous le dessin, par exemple dans sa légende, une ligne en italique.",
            )


def _is_read(text: str, words: Set[str]) -> bool:
    return set(french.words_of(_RANK.sub("", text)).split()) <= words
