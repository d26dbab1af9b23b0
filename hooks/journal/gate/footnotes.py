"""Footnotes: each has its text, and each text is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.language.french import slugified
from journal.problems.problem import Explanation, Problem

EXPLANATIONS = {
    "note-sans-texte": Explanation(
        "Une note de bas de page n'a pas de texte, ou rien ne l'appelle.",
        "Écrire `[^1]` dans le texte et, au début d'une ligne : `[^1]: la note`.",
    ),
}

# As long as a word may be: without a bound, a page of « [^ » would take the square of its length.
_NAME_OF_NOTE = r"\[\^(?P<name>[^\]\s]{1,100})\]"
_FOOTNOTE = re.compile(rf"{_NAME_OF_NOTE}(?P<definition>:)?")
_SPACED_NOTE = re.compile(
    r"\[\^(?P<name>[^\]\n]{0,60}[ \u00a0][^\]\n]{0,60})\](?P<definition>[ ]?:)?"
)
_UNCOLONED = re.compile(
    rf"^ {{0,3}}{_NAME_OF_NOTE}(?=[ \u00a0\u202f.)]*:?[ \u00a0]*\w)", re.MULTILINE
)
_SHOWN_NOTE = re.compile(_NAME_OF_NOTE)


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Notes without their text, and texts that no note calls."""
    text = draft.text
    prose = text.prose
    if not text.signs.holds("[^"):
        return
    for found in _SPACED_NOTE.finditer(prose):
        name = slugified(found["name"]) or "note"
        rest = draft.text.line_at(found.end()).lstrip(" :") if found["definition"] else ""
        yield draft.problem(
            found.start(),
            "note-sans-texte",
            f"« [^{found['name']}] » n'est pas une note : son nom n'a pas d'espace.",
            f"Écrivez : [^{name}]" + (f": {rest}" if found["definition"] else ""),
        )
    shown = {found["name"] for found in _SHOWN_NOTE.finditer(text.visible)}
    calls = Counter(found["name"].casefold() for found in _FOOTNOTE.finditer(prose) if not found[2])
    # « [^1] : la note »: it is said there.
    uncoloned = {found["name"] for found in _UNCOLONED.finditer(prose) if found["name"] in shown}
    written: set[str] = set()
    for found in _FOOTNOTE.finditer(prose):
        name = found["name"]
        if found["definition"] and name.casefold() in written:
            yield draft.problem(
                found.start(),
                "note-sans-texte",
                f"La note « [^{name}] » est écrite deux fois : celle-ci disparaîtrait.",
                "Donnez-lui un autre numéro, ici et là où vous l'appelez.",
            )
        if found["definition"]:
            written.add(name.casefold())
        if name in uncoloned and not text.begins_line(found.start()):
            continue
        if name in shown and not found["definition"]:
            yield draft.problem(
                found.start(),
                "note-sans-texte",
                f"La note « [^{name}] » n'a pas de texte : la marque serait lue telle quelle.",
                _written_below(draft, found, is_called=calls[name.casefold()] > 1),
            )
        elif found["definition"] and name.casefold() not in calls:
            yield draft.problem(
                found.start(),
                "note-sans-texte",
                f"Rien n'appelle la note « [^{name}] » : elle disparaîtrait.",
                f"Écrivez [^{name}] là où elle se rapporte, ou retirez-la.",
            )


def _written_below(draft: Draft, mark: re.Match[str], *, is_called: bool) -> str:
    """Where to write a note; the line itself, when only its colon is missing."""
    if (name := mark["name"]).endswith("^"):
        bare = name.rstrip("^")
        return f"Retirez le « ^ » de la fin, ici et là où est la note : [^{bare}]"
    # In French, a space stands before a colon: not here.
    line = draft.text.line_at(mark.end()).lstrip(" \u00a0\u202f:.)").strip()
    if is_called and line and draft.text.begins_line(mark.start()):
        return f"Écrivez : {mark[0]}: {line}"
    if re.search(
        rf"^(?: {{4,}}|\t)\[\^{re.escape(mark['name'])}\]:", draft.text.text, re.MULTILINE
    ):
        return f"Plus bas, retirez les espaces qui précèdent {mark[0]}: ils en font du code."
    return (
        f"Écrivez plus bas, au début d'une ligne : {mark[0]}: et le texte de la note, "
        "ou mettez la source dans « sources »."
    )
