"""Texts of a header are plain: neither the marks of Markdown nor the codes of HTML mean anything
there, and they would be shown as they were typed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from journal.headers.yaml_faults import quoted
from journal.headers.yaml_text import Location, Value, YamlText
from journal.markdown.github import inline_text
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "texte-simple": Explanation(
        "Le titre, le résumé et les noms de l'en-tête sont des textes simples : ni gras, ni lien, "
        "ni code.",
        "Recopier la ligne que le message propose.",
    ),
    "plusieurs-noms": Explanation(
        "Un seul nom en réunit plusieurs (simple avertissement).",
        "Écrire un nom par élément de la liste.",
    ),
}

# The keys whose values people read, wherever they stand in a header or in themes.yml.
_READ = frozenset(
    {
        *("title", "description", "structure", "lieu", "adresse", "horaire", "image_alt"),
        *("auteurs", "titre", "nom"),
    }
)
_CALLED = {
    "title": "Le titre",
    "titre": "Le titre",
    "description": "Le résumé",
    "image_alt": "La description de l'image",
    "lieu": "Le nom de la commune",
    "structure": "Le nom de la structure",
    "auteurs": "Le nom d'une personne",
    "nom": "Le nom du thème",
}
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# Possessive or bounded, so that no text takes long.
_MARKS = re.compile(
    r"\*\*(?=\S)[^*\n]{1,300}\*\*|__(?=\S)[^_\n]{1,300}__|!?\[[^\[\]\n]{1,300}\]\([^()\n]{0,300}\)"
    r"|(?<![\w*])\*(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])[^_\n]{1,300}(?<=[^\s_])_(?![\w_])"
    r"|`[^`\n]{1,300}`|^#{1,6} "
)
_SIGN = re.compile(r"[*_\[`#&]")
_TOGETHER = re.compile(r"\s+(?:et|&)\s+|\s*[;/]\s*|,\s+")
_HARD = re.compile("[\u00a0\u202f\u2009]+")


def check_texts(header: YamlText) -> Iterator[Problem]:
    """Every text of a header that is not as plain as readers will see it."""
    for location, text in _texts(header.values, ()):
        if meant := plainly(text):
            key = next(part for part in reversed(location) if isinstance(part, str))
            called = _CALLED.get(key, "Ce texte")
            mend = quoted(meant) if isinstance(location[-1], int) else f"{key}: {quoted(meant)}"
            yield header.problem(
                location,
                "texte-simple",
                f"{called} est un texte simple : les signes de mise en forme s'y liraient tels "
                "quels.",
                f"Écrivez : {mend}",
            )
        elif location[0] == "auteurs" and len(location) > 1 and _are_people(names := apart(text)):
            yield header.problem(
                location,
                "plusieurs-noms",
                f"« {text.strip()} » réunit sans doute plusieurs personnes.",
                f"Si c'est le cas, écrivez un nom par élément : {', '.join(names)}",
                severity=Severity.WARNING,
            )


def without_counted(problems: list[Problem], marked: list[Problem]) -> list[Problem]:
    """Problems but the length of a text that has marks: its letters are not counted yet."""
    keys = {problem.key for problem in marked}
    return [
        problem
        for problem in problems
        if problem.code != "texte-trop-long" or problem.key not in keys
    ]


def _are_people(names: list[str]) -> bool:
    """Whether several names are those of people: « Terre et Mer » is one of its own."""
    return len(names) > 1 and any(" " in name for name in names)


def apart(text: str) -> list[str]:
    """« Léa Martin et Paul Durand » are two names."""
    return [name for name in (part.strip() for part in _TOGETHER.split(text)) if name]


def plainly(text: str) -> str | None:
    """A text without marks nor codes; None when it has none."""
    if not _SIGN.search(text) or not (_MARKS.search(text) or _ENTITY.search(text)):
        return None
    meant = html.unescape(text)
    if _MARKS.search(meant):
        meant = inline_text(meant).lstrip("# ")
    meant = " ".join(_HARD.sub(" ", meant).split())
    return meant if meant and meant != " ".join(text.split()) else None


def _texts(value: Value, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        if any(part in _READ for part in location):
            yield location, value
        return
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _texts(item, (*location, key))
