"""Every source file, read once into a catalogue; what is wrong comes back beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import TypeVar

from journal.catalogue import Catalogue, contract_order
from journal.entries import FILE_NAME, Entry, Page, Tip, Visit, model_of
from journal.frontmatter import read_front_matter
from journal.models import validate
from journal.problems import Problem, Severity, sort_problems
from journal.themes import THEMES_PATH, Theme, read_themes
from journal.yaml_text import YamlText

THEMES_FILE = "themes.yml"

EntryT = TypeVar("EntryT", bound=Entry)


@dataclass
class _Reading:
    """What has been read so far, while a catalogue is being made."""

    problems: list[Problem] = field(default_factory=list)
    entries: dict[str, Visit | Tip] = field(default_factory=dict)
    headers: dict[str, YamlText] = field(default_factory=dict)


def build_catalogue(sources: Mapping[str, str], *, today: date) -> tuple[Catalogue, list[Problem]]:
    """Read everything once.

    Args:
        sources: path under docs/ (forward slashes) to text, for each page and `themes.yml`.
        today: the day for which the site is built.

    Returns:
        The catalogue of all that could be read, and what is wrong, in reading order. With an
        error among the problems the catalogue may be incomplete: build nothing from it.
    """
    themes, problems = read_themes(sources.get(THEMES_FILE, ""))
    reading = _Reading(problems)
    for path, text in sorted(sources.items()):
        if path.endswith(".md"):
            _read_page(path, text, reading)
    # A visit whose own header is broken exists all the same: its tips are not at fault.
    visits = {PurePosixPath(path).stem for path in sources if model_of(path) is Visit}
    reading.problems += _unknown_themes(reading, themes)
    reading.problems += _unknown_visits(reading, visits)
    sound = [e for e in reading.entries.values() if set(e.tags) <= themes.keys()]
    catalogue = Catalogue(
        visits=_sorted(e for e in sound if isinstance(e, Visit)),
        tips=_sorted(e for e in sound if isinstance(e, Tip)),
        themes=themes,
        today=today,
    )
    reading.problems += _unused_themes(catalogue)
    return catalogue, sort_problems(reading.problems)


def _sorted(entries: Iterable[EntryT]) -> tuple[EntryT, ...]:
    return tuple(sorted(entries, key=contract_order))


def _read_page(path: str, text: str, reading: _Reading) -> None:
    source_path = f"docs/{path}"
    front_matter, problems = read_front_matter(text, source_path)
    reading.problems += problems
    if problems:
        return
    header = front_matter.header
    model = model_of(path)
    if model is None:
        reading.problems += validate(Page, header.values, header, source_path)[1]
        return
    values = {**header.values, FILE_NAME: PurePosixPath(path).stem}
    entry, problems = validate(model, values, header, source_path)
    reading.problems += problems
    if entry:
        reading.entries[path] = entry
        reading.headers[path] = header


def _unknown_themes(reading: _Reading, themes: Mapping[str, Theme]) -> Iterator[Problem]:
    for path, entry in reading.entries.items():
        for index, slug in enumerate(entry.tags):
            if slug not in themes:
                line, column = reading.headers[path].position(("tags", index))
                yield Problem(
                    f"docs/{path}",
                    line,
                    "theme-inconnu",
                    f"« {slug} » n'est pas un thème.",
                    f"Choisissez parmi : {', '.join(sorted(themes))}.",
                    key="tags",
                    column=column,
                )


def _unknown_visits(reading: _Reading, visits: set[str]) -> Iterator[Problem]:
    for path, entry in reading.entries.items():
        if isinstance(entry, Tip):
            key, slug = "visite", entry.visit
        else:
            key, slug = "lors_de", entry.presented_during or entry.slug
        if slug not in visits:
            line, column = reading.headers[path].position((key,))
            yield Problem(
                f"docs/{path}",
                line,
                "visite-inconnue",
                f"Aucune visite ne s'appelle « {slug} ».",
                "Écrivez le nom d'un fichier de docs/visites/, sans « .md » : "
                f"{', '.join(sorted(visits))}.",
                key=key,
                column=column,
            )


def _unused_themes(catalogue: Catalogue) -> Iterator[Problem]:
    for theme in catalogue.themes.values():
        if not catalogue.with_theme(theme.slug):
            yield Problem(
                THEMES_PATH,
                theme.line,
                "theme-sans-page",
                f"Aucune page ne porte le thème « {theme.name} » : il n'a pas de page.",
                f"Ajoutez « {theme.slug} » aux tags d'une visite ou d'un conseil, ou retirez-le.",
                key=theme.slug,
                severity=Severity.WARNING,
            )
