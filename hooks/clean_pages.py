"""Takes away from each page whatever could act: its body, its title, its table of contents.

Runs in `on_page_content`, before every other hook that has to do with bodies: what the newsletter
and the search take is clean. Hooks that rewrite a body run after it: what they add is ours, and may
be what this would take away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from journal.pages import cleaning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Clean a page once its Markdown is HTML."""
    if title := page.meta.get("title"):
        # A title is text in a header, and HTML to MkDocs: themes print it as it is. Ours escape
        # what they print, but not twice.
        page.meta["title"] = escape(str(title))
    _clean_contents(page.toc)
    return cleaning.clean(html)


def _clean_contents(links: Iterable[AnchorLink]) -> None:
    """Clean the headings and anchors of a table of contents, which themes print as they are."""
    for link in links:
        link.title, link.id = cleaning.clean_label(link.title), cleaning.clean_id(link.id)
        _clean_contents(link.children)
