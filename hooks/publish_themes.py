"""Publishes one page per theme, those without entries too: their feeds are found there.

Runs in `on_files`, after the catalogue is built: pages must be among MkDocs' files by then for
links to them to be checked.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from journal.build import Build

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from journal.entries.themes import Theme


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the themes' pages; the gate has refused any page of docs/ at such an address."""
    for theme in Build.of(config.extra).catalogue.themes.values():
        path = f"themes/{theme.slug}.md"
        if not files.get_file_from_path(path):
            files.append(_theme_page(theme, path, config))
    return files


def _theme_page(theme: Theme, path: str, config: MkDocsConfig) -> File:
    header = {
        "title": theme.name,
        "description": theme.description,
        "template": "theme.html",
        "theme": theme.slug,
        "search": {"exclude": True},
    }
    # JSON is YAML: every value arrives as it is, whatever it contains.
    content = f"---\n{json.dumps(header, ensure_ascii=False)}\n---\n"
    file = File.generated(config, path, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
    # A theme is edited where it is declared; MkDocs gives generated pages no edit link.
    file.edit_uri = "themes.yml"
    return file
