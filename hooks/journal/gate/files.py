"""Files: readable, rightly named, and where one looks for them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from journal.french import slugified, without_accents
from journal.headers.values import SLUG
from journal.pictures.photographs import has_metadata, has_position, is_known
from journal.problems.problem import Problem, Severity
from journal.reading.sources import DATA_FILES, THEMES_FILE
from journal.reading.tree import MAX_PAGE_BYTES, PAGES, PICTURES, SourceFile, Tree, Trouble
from journal.themes import THEMES_PATH

_ROOMS = frozenset({".", "visites", "conseils", "themes"})
# A picture's name may hold dots, as cameras and tools write them.
_FILE_NAME = r"[a-z0-9]+(?:[.-][a-z0-9]+)*"

_TROUBLES = {
    Trouble.DANGLING: (
        "lien-symbolique",
        "Ce fichier est un raccourci vers un fichier qui n'existe pas.",
        "Mettez le fichier lui-même à cette place, ou retirez le raccourci.",
    ),
    Trouble.OUTSIDE: (
        "lien-symbolique",
        "Ce fichier est un raccourci vers un fichier hors de docs/.",
        "Mettez le fichier lui-même à cette place, ou retirez le raccourci.",
    ),
    Trouble.LINKED_FOLDER: (
        "lien-symbolique",
        "Ce dossier est un raccourci vers un autre dossier.",
        "Mettez les fichiers eux-mêmes à cette place, ou retirez le raccourci.",
    ),
    Trouble.FOLDER: (
        "dossier-nomme-md",
        "Ce dossier porte un nom de page.",
        "Retirez « .md » de son nom, ou remplacez-le par un fichier.",
    ),
    Trouble.UNREADABLE: (
        "fichier-illisible",
        "Ce fichier n'a pas pu être lu.",
        "Déposez-le de nouveau.",
    ),
}


def check_files(tree: Tree) -> Iterator[Problem]:
    """What can be said of every file before reading any as text."""
    if THEMES_FILE not in tree:
        yield Problem(
            THEMES_PATH,
            1,
            "fichier-manquant",
            "La liste des thèmes a disparu : aucun thème n'est plus connu.",
            f"Remettez le fichier {THEMES_PATH} à sa place.",
        )
    folders: set[str] = set()
    for path, file in tree.items():
        if file.trouble:
            yield Problem(f"docs/{path}", 1, *_TROUBLES[file.trouble])
            continue
        place = PurePosixPath(path)
        if place.suffix.lower() in PAGES:
            yield from _check_page(place)
        elif place.suffix.lower() in PICTURES:
            yield from _check_folders(place, folders)
            yield from _check_picture(place, file)
        elif path not in DATA_FILES:
            yield _unexpected(place)


def right_name(name: str) -> str:
    """The name that a file should have had: « Été à l'École.MD » -> « ete-a-l-ecole.md »."""
    stem, dot, suffix = name.rpartition(".")
    suffix = without_accents(suffix).lower()
    return f"{_slug(stem)}{dot}{'md' if f'.{suffix}' in PAGES else suffix}"


def _slug(text: str) -> str:
    return slugified(text) or "page"


def _check_page(place: PurePosixPath) -> Iterator[Problem]:
    path = f"docs/{place}"
    if not (re.fullmatch(SLUG, place.stem) and place.suffix == ".md"):
        yield Problem(
            path,
            1,
            "nom-de-fichier",
            "Le nom du fichier devient une adresse : minuscules sans accent, chiffres et tirets "
            "seulement, et « .md » à la fin.",
            f"Renommez-le en : {right_name(place.name)}",
        )
    folder = str(place.parent)
    if folder not in _ROOMS or (folder == "themes" and place.name != "index.md"):
        yield Problem(
            path,
            1,
            "page-mal-rangee",
            f"Aucune page ne va dans « docs/{folder} ».",
            "Déplacez-la dans docs/visites/ ou dans docs/conseils/.",
        )


def _check_folders(place: PurePosixPath, known: set[str]) -> Iterator[Problem]:
    """The folders of a picture, each of them once."""
    for folder in place.parents:
        if str(folder) in known or folder.name == "":
            continue
        known.add(str(folder))
        if not re.fullmatch(_FILE_NAME, folder.name):
            yield Problem(
                f"docs/{place}",
                1,
                "nom-de-fichier",
                f"Le nom du dossier « {folder.name} » devient une adresse : minuscules sans "
                "accent, chiffres et tirets seulement.",
                f"Renommez-le en : {_slug(folder.name)}",
            )


