"""Small journals written as text: each test says only what it is about.

A *tree* is a mapping from a path under docs/ to a text. Keywords are keys of a header and their
values are YAML as one would type it; `None` leaves a key out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from journal.entries.catalogue import Catalogue
from journal.entries.entry import Entry
from journal.pictures.original_photograph import Photograph
from journal.problems.problem import Problem, errors
from journal.reading.read_catalogue import read_sources
from journal.reading.tree import PICTURES, SourceFile

TODAY = date(2026, 6, 15)
SITE_URL = "https://carnet.example/nantes/"

# The themes that `read` declares beforehand.
THEMES = ("achats", "emploi", "lancement", "reemploi")
DESCRIPTION = "Ce que l'on apprend en allant voir cette structure, en une phrase."

_ROOT = Path(__file__).resolve().parents[2]


# ---- Writing -----------------------------------------------------------------------------------


def page(body: str = "Un texte.\n", **header: str | None) -> str:
    """The text of a page."""
    lines = [f"{key}: {value}\n" for key, value in header.items() if value is not None]
    return f"---\n{''.join(lines)}---\n{body}"


def visit(
    slug: str = "atelier", *, body: str = "Un texte.\n", **changes: str | None
) -> dict[str, str]:
    """A sound visit, as a tree of one page."""
    header: dict[str, str | None] = {
        "title": f"Une visite chez {slug.capitalize()}",
        "description": DESCRIPTION,
        "date": "2026-03-20",
        "visite_le": "2026-03-14",
        "structure": slug.capitalize(),
        "tags": "[reemploi]",
    }
    return {f"visites/{slug}.md": page(body, **header | changes)}


def tip(slug: str = "oser", *, body: str = "Un texte.\n", **changes: str | None) -> dict[str, str]:
    """A sound tip of the visit `atelier`, as a tree of one page."""
    header: dict[str, str | None] = {
        "title": f"Un conseil pour {slug}",
        "description": "Ce que ce conseil permet de faire, en une phrase assez longue.",
        "date": "2026-03-20",
        "visite": "atelier",
        "tags": "[reemploi]",
    }
    return {f"conseils/{slug}.md": page(body, **header | changes)}


def guide(
    slug: str = "debuter", *, body: str = "Un texte.\n", **changes: str | None
) -> dict[str, str]:
    """A sound guide, as a tree of one page."""
    header: dict[str, str | None] = {
        "title": f"Un guide pour {slug}",
        "description": "Ce que ce guide permet de faire, en une phrase assez longue.",
        "date": "2026-03-20",
        "relu_le": "2026-03-20",
        "tags": "[reemploi]",
        "sources": '[{titre: Une page lue, url: "https://example.org/lue/"}]',
    }
    return {f"guides/{slug}.md": page(body, **header | changes)}


def themes(*slugs: str, **names: str) -> dict[str, str]:
    """`themes.yml`: slugs named after themselves, then slugs with a name."""
    named = {slug: slug.capitalize() for slug in slugs} | names
    return {
        "themes.yml": "".join(
            f"{slug}:\n  nom: {name}\n  description: Une phrase.\n" for slug, name in named.items()
        )
    }


@cache
def _menu() -> Mapping[str, str]:
    """The pages of the menu of mkdocs.yml, each with the title and the template of the real one."""
    config = (_ROOT / "mkdocs.yml").read_text("utf-8")
    pages = {}
    for path in re.findall(r"^  - .+: (\S+\.md)$", config, re.MULTILINE):
        header = (_ROOT / "docs" / path).read_text("utf-8").split("---\n")[1]
        typed = dict(re.findall(r"^(title|template): (.+)$", header, re.MULTILINE))
        pages[path] = page(description="Une page du carnet.", **typed)
    assert pages
    return MappingProxyType(pages)


def small_tree(*trees: Mapping[str, str]) -> dict[str, str]:
    """The smallest journal that builds without a warning, with files added or replaced."""
    files = dict(_menu())
    for tree in (themes(reemploi="Réemploi"), visit(), tip(), *trees):
        files |= tree
    return files


def write_tree(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a tree of texts under a folder, and return the folder."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    """What a folder holds: path to bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def as_files(files: Mapping[str, str | bytes]) -> dict[str, SourceFile]:
    """Texts, or bytes, as files that the gate examines."""
    contents = {
        path: text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        for path, text in files.items()
    }
    return {path: source_file(path, content) for path, content in contents.items()}


def source_file(path: str, content: bytes) -> SourceFile:
    """A file as `read_tree` reads it, but that keeps the bytes of pictures."""
    is_picture = path.lower().endswith(tuple(PICTURES))
    photograph = Photograph.read(BytesIO(content)) if is_picture else None
    return SourceFile(len(content), content, photograph=photograph)


# ---- Reading -----------------------------------------------------------------------------------


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
