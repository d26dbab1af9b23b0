"""Pictures in a page: described in words, and at hand (`gate.picture_files` looks into files)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from journal.gate.documents_and_films import ADVICE, is_document
from journal.gate.draft import Draft
from journal.gate.file_names import is_picture_name
from journal.gate.link_targets import Surroundings
from journal.gate.own_pages import own_page, own_source, relative
from journal.language.french import slugified
from journal.language.rare_characters import any_of
from journal.problems.problem import Explanation, Problem, Severity
from journal.reading.tree import is_shown

EXPLANATIONS = {
    "image-sans-texte": Explanation(
        "L'image n'est pas décrite pour qui ne la voit pas.",
        "La décrire entre les crochets, ou dans « image_alt ».",
    ),
    "image-introuvable": Explanation(
        "Le fichier de l'image n'est pas là.", "Vérifier son nom et son dossier."
    ),
    "image-mal-ecrite": Explanation(
        "Ce qui ressemble à une image n'en est pas une : ses crochets se liraient.",
        "Écrire, sans espace entre les deux : `![Ce que montre l'image](../images/atelier.jpg)`.",
    ),
    "image-hebergee-ailleurs": Explanation(
        "L'image est sur un autre site.", "La déposer dans docs/images/."
    ),
}

NAMES_A_FILE = "« {} » ne dit pas ce que montre l'image : qui ne la voit pas n'en saura rien."


_TEXT = r"[^()\[\]\n]{1,200}"
_PICTURE = r"[^()\[\]\s|]{1,300}\.(?:jpe?g|png|webp|gif|heic|heif|avif|svg)"
# « ![texte] (image) », « !(texte)[image] », « ! [texte](image) », « ![texte]image ».
_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.MULTILINE)
    for form in (
        rf"!(?<!\\!)\[(?P<text>{_TEXT})\](?:[ \n\u00a0]+\((?P<target>{_PICTURE})\))",
        rf"!(?<!\\!)\((?P<text>{_TEXT})\)\[(?P<target>{_PICTURE})\]",
        rf"^[ >]*! +\[(?P<text>{_TEXT})\]\((?P<target>{_PICTURE})\)",
        rf"!(?<!\\!)\[(?P<text>{_TEXT})\](?P<target>{_PICTURE})\b",
        # « !(image) », « !texte(image) », the name of a file alone on its line.
        rf"^[ >]*!(?P<text>[^()\[\]\n]{{0,200}})\((?P<target>{_PICTURE})\) *$",
        rf"^(?P<text>)(?P<target>{_PICTURE}) *$",
    )
)
_may_be_in = any_of("!", ".jp", ".png", ".webp", ".heic", ".JP", ".PNG", ".HEIC")


def check(draft: Draft, around: Surroundings) -> Iterator[Problem]:
    """Every image of a page's body, and what was to be one."""
    if _may_be_in(draft.text.prose):
        for form in _FORMS:
            for found in form.finditer(draft.text.prose):
                if "://" in found["target"]:
                    continue
                offset = max(found.start(), found.start("text") - 2)
                problem = no_image(draft, offset, found["text"], found["target"], around)
                # The name of a file may be what a text is about.
                is_name = not found[0].lstrip(" >").startswith("!")
                yield replace(problem, severity=Severity.WARNING) if is_name else problem
        yield from _check_alone(draft)
    for image in draft.text.images:
        target = image.target or ""
        shown = "../images/atelier.jpg" if ":" in target or "//" in target else target
        if not (image.text or "").strip():
            yield draft.problem(
                image.offset,
                "image-sans-texte",
                "Cette image n'a pas de texte : qui ne la voit pas n'en saura rien.",
                f"Décrivez-la entre les crochets : ![Ce que montre l'image]({shown}).",
            )
        elif names_a_file(image.text or "", target):
            yield draft.problem(
                image.offset,
                "image-sans-texte",
                NAMES_A_FILE.format(image.text),
                f"Dites ce qu'elle montre : ![Ce que montre l'image]({shown}).",
                severity=Severity.WARNING,
            )
        for code, message, hint in image_faults(target, draft.path, around):
            yield draft.problem(image.offset, code, message, hint)


