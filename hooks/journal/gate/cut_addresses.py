"""Addresses cut in two, by a space or by the end of a line: a link would have their start only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.problems.problem import Explanation, Problem, Severity
from journal.web.split_addresses import SPLIT_HOST, SPLIT_PATH, whole

EXPLANATIONS = {
    "adresse-coupee": Explanation(
        "Une adresse est coupée par une espace, ou semble continuer à la ligne suivante : le lien "
        "n'en aurait que le début.",
        "L'écrire sur une seule ligne, sans espace.",
    ),
}

# An address at the end of a line, and the first word of the next, where it can only go on.
_CUT = re.compile(
    r"(?P<start>https?://(?<![^\s(<]http://)(?<![^\s(<]https://)(?<!\]\(http://)(?<!\]\(https://)"
    r"[^\s<>()\[\]|]{1,500})\n[ >]*"
    r"(?P<next>(?!https?:|www\.)[^\W_][^\s<>()|]*)"
)
# Alone on its line or between signs, an address and one word.
_AND_A_WORD = re.compile(
    r"(?:^[ >]*(?:[-*+] +|\d{1,3}[.)] +)?|(?P<opens>[«(“]) ?)(?P<start>(?:https?://|www\.)[^\s<>()|«»]+/)"
    r" (?P<rest>[a-z0-9][\w.%-]*)(?(opens) ?[»)”]|[ ]*$)",
    re.MULTILINE,
)
_GOES_ON = re.compile(
    r"[\w.%-]*(?:/\S|[?=&#]\w)|[\w%-]+\.(?:html?|php|aspx?|pdf|docx?|odt)\b", re.I
)
# What a sentence puts after an address.
_STOPS = ".,;:!?…"
# « Technique @ Exemple.com » is where somebody works.
_MAIL = re.compile(r"(?<![\w.@+-])[a-zA-Z0-9][\w.+-]{0,40} ?@ (?![A-Z])(?:[\w-]+\.)+[a-z]{2,8}\b")


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Those of the prose: the name of a site, then what follows it."""
    text = draft.text
    for found in _MAIL.finditer(text.prose) if text.signs.holds("@ ") else ():
        yield draft.problem(
            found.start(),
            "adresse-coupee",
            "Une espace coupe cette adresse de courriel : on ne pourrait pas y écrire.",
            f"Écrivez, sans espace : {found[0].replace(' ', '')}",
            severity=Severity.WARNING,
        )
    if not text.signs.holds("://", "www", "Www", "WWW"):
        return
    for found in SPLIT_HOST.finditer(text.prose):
        meant = whole(found).rstrip(_STOPS)
        yield draft.problem(
            found.start(),
            "adresse-coupee",
            "Le nom de ce site est coupé par une espace : le lien ne mènerait nulle part.",
            f"Écrivez, sans espace : {meant}",
        )
    for found in SPLIT_PATH.finditer(text.prose):
        yield _cut(draft, found, found["rest"])
    for found in _AND_A_WORD.finditer(text.prose):
        yield _cut(draft, found, found["rest"])
    for found in _CUT.finditer(text.prose):
        start, following = found["start"], found["next"]
        is_open = start[-1] in "-_=&%?+" or (start[-1] in "/." and _GOES_ON.match(following))
        if is_open and not following[0].isupper():
            yield _cut(draft, found, following)


def _cut(draft: Draft, found: re.Match[str], following: str) -> Problem:
    """An address that a telephone, a PDF or a mail has cut after the name of its site."""
    is_line = "\n" in found[0]
    what = "continuer à la ligne suivante" if is_line else "continuer après l'espace"
    how = "sur une seule ligne" if is_line else "sans espace"
    return draft.problem(
        found.start("start"),
        "adresse-coupee",
        f"Cette adresse semble {what} : le lien n'aurait que son début.",
        f"Si c'est le cas, écrivez, {how} : {found['start']}{following.rstrip(_STOPS)}",
        severity=Severity.WARNING,
    )
