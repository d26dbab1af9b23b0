"""Generates the pages that no file of docs/ holds: one per theme, one per organisation, their list,
one per letter, their list, the agenda, the messages of the gate, the booklets.

Runs in `on_files`, after the catalogue is built: pages must be among MkDocs' files by then for
links to them to be checked. The gate has refused any page of docs/ at such an address; but an
`agenda.md`, which then takes the place of ours.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from journal.entries.booklets import booklets_of
from journal.entries.build import Build
from journal.entries.organisations import ORGANISATIONS
from journal.newsletter.letter_contents import tellings
from journal.pages.organisation_page import summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from journal.entries.catalogue import Catalogue
    from journal.newsletter.letter_contents import Telling

    Header = dict[str, object]

# A theme is edited where it is declared; MkDocs gives generated pages no edit link.
THEMES = "themes.yml"


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages: themes without entries have one too, where their feeds are found."""
    build = Build.of(config.extra)
    catalogue = build.catalogue
    _add(files, _theme_pages(catalogue), config, edited_in=THEMES)
    _add(files, _organisation_pages(catalogue), config)
    letters = build.memory.kept("letters", catalogue, partial(tellings, catalogue))
    _add(files, _letter_pages(letters), config)
    _add(files, _agenda_page(), config)
    _add(files, _messages_page(), config)
    _add(files, _booklet_pages(catalogue), config)
    return files


def _theme_pages(catalogue: Catalogue) -> Iterator[tuple[str, Header]]:
    for theme in catalogue.themes.values():
        yield (
            f"themes/{theme.slug}.md",
            {
                "title": theme.name,
                "description": theme.description,
                "template": "theme.html",
                "theme": theme.slug,
                "search": {"exclude": True},
            },
        )


def _organisation_pages(catalogue: Catalogue) -> Iterator[tuple[str, Header]]:
    yield (
        f"{ORGANISATIONS}/index.md",
        {
            "title": "Les structures",
            "description": "Les structures visitées, ou présentées pendant une visite, et ce "
            "qu'elles apprennent aux autres.",
            "template": "organisations.html",
        },
    )
    for organisation in catalogue.organisations:
        yield (
            organisation.path,
            {
                "title": organisation.name,
                "description": summary(organisation, catalogue),
                "template": "organisation.html",
            },
        )


def _letter_pages(letters: Iterable[Telling]) -> Iterator[tuple[str, Header]]:
    yield (
        "lettres/index.md",
        {
            "title": "Les lettres",
            "description": "La lettre du mois : ce qui a paru dans le carnet, mois par mois.",
            "template": "letters.html",
        },
    )
    for letter in letters:
        yield (
            f"lettres/{letter.month.code}.md",
            {
                "title": letter.title,
                "description": letter.opening,
                "template": "monthly_letter.html",
                "month": letter.month.code,
            },
        )


def _agenda_page() -> Iterator[tuple[str, Header]]:
    yield (
        "agenda.md",
        {
            "title": "L'agenda",
            "description": "Les visites annoncées et leur date, celles qui ont eu lieu, et comment "
            "les recevoir dans son propre agenda.",
            "template": "agenda.html",
        },
    )


def _messages_page() -> Iterator[tuple[str, Header]]:
    yield (
        "contribuer/messages.md",
        {
            "title": "Les messages de vérification",
            "description": "Ce que veut dire chaque message de la vérification des pages, et ce "
            "qu'il faut écrire pour y répondre.",
            "template": "messages.html",
        },
    )


def _booklet_pages(catalogue: Catalogue) -> Iterator[tuple[str, Header]]:
    for booklet in booklets_of(catalogue):
        yield (
            booklet.path,
            {
                "title": booklet.title,
                "description": booklet.summary,
                "template": "booklet.html",
                "search": {"exclude": True},
            },
        )


def _add(
    files: Files,
    pages: Iterator[tuple[str, Header]],
    config: MkDocsConfig,
    edited_in: str | None = None,
) -> None:
    for path, header in pages:
        if files.get_file_from_path(path):
            continue
        # JSON is YAML: every value arrives as it is, whatever it contains.
        content = f"---\n{json.dumps(header, ensure_ascii=False)}\n---\n"
        inclusion = InclusionLevel.NOT_IN_NAV
        file = File.generated(config, path, content=content, inclusion=inclusion)
        if edited_in:
            file.edit_uri = edited_in
        files.append(file)
