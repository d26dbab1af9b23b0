"""Gives tables and the parts of entries the elements that the style sheet and hands need.

Runs in `on_page_content` at -90: after the newsletter (-50), the search (-60) and the rss plugin
(-75) have taken the body as it was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority

from journal.sections import make_scrollable, make_tickable, wrap_sections

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


@event_priority(-90)
def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let tables scroll; wrap the parts of entries, and make the boxes of their lists tickable."""
    html = make_scrollable(html)
    entry = config.extra["catalogue"].at(page.file.src_uri)
    return make_tickable(wrap_sections(html)) if entry else html
