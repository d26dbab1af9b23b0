"""What the gate proposes, done as its reader would do it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from journal.problems.problem import Problem

_HINT = re.compile(
    r"(?P<how>Écrivez(?: une espace ordinaire| %7C dans l'adresse| sous cette ligne|, [^:]*)?"
    r"|Retirez le retrait|Laissez une ligne vide avant la liste|Pour le signe, écrivez"
    r"|Pour aller à la ligne, écrivez|Écrivez trois tirets par colonne) : (?P<line>.+)",
    re.DOTALL,
)
_GONE = re.compile(r"Retirez (?:cette|la) ligne(?! vide)\b")
_BLANK = re.compile(r"Retirez la ligne vide qui l")
_ALIGNED = re.compile(r"(?:avec (?P<spaces>\d+)|sans) espaces? devant")
# Where a proposal ends: what else one may do.
_END = re.compile(r" (?=; |\((?:et|Si) )|, (?=et décal|ou le signe|ou retirez)| (?=/ \w+:)")
_BELOW = " et, dessous, "

_TYPED = re.compile(r"« (?P<typed>[^»]+) »")
# A model to follow, and not what to write.
_MODEL = re.compile(
    r"…|texte important|\*texte\*|texte du lien|\(adresse\)|Titre de la page|\"Titre\""
)
# What a proposal that is no whole line takes the place of, from the column of its problem on.
_PARTS = (
    (
        re.compile(r"!?\["),
        re.compile(
            r"!?\[\[[^\]]*\]\]|\([^()]*\)\[[^\[\]]*\]|https?:[^\s\[\]]+\[[^\[\]]*\]"
            r"|!?\[(?:[^\[\]]|\[[^\]]*\])*\][ \n]?(?:\([^\s)]*(?: [^)]*)?\)?|\[[^\[\]]*\])?"
        ),
    ),
    (re.compile(r"\{#"), re.compile(r"\{[^}]*\}")),
    (
        re.compile(r"https?:|mailto:|tel:|\.\./|[\w./-]+\.md"),
        re.compile(
            r"(?<=\]\()<[^<>\n]*>|(?<=\]\()\([^() \n]+\)|(?<=\]\()<?[^() \n>]+(?:\([^() \n]*\))?>?"
            r"|(?<=\]: )[^ \n]+|https?:[^\s)>]+|www\.[^\s)>]+"
        ),
    ),
)
# Proposals of these codes are a word, and not a line.
_WORDS = frozenset({"marque-mal-ecrite", "marque-d-ailleurs", "forme-abregee"})
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_LEAD = re.compile(r"[ >]*")


def applied(lines: list[str], problem: Problem) -> list[str] | None:
    """The lines with a proposal in place; None where only a person knows what to write."""
    index = problem.line - 1
    before, after = lines[:index], lines[index + 1 :]
    if _GONE.match(problem.hint):
        return [*before, *after]
    if _BLANK.match(problem.hint):
        return [*before[:-1], lines[index], *after]
    found = _HINT.match(problem.hint)
    if not found or found["how"].startswith("Écrivez, entre") or ", là où" in found["how"]:
        return None
    proposed = _END.split(found["line"])[0].rstrip()
    if _MODEL.search(proposed):
        return None
    return _written(before, lines[index], after, found["how"], proposed, problem)


def _written(
    before: list[str], line: str, after: list[str], how: str, proposed: str, problem: Problem
) -> list[str] | None:
    """The lines with a proposal where its own words say that it goes."""
    proposed, _, below = proposed.partition(_BELOW)
    typed = _LEAD.match(line)
    lead = "" if proposed.startswith(">") or not typed else typed[0]
    if how.endswith("sur une seule ligne"):
        return [*before, lead + proposed, *after[1:]]
    if several := re.search(r"à la place de ces (\d+) lignes", how):
        return [*before, lead + proposed, *after[int(several[1]) - 1 :]]
    if how.endswith("sous cette ligne"):
        return [*before, line, lead + proposed, *after]
    if problem.code == "encadre-de-github":
        indent = line[: len(line) - len(line.lstrip())]
        return [*before, indent + proposed, *_shifted(after, indent)]
    if how.startswith("Laissez"):
        before = [*before, lead.rstrip()]
    if "après quatre espaces" in how:
        # Within a quotation or a box, from where it begins.
        quotes = re.match(r"(?:> ?)*", lead)
        inner = " " * (len(lead) // 4 * 4) if lead.strip() == "" else quotes[0] if quotes else ""
        lead = f"{inner}    "
    elif aligned := _ALIGNED.search(how):
        lead = " " * int(aligned["spaces"] or 0)
    elif how.startswith("Retirez le retrait"):
        lead = re.sub(r" {4}$", "", lead)
    mended = _placed(line, lead, proposed, problem)
    if mended is None:
        return None
    return [*before, mended, *([lead + below] if below else []), *after]


def _shifted(lines: list[str], indent: str) -> list[str]:
    """What was in a quotation, or in the same paragraph, in a box."""
    end = next((i for i, line in enumerate(lines) if not line.strip()), len(lines))
    return [f"{indent}    {line.lstrip(' >')}" for line in lines[:end]] + lines[end:]


def _placed(line: str, lead: str, proposed: str, problem: Problem) -> str | None:
    """A line with what is proposed in the place of what it mends."""
    key = re.match(r"\s*(?:- +)*([\w-]+):", line)
    same_key = re.match(r"(?:- +)?([\w-]+):(?: |$)", proposed)
    if same_key and problem.key:
        return lead + proposed if key and key[1] == same_key[1] else None
    for form, place in _PARTS:
        if form.match(proposed) and not problem.code.startswith("texte-"):
            start = _start(line, problem)
            part = place.search(line, start) or place.search(line)
            return line[: part.start()] + proposed + line[part.end() :] if part else None
    typed = _TYPED.search(problem.message)
    if problem.key and typed and typed["typed"] in line:
        return line.replace(typed["typed"], proposed, 1)
    if problem.key and (value := _VALUE.search(line)):
        return line[: value.start()] + proposed + line[value.end() :]
    if problem.code in _WORDS:
        if typed and len(typed["typed"]) > 1 and typed["typed"] in line:
            return line.replace(typed["typed"], proposed, 1)
        start = _start(line, problem)
        ends = range(start + 1, len(line) + 1)
        end = max(ends, key=lambda end: fuzz.ratio(line[start:end], proposed))
        return line[:start] + proposed + line[end:]
    return lead + proposed


def _start(line: str, problem: Problem) -> int:
    """Where in a line a problem is; a tab counts for four columns."""
    column = (problem.column or 1) - 1
    return next((n for n in range(len(line)) if len(line[:n].expandtabs(4)) >= column), 0)


def all_applied(
    lines: list[str], problems: Iterable[Problem], problem: Problem
) -> list[str] | None:
    """The same with what is proposed for its neighbours: a list is mended as a whole."""
    by_line = {other.line: other for other in problems if other.code == problem.code}
    first = last = problem.line
    while first - 1 in by_line:
        first -= 1
    while last + 1 in by_line:
        last += 1
    for number in range(last, first - 1, -1):
        other = problem if number == problem.line else by_line[number]
        mended = applied(lines, other)
        if mended is None and number == problem.line:
            return None
        lines = mended or lines
    return lines
