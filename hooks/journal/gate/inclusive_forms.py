"""Inclusive forms that every voice can read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "forme-abregee": Explanation(
        "Une forme abrégée se lit mal à voix haute (simple avertissement).",
        "Écrire les deux formes en entier, ou un mot qui convient à chaque personne.",
    ),
}

_FEMININE = (
    r"(?:trices?|rices?|ices?|fes?|euses?|ères?|ienn?es?|nnes?|sses?|elles?|celles?|toutes"
    r"|nes?|ves?|ses?|tes?|les?|es?)"
)
# « acheteur·euses », « client.e.s », « élu(e)s », « étudiant-e-s », « acheteur/euse »: the sign
# first, which is rare, then the letter before it, then what each sign allows.
_SUFFIX = re.compile(
    r"[.·•‧∙⋅・･(/-](?<=[^\W\d_].)(?i:"
    rf"(?<=[.·•‧∙⋅・･])(?P<dot>{_FEMININE})(?:[.·•‧∙⋅・･](?P<many>s))?(?![\w/@-]|\.\w)"
    rf"|(?<=\()(?P<paren>{_FEMININE})\)(?P<paren_many>s?)(?!\w)"
    rf"|(?<=-)(?P<hyphen>{_FEMININE})-(?P<hyphen_many>s)(?![\w-])"
    r"|(?<=/)(?P<slash>trices?|rices?|euses?|ières?|ère|e)(?:/(?P<slash_many>s))?(?![\w/-]))"
)
_WORD = re.compile(r"[^\W\d_]{2,40}$")
# Addresses, and names of files such as « liste.es ».
_WEB = re.compile(r"://|www\.|[@/\\]")

_PLURALS = ("many", "paren_many", "hyphen_many", "slash_many")
# Feminine ending -> masculine ending that it replaces.
_ENDINGS = (
    ("trice", "teur"),
    ("rice", "eur"),
    ("ice", "eur"),
    ("euse", "eur"),
    ("euse", "eux"),
    ("ère", "er"),
    ("e", "er"),
    ("ve", "f"),
    ("se", "x"),
    ("sse", "e"),
)
_WHOLE = {"elle": "il", "elles": "ils", "celle": "celui", "celles": "ceux", "toutes": "tous"}


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """Inclusive forms that are abbreviated."""
    for offset, message, hint in abbreviated_forms(draft.text.prose):
        yield draft.problem(offset, "forme-abregee", message, hint, severity=Severity.WARNING)


def abbreviated_forms(prose: str) -> Iterator[tuple[int, str, str]]:
    """Inclusive forms that are abbreviated: (offset, message, hint)."""
    for suffix in _SUFFIX.finditer(prose):
        word = _WORD.search(prose, max(0, suffix.start() - 40), suffix.start())
        token = prose[max(0, suffix.start() - 200) : suffix.start()].split()[-1:]
        if word and not _WEB.search("".join(token)):
            both = both_forms(word[0], suffix)
            yield (
                word.start(),
                f"« {word[0]}{suffix[0]} » se lit mal à voix haute.",
                f"Écrivez par exemple « {both} », ou un mot qui convient à chaque personne.",
            )


def both_forms(masculine: str, form: re.Match[str]) -> str:
    """« acheteur.euses » -> « acheteuses et acheteurs »."""
    suffix = (form["dot"] or form["paren"] or form["hyphen"] or form["slash"]).lower()
    if _WHOLE.get(suffix) == masculine.lower():
        return f"{suffix} {'et' if suffix.endswith('s') else 'ou'} {masculine}"
    many = suffix.endswith("s") or any(
        form[name] for name in ("many", "paren_many", "hyphen_many", "slash_many")
    )
    suffix = suffix.removesuffix("s")
    singular = masculine.removesuffix("s") if many else masculine
    stem = next(
        (
            singular.removesuffix(ending)
            for feminine, ending in _ENDINGS
            if suffix == feminine and singular.endswith(ending)
        ),
        singular,
    )
    if suffix == "e" and singular.endswith("er"):
        suffix = "ère"
    plural = "s" if many else ""
    other = masculine if masculine.endswith(("s", "x")) else f"{masculine}{plural}"
    return f"{stem}{suffix}{plural} {'et' if many else 'ou'} {other}"
