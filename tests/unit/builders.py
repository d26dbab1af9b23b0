"""Small journals written as text: each test says only what it is about.

A *tree* is a mapping from a path under docs/ to a text. Keywords are keys of a header and their
values are YAML as one would type it; `None` leaves a key out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from journal.catalogue import Catalogue
from journal.entries import Entry
from journal.problems.problem import Problem, errors
from journal.reading.sources import read_sources

TODAY = date(2026, 6, 15)

THEMES = ("achats", "emploi", "lancement", "reemploi")

DESCRIPTION = "Ce que l'on apprend en allant voir cette structure, en une seule phrase."


def page(body: str = "Un texte.\n", **header: str | None) -> str:
    """The text of a page."""
    lines = [f"{key}: {value}\n" for key, value in header.items() if value is not None]
    return f"---\n{''.join(lines)}---\n{body}"


def visit(slug: str = "atelier", **changes: str | None) -> dict[str, str]:
    """A sound visit, as a tree of one page."""
    header: dict[str, str | None] = {
        "title": f"Une visite chez {slug}",
        "description": DESCRIPTION,
        "date": "2026-03-20",
        "visite_le": "2026-03-14",
        "structure": slug.capitalize(),
        "tags": "[emploi]",
    }
    return {f"visites/{slug}.md": page(**header | changes)}


def tip(slug: str = "oser", **changes: str | None) -> dict[str, str]:
    """A sound tip of the visit `atelier`, as a tree of one page."""
    header: dict[str, str | None] = {
        "title": f"Un conseil pour {slug}",
        "description": DESCRIPTION,
        "date": "2026-03-20",
        "visite": "atelier",
        "tags": "[emploi]",
    }
    return {f"conseils/{slug}.md": page(**header | changes)}


def themes(*slugs: str, **names: str) -> dict[str, str]:
    """`themes.yml`: slugs named after themselves, then slugs with a name."""
    named = {slug: slug.capitalize() for slug in slugs} | names
    return {
        "themes.yml": "".join(
            f"{slug}:\n  nom: {name}\n  description: Une phrase.\n" for slug, name in named.items()
        )
    }


def read(*trees: Mapping[str, str], today: date = TODAY) -> tuple[Catalogue, list[Problem]]:
    """Read trees, the later ones over the earlier, with a few themes already declared."""
    sources = themes(*THEMES)
    for tree in trees:
        sources |= tree
    return read_only(sources, today=today)


def read_only(sources: Mapping[str, str], today: date = TODAY) -> tuple[Catalogue, list[Problem]]:
    """Read a tree and nothing else."""
    reading = read_sources(sources, today=today)
    return reading.catalogue, reading.problems


def journal(*trees: Mapping[str, str], today: date = TODAY) -> Catalogue:
    """The catalogue of sound trees."""
    catalogue, problems = read(*trees, today=today)
    assert errors(problems) == []
    return catalogue


def problems_of(*trees: Mapping[str, str]) -> list[Problem]:
    """What is wrong in trees, warnings included."""
    return read(*trees)[1]


def codes_of(*trees: Mapping[str, str]) -> list[str]:
    """`path:line code` of each problem of trees, docs/ left out."""
    return [f"{problem.path}:{problem.line} {problem.code}" for problem in problems_of(*trees)]


def slugs(entries: Iterable[Entry]) -> list[str]:
    """The slugs of entries, in their order."""
    return [entry.slug for entry in entries]
