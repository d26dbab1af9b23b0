"""Remarks to oneself: what is meant to stay hidden is hidden, and hides nothing else.

A remark may hold what must stay private: one that would be read is an error, whatever it says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.language.rare_characters import any_of, seeker
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "remarque-publiee": Explanation(
        "Une remarque que l'on voulait cacher serait publiée, ou cacherait la suite.",
        "L'écrire sur une seule ligne, entre `<!--` et `-->`, ou la retirer.",
    ),
}

# As GitHub shows them: a comment, down to its end or the page's; or the text « <!-- ».
_SHOWN = re.compile(
    r"(?P<text>&lt;!--)|<!--(?P<empty>-?>)|<!--(?P<inside>.*?)(?P<end>-->|\Z)", re.S
)
_LINE = re.compile(r' data-sourcepos="([1-9]\d*):')
# Remarks of other tools, which GitHub shows.
_ELSEWHERE = re.compile(
    r"%%(?P<obsidian>[^%\n]+)%%|^[ >]*%%(?P<block>[^%]{1,3000})%%"
    r"|\{#(?P<jinja> [^\n}]{0,300}) #\}|\{>>(?P<critic>[^\n<]{0,300})<<\}"
    r"|(?<!\S)/\*+ ?(?P<program>[^/*]{1,300}?) ?\*+/(?!\S)|^ {0,3}// (?P<line>[^\W\d_][^\n]*)"
    # Those of a word processor: « Commenté [CM1]: à vérifier ».
    r"|\[?Comment(?:é|ed|aire) ?\[[A-Z]{1,4}\d{1,3}(?:R\d+)?\] ?: ?(?P<word>[^\n\]]*)\]?"
    r"|^ {0,3}(?P<reference>\[//\]: ?[^\n]*)"
    # What word processors and mail make of « <!-- » and of « --> ».
    r"|(?!<!--)(?:<|&lt;) ?! ?[-–—]{1,3}(?P<turned>[^\n<>]{0,300}?)[-–—]{0,3} ?(?:>|&gt;)",
    re.MULTILINE,
)
_may_be_in = any_of(
    "omment [",
    "ommenté [",
    "ommentaire [",
    "ommented [",
    "%%",
    "{#",
    "{>>",
    "[//]:",
    "<!",
    "< !",
    "&lt;",
    "/*",
    "// ",
)
# « [JD1]Vérifier ce chiffre », « [a]À vérifier »: what word processors put under a text, of what
# they mark so in it.
_MARK = r"\[(?:[a-z]{1,2}|[A-Z]{2,3}\d{1,3})\]"
_may_be_below = seeker(rf"(?m)^ {{0,3}}{_MARK}")
_BELOW = re.compile(rf"^ {{0,3}}(?P<mark>{_MARK}) ?(?![(\[:])\S[^\n]*", re.MULTILINE)
# What sets each line of a remark in a quotation.
_LEAD = re.compile(r"\n[ >]*")
_PUBLISHED = "Cette remarque serait publiée."
_HINT = "Écrivez-la sur une seule ligne, entre <!-- et -->, ou retirez-la."


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Remarks that would be read, and those that would hide the rest of the page."""
    text = draft.text
    if "<!--" in text.text:
        yield from _check_html(draft)
    if _may_be_below(text.prose):
        yield from _check_below(draft)
    if not _may_be_in(text.prose):
        return
    for found in _ELSEWHERE.finditer(text.prose):
        if found["reference"] is not None and "[//]:" not in text.visible:
            continue
        inside = next((words for words in found.groups() if words), "").strip()
        if found["reference"] is not None:
            inside = inside.partition(":")[2].strip(' #"()<>')
        mark = "&lt;!" if found[0].startswith("&") else found[0][:2]
        mark = found[0].partition(":")[0].strip("[ ") if found["word"] is not None else mark
        inside = " ".join(_LEAD.sub(" ", inside).split())
        lines = found[0].count("\n") + 1
        where = f", à la place de ces {lines} lignes" if lines > 1 else ""
        yield draft.problem(
            found.start(),
            "remarque-publiee",
            f"{_PUBLISHED} « {mark} » n'est pas la marque d'une remarque pour GitHub.",
            f"Écrivez{where} : <!-- {inside} --> ; ou retirez-la.",
            severity=Severity.WARNING if found["line"] else Severity.ERROR,
        )


def _check_below(draft: Draft) -> Iterator[Problem]:
    """Comments of a word processor, listed under the text that they are about."""
    prose = draft.text.prose
    for found in _BELOW.finditer(prose):
        if (above := prose.find(found["mark"], 0, found.start())) >= 0:
            yield draft.problem(
                found.start(),
                "remarque-publiee",
                f"{_PUBLISHED} « {found['mark']} » est la marque d'un traitement de texte.",
                f"Retirez-la, et « {found['mark']} » à la ligne {draft.text.position(above)[0]} ; "
                f"pour une note, écrivez [^1] là-bas, et ici : [^1]: {_words_of(found)}",
                severity=Severity.WARNING,
            )


def _words_of(found: re.Match[str]) -> str:
    return found[0].strip().removeprefix(found["mark"]).strip()


def _check_html(draft: Draft) -> Iterator[Problem]:
    """Each `<!--` of the text beside what GitHub makes of it, in the same order."""
    text = draft.text
    html = text.without_code
    typed = [found.start() for found in re.finditer("<!--", text.with_comments)]
    above = [(found.start(), int(found[1])) for found in _LINE.finditer(html)]
    said = -1
    for shown in _SHOWN.finditer(html):
        line = above[place - 1][1] if (place := bisect_left(above, (shown.start(),))) else 1
        from_here = bisect_left(typed, max(text.line_start(line), said + 1))
        offset = typed[min(from_here, len(typed) - 1)] if typed else 0
        said = offset
        if fault := _fault(shown, html, is_escaped=text.text[offset - 1 : offset] == "\\"):
            yield draft.problem(offset, "remarque-publiee", *fault)


def _fault(shown: re.Match[str], html: str, *, is_escaped: bool) -> tuple[str, str] | None:
    """What is wrong with a remark, and what to do; None for one that hides itself alone."""
    if "<!--" in (shown["inside"] or "") and html.find("--&gt;", shown.end()) != -1:
        return (
            "Une remarque dans une remarque finit au premier --> : la suite serait publiée.",
            "N'y gardez qu'un <!-- et qu'un -->.",
        )
    is_text = shown["text"] or shown["empty"]
    is_closed = shown["end"] and "data-sourcepos=" not in shown["inside"]
    if is_escaped or (is_closed and not is_text):
        return None
    if is_text:
        return _PUBLISHED, _HINT
    return (
        "Cette remarque n'a pas de fin : ce qui la suit disparaîtrait, ou serait publié avec elle.",
        "Écrivez --> à la fin de la remarque, ou retirez-la.",
    )
