"""The header of a Markdown page, between two lines of three hyphens: values and their lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from journal.headers.yaml_quotes import quoted
from journal.headers.yaml_text import YamlText, key_of, read_yaml, untypable
from journal.problems.problem import Explanation, Problem

EXPLANATIONS = {
    "en-tete-absent": Explanation(
        "La page ne commence pas par un en-tête.",
        "Recopier l'en-tête d'une page du même genre, entre deux lignes de trois tirets.",
    ),
    "premiere-ligne-avalee": Explanation(
        "Sans en-tête, une première ligne comme `Attention:` serait prise pour un réglage.",
        "Mettre un en-tête avant cette ligne.",
    ),
    "en-tete-non-ferme": Explanation(
        "La seconde ligne de trois tirets manque, ou termine le fichier.",
        "L'ajouter après la dernière information, et aller à la ligne.",
    ),
}

# What MkDocs itself takes for a header (mkdocs/utils/meta.py, YAML_RE): reading another one than it
# does would let pages through that it publishes broken.
_HEADER = re.compile(r"-{3}[ \t]*\n(?P<yaml>.*?\n)(?:-{3}|\.{3})[ \t]*\n", re.DOTALL)
# What MkDocs swallows from a page without a header (META_RE): such lines would silently disappear.
_SWALLOWED = re.compile(r" {0,3}[A-Za-z0-9_-]+:")
# The first key of a header that nothing opens.
_FIRST_KEY = re.compile(r"(?:title|description|date|visite|visite_le|structure|tags):(?=\s)")
_OPENING_LATER = re.compile(r"^-{3}[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"(?:`{3,}|~{3,})[ \t]*")
_EMPTY = re.compile(r"-{3}[ \t]*\n-{3}[ \t]*(\n|\Z)")
# What word processors make of three hyphens.
_DASHES = re.compile(r"[ \t]*[-\u2010-\u2015]{1,}[ \t]*$", re.MULTILINE)
# Rules of other signs, above what is a header.
_OTHER_RULE = re.compile(
    r"(?:\*{3,}|_{3,}|={3,}|~{3,}|#{3,})[ \t]*\n(?:title|description|date)[ ]?:"
)
_OPENING = re.compile(r"-{3}[ \t]*(\n|$)")
# A header after something else: a greeting, the fence of an example.
_LATER = re.compile(r"^-{3}[ \t]*\n(?=(?:[a-z_]+:.*\n){0,9}?(?:title|description):)", re.MULTILINE)
_MODEL = "une ligne « --- », puis « title: … » et « description: … », puis une ligne « --- »"


@dataclass(frozen=True)
class FrontMatter:
    """The header of one page.

    Attributes:
        header: its keys and values as they were typed, with their lines.
        body: the Markdown text that follows, as it was typed.
        body_line: line of the file on which the body begins, from 1.
    """

    header: YamlText
    body: str
    body_line: int

    @property
    def closed(self) -> bool:
        """Whether there is a header at all, readable or not, with a body after it."""
        return self.body_line > 1


def read_front_matter(text: str, path: str) -> tuple[FrontMatter, list[Problem]]:
    """Split a page into its header and its body.

    Args:
        text: the whole file, line breaks as `\\n`.
        path: the file, for the problems.
    """
    match = _match(text)
    if not match:
        return FrontMatter(YamlText(path), text, 1), [_missing(text, path)]
    header, problems = read_yaml(match["yaml"], path, first_line=2)
    body, line = _after(match, text)
    if match.end() > len(text):
        problems.append(_unfinished(path, line - 1))
    return FrontMatter(header, body, line), problems


def body_of(text: str) -> tuple[str, int] | None:
    """The body of a page and the line on which it begins; None when no header stands before it."""
    match = _match(text)
    return _after(match, text) if match else None


def _after(header: re.Match[str], text: str) -> tuple[str, int]:
    return text[header.end() :], header[0].count("\n") + 1


def _match(text: str) -> re.Match[str] | None:
    """The header, even where the file ends with it, without the line break that MkDocs wants."""
    return _HEADER.match(text) or (None if text.endswith("\n") else _HEADER.match(f"{text}\n"))


def _unfinished(path: str, line: int) -> Problem:
    return Problem(
        path,
        line,
        "en-tete-non-ferme",
        "Le fichier s'arrête sur les trois tirets qui ferment l'en-tête.",
        "Appuyez sur la touche Entrée après ces trois tirets ; le texte vient en dessous.",
    )


def check_types(text: str, page: FrontMatter) -> list[Problem]:
    """What MkDocs would stumble on in a header that is otherwise sound.

    MkDocs gives values YAML's types; a single one that has none (`!Nantes`, `2026-02-30`) and it
    publishes the whole header as prose, without a word.
    """
    match = _HEADER.match(text) if page.header.has_types else None
    location = untypable(match["yaml"]) if match else None
    if location is None:
        return []
    line, _ = page.header.position(location)
    subject = f"La valeur de « {key_of(location)} »" if location else "Une valeur"
    return [
        page.header.problem(
            location,
            "valeur-invalide",
            f"{subject} serait prise pour autre chose qu'un texte.",
            _between_quotes(text.split("\n")[line - 1]),
        )
    ]


def _between_quotes(line: str) -> str:
    """The line with its value between quotes, where that value is a plain text."""
    if plain := re.fullmatch(r" *(?P<key>(?:- )?[\w-]+): +(?P<value>[^\s\"'\[{|>].*)", line):
        return f"Écrivez : {plain['key']}: {quoted(plain['value'])}"
    return "Mettez-la entre guillemets."


def _missing(text: str, path: str) -> Problem:
    code, message, hint = _why_missing(text)
    return Problem(path, 1, code, message, hint)


def _why_missing(text: str) -> tuple[str, str, str]:
    """Why a page has no header: (code, message, hint)."""
    first, _, rest = text.lstrip().partition("\n")
    if _OPENING.match(text):
        return _why_unreadable(text, rest)
    if _FIRST_KEY.match(text):
        closed = _OPENING_LATER.search(text)
        return (
            "premiere-ligne-avalee",
            "Il manque au-dessus de cette ligne celle qui ouvre l'en-tête : il disparaîtrait.",
            "Ajoutez au-dessus une ligne de trois tirets : « --- »"
            + ("." if closed else " ; et une autre sous la dernière information de l'en-tête."),
        )
    if _SWALLOWED.match(text):
        return (
            "premiere-ligne-avalee",
            "La page n'a pas d'en-tête : sa première ligne, prise pour un réglage, disparaîtrait.",
            f"Placez avant elle un en-tête : {_MODEL}.",
        )
    if _OPENING.match(text.lstrip()):
        return (
            "en-tete-absent",
            "L'en-tête n'est pas au tout début du fichier.",
            "Retirez les espaces et les lignes vides qui précèdent la première ligne « --- ».",
        )
    if later := _LATER.search(text):
        line = text.count("\n", 0, later.start()) + 1
        return (
            "en-tete-absent",
            "L'en-tête n'est pas au tout début du fichier.",
            f"Retirez ce qui précède la ligne {line}, « --- »{_and_the_fence(text, later)}.",
        )
    if _DASHES.match(first) or _OTHER_RULE.match(text):
        return (
            "en-tete-absent",
            "La page n'a pas d'en-tête : sa première ligne y ressemble.",
            f"Cette ligne doit contenir trois tirets, rien d'autre : « --- »{_and_below(rest)}.",
        )
    return (
        "en-tete-absent",
        "La page n'a pas d'en-tête.",
        f"Commencez le fichier par un en-tête : {_MODEL}.",
    )


def _and_the_fence(text: str, header: re.Match[str]) -> str:
    """The end of a block of code that was begun above a header, and is to go with it."""
    lines = text.rstrip().split("\n")
    is_block = re.search(r"^(?:```|~~~)", text[: header.start()], re.MULTILINE)
    is_ended = is_block and _FENCE.fullmatch(lines[-1])
    return f", et la ligne {len(lines)}, « {lines[-1].strip()} »" if is_ended else ""


def _and_below(rest: str) -> str:
    """The line that was to end a header, where it is as wrong as the first one."""
    lines = enumerate(rest.split("\n"), 2)
    last = next((n for n, line in lines if _DASHES.match(line) and line.strip() != "---"), 0)
    return f" ; de même la ligne {last}" if last else ""


def _why_unreadable(text: str, rest: str) -> tuple[str, str, str]:
    """Why a page that begins like a header has none; `rest` follows its first line."""
    if _EMPTY.match(text):
        return (
            "en-tete-absent",
            "L'en-tête est vide.",
            "Écrivez entre ses deux lignes « title: … » et « description: … ».",
        )
    almost = next((n for n, line in enumerate(rest.split("\n"), 2) if _DASHES.match(line)), 0)
    return (
        "en-tete-non-ferme",
        "L'en-tête commence mais ne se termine pas.",
        f"La ligne {almost} doit contenir trois tirets, rien d'autre : « --- »."
        if almost
        else "Ajoutez une ligne « --- » seule après la dernière information de l'en-tête, "
        "puis le texte.",
    )
