"""Sets French typography, in what contributors wrote and in what the templates add.

`on_page_content` runs once the page is clean, before the newsletter and the search take it.
`on_post_page` and `on_post_template` set the rest of the page; twice is as once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journal.entries.build import Build
from journal.language.typography import typeset_html

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Set the body, as the newsletter will carry it."""
    return typeset_html(html)


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Set the whole page, titles included.

    Not in a preview that shows problems: the lines they propose are to be copied as they are.
    """
    return output if Build.of(config.extra).problems else typeset_html(output)


def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Set the pages that are not Markdown's, such as 404.html."""
    return typeset_html(output) if template_name.endswith(".html") else output
