"""Passages that are read otherwise than they look: as code, in one line, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.gate.unread_lists import are_of_a_list
from journal.markdown.blocks import too_deep
from journal.problems.problem import Explanation, Problem, Severity
from journal.web.allowed_html import TYPED_TAGS

EXPLANATIONS = {
    "texte-en-retrait": Explanation(
        "Quatre espaces en début de ligne font du code (simple avertissement).",
        "Les retirer ; dans un encadré ou une liste, en mettre autant qu'à la ligne du dessus.",
    ),
    "code-sans-fin": Explanation(
        "Un bloc de code est ouvert et jamais fermé (simple avertissement).",
        "Écrire à sa fin les mêmes signes qu'à son début.",
    ),
    "mots-perdus": Explanation(
        "Des mots suivent les signes qui ouvrent un bloc de code : ils ne se verraient pas (simple"
        " avertissement).",
        "Les écrire sur la ligne du dessous.",
    ),
    "lignes-courtes": Explanation(
        "Des lignes courtes se suivraient sur une seule (simple avertissement).",
        "Écrire `<br>` à la fin de chacune.",
    ),
    "trop-imbrique": Explanation(
        "Trop de citations, de listes ou de marques s'ouvrent les unes dans les autres.",
        "En garder une ou deux.",
    ),
    "balise-seule": Explanation(
        "Après une balise seule sur sa ligne, les marques du texte ne sont pas lues.",
        "L'écrire sur la même ligne que le texte.",
    ),
}

_LINK = re.compile(r"\]\([^)\n]*\.md\b|\]\(https?:")
_TABLE_OR_TITLE = re.compile(r"\s*\|?[^\n|]+\|[^\n]*\n\s*\|?[ :]*-[-| :]*\n?|\s*#{2,6} +[^\W\d_]")
_CLOSING = re.compile(r"[ >]*(?:`{3,}|~{3,})\s*")
# « ```python title="a" » is for programs.
_AFTER_OPENING = re.compile(
    r"(?:`{3,}|~{3,})[ ]*(?P<words>[^\W\d_][^\n={}:]*[ ][^\n={}]*?)[ ]*(?=\n|$)"
)
_TAG_ALONE = re.compile(
    rf"(?:^|\n[ >]*\n) {{0,3}}</?(?P<name>{'|'.join(sorted(TYPED_TAGS))})\b[^<>\n]*>[ ]*"
    r"(?=\n[ >]*\S)",
    re.IGNORECASE,
)
# A line of an address is shorter; that of a paragraph broken by hand is longer.
SHORT = 40
# A line that nobody cut.
_LONG = 90
# Python-Markdown goes down one level a call, and Python a thousand calls; no page needs ten.
_MOST_LEVELS = 100
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?){1,4} *$")
# « Q : Combien ? », « **Lieu :** Nantes »
_LABELLED = re.compile(
    r"[A-ZÀ-Ý][^\W\d_]{0,11}(?: [^\W\d_]{1,12}){0,2}[*_]{0,2}[ \u00a0]?:[*_]{0,2} \S"
)
_BREAK = re.compile(r"(?: {2,}|\\|<br ?/?>)$")


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Too many levels, code that is none or has no end, lines run together, marks after a tag."""
    yield from _check_depth(draft)
    yield from _check_code(draft)
    yield from _check_short_lines(draft)
    if "<" in draft.text.prose:
        yield from _check_tags_alone(draft)


def _check_depth(draft: Draft) -> Iterator[Problem]:
    """More levels than the programs that build the site can go down."""
    text = draft.text
    place = too_deep(text.shown, _MOST_LEVELS)
    if place is not None:
        within = [block for block in text.blocks if block.place <= place]
        yield draft.problem(
            text.start_of(within[-1]) if within else 0,
            "trop-imbrique",
            f"Plus de {_MOST_LEVELS} citations, listes ou marques s'ouvrent ici les unes dans les "
            "autres : la page ne pourrait pas être construite.",
            "N'en gardez qu'une ou deux.",
        )


