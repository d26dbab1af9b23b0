"""Pictures in a page: described in words, and at hand (`gate.photographs` looks into files)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from journal.french import slugified
from journal.gate.draft import Draft, Surroundings
from journal.problems.problem import Explanation, Problem, Severity
from journal.reading.tree import is_picture

EXPLANATIONS = {
    "image-sans-texte": Explanation(
        "L'image n'est pas décrite pour qui ne la voit pas.",
        "La décrire entre les crochets, ou dans « image_alt ».",
    ),
    "image-introuvable": Explanation(
        "Le fichier de l'image n'est pas là.", "Vérifier son nom et son dossier."
    ),
    "image-hebergee-ailleurs": Explanation(
        "L'image est sur un autre site.", "La déposer dans docs/images/."
    ),
}

# As cameras, telephones and programs name what they make: IMG_2034, DSC00012, image1.png.
_FILE_NAME = re.compile(
    r"(?:img|dscn?|dscf|pxl|mvimg|image|photo|picture)[\s_.-]*\d[\d\s_.()-]*"
    r"|(?:whatsapp image|screenshot|capture d.écran)\W.*\d.*"
    r"|\S+\.(?:jpe?g|png|webp|avif|gif|heic|heif|bmp|tiff?)",
    re.IGNORECASE,
)


def check(draft: Draft, around: Surroundings) -> Iterator[Problem]:
    """Every image of a page's body."""
    for image in draft.text.images:
        target = image.target or ""
        text = (image.text or "").strip()
        if text and is_file_name(text, target):
            yield draft.problem(
                image.offset,
                "image-sans-texte",
                f"« {text} » est le nom d'un fichier : qui ne voit pas l'image n'en saura rien.",
                f"Décrivez-la entre les crochets : ![Ce que montre l'image]({target}).",
                severity=Severity.WARNING,
            )
        if not text:
            yield draft.problem(
                image.offset,
                "image-sans-texte",
                "Cette image n'a pas de texte : qui ne la voit pas n'en saura rien.",
                f"Décrivez-la entre les crochets : ![Ce que montre l'image]({target}).",
            )
        for code, message, hint in image_faults(target, draft.path, around):
            yield draft.problem(image.offset, code, message, hint)


def is_file_name(text: str, target: str) -> bool:
    """Whether what should say what an image shows only repeats how its file is called."""
    stem = PurePosixPath(unquote(target)).stem
    is_code = " " not in text and any(sign.isdigit() for sign in text)
    return bool(_FILE_NAME.fullmatch(text)) or (is_code and slugified(text) == slugified(stem))


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
    if path not in around.tree or not is_picture(path):
        yield (
            "image-introuvable",
            f"Il n'y a pas d'image à « {target} »."
            if target
            else "Cette image n'a pas de fichier.",
            _nearest_picture(path, origin, around),
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
