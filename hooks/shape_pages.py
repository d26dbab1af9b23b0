"""Gives the bodies of pages the elements that the style sheet, hands and ears need.

Runs in `on_page_content` at -90: after the newsletter (-50), the search (-60) and the rss plugin
(-75) have taken the body as it was written.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from mkdocs.plugins import event_priority
from mkdocs.utils import get_relative_url

from journal.newsletter import image_address
from journal.pages.shaping import (
    make_links_quiet,
    make_scrollable,
    make_steady,
    make_tickable,
    open_with_image,
    wrap_sections,
)
from journal.pictures import photographs

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


@event_priority(-90)
def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let tables scroll, links repeat nothing, pictures hold their place; shape entries' parts."""
    html = make_tickable(make_links_quiet(make_scrollable(html)))
    if entry := config.extra["catalogue"].at(page.file.src_uri):
        html = wrap_sections(html)
        if image := image_address(entry):
            address = get_relative_url(image, page.url)
            html = open_with_image(html, address=address, alt=entry.image_alt or "")

    def size_of(address: str) -> tuple[int, int] | None:
        path = posixpath.normpath(posixpath.join(page.url, unquote(address)))
        file = files.get_file_from_path(path)
        return photographs.size_of(file.content_bytes) if file else None

    return make_steady(html, size_of)
