"""Reads each page as GitHub shows it, and takes a first heading that repeats the title for it.

`on_config` adds the reading after every extension of `mkdocs.yml`; as an object, since hooks/ can
be imported from only while hooks load.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journal.markdown.extension import GitHubMarkdown
from journal.markdown.title import without_title

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Have Python-Markdown read as GitHub reads."""
    # MkDocs hands the list to Python-Markdown, which takes objects as well as names.
    extensions: list[Any] = config.markdown_extensions
    extensions.append(GitHubMarkdown())
    return config


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave out a first heading that is the title, which every template shows."""
    return without_title(markdown, page.meta.get("title"))
