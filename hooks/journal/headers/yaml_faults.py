"""What YAML's parser stumbles on, said in French, with the line to write where it can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from journal.headers.meant_lines import pair_meant
from journal.headers.unreadable_lines import (
    HARD,
    HARD_SPACE,
    Diagnosis,
    rewritten,
    unreadable,
)
from journal.headers.yaml_quotes import quoted, unwrapped
from journal.headers.yaml_refusals import subject_of
from journal.problems.problem import Explanation, Problem

EXPLANATIONS = {
    "en-tete-trop-complexe": Explanation(
        "L'en-tête contient des renvois (« & », « * ») ou des listes l'une dans l'autre.",
        "S'en tenir à des lignes `clé: valeur` et à des listes simples.",
    ),
    "en-tete-illisible": Explanation(
        "Une ligne n'a pas la forme `clé: valeur`.",
        "Comparer avec l'exemple, ligne par ligne : deux-points, espaces, alignement.",
    ),
    "deux-points-sans-guillemets": Explanation(
        "La valeur contient deux-points suivis d'une espace.",
        "Mettre toute la valeur entre guillemets droits.",
    ),
    "guillemets": Explanation(
        "Un guillemet ouvre et aucun ne ferme, ou l'inverse.",
        "Entourer la valeur de deux guillemets droits ; à l'intérieur, préférer « et ».",
    ),
    "tabulation": Explanation("La ligne contient une tabulation.", "La remplacer par des espaces."),
}

# « - titre:Rapport », which is a text: the parser stumbles on the next line.
_GLUED_ITEM = re.compile(r"\s*- [a-z_]+:(?=[^\s/])")

_COLON = "La valeur contient « : » sans être entre guillemets : tout {} est illisible."

# A value whose quotes go together.
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
# Lines that a value may take, when its quote is not closed.
_FAR = 50
# A line whose value begins with a quote, and one with which another value begins.
_OPENS = re.compile(r"""[ ]*(?:- +)?(?:[\w-]+: +)?(?=["'])(?P<value>.*)""")
_BEGINS = re.compile(r"[ ]*(?:- +)?[\w-]+:(?:\s|$)|[ ]*- |$")


# Half a character, which YAML lets one escape and no file can hold.
SURROGATE = re.compile("[\ud800-\udfff]")


class Refused(yaml.YAMLError):
    """A construct of YAML that no page needs and that makes a header unreadable or unsafe."""

    def __init__(self, event: Any) -> None:
        super().__init__()
        self.problem_mark = event.start_mark
        self.anchor: str | None = getattr(event, "anchor", None)
        text = event.value if isinstance(event, yaml.ScalarEvent) else ""
        self.is_half = self.anchor is None and bool(SURROGATE.search(text))
        self.is_sign = (getattr(event, "tag", None) or "").startswith("!") and not self.is_half

    def is_text(self, text: str) -> bool:
        """Whether « & », « * » or « ! » is only the first sign of a value: nothing refers to it."""
        if self.is_sign and self.anchor is None:
            return True
        name = re.escape(self.anchor or "")
        return bool(name) and len(re.findall(rf"[&*]{name}(?![\w-])", text)) == 1


def explain(error: Exception, text: str, path: str, first_line: int) -> tuple[Problem, str | None]:
    """Say in French what YAML's parser stumbled on.

    Returns:
        The problem, and the text with that line mended; None where that cannot be told.
    """
    mark = _mark(error)
    index, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    index = min(index, len(lines) - 1)
    if hard := HARD_SPACE.search(text):
        # The parser stumbles further, or reads something else.
        index, column = text.count("\n", 0, hard.start()), 0
    elif (opening := _left_open(lines, index)) is not None:
        index, column = opening, 0
    elif index and _GLUED_ITEM.match(lines[index - 1]):
        index, column = index - 1, 0
    if isinstance(error, Refused) and not error.is_text(text):
        found = _HALF if error.is_half else _refusal(subject_of(path))
    else:
        found = next(_diagnoses(error, lines, index, column, subject_of(path)))
    problem = Problem(
        path,
        first_line + index,
        found.code,
        found.message,
        found.hint,
        column=column + 1 if mark else None,
    )
    if found.mended is None:
        return problem, None
    return problem, "\n".join([*lines[:index], found.mended, *lines[index + 1 :]])


def _left_open(lines: list[str], last: int) -> int | None:
    """The nearest line, up to the last one that was read, whose quote nothing closes.

    YAML goes on to the next quote, which opens another value: it stumbles there.
    """
    for index in range(last, max(-1, last - _FAR), -1):
        opening = _OPENS.fullmatch(lines[index])
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if opening and not _QUOTED.match(opening["value"]) and _BEGINS.match(following):
            return index
    return None


def _mark(error: Exception) -> yaml.Mark | None:
    """The place of what is at fault, where the parser gives one."""
    problem_mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    # What was opened and never ended (a quote, a bracket, a key) is at fault where it begins.
    if str(getattr(error, "context", "")).startswith(("while scanning", "while parsing a flow")):
        return context_mark or problem_mark
    return problem_mark or context_mark


def not_a_mapping(path: str, line: int, meant: str | None = None, typed: str = "") -> Problem:
    """What is not a line « clé: valeur », and the one that was meant, where that can be told."""
    example = _EXAMPLES.get(path, "title: Le titre de la page")
    return Problem(
        path,
        line,
        "en-tete-illisible",
        HARD if HARD_SPACE.match(typed) else "Cette ligne n'est pas de la forme « clé: valeur ».",
        f"Écrivez : {meant}" if meant else f"Écrivez par exemple « {example} ».",
    )


_EXAMPLES = {
    "synonymes.yml": "newsletter: lettre d'information",
    "themes.yml": "emploi: » puis, dessous, en retrait, « nom: Emploi",
}


def _diagnoses(
    error: Exception, lines: Sequence[str], index: int, column: int, subject: str
) -> Iterator[Diagnosis]:
    """The likeliest explanations of an error, best first."""
    line = lines[index]
    if (glued := _GLUED_PAIR.match(line)) and (meant := pair_meant(lines, index)):
        yield rewritten("guillemets", _NOT_THERE.format(glued[0].strip()), line, meant)
    problem = str(getattr(error, "problem", None) or error)
    key, _, value = line.partition(":")
    whole = f"{key.strip()}: {quoted(unwrapped(value))}"
    # Of a menu, the title holds the sign.
    if menu := re.match(r"\s*- (?P<title>.+): (?P<page>\S+\.md)\s*$", line):
        whole = f"- {quoted(unwrapped(menu['title']))}: {menu['page']}"
    # When the first colon of the line is at fault, the mistake is above, and quotes would not help.
    if "mapping values are not allowed" in problem and column > len(key):
        message = _COLON.format(subject[0].lower() + subject[1:])
        yield rewritten("deux-points-sans-guillemets", message, line, whole)
    if "\\t" in problem or line.startswith("\t"):
        yield _without_tab(lines, index)
    if "escape" in problem and (opening := _OPENS.fullmatch(line)):
        start, typed = line[: opening.start("value")].lstrip(), opening["value"].strip().strip('"')
        yield rewritten(
            "guillemets",
            "Entre guillemets droits, la barre oblique inversée (« \\ ») a un autre sens.",
            line,
            start + quoted(re.sub(r"\\(?=[^\w\s])", "", typed)),
        )
    if (opening := _OPENS.fullmatch(line)) and not _QUOTED.fullmatch(opening["value"].strip()):
        start = line[: opening.start("value")].lstrip()
        yield rewritten(
            "guillemets",
            "Les guillemets de cette ligne ne vont pas par deux.",
            line,
            start + quoted(_between(opening["value"].strip())),
        )
    yield unreadable(line, subject, lines, index)


def _between(value: str) -> str:
    """What stands between the marks of a value, of which others may be part."""
    mark = value[:1]
    within = value[1:-1] if len(value) > 1 and value.endswith(mark) else value[1:]
    if within.count(mark) % 2 and mark == '"':
        within = value[1:] if value[1:].count(mark) % 2 == 0 else within.strip(mark)
    return within


def _without_tab(lines: Sequence[str], index: int) -> Diagnosis:
    """A line as far in as those above want it, or with a space in place of its tab."""
    line = lines[index]
    words = line.lstrip(" \t")
    message = "La ligne contient une tabulation (la touche ⇥)."
    if "\t" not in line[: len(line) - len(words)]:
        mended = line.replace("\t", " ")
        return Diagnosis("tabulation", message, "Remplacez-la par une espace.", mended)
    indent = _depth(words, [above for above in lines[:index] if above.strip()])
    words = words.replace("\t", " ")
    how = f"avec {indent} espaces devant" if indent else "sans espace devant"
    return Diagnosis("tabulation", message, f"Écrivez, {how} : {words}", " " * indent + words)


def _depth(words: str, above: Sequence[str]) -> int:
    """How many spaces stand before a line, after those above."""
    last = above[-1] if above else ""
    if last.rstrip().endswith(":"):
        return _indent(last) + 2
    if not words.startswith("- "):
        return _indent(last) + 2 * last.lstrip().startswith("- ")
    return next((_indent(item) for item in reversed(above) if item.lstrip().startswith("- ")), 0)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


# « "lieu": "Nantes", », as other formats write it.
_GLUED_PAIR = re.compile(r"\s*\"[\w-]+\"\s*:\s*(?=[\"\[\d])")
_NOT_THERE = "« {} » : ni la clé ni les deux-points ne se mettent entre guillemets ici."


def _refusal(subject: str) -> Diagnosis:
    """What is said of an alias, of lists within lists."""
    return Diagnosis(
        "en-tete-trop-complexe",
        f"{subject} contient un renvoi d'une ligne à une autre (« & », « * »), ou trop de listes "
        "l'une dans l'autre.",
        "Tenez-vous à des lignes « clé: valeur » et à des listes simples ; une valeur qui commence "
        "par un signe se met entre guillemets.",
    )


# What programs write of a pictogram, and YAML does not put together.
_HALF = Diagnosis(
    "caractere-invisible",
    "Entre guillemets droits, une barre oblique inversée (« \\ ») suivie de « u » fait ici la "
    "moitié d'un caractère.",
    "Écrivez le caractère lui-même ; si vous vouliez une barre, doublez-la : « \\\\ ».",
)
