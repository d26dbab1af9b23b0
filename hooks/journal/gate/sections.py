"""Parts of a page: each heading announces something, and the header stands at the top alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.markdown.blocks import HEADINGS
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "second-en-tete": Explanation(
        "Le texte contient un second en-tête, qui se lirait comme un titre.",
        "Garder ses lignes utiles dans l'en-tête du haut de la page, et le retirer du texte.",
    ),
    "titre-sans-texte": Explanation(
        "Rien ne suit un titre avant le suivant, ou la fin de la page (simple avertissement).",
        "Écrire ce qu'il annonce, ou le retirer.",
    ),
}

# As a header is typed: a rule, then keys, blank lines and items down to another rule.
_HEADER = re.compile(
    r"^ {0,3}-{3,} *\n(?P<keys>(?:(?: *[A-Za-z_-]{2,30} ?:| +\S| *- )[^\n]*\n| *\n){1,40}?)"
    r" {0,3}(?:-{3,}|\.{3}) *$",
    re.MULTILINE,
)
_KEY = re.compile(
    r"^(?:title|description|date|visite_le|structure|lieu|tags|visite|auteurs?|author|layout|draft"
    r"|categories|slug)\s?:",
    re.MULTILINE,
)
# What follows one that has no end is text, read once.
_COMMENT = re.compile(r"<!--.*?-->|(?P<unclosed><!--.*)", re.DOTALL)


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """A second header, and headings with nothing under them."""
    if "---" in draft.text.prose:
        yield from _check_headers(draft)
    yield from _check_contents(draft)


def _check_headers(draft: Draft) -> Iterator[Problem]:
    for found in _HEADER.finditer(draft.text.prose):
        if _KEY.search(found["keys"]):
            yield draft.problem(
                found.start(),
                "second-en-tete",
                "Un second en-tête commence ici : il se lirait dans la page, comme un titre.",
                "Gardez ses lignes utiles dans l'en-tête du haut de la page, et retirez celui-ci, "
                "de --- à ---.",
            )


def _check_contents(draft: Draft) -> Iterator[Problem]:
    text = draft.text
    headings = [block for block in text.blocks if block.tag in HEADINGS]
    for heading, following in pairwise([*headings, None]):
        assert heading
        # A part may begin with its own parts.
        if following and following.tag > heading.tag:
            continue
        end = text.line_start(following.first) if following else len(text.text)
        under = text.text[text.line_start(heading.last + 1) : end]
        if (
            not _COMMENT.sub(r"\g<unclosed>", under).strip(" >\n")
            and text.shown_in(heading).strip()
        ):
            yield draft.problem(
                text.start_of(heading),
                "titre-sans-texte",
                "Rien ne suit ce titre : on cherche ce qu'il annonce.",
                "Écrivez sous lui ce qu'il annonce, ou retirez-le.",
                severity=Severity.WARNING,
            )