def _check_code(draft: Draft) -> Iterator[Problem]:
    text = draft.text
    for start, end, fenced in text.code_blocks:
        content = text.text[start:end]
        if fenced:
            last = content.rstrip().rpartition("\n")
            if not last[1] or not _CLOSING.fullmatch(last[2]):
                yield draft.problem(
                    start,
                    "code-sans-fin",
                    "Ce bloc de code n'a pas de fin : tout ce qui le suit en ferait partie.",
                    "Écrivez à sa fin, sur une ligne à part, les mêmes signes qu'à son début.",
                    severity=Severity.WARNING,
                )
            if lost := _AFTER_OPENING.match(content):
                yield draft.problem(
                    start,
                    "mots-perdus",
                    f"« {lost['words']} » suit les signes qui ouvrent ce bloc de code, et ne se"
                    " verrait pas.",
                    "Mettez ces mots sur la ligne du dessous.",
                    severity=Severity.WARNING,
                )
        elif _is_prose(content) or _LINK.search(content) or _TABLE_OR_TITLE.match(content):
            first = content.strip().partition("\n")[0]
            yield draft.problem(
                start,
                "texte-en-retrait",
                "Ce texte est décalé : il s'afficherait comme du code, avec ses marques.",
                f"Retirez le retrait : {first}",
                severity=Severity.WARNING,
            )


def _is_prose(content: str) -> bool:
    """Whether the first line is a sentence, or something left to complete."""
    line = content.strip().partition("\n")[0].strip()
    words = [word for word in line.split() if sum(map(str.isalpha, word)) > 1]
    is_sentence = len(words) > 2 and line[-1:] in ".!?…:;»" and not line[:1].islower()
    return is_sentence or line.startswith("À COMPL")


def _check_short_lines(draft: Draft) -> Iterator[Problem]:
    """An address, a poem, a list without marks: GitHub makes one line of them."""
    text = draft.text
    lines = text.typed.split("\n") if "\t" in text.typed else ()
    columns = {number for number, line in enumerate(lines, start=1) if "\t" in line}
    for block in text.blocks:
        if block.tag != "p" or block.last == block.first or block.first in columns:
            continue
        start = text.start_of(block)
        # « **Lieu :** Nantes », then « **Date :** 14 mars ».
        lines = [line.lstrip(" >*_") for line in text.text[start : text.end_of(block)].split("\n")]
        if _run_together(lines) and not are_of_a_list(lines):
            yield draft.problem(
                start,
                "lignes-courtes",
                "Ces lignes se suivraient : un simple retour à la ligne ne se voit pas.",
                f"Pour aller à la ligne, écrivez : {text.line_at(start).rstrip()}<br>",
                severity=Severity.WARNING,
            )


def _run_together(lines: list[str]) -> bool:
    """Whether lines are those of an address: short, each with its capital or figure, no comma."""
    if len(lines) > 1 and all(
        _LABELLED.match(line) and not _BREAK.search(line) and len(line) < _LONG for line in lines
    ):
        return True
    # « Participants : », then each of them.
    if len(lines) > 2 and lines[0].endswith(":"):
        lines = lines[1:]
    return (
        all(len(line) < SHORT and not _BREAK.search(line) for line in lines)
        and all(line[:1].isupper() or line[:1].isdigit() for line in lines[1:])
        and not any(
            line.rstrip()[-1:] in ".,;:" and not _INITIALS.match(line) for line in lines[:-1]
        )
        and (lines[0][:1].isupper() or lines[0][:1].isdigit())
    )


def _check_tags_alone(draft: Draft) -> Iterator[Problem]:
    """What follows a tag that is alone on the first line of a paragraph is not Markdown."""
    for found in _TAG_ALONE.finditer(draft.text.prose):
        name = found["name"].lower()
        yield draft.problem(
            draft.text.prose.rfind("<", 0, found.end()),
            "balise-seule",
            f"Seule sur sa ligne, la balise <{name}> empêche de lire les marques de ce qui suit.",
            "Écrivez-la sur la même ligne que le texte, ou laissez une ligne vide sous elle.",
        )
