"""Links as wikis have them, `[[page]]`: what is there is linked to, and nothing else."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.gate.unread_links import broken
from journal.language.french import slugified
from journal.problems.problem import Explanation, Problem
from journal.reading.tree import is_picture

EXPLANATIONS: Mapping[str, Explanation] = {}

_WIKI = re.compile(r"(?P<image>!?)\[\[(?P<page>[^\[\]|\n]+)(?:\|(?P<text>[^\[\]\n]+))?\]\](?!\()")
# A table of contents, a film, an address on the web: said elsewhere.
_ELSEWHERE = re.compile(r"_?(?:toc_?|youtube|vimeo)\b|(?:.*\|)?\s*(?:https?:|www\.)", re.IGNORECASE)


def check(draft: Draft, around: Surroundings) -> Iterator[Problem]:
    """Brackets in pairs, which GitHub shows."""
    for found in _WIKI.finditer(draft.text.prose) if "[[" in draft.text.prose else ():
        if not _ELSEWHERE.match(found[0].lstrip("![")):
            yield broken(draft, found.start(), _of_wiki(found, draft, around))


def _of_wiki(found: re.Match[str], draft: Draft, around: Surroundings) -> str:
    """How to write `[[page]]` or `![[image]]`: only what is there is linked to."""
    typed, _, anchor = found["page"].strip().partition("#")
    words = (found["text"] or "").strip()
    folder = posixpath.dirname(draft.path)
    if found["image"] or is_picture(typed):
        here = [picture for picture in around.hints.pictures if picture.endswith(f"/{typed}")]
        if not here:
            return (
                "Déposez l'image dans docs/images/, puis écrivez, avec le nom de son fichier : "
                "![Ce que montre l'image](../images/…)"
            )
        shown = words if words and not words.isdigit() else "Ce que montre l'image"
        return f"Écrivez : ![{shown}]({posixpath.relpath(here[0], folder)})"
    name = slugified(typed.removesuffix(".md").rpartition("/")[2])
    pages = [page for page in around.hints.names.get(name, []) if page != draft.path]
    if not pages:
        if not (words or typed):
            return "Retirez-le, ou nommez le titre où il mène : [texte du lien](#titre)"
        return f"Écrivez : {words or typed} ; ou, vers une page qui existe : [texte du lien](…)"
    target = posixpath.relpath(pages[0], folder)
    page = around.hints.texts.get(pages[0])
    end = f"#{slugified(anchor)}" if page and slugified(anchor) in page.anchors else ""
    return f"Écrivez : [{words or typed}]({target}{end})"
