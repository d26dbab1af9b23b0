"""Pictures: described in words, at hand, light, and free of what a camera notes on its own."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from journal.gate.draft import Draft, Surroundings
from journal.problems.problem import Explanation, Problem
from journal.reading.tree import is_picture

EXPLANATIONS = {
    "image-sans-texte": Explanation(
        "L'image n'est pas décrite pour qui ne la voit pas.",
        "La décrire entre les crochets, ou dans « image_alt ».",
    ),
    "image-introuvable": Explanation(
        "Le fichier de l'image n'est pas là.", "Vérifier son nom et son dossier."
    ),
    "image-trop-lourde": Explanation("L'image dépasse 400 ko.", "La réduire à 1 600 pixels."),
    "image-hebergee-ailleurs": Explanation(
        "L'image est sur un autre site.", "La déposer dans docs/images/."
    ),
}

MAX_IMAGE_BYTES = 400_000


def check(draft: Draft, around: Surroundings) -> Iterator[Problem]:
    """Every image of a page's body."""
    for image in draft.text.images:
        target = image.target or ""
        if not (image.text or "").strip():
            yield draft.problem(
                image.offset,
                "image-sans-texte",
                "Cette image n'a pas de texte : qui ne la voit pas n'en saura rien.",
                f"Décrivez-la entre les crochets : ![Ce que montre l'image]({target}).",
            )
        for code, message, hint in image_faults(target, draft.path, around):
            yield draft.problem(image.offset, code, message, hint)


def image_faults(target: str, origin: str, around: Surroundings) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the file of an image: (code, message, hint).

    Args:
        target: the path that was written, relative to the page.
        origin: the page's path under docs/.
        around: the files there are.
    """
    if "//" in target or ":" in target:
        yield (
            "image-hebergee-ailleurs",
            "Cette image est écrite dans la page, au lieu d'être un fichier."
            if target.lower().startswith("data:")
            else "Cette image est sur un autre site, qui saurait qui lit nos pages et peut la "
            "retirer.",
            "Déposez l'image dans docs/images/ et écrivez son chemin, comme ../images/atelier.jpg.",
        )
        return
    # What follows « # » tells Material when to show the picture.
    written = unquote(target.partition("#")[0])
    path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), written))
    file = around.tree.get(path)
    if file is None or not is_picture(path):
        yield (
            "image-introuvable",
            f"Il n'y a pas d'image à « {target} »."
            if target
            else "Cette image n'a pas de fichier.",
            _nearest_picture(path, origin, around),
        )
    # Of a file that cannot be read, all has been said already.
    elif not file.trouble and file.size > MAX_IMAGE_BYTES:
        yield (
            "image-trop-lourde",
            f"Cette image pèse {file.size // 1000} ko : c'est long à charger sur un téléphone.",
            f"Réduisez-la à {MAX_IMAGE_BYTES // 1000} ko ; 1 600 pixels de large suffisent.",
        )


def _nearest_picture(path: str, origin: str, around: Surroundings) -> str:
    name = posixpath.basename(path)
    same = [picture for picture in around.pictures if posixpath.basename(picture) == name]
    near = same or around.guesses.nearest(path, around.pictures, among="pictures")
    if near:
        return (
            f"Vouliez-vous dire : {posixpath.relpath(near[0], posixpath.dirname(origin) or '.')} ?"
        )
    return "Déposez-la dans docs/images/ et écrivez son chemin, comme ../images/atelier.jpg."
