"""Takes away from each page whatever could act: its body, its title, its table of contents.

Runs in `on_page_content` at 50: before the newsletter keeps the bodies (-50) and the rss plugin
reads the pages (-75), long before the search plugin indexes them (`on_page_context`). A hook that
writes HTML of its own into a body, with what this would take away, runs after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup
from mkdocs.plugins import event_priority

from journal import cleaning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink


@event_priority(50)
def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Clean a page once its Markdown is HTML."""
    if title := page.meta.get("title"):
        # Material prints titles as they are, and its search shows them as HTML: they have to be
        # HTML. Our own templates escape what they print, `Markup` excepted.
        page.meta["title"] = Markup(cleaning.clean_title(str(title)))
    _clean_contents(page.toc)
    return cleaning.clean(html)


def _clean_contents(links: Iterable[AnchorLink]) -> None:
    """Clean the headings and anchors of a table of contents, which Material prints as they are."""
    for link in links:
        link.title, link.id = cleaning.clean_label(link.title), cleaning.clean_id(link.id)
        _clean_contents(link.children)
