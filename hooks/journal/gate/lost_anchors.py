"""Addresses within a page that lead to no heading of it."""

from __future__ import annotations

import re

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.problems.problem import Problem

_NOTE = re.compile(r"_?(?:ftnt?|edn|footnote-?)(?P<end>_?ref-?)?(?P<number>\d{1,3})")
_REMARK = re.compile(r"_?(?:cmnt|comment-?)(?:_?ref-?)?\d{1,3}")


def lost_anchor(
    draft: Draft, offset: int, typed: tuple[str, str, str], around: Surroundings
) -> Problem:
    """What is said of an anchor that a page does not have.

    Args:
        offset: where the link begins.
        typed: the path as it is written, the page that it leads to, the anchor.
    """
    path, target, anchor = typed
    message = f"Aucun titre de « {target} » n'a l'adresse « #{anchor} »."
    if note := _NOTE.fullmatch(anchor):
        message = "C'est l'appel d'une note de traitement de texte, qui ne mène nulle part ici."
        colon = ": " if note["end"] else ""
        hint = f"Écrivez, à la place du lien entier : [^{note['number']}]{colon}"
    elif _REMARK.fullmatch(anchor):
        message = "C'est un commentaire d'un autre outil, qui serait publié."
        hint = "Retirez-le, ou écrivez-le pour vous seul : <!-- le commentaire -->"
    else:
        anchors = sorted(around.anchors_of(target))
        near = around.hints.guesses.nearest(anchor, anchors, among=f"#{target}", cutoff=0.5)
        hint = f"Écrivez : {path}#{near[0]}" if near else "Retirez ce qui suit le « # »."
    return draft.problem(offset, "ancre-introuvable", message, hint)
