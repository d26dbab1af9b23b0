"""What is refused of a YAML text, whatever its parser makes of it."""

from __future__ import annotations

import re

from journal.language.rare_characters import EMPTY_LETTER, NEVER_SEEN
from journal.problems.problem import Explanation, Problem

EXPLANATIONS = {
    "en-tete-trop-long": Explanation(
        "L'en-tête contient plus que des informations sur la page.",
        "Déplacer le texte après la seconde ligne de trois tirets.",
    ),
    "caractere-invisible": Explanation(
        "Un caractère invisible s'est glissé dans la ligne, souvent par un copier-coller.",
        "Effacer la ligne et la taper de nouveau.",
    ),
    "cle-en-double": Explanation("La même clé est écrite deux fois.", "N'en garder qu'une."),
}

# Far beyond any honest header, and far below what makes a parser run out of memory.
MAX_BYTES = 64 * 1024

# What YAML refuses, and what it takes for a line break when nobody else does.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
    # Nor what nobody sees and no tool shows: an empty space, marks of direction.
    "\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
# What pages never hold once they are read, and that an escape can still write: tags but in a flag;
# joiners and selectors, but among letters and pictures of others.
UNSEEN = re.compile(
    f"{INVISIBLE.pattern}|[{NEVER_SEEN}\u00ad]"
    "|(?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0000-\U000e007f]+"
    "|(?<![^\x00-\u024f])[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
    f"|[\u200c\u200d](?![^\x00-\u024f])|{EMPTY_LETTER}"
)


def unfit(text: str, path: str, first_line: int) -> Problem | None:
    """Why a text is not even given to a parser, if it is not."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return Problem(
            path,
            first_line,
            "en-tete-trop-long",
            f"{subject_of(path)} est trop long : plus de 64 ko.",
            "Gardez-y les informations sur la page ; le texte vient après la ligne « --- »."
            if path.endswith(".md")
            else "Gardez-en l'essentiel.",
        )
    if found := INVISIBLE.search(text):
        return Problem(
            path,
            first_line + text.count("\n", 0, found.start()),
            "caractere-invisible",
            "La ligne contient un caractère invisible, qui n'est pas du texte.",
            "Effacez-la et tapez-la à nouveau, au lieu de la coller.",
        )
    return None


def escaped(path: str, line: int, key: str, meant: str) -> Problem:
    """Between double quotes, « \\u0001 » or « \\e » is a character that nobody sees.

    Args:
        meant: the line to write, without it.
    """
    return Problem(
        path,
        line,
        "caractere-invisible",
        "Entre guillemets droits, une barre oblique inversée (« \\ ») suivie d'une lettre fait "
        "ici un caractère invisible.",
        f"Écrivez : {meant} ; si vous vouliez une barre, doublez-la : « \\\\ ».",
        key=key,
    )


def duplicate(path: str, key: str, place: tuple[int, int], first_line: int) -> Problem:
    """A key written again, at this line and column."""
    line, column = place
    return Problem(
        path,
        line,
        "cle-en-double",
        f"« {key} » est écrit deux fois (la première à la ligne {first_line}).",
        "Gardez une seule des deux lignes.",
        key=key,
        column=column,
    )


def subject_of(path: str) -> str:
    """What is at fault: the header of a page, or a file that is all YAML."""
    return "L'en-tête" if path.endswith(".md") else "Le fichier"
