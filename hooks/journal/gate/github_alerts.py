"""GitHub's own boxes, `> [!NOTE]`: where GitHub makes none, the marks would be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.markdown.admonitions import ALERTS
from journal.markdown.list_markers import LEAD
from journal.markdown.text import MarkdownText
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "encadre-de-github": Explanation(
        "`> [!NOTE]` ne fait un encadré que seul sur la première ligne d'une citation, hors "
        "d'une liste (simple avertissement).",
        'Écrire un encadré d\'ici : `!!! note "Titre"`.',
    ),
}

_ALERT = re.compile(
    rf"(?P<lead>{LEAD})(?P<before>[*_]{{0,3}}\\?)\[ ?! ?"
    r"(?P<kind>[A-Za-zÀ-ÿ]+) ?\\?\](?P<rest>[^\n(\[:]*)$",
    re.MULTILINE,
)
_NEXT = re.compile(r"(?:\n *>[ >]*(?=\n))*\n *>[ >]*[^\s>]")

_CONTENT = re.compile(r"\n[ >]*[^\s>]")


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """What looks like a box of GitHub's and is none."""
    prose = draft.text.prose
    starts = draft.text.signs.lines_with("!") if "[" in prose else ()
    for found in filter(None, (_ALERT.match(prose, start) for start in starts)):
        is_apart = _is_apart(draft.text, found)
        if is_apart or not _is_box(prose, found):
            yield draft.problem(
                found.end("lead"),
                "encadre-de-github",
                *_advice(found, is_apart=is_apart, is_empty=not _CONTENT.match(prose, found.end())),
                severity=Severity.WARNING,
            )


def _is_apart(text: MarkdownText, found: re.Match[str]) -> bool:
    """Whether a list or another quotation holds it."""
    line = text.line_of(found.start())
    is_held = any(b.first <= line <= b.last for b in text.blocks if b.tag == "li")
    return is_held or found["lead"].count(">") > 1


def _is_box(prose: str, found: re.Match[str]) -> bool:
    """Whether GitHub makes a box of it: in a quotation of its own, alone on its first line."""
    is_mark = found[0].strip(" >") == f"[!{found['kind']}]" and found["kind"].upper() in ALERTS
    # Two spaces at its end break the line, as a backslash does.
    if not is_mark or found["rest"].endswith("  ") or ">" not in found["lead"]:
        return False
    above = prose[: found.start()].rpartition("\n")[0].rpartition("\n")[2]
    return not above.lstrip().startswith(">") and _NEXT.match(prose, found.end()) is not None


def _advice(found: re.Match[str], *, is_apart: bool, is_empty: bool) -> tuple[str, str]:
    message = (
        f"« {found[0].strip(' >')} » ne fait pas d'encadré chez GitHub : ce serait lu tel quel."
    )
    if is_empty:
        words = f"« {found['rest'].strip()} »" if found["rest"].strip() else "ce que dit l'encadré"
        return message, f"Écrivez {words} sur la ligne suivante, après « > »."
    kind = found["kind"].upper()
    known = ALERTS.get(kind, ("note", found["kind"].capitalize()))
    title = found["rest"].strip(" \\*_+-") or known[1]
    where = ", hors de la liste ou de la citation" if is_apart else ""
    box = f'!!! {known[0]} "{title}"'
    return message, f"Écrivez{where} : {box} ; décalez la suite de quatre espaces."
