"""What YAML's parser stumbles on, said in French, with the line to write where it can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from journal.problems import Problem

NBSP = "\N{NO-BREAK SPACE}"

# An unbreakable space where YAML wants an ordinary one: it looks the same.
_HARD_SPACE = re.compile(r"^ *(?:\u00a0|(?:- )?[\w-]+:\u00a0)", re.MULTILINE)

_COLON = "La valeur contient « : » sans être entre guillemets : tout {} est illisible."

# A value whose quotes go together.
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")


class Refused(yaml.YAMLError):
    """A construct of YAML that no page needs and that makes a header unreadable or unsafe."""

    def __init__(self, event: Any) -> None:
        super().__init__()
        self.problem_mark = event.start_mark


def explain(error: Exception, text: str, path: str, first_line: int) -> Problem:
    """Say in French what YAML's parser stumbled on."""
    mark = _mark(error)
    index, column = (mark.line, mark.column) if mark else (0, 0)
    if hard := _HARD_SPACE.search(text):
        # The parser stumbles further, or reads something else.
        index, column = text.count("\n", 0, hard.start()), 0
    lines = text.split("\n")
    line = lines[min(index, len(lines) - 1)]
    code, message, hint = next(_diagnoses(error, line, column, subject_of(path)))
    return Problem(
        path,
        first_line + index,
        code,
        message,
        hint,
        column=column + 1 if mark else None,
    )


def _mark(error: Exception) -> yaml.Mark | None:
    """The place of what is at fault, where the parser gives one."""
    problem_mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    # What was opened and never ended (a quote, a bracket, a key) is at fault where it begins.
    if str(getattr(error, "context", "")).startswith(("while scanning", "while parsing a flow")):
        return context_mark or problem_mark
    return problem_mark or context_mark


def subject_of(path: str) -> str:
    """What is at fault: the header of a page, or a file that is all YAML."""
    return "L'en-tête" if path.endswith(".md") else "Le fichier"


def _diagnoses(
    error: Exception, line: str, column: int, subject: str
) -> Iterator[tuple[str, str, str]]:
    """The likeliest explanations of an error, best first: (code, message, hint)."""
    problem = str(getattr(error, "problem", None) or error)
    key, _, value = line.partition(":")
    if isinstance(error, Refused):
        yield (
            "en-tete-trop-complexe",
            f"{subject} emploie un renvoi (« & », « * ») ou trop de listes emboîtées.",
            "Tenez-vous à des lignes « clé: valeur » et à des listes simples.",
        )
    # When the first colon of the line is at fault, the mistake is above, and quotes would not help.
    if "mapping values are not allowed" in problem and column > len(key):
        quoted = value.strip().replace("\\", "\\\\").replace('"', '\\"')
        yield (
            "deux-points-sans-guillemets",
            _COLON.format(subject[0].lower() + subject[1:]),
            f'Écrivez : {key.strip()}: "{quoted}"',
        )
    if "\\t" in problem or line.startswith("\t"):
        yield (
            "tabulation",
            "La ligne contient une tabulation.",
            "Remplacez-la par des espaces.",
        )
    if value.strip()[:1] in ('"', "'") and not _QUOTED.fullmatch(value.strip()):
        text = value.strip().strip("\"'").replace("\\", "\\\\").replace('"', '\\"')
        yield (
            "guillemets",
            "Les guillemets de cette ligne ne vont pas par deux.",
            f'Écrivez : {key.strip()}: "{text}"',
        )
    yield ("en-tete-illisible", *_unreadable(line, subject))


# What YAML gives another meaning at the beginning of a value.
_RESERVED = "*&!|>%@`[]{}?-,"
# The keys whose values are lists of slugs.
_LISTS = frozenset({"tags", "alias"})


def _unreadable(line: str, subject: str) -> tuple[str, str]:
    """What else may be wrong with a line, and how it should be written: (message, hint)."""
    key, colon, value = line.strip().partition(": ")
    bare = key.removeprefix("- ")
    if _HARD_SPACE.match(line):
        return (
            "La ligne contient une espace insécable là où il en faut une ordinaire.",
            f"Écrivez : {' '.join(line.replace(NBSP, ' ').split())}",
        )
    if value.strip()[:1] == "[" and bare in _LISTS:
        items = [item.strip() for item in re.split("[][,\"']+", value) if item.strip()]
        return (
            "La liste de cette ligne n'est pas bien fermée.",
            f"Écrivez : {key}: [{', '.join(items)}]",
        )
    # A list that is not closed is still a list: quotes would make a text of it.
    is_list = value.startswith(("[", "{")) and not re.match(r"[\[{][^\]}]*[\]}]\s*\S", value)
    reserved = value.strip()[:1] in _RESERVED and not is_list
    if colon and reserved and re.fullmatch(r"[\w-]+", bare):
        quoted = value.strip().replace("\\", "\\\\").replace('"', '\\"')
        return (
            f"La valeur commence par « {value.strip()[0]} », qui a ici un autre sens.",
            f'Écrivez : {key}: "{quoted}"',
        )
    if glued := re.match(r"(?:- )?[a-z_]+:(?=\S)", line.strip()):
        return (
            "Il manque une espace après les deux-points.",
            f"Écrivez : {glued[0]} {line.strip()[glued.end() :]}",
        )
    if ":" not in line:
        return (
            "Cette ligne n'est pas de la forme « clé: valeur ».",
            "Ajoutez deux-points et une espace après la clé, ou joignez-la à la ligne du dessus.",
        )
    return (
        f"{subject} n'a pas pu être lu à partir de cette ligne.",
        "Vérifiez les guillemets, les deux-points et l'alignement avec les lignes voisines.",
    )
