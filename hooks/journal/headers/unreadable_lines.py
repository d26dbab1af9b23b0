"""A line of a header that YAML cannot read: what is wrong with it, and the line to write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from journal.headers.meant_lines import item_meant, pair_meant, source_meant, value_meant
from journal.headers.yaml_quotes import quoted
from journal.markdown.github import inline_text

_CODE = "en-tete-illisible"

_NBSP = "\N{NO-BREAK SPACE}"

# An unbreakable space where YAML wants an ordinary one: it looks the same.
HARD = "La ligne contient une espace insécable là où il en faut une ordinaire."
HARD_SPACE = re.compile(r"^ *(?:\u00a0|(?:- )?[\w-]+:\u00a0)", re.MULTILINE)

# What YAML gives another meaning at the beginning of a value.
_RESERVED = "*&!|>%@`[]{}?-,"
# The keys whose values are lists of slugs.
_LISTS = frozenset({"tags", "alias"})
# Those whose values may be several texts.
_SEVERAL = frozenset({"auteurs", "anciennes_adresses"})


# As Git marks two versions of a passage.
_CONFLICT = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: .*)?")
_EMPHASIS = re.compile(r"(?P<mark>\*\*?|`)[^*`\n]+(?P=mark)")


_OPEN_LIST = re.compile(r"(?P<key> *[^\s\[\]:-][^\[\]:]*): +\[(?P<items>[^\[\]{}]*?\S) *")
_NEXT_KEY = re.compile(r" *(?:[^\s:,\]\[]+[^:,\]\[]*:(?: |$)|- |#|$)")
_REMARK = re.compile(r"\s*(?:<!--([^\n]*?)-->|//(\s[^\n]*))\s*")


class Diagnosis(NamedTuple):
    """What is wrong with a line, and how to mend it.

    Attributes:
        mended: the line as it should be, with its indentation; None where that cannot be told.
    """

    code: str
    message: str
    hint: str
    mended: str | None = None


def rewritten(code: str, message: str, line: str, correct: str) -> Diagnosis:
    """A diagnosis whose mend is a whole line, here without its indentation."""
    indentation = line[: len(line) - len(line.lstrip())]
    return Diagnosis(code, message, f"Écrivez : {correct}", indentation + correct)


def unreadable(line: str, subject: str, lines: Sequence[str], index: int) -> Diagnosis:
    """What is wrong with a line that YAML cannot read, and how it should be written."""
    if _CONFLICT.fullmatch(line):
        message = "Cette ligne reste de deux versions de la page."
        hint = "Retirez-la, et gardez une seule version de ce qu'elle sépare."
        return Diagnosis(_CODE, message, hint, "")
    if remark := _REMARK.fullmatch(line):
        message = "Dans un en-tête, une remarque s'écrit après un dièse."
        return rewritten(_CODE, message, line, f"# {(remark[1] or remark[2]).strip()}")
    found = _of_value(line) or _of_source(line) or _among(lines, index)
    found = found or _unclosed(line, subject, lines[index + 1 :])
    if found:
        return found
    if ":" not in line:
        return Diagnosis(
            _CODE,
            "Cette ligne n'est pas de la forme « clé: valeur ».",
            "Ajoutez deux-points et une espace après la clé, ou joignez-la à la ligne du dessus.",
        )
    return Diagnosis(
        _CODE,
        f"{subject} n'a pas pu être lu à partir de cette ligne.",
        "Vérifiez les guillemets, les deux-points et l'alignement avec les lignes voisines.",
    )


def _unclosed(line: str, subject: str, below: Sequence[str]) -> Diagnosis | None:
    """A list that nothing closes, on one line: « newsletter: [la lettre, le flux »."""
    found = _OPEN_LIST.fullmatch(line)
    # One that goes on below is closed there.
    if not found or (below and not _NEXT_KEY.match(below[0])):
        return None
    key = found["key"].strip()
    if subject != "Le fichier" and key not in _SEVERAL:
        return None
    items = [item for item in (part.strip(" \"'") for part in found["items"].split(",")) if item]
    message = "Le crochet ouvert ici n'est pas fermé."
    return rewritten(_CODE, message, line, f"{key}: [{', '.join(items)}]")


def _of_value(line: str) -> Diagnosis | None:
    """What is wrong between a key and its value, or at the beginning of it."""
    key, colon, value = line.strip().partition(": ")
    bare = key.removeprefix("- ")
    if HARD_SPACE.match(line):
        # Those of the indentation count as spaces; those of the text stay.
        return rewritten(_CODE, HARD, line, " ".join(line.replace(_NBSP, " ").split()))
    if value.strip()[:1] == "[" and bare in _LISTS:
        items = [item.strip() for item in re.split("[][,\"']+", value) if item.strip()]
        message = "La liste de cette ligne n'est pas bien fermée."
        return rewritten(_CODE, message, line, f"{key}: [{', '.join(items)}]")
    # A list that is not closed is still a list: quotes would make a text of it.
    is_list = value.startswith(("[", "{")) and not re.match(r"[\[{][^\]}]*[\]}]\s*\S", value)
    reserved = value.strip()[:1] in _RESERVED and not is_list
    if colon and reserved and re.fullmatch(r"[\w-]+", bare):
        return _reserved(line, key, value)
    if glued := re.match(r"(?:- )?[a-z_]+:(?=\S)", line.strip()):
        message = "Il manque une espace après les deux-points."
        return rewritten(_CODE, message, line, f"{glued[0]} {line.strip()[glued.end() :]}")
    return None


def _of_source(line: str) -> Diagnosis | None:
    """A source whose title and address are on one line."""
    if not (source := source_meant(line)):
        return None
    title, target = quoted(source[0]), source[1]
    start = line[: line.index("-")]
    return Diagnosis(
        _CODE,
        "Une source s'écrit sur deux lignes : son titre, puis son adresse.",
        f"Écrivez : - titre: {title} ; et, dessous, aligné : url: {target}",
        f'{start}- {{titre: {title}, url: "{target}"}}',
    )


def _among(lines: Sequence[str], index: int) -> Diagnosis | None:
    """What the lines around say that a line should be."""
    meant = item_meant(lines, index) or pair_meant(lines, index)
    if not meant:
        return None
    message = "Cette ligne n'est pas de la forme « clé: valeur »."
    if meant.strip().startswith("- "):
        message = "Cette ligne n'est pas celle d'une liste : il y faut un tiret, une espace."
    how = ""
    if meant.strip() == lines[index].strip():
        message = "Cette ligne n'est pas alignée avec celle du dessus."
        indent = len(meant) - len(meant.lstrip())
        how = f", avec {indent} espaces devant" if indent else ", sans espace devant"
    return Diagnosis(_CODE, message, f"Écrivez{how} : {meant.strip()}", meant)


def _reserved(line: str, key: str, value: str) -> Diagnosis:
    target = value_meant(key.removeprefix("- "), value)
    # Marks of Markdown would mean nothing there.
    plain = inline_text(value) if _EMPHASIS.match(value.strip()) else value
    return rewritten(
        _CODE,
        f"La valeur commence par « {value.strip()[0]} », qui a ici un autre sens.",
        line,
        f"{key}: {target or quoted(plain)}",
    )
