"""Tells the rss plugin what the catalogue knows of each entry: days, themes, description.

Runs in `on_page_content` at the usual priority: the plugin reads `page.meta` there too, at -75.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Replace what YAML guessed by what the catalogue holds, under the names the plugin is told."""
    catalogue = config.extra["catalogue"]
    if entry := catalogue.at(page.file.src_uri):
        page.meta |= {
            "date": entry.published_on,
            "updated": entry.updated_on,
            "description": entry.description,
            "categories": [theme.name for theme in catalogue.themes_of(entry)],
            "authors": list(entry.authors) or [config.site_name],
        }
