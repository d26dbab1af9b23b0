"""Files: readable, rightly named, and where one looks for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from journal.entries.kinds import FOLDERS, Kind
from journal.entries.reserved_paths import OWN_FOLDERS, name_taken
from journal.gate.documents_and_films import ADVICE, is_document
from journal.gate.duplicate_files import check_copies, copies
from journal.gate.file_names import free_name, is_picture_name
from journal.headers.value_types import NAME_BYTES, is_slug
from journal.problems.problem import Explanation, Problem
from journal.reading.tree import (
    DATA_FILES,
    DRAWINGS,
    PAGES,
    PICTURES,
    THEMES_FILE,
    SourceFile,
    Tree,
    Trouble,
    right_stem,
)

EXPLANATIONS = {
    "nom-de-fichier": Explanation(
        "Le nom du fichier devient une adresse.",
        "Le renommer : minuscules sans accent, chiffres et tirets.",
    ),
    "fichier-inattendu": Explanation(
        "Le fichier n'est ni une page ni une image.", "Le retirer, ou enregistrer l'image en .jpg."
    ),
    "fichier-manquant": Explanation(
        "Un fichier dont le site a besoin n'est plus là.", "Le remettre à sa place."
    ),
    "fichier-illisible": Explanation("Le fichier ne s'ouvre pas.", "Le déposer de nouveau."),
    "dossier-nomme-md": Explanation(
        "Un dossier porte un nom de page.", "Retirer « .md » de son nom."
    ),
    "lien-symbolique": Explanation(
        "Le fichier est un raccourci qui ne mène nulle part, ou hors du carnet.",
        "Mettre le fichier lui-même à sa place.",
    ),
}

# So much of a name that is too long is shown.
_READABLE = 40

# Names that say nothing of the page: of a model, of a file that has none yet.
_OF_A_MODEL = frozenset(
    {
        *("nom-de-la-structure", "nom-du-conseil", "nom-du-guide", "nom-de-la-page"),
        *("untitled", "sans-titre", "nouveau-fichier", "nouveau-document", "new-file"),
    }
)
# What a page is about, in its header.
_ABOUT = r"^{}: *[\"']?(?P<words>(?!À COMPLÉTER)[^\"'\n:]{{2,60}})"
_ROOMS = frozenset({".", *Kind})
# Folders that hold one page: others beside it come from elsewhere.
_ONE_PAGE = frozenset({"themes/index.md", "contribuer/ecrire.md"})

# What editors keep beside a page while it is open: no text that one can read.
_OF_AN_EDITOR = frozenset({".swp", ".swo", ".tmp"})
_OTHER_PICTURES = frozenset({".tif", ".tiff", ".bmp", ".psd", ".ai", ".eps", ".raw", ".jfif"})

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
            THEMES_FILE,
            1,
            "fichier-manquant",
            "La liste des thèmes a disparu : aucun thème n'est plus connu.",
            f"Remettez le fichier docs/{THEMES_FILE} à sa place.",
        )
    folders: set[str] = set()
    doubles = copies(tree)
    yield from check_copies(doubles)
    for path, file in tree.items():
        if path in doubles:
            continue
        if file.trouble:
            yield Problem(path, 1, *_TROUBLES[file.trouble])
            continue
        place = PurePosixPath(path)
        if place.suffix.lower() in PAGES:
            yield from _check_page(place, tree)
        elif place.suffix.lower() in PICTURES | DRAWINGS:
            yield from _check_folders(place, folders)
            yield from _check_picture(place, tree)
        elif path not in DATA_FILES:
            yield _unexpected(place, file, tree)


def _check_page(place: PurePosixPath, tree: Tree) -> Iterator[Problem]:
    path = str(place)
    if len(place.stem.encode()) > NAME_BYTES:
        yield _too_long(path, place.name, free_name(place, tree))
    elif not (is_slug(place.stem) and place.suffix == ".md"):
        yield Problem(
            path,
            1,
            "nom-de-fichier",
            "Le nom du fichier devient une adresse : minuscules sans accent, chiffres et tirets "
            "seulement, et « .md » à la fin.",
            f"Renommez-le en : {free_name(_named(place, tree), tree)}",
        )
    elif place.stem in _OF_A_MODEL and (name := _name_of(tree[path].content or b"")):
        free = free_name(place.with_name(f"{name}.md"), tree)
        yield Problem(
            path,
            1,
            "nom-de-fichier",
            "Ce nom est celui du modèle, et deviendrait l'adresse de la page.",
            f"Renommez-le en : {free}",
        )
    folder = str(place.parent)
    if folder not in _ROOMS and path not in _ONE_PAGE:
        yield Problem(
            path,
            1,
            "page-mal-rangee",
            f"Aucune page ne va dans « docs/{folder} ».",
            f"Déplacez-la dans {FOLDERS}.",
        )


def _named(place: PurePosixPath, tree: Tree) -> PurePosixPath:
    """A page under the name that its header gives, where its own is that of a model."""
    is_model = right_stem(place.stem) in _OF_A_MODEL
    name = _name_of(tree[str(place)].content or b"") if is_model else ""
    return place.with_name(f"{name}.md") if name else place


def _name_of(content: bytes) -> str:
    """The name that a page should have, from its header; empty while that is to be written."""
    text = content.decode("utf-8", "replace")
    keys = (re.search(_ABOUT.format(key), text, re.MULTILINE) for key in ("structure", "title"))
    return next((right_stem(found["words"]) for found in keys if found), "")


def _may_be_a_page(place: PurePosixPath, file: SourceFile) -> bool:
    """Whether a file has a header, and no end or that of a text."""
    is_text = place.suffix.lower().strip() in (".txt", "", ".md")
    return is_text and (file.content or b"").lstrip().startswith(b"---")


def _check_folders(place: PurePosixPath, known: set[str]) -> Iterator[Problem]:
    """The folders of a picture, each of them once."""
    for folder in place.parents:
        if str(folder) in known or folder.name == "":
            continue
        known.add(str(folder))
        if name_taken(str(folder)) == str(folder):
            yield _taken(str(place), folder)
        elif len(folder.name.encode()) > NAME_BYTES:
            yield _too_long(str(place), folder.name, right_stem(folder.name))
        elif not is_picture_name(folder.name):
            yield Problem(
                str(place),
                1,
                "nom-de-fichier",
                f"Le nom du dossier « {folder.name} » devient une adresse : minuscules sans "
                "accent, chiffres et tirets seulement.",
                f"Renommez-le en : {right_stem(folder.name)}",
            )


def _check_picture(place: PurePosixPath, tree: Tree) -> Iterator[Problem]:
    path = str(place)
    if len(place.stem.encode()) > NAME_BYTES:
        yield _too_long(path, place.name, free_name(place, tree))
    elif not is_picture_name(place.name):
        yield Problem(
            path,
            1,
            "nom-de-fichier",
            "Le nom de l'image devient une adresse : minuscules sans accent, chiffres, points et "
            "tirets seulement.",
            f"Renommez-la en : {free_name(place, tree)}",
        )


def _taken(path: str, folder: PurePosixPath) -> Problem:
    """A folder in which files would take the place of what the site publishes, or lose theirs."""
    if str(folder) in OWN_FOLDERS:
        message = f"Le dossier « {folder} » est celui de fichiers que le site publie lui-même."
        hint = "Mettez l'image dans docs/images/."
    else:
        message = f"Le dossier « {folder} » porte le nom d'un fichier que le site peut publier."
        hint = f"Renommez-le en : {right_stem(folder.name)}"
    return Problem(path, 1, "nom-de-fichier", message, hint)


def _too_long(path: str, name: str, meant: str) -> Problem:
    return Problem(
        path,
        1,
        "nom-de-fichier",
        f"Le nom « {name[:_READABLE]}… » est trop long : il devient une adresse, de {NAME_BYTES} "
        "signes au plus.",
        f"Renommez-le en : {meant}",
    )


def _unexpected(place: PurePosixPath, file: SourceFile, tree: Tree) -> Problem:
    stem = place.name.removesuffix(place.suffix)
    if stem.lower().endswith(PAGES) and place.suffix not in _OF_AN_EDITOR:
        # Windows hides the ends of names: « page.md » is saved as « page.md.txt ».
        hint = f"Renommez-le en : {free_name(place.with_name(stem), tree)}"
    elif _may_be_a_page(place, file):
        page = PurePosixPath(f"{place.parent}/{stem.strip()}.md")
        hint = f"Renommez-le en : {free_name(page, tree)}"
    elif is_document(place.name):
        hint = ADVICE
    elif place.suffix.lower() in _OTHER_PICTURES:
        hint = "Enregistrez l'image en .jpg ou en .png, et mettez ce fichier-là à sa place."
    else:
        hint = "Retirez-le de docs/ : une page se termine par .md, une image par .jpg ou .png."
    return Problem(
        str(place),
        1,
        "fichier-inattendu",
        "Ce fichier n'est ni une page ni une image que les navigateurs affichent.",
        hint,
    )