def _check_picture(place: PurePosixPath, file: SourceFile) -> Iterator[Problem]:
    path = f"docs/{place}"
    if not re.fullmatch(_FILE_NAME, place.name):
        yield Problem(
            path,
            1,
            "nom-de-fichier",
            "Le nom de l'image devient une adresse : minuscules sans accent, chiffres, points et "
            "tirets seulement.",
            f"Renommez-la en : {right_name(place.name)}",
        )
    if file.content and has_metadata(file.content):
        yield _talkative(path, file.content)


def _talkative(path: str, content: bytes) -> Problem:
    """A picture that says more than it shows: in a form that can be cleaned, or not."""
    if not is_known(content):
        return Problem(
            path,
            1,
            "photo-a-convertir",
            "Cette image contient des informations que le site ne sait pas effacer, peut-être "
            "l'endroit où elle a été prise.",
            "Ouvrez-la, enregistrez-la de nouveau en .jpg ou en .png, et mettez ce fichier-là à sa "
            "place.",
        )
    told = (
        "où elle a été prise"
        if has_position(content)
        else "quand elle a été prise, ou par quel appareil"
    )
    return Problem(
        path,
        1,
        "photo-bavarde",
        f"Cette photo dit {told}. Le site publié l'efface, mais d'autres peuvent le lire dans le "
        "fichier que vous avez déposé.",
        "Si cela vous gêne, ouvrez la photo, exportez-la sans ces informations, et remplacez le "
        "fichier.",
        severity=Severity.WARNING,
    )


def _unexpected(place: PurePosixPath) -> Problem:
    stem = place.name.removesuffix(place.suffix)
    if stem.lower().endswith(PAGES):
        # Windows hides the ends of names: « page.md » is saved as « page.md.txt ».
        hint = f"Renommez-le en : {right_name(stem)}"
    else:
        hint = "Retirez-le de docs/, ou convertissez-le en .md, .jpg, .png ou .webp."
    return Problem(
        f"docs/{place}",
        1,
        "fichier-inattendu",
        "Ce fichier n'est ni une page ni une image : il serait publié tel quel.",
        hint,
    )


def read_text(path: str, file: SourceFile) -> tuple[str | None, list[Problem]]:
    """The text of a page or of `themes.yml`, and what is wrong with its bytes.

    Returns:
        The text with line breaks as `\\n`, or None when it cannot be read.
    """
    source = f"docs/{path}"
    if file.content is None:
        return None, [
            Problem(
                source,
                1,
                "page-trop-lourde",
                f"Ce fichier pèse {file.size // 1000} ko ; une page en fait une dizaine.",
                f"Gardez-en moins de {MAX_PAGE_BYTES // 1000} ko, et déposez les images dans "
                "docs/images/.",
            )
        ]
    if not file.content.removeprefix(codecs.BOM_UTF8).strip():
        return None, [_byte_problem(source, 1, "fichier-vide")]
    try:
        text = file.content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_byte_problem(source, _line(file.content, error.start), "pas-utf-8")]
    if (nul := file.content.find(b"\0")) >= 0:
        return None, [_byte_problem(source, _line(file.content, nul), "caractere-nul")]
    problems = []
    if text.startswith("\ufeff"):
        problems.append(_byte_problem(source, 1, "marque-d-ordre", Severity.WARNING))
    if "\r" in text:
        problems.append(_byte_problem(source, 1, "fins-de-ligne", Severity.WARNING))
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), problems


_BYTES = {
    "fichier-vide": ("Le fichier est vide.", "Écrivez-y la page, ou retirez-le."),
    "pas-utf-8": (
        "Les accents de ce fichier ne sont pas lisibles : il n'est pas enregistré en UTF-8.",
        "Dans votre éditeur : « Enregistrer sous », encodage « UTF-8 ».",
    ),
    "caractere-nul": (
        "Cette ligne contient un caractère invisible qui n'est pas du texte.",
        "Recopiez le texte dans un fichier neuf.",
    ),
    "marque-d-ordre": (
        "Le fichier commence par une marque invisible (« BOM »), sans conséquence ici.",
        "Rien ne presse : votre éditeur permet d'enregistrer en « UTF-8 », sans « BOM ».",
    ),
    "fins-de-ligne": (
        "Les fins de ligne sont celles de Windows, sans conséquence ici.",
        "Rien ne presse : votre éditeur permet de choisir « LF » plutôt que « CRLF ».",
    ),
}


def _byte_problem(
    source: str, line: int, code: str, severity: Severity = Severity.ERROR
) -> Problem:
    return Problem(source, line, code, *_BYTES[code], severity=severity)


def _line(content: bytes, offset: int) -> int:
    """The line of an offset, whatever ends the lines: `\\n`, `\\r\\n` or `\\r`."""
    before = content[:offset].replace(b"\r\n", b"\n")
    return before.count(b"\n") + before.count(b"\r") + 1
