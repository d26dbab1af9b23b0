"""What of all that was found is told: one line, one advice, and as many as somebody reads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice

from journal.problems.problem import MANY, Problem, Severity, and_others, sort_problems

# What says nothing more of a line than what is already said of it: one line, one advice.
_VAIN = {
    "liste-non-lue": {"tableau-casse", "case-mal-ecrite"},
    "lignes-courtes": {
        "liste-non-lue",
        "en-tete-de-courriel",
        "tableau-colle",
        "tableau-casse",
        "signe-large",
        "reste-de-conversion",
        "a-completer",
    },
    "adresse-refusee": {"adresse-coupee"},
    "adresse-coupee": {"lien-mal-ecrit"},
    "tableau-casse": {"marque-d-ailleurs"},
    "tableau-colle": {"liste-non-lue", "case-mal-ecrite", "caractere-perdu"},
    "marque-mal-ecrite": {"liste-non-lue", "tableau-casse"},
    "classe-sans-effet": {"reste-de-conversion"},
    "lien-mal-ecrit": {"tableau-cases-en-trop", "marque-d-ailleurs", "reste-de-conversion"},
    "titre-sans-texte": {"titre-vide", "second-titre"},
    "reste-de-conversion": {"titre-sans-espace"},
    "second-titre": {"second-en-tete"},
    "titre-en-capitales": {"a-completer"},
    "lieu-mal-ecrit": {"valeur-vide", "a-completer"},
    "texte-simple": {"liste-attendue"},
    "en-tete-illisible": {"texte-simple"},
    "visite-inconnue": {"valeur-vide"},
    "signe-large": {"case-mal-ecrite", "tableau-casse"},
}


def worth_telling(problems: list[Problem]) -> Iterator[Problem]:
    """Without what another problem of the same file makes vain, and as many as somebody reads."""
    to_move = {problem.path for problem in problems if problem.code == "page-mal-rangee"}
    to_remove = {problem.path for problem in problems if problem.code == "fichier-en-double"}
    said: dict[tuple[str, int], set[str]] = defaultdict(set)
    refused: dict[tuple[str, int], set[str]] = defaultdict(set)
    for problem in problems:
        said[problem.path, problem.line].add(problem.code)
        if problem.severity is Severity.ERROR:
            refused[problem.path, problem.line].add(problem.code)
    counts: Counter[tuple[str, str]] = Counter()
    rest: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in sort_problems(problems):
        # No warning makes an error vain.
        weighty = refused if problem.severity is Severity.ERROR else said
        if not _VAIN.get(problem.code, set()).isdisjoint(weighty[problem.path, problem.line]):
            continue
        if problem.path in to_remove and problem.code != "fichier-en-double":
            continue
        # A page to move needs no menu.
        if problem.code == "page-hors-menu" and problem.path in to_move:
            continue
        counts[problem.path, problem.code] += 1
        if counts[problem.path, problem.code] <= MANY:
            yield problem
        else:
            rest[problem.path, problem.code].append(problem)
    for others in rest.values():
        yield from and_others(others)


def the_first(problems: Iterator[Problem]) -> Iterator[Problem]:
    """As many problems of one kind in one page as somebody reads; then, that there are others."""
    yield from islice(problems, MANY)
    yield from and_others(problems)
