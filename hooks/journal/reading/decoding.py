"""The text of a source file, and what is wrong with its bytes."""

from __future__ import annotations

import codecs

from journal.language.french import size
from journal.problems.problem import Explanation, Problem, Severity
from journal.reading.characters import check_characters, clean, readable
from journal.reading.tree import MAX_PAGE_BYTES, SourceFile

EXPLANATIONS = {
    "fichier-vide": Explanation("Le fichier est vide.", "Y écrire la page, ou le retirer."),
    "pas-utf-8": Explanation(
        "Les accents du fichier ne sont pas lisibles.", "L'enregistrer en UTF-8."
    ),
    "caractere-nul": Explanation(
        "Le fichier contient un caractère qui n'est pas du texte.",
        "Recopier le texte dans un fichier neuf.",
    ),
    "marque-d-ordre": Explanation(
        "Le fichier commence par une marque invisible (simple avertissement).",
        "Rien ne presse : l'enregistrer en « UTF-8 », sans « BOM ».",
    ),
    "fins-de-ligne": Explanation(
        "Les fins de ligne sont celles de Windows (simple avertissement).",
        "Rien ne presse : choisir « LF » dans l'éditeur.",
    ),
    "page-trop-lourde": Explanation(
        "La page pèse plus qu'un texte.", "Mettre les images dans leurs propres fichiers."
    ),
}


def read_text(path: str, file: SourceFile) -> tuple[str | None, list[Problem]]:
    """The text of a page or of `themes.yml`, and what is wrong with its bytes.

    Returns:
        The text with line breaks as `\\n` and its characters cleaned, or None when it cannot be
        read.
    """
    if file.content is None:
        return None, [
            Problem(
                path,
                1,
                "page-trop-lourde",
                f"Ce fichier pèse {size(file.size)} ; une page pèse une dizaine de ko.",
                f"Gardez-en moins de {size(MAX_PAGE_BYTES)}, et déposez les images dans "
                "docs/images/.",
            )
        ]
    if not file.content.removeprefix(codecs.BOM_UTF8).strip():
        return None, [_byte_problem(path, 1, "fichier-vide")]
    try:
        text = file.content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_byte_problem(path, _line(file.content, error.start), "pas-utf-8")]
    if (nul := file.content.find(b"\0")) >= 0:
        return None, [_byte_problem(path, _line(file.content, nul), "caractere-nul")]
    problems = []
    if text.startswith("\ufeff"):
        problems.append(_byte_problem(path, 1, "marque-d-ordre", Severity.WARNING))
    if "\r" in text:
        problems.append(_byte_problem(path, 1, "fins-de-ligne", Severity.WARNING))
    text = clean(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    found = list(check_characters(path, text))
    return readable(text) if found else text, [*problems, *found]


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


def _byte_problem(path: str, line: int, code: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(path, line, code, *_BYTES[code], severity=severity)


def _line(content: bytes, offset: int) -> int:
    """The line of an offset, whatever ends the lines: `\\n`, `\\r\\n` or `\\r`."""
    before = content[:offset].replace(b"\r\n", b"\n")
    return before.count(b"\n") + before.count(b"\r") + 1
