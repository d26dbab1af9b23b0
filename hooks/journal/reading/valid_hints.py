"""What is proposed to whoever made a mistake, made sound: a word costs one round, not three."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from journal.problems.guesses import nearest
from journal.problems.problem import Problem

# A whole day that is proposed for a key; slugs that are, alone or in a list.
_DAY = re.compile(r"Écrivez : [\w-]+: (?P<day>\d{4}-\d{2}-\d{2})")
_SLUGS = re.compile(r"Écrivez : (?:[\w-]+: )?\[?(?P<slugs>[a-z0-9]+(?:[-, ]+[a-z0-9]+)*)\]?")
_MANY = 30


# What YAML stumbles on where the value itself is at fault: quotes would do for a text alone.
_OF_YAML = frozenset({"en-tete-illisible", "diese-sans-guillemets", "remarque-en-fin-de-ligne"})
_OF_LENGTH = frozenset({"texte-trop-court", "texte-trop-long", "cle-inconnue", "cle-manquante"})


def said_once(unread: Iterable[Problem], problems: Collection[Problem]) -> list[Problem]:
    """What YAML stumbled on, but for the lines whose value is refused whatever its quotes.

    Args:
        unread: what YAML stumbled on.
        problems: what is wrong with the values, as they were read nonetheless.
    """
    judged = {problem.line for problem in problems if problem.code not in _OF_LENGTH}
    return [p for p in unread if p.code not in _OF_YAML or p.line not in judged]


def sound_proposals(
    problems: Iterable[Problem], *, today: date, themes: Collection[str], visits: Collection[str]
) -> list[Problem]:
    """The same problems, with proposals that are not refused for another reason.

    Args:
        today: the day for which the site is built.
        themes, visits: the slugs that tags, and tips, may name.
    """
    known = {"tags": themes, "visite": visits, "lors_de": visits}
    return [
        _one_that_is_known(_not_another_day(problem, today), known.get(str(problem.key)))
        for problem in problems
    ]


def _not_another_day(problem: Problem, today: date) -> Problem:
    """That of a visit is not when a page appears, nor is a day to come when something was done."""
    if problem.code != "date-invalide" or problem.key == "visite_le":
        return problem
    key = str(problem.key).rpartition(".")[2]
    meant = _DAY.fullmatch(problem.hint)
    if key == "date":
        visit = " ; le jour de la visite va dans « visite_le »." if meant else ""
        return replace(problem, hint=f"Écrivez : date: {today.isoformat()}{visit}")
    if meant and meant["day"] > today.isoformat():
        return replace(problem, hint=f"Écrivez : {key}: {today.isoformat()}")
    return problem


def _one_that_is_known(problem: Problem, known: Collection[str] | None) -> Problem:
    """Slugs that are well written, but that nothing has, would be refused in their turn."""
    proposed = _SLUGS.fullmatch(problem.hint) if known else None
    if not proposed or not known or problem.code not in ("identifiant-invalide", "liste-attendue"):
        return problem
    hint = problem.hint
    start, end = proposed.span("slugs")
    slugs: list[str] = []
    for slug in re.split(r",\s*", proposed["slugs"]):
        if slug not in known and len(several := _together(slug, known)) > 1:
            if problem.code == "liste-attendue":
                slugs += several
                continue
            return replace(problem, hint=f"Écrivez-les un par un : {', '.join(several)}")
        near = [slug] if slug in known else _meant(slug, known)
        if not near:
            few = f" Choisissez parmi : {', '.join(sorted(known))}." if len(known) <= _MANY else ""
            return replace(problem, hint=f"« {slug} » n'existe pas.{few}")
        slugs += near
    return replace(problem, hint=f"{hint[:start]}{', '.join(dict.fromkeys(slugs))}{hint[end:]}")


def _together(slug: str, known: Collection[str]) -> list[str]:
    """Known slugs that were typed as one, « reemploi emploi »; nothing when there are others."""
    found, rest = [], slug
    while rest:
        begins = (one for one in known if rest == one or rest.startswith(f"{one}-"))
        first = max(begins, key=len, default="")
        if not first:
            return []
        found.append(first)
        rest = rest[len(first) + 1 :]
    return found


def _meant(slug: str, known: Collection[str]) -> list[str]:
    """The known slug that another stands for: part of it, its initials, its words among others."""
    begun = _begun(slug, known) or [one for one in known if initials(one) == slug]
    # « la visite chez ATAO », « Insertion par l'activité économique »
    within = [one for one in known if f"-{one}-" in f"-{slug}-"]
    if not begun and len(within) == 1:
        return within
    return begun or nearest(slug, known, cutoff=0.6)


def initials(slug: str) -> str:
    """Those of its words: « ess » for `economie-sociale-et-solidaire`; empty for a word or two."""
    words = [word for word in slug.split("-") if word not in _SMALL]
    return "".join(word[0] for word in words) if len(words) > 2 else ""


_SMALL = frozenset({"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"})


def _begun(slug: str, known: Collection[str]) -> list[str]:
    """The only one that begins with a slug: « marches » for `marches-publics`."""
    begun = [one for one in known if one.startswith(slug.rstrip("s"))] if len(slug) > 3 else []
    return begun if len(begun) == 1 else []