def _check_alone(draft: Draft) -> Iterator[Problem]:
    """« ![Un établi] » without a file, and the size of another tool, « ![Un établi|300](…) »."""
    for found in _ALONE.finditer(draft.text.prose):
        if draft.text.shows(found[0]):
            message = "Cette image n'a pas de fichier : on en lirait les signes."
            hint = f"{_DROP}![{found['text']}](../images/…)"
            place = (found.start(), "image-mal-ecrite")
            yield draft.problem(*place, message, hint, severity=Severity.WARNING)
    for image in draft.text.images:
        if sized := _SIZED.fullmatch(image.text or ""):
            line = f"![{sized['text']}]({image.target}){{width={sized['width']}}}"
            yield draft.problem(
                image.offset,
                "image-mal-ecrite",
                f"« |{sized['width']} » se lirait avec ce que montre l'image.",
                f"Écrivez : {line}",
                severity=Severity.WARNING,
            )


_ALONE = re.compile(r"!(?<![\\<]!)\[(?P<text>[^\[\]\n]{2,200})\](?!\s*[(\[]|[:.\w-])")
_SIZED = re.compile(r"(?P<text>[^|]+?) ?\| ?(?P<width>\d{2,4})(?:x\d*)?")


def no_image(draft: Draft, offset: int, words: str, target: str, around: Surroundings) -> Problem:
    """What looks like an image and is none, with how to write it where there is such a file."""
    path = _near(_path(target, draft.path), draft.path, around)
    words = " ".join(words.split()) or "Ce que montre l'image"
    hint = f"Écrivez : ![{words}]({path})" if path else f"{_DROP}![{words}](../images/…)"
    message = "Cette image n'en serait pas une : ses crochets se liraient dans la page."
    return draft.problem(offset, "image-mal-ecrite", message, hint)


_DROP = "Déposez-la dans docs/images/, puis écrivez, avec le nom de son fichier : "


