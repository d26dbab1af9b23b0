"""The files of pictures: what is inside counts, not their names; and what cameras noted there."""

from __future__ import annotations

from collections.abc import Iterator

from journal.language import french
from journal.pictures.file_types import Other
from journal.pictures.original_photograph import MAX_BYTES, Photograph
from journal.problems.problem import Explanation, Problem, Severity
from journal.reading.tree import Tree

EXPLANATIONS = {
    "image-illisible": Explanation(
        "Le fichier porte un nom d'image, et contient autre chose, ou une image abîmée.",
        "Le remplacer par l'image elle-même, enregistrée en .jpg ou en .png.",
    ),
    "image-trop-lourde": Explanation(
        "L'image dépasse 15 Mo.", "L'exporter plus petite : 3 000 pixels de large suffisent."
    ),
    "image-trop-grande": Explanation(
        "L'image compte trop de pixels pour être préparée.",
        "L'exporter plus petite : 3 000 pixels de large suffisent.",
    ),
    "image-animee": Explanation(
        "L'image est animée, et le site n'en montre que la première vue (simple avertissement).",
        "Choisir la vue qui compte, et l'enregistrer en .jpg ou en .png.",
    ),
    "photo-bavarde": Explanation(
        "La photo déposée dit où et quand elle a été prise (simple avertissement).",
        "Si cela gêne, l'exporter sans ces informations avant de la déposer.",
    ),
}

_AGAIN = "Ouvrez l'image, enregistrez-la en .jpg ou en .png, et remplacez ce fichier."
_CUT_SHORT = (
    "il manque la fin du fichier",
    "Déposez-le de nouveau : l'envoi s'est interrompu avant la fin.",
)
# What the file is instead, and what to do about it.
_INSTEAD = {
    Other.EMPTY: ("il est vide", "Déposez-le de nouveau : l'envoi n'a pas abouti."),
    Other.HTML: (
        "c'est une page web",
        "Retournez à l'image, choisissez « Enregistrer l'image sous », et remplacez ce fichier.",
    ),
    Other.SVG: (
        "c'est un dessin au format SVG",
        "Ouvrez le dessin, exportez-le en .png, et remplacez ce fichier.",
    ),
    Other.PDF: (
        "c'est un PDF",
        "Faites une capture d'écran de ce qu'il faut montrer, et remplacez ce fichier.",
    ),
    Other.FILM: (
        "c'est un film ou un son",
        "Choisissez-en une vue, enregistrez-la en .jpg, et remplacez ce fichier.",
    ),
    Other.DOCUMENT: (
        "c'est un document ou une archive",
        "Ouvrez-le, enregistrez l'image qu'il contient en .jpg, et remplacez ce fichier.",
    ),
    Other.OTHER_PICTURE: ("c'est un format que les sites n'emploient pas", _AGAIN),
    Other.UNKNOWN: ("rien ne s'y reconnaît comme une image", _AGAIN),
}


def check_photographs(tree: Tree) -> Iterator[Problem]:
    """Every picture of docs/, shown by a page or not."""
    for path, file in tree.items():
        if file.photograph is None:
            continue
        if fault := _fault(file.photograph, file.size):
            yield Problem(path, 1, *fault)
        else:
            yield from _remarks(path, file.photograph)


def unreadable(what: str, hint: str) -> tuple[str, str, str]:
    """What is said of a file that is no picture: code, message, hint."""
    message = f"Ce fichier n'est pas une image que les navigateurs affichent : {what}."
    return "image-illisible", message, hint


def damaged() -> tuple[str, str, str]:
    """The same, of a picture that it was tried to draw, in vain."""
    message = "Cette image est abîmée : elle ne peut pas être affichée en entier."
    hint = (
        "Déposez-la de nouveau ; si cela ne suffit pas, ouvrez-la, enregistrez-la en .jpg ou en "
        ".png, et remplacez ce fichier."
    )
    return "image-illisible", message, hint


def _fault(photograph: Photograph, size: int) -> tuple[str, str, str] | None:
    if isinstance(photograph.inside, Other):
        return unreadable(*_INSTEAD[photograph.inside])
    if not photograph.is_whole:
        return unreadable(*_CUT_SHORT)
    if not photograph.can_be_drawn or 0 in photograph.size:
        return damaged()
    if photograph.is_too_large:
        millions = round(photograph.size[0] * photograph.size[1] / 1_000_000)
        return (
            "image-trop-grande",
            f"Cette image compte {millions} millions de pixels, trop pour être préparée.",
            "Exportez-la plus petite : 3 000 pixels de large suffisent.",
        )
    if size > MAX_BYTES:
        limit = french.size(MAX_BYTES)
        return (
            "image-trop-lourde",
            f"Cette image pèse {french.size(size)} ; la limite est de {limit}.",
            "Exportez-la plus petite : 3 000 pixels de large suffisent.",
        )
    return None


def _remarks(path: str, photograph: Photograph) -> Iterator[Problem]:
    """What keeps nobody from publishing."""
    if photograph.moves:
        yield Problem(
            path,
            1,
            "image-animee",
            "Cette image est animée : le site n'en montre que la première vue.",
            "Si une autre vue compte, enregistrez-la en .jpg ou en .png.",
            severity=Severity.WARNING,
        )
    if photograph.has_notes:
        told = (
            "où elle a été prise"
            if photograph.has_position
            else "quand elle a été prise, ou par quel appareil"
        )
        yield Problem(
            path,
            1,
            "photo-bavarde",
            f"Cette photo dit {told}. Le site publié l'efface, mais d'autres peuvent le lire dans "
            "le fichier que vous avez déposé.",
            "Si cela vous gêne, ouvrez la photo, exportez-la sans ces informations, et remplacez "
            "le fichier.",
            severity=Severity.WARNING,
        )