def _path(target: str, origin: str) -> str:
    """The path from docs/ that an image's target names; what follows « # » is for Material."""
    written = unquote(target.partition("#")[0]).replace("\\", "/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(origin), written))


def names_a_file(text: str, target: str) -> bool:
    """Whether what should describe a picture is only the name that a machine gave it."""
    words = " ".join(text.split()).strip("*_`.")
    stem = PurePosixPath(unquote(target.partition("#")[0])).stem
    same = slugified(words) == slugified(stem) and not re.search(r"[^\W\d_]+ [^\W\d_]+", words)
    if words == stem and words == words.lower():
        return True
    return bool(_FILE_NAME.fullmatch(words)) or (same and bool(re.search(r"[\d_]", words)))


# What cameras, telephones and programs call pictures, and any name that ends like a file's.
_FILE_NAME = re.compile(
    r".*\.(?:jpe?g|png|webp|avif|gif|heic|heif|tiff?|bmp|svg)|[\d_-]{8,}|alt(?: text)?"
    r"|texte(?: alternatif)?|(?:image )?description(?: de (?:l['’]image|la photo))?"
    # What programs write by themselves of a picture.
    r"|une image contenant .*|.*\b(?:généré|générée|generated) (?:automatiquement|automatically"
    r"|par (?:l['’])?(?:IA|une IA)|by AI).*|.*peut être incorrect\.?"
    r"|(?:img|image|images|dsc|dscn|dscf|dcim|pict?|photo|p|pxl|mvimg|gopr|screenshot|capture"
    r"|capture d.[eé]cran|whatsapp image|fb_img|signal|sans titre|untitled|unnamed|scan|fichier)"
    r"[ _.-]*[\d_. :()h-]*(?:(?:at|à|wa|of)[ _.-]*)*[\d_. :()h-]*",
    re.IGNORECASE,
)


def image_faults(target: str, origin: str, around: Surroundings) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the file of an image: (code, message, hint).

    Args:
        target: the path that was written, relative to the page.
        origin: the page's path under docs/.
        around: the files there are.
    """
    if is_document(target):
        yield "document-refuse", f"« {target} » n'est pas une image.", ADVICE
    elif "//" in target or ":" in target:
        yield _elsewhere(target, origin, around)
    else:
        yield from _file_faults(target, origin, around)


_FILM = re.compile(
    r"https?://(?:[\w-]+\.)*(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com"
    r"|dai\.ly)/|https?://[^/]+/(?:videos/(?:watch|embed)|w)/\w",
    re.IGNORECASE,
)
_ON_ANOTHER_SITE = (
    "Cette image est sur un autre site, qui saurait qui lit nos pages et peut la retirer."
)
_NOWHERE = (
    (
        re.compile(r"(?:cid|attachment|ms-?word|about):", re.IGNORECASE),
        "Cette image n'est pas venue avec le texte d'un courriel ou d'un document.",
    ),
    (
        re.compile("data:", re.IGNORECASE),
        "Cette image est écrite dans la page, au lieu d'être un fichier.",
    ),
    (
        re.compile(r"(?:file|content|blob|[a-z]):", re.IGNORECASE),
        "Cette image est sur votre ordinateur, où personne d'autre ne la verra.",
    ),
)


_STILL = re.compile(r"https?://(?:img\.youtube|i\d?\.ytimg)\.com/vi/([\w-]+)/.*")


def _elsewhere(target: str, origin: str, around: Surroundings) -> tuple[str, str, str]:
    """What is said of a picture that is no file of docs/."""
    if _FILM.match(target):
        # The still of a film: where that is seen.
        target = _STILL.sub(r"https://www.youtube.com/watch?v=\1", target)
        message = "C'est la page d'un film, et non une image : elle ne se montrerait pas."
        return "document-refuse", message, f"Mettez un lien vers elle : [Titre du film]({target})."
    parts = urlsplit(target)
    page = own_page(parts, origin, around) or own_source(parts, origin, around)
    return (
        "image-hebergee-ailleurs",
        next((said for begins, said in _NOWHERE if begins.match(target)), _ON_ANOTHER_SITE),
        f"Écrivez : {page}"
        if page
        else "Déposez l'image dans docs/images/ et écrivez son chemin, comme "
        "../images/atelier.jpg.",
    )


def _file_faults(target: str, origin: str, around: Surroundings) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a path and with the picture that it leads to."""
    path = _path(target, origin)
    if "\\" in target and around.has_file(path):
        message = f"Aucune image ne s'appelle « {target} »."
        yield "image-introuvable", message, f"Écrivez : {relative(path, origin)}"
    elif not is_picture_name(posixpath.basename(path)) and around.has_file(path):
        if meant := around.hints.renamed_pictures.get(path):
            hint = f"Renommez le fichier, puis écrivez : {relative(meant, origin)}"
            yield "image-introuvable", f"L'image « {target} » doit changer de nom.", hint
    elif not (is_shown(path) and around.has_file(path)):
        # Its file is yet to have that name, or another form: it is said of it.
        is_said = around.has_file(path) and not path.endswith((".md", ".yml"))
        if is_said or path in around.hints.renamed_pictures.values():
            return
        yield (
            "image-introuvable",
            f"Aucune image ne s'appelle « {target} »."
            if target
            else "Cette image n'a pas de fichier.",
            _nearest_picture(path, origin, around),
        )


def _nearest_picture(path: str, origin: str, around: Surroundings) -> str:
    if near := _near(path, origin, around):
        return f"Vouliez-vous dire : {near} ?"
    return "Déposez-la dans docs/images/ et écrivez son chemin, comme ../images/atelier.jpg."


def _near(path: str, origin: str, around: Surroundings) -> str:
    """From a page, the picture that has that path, that name, or the nearest; or nothing."""
    hints, place = around.hints, PurePosixPath(path)
    same = [picture for picture in hints.pictures if posixpath.basename(picture) == place.name]
    if same:
        found = path if path in same else same[0]
        return relative(hints.renamed_pictures.get(found, found), origin)
    near = hints.guesses.nearest(place.stem, hints.picture_names, among="pictures", cutoff=0.7)
    return relative(hints.picture_names[near[0]], origin) if near else ""
