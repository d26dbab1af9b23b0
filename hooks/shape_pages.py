"""Gives the bodies of pages the elements that the style sheet, hands and ears need.

Runs in `on_page_content`, last of the hooks that rewrite a body: it keeps the body as it was
written, for the newsletter and the search, then shapes it for our own pages.
"""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markupsafe import Markup
from mkdocs.utils import get_relative_url

from journal.entries.build import Body, Build
from journal.pages.figures import open_with_image, show_drawings, show_pictures
from journal.pages.shaping import (
    make_links_quiet,
    make_scrollable,
    make_tickable,
    wrap_sections,
)

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from journal.pictures.drawings import Drawing
    from journal.pictures.gallery import Picture


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let tables scroll, links repeat nothing, pictures hold their place; shape entries' parts."""
    build = Build.of(config.extra)
    build.bodies[page.file.src_uri] = Body(
        address=page.url,
        title=Markup(page.title).unescape(),
        summary=str(page.meta.get("description", "")),
        template=str(page.meta.get("template", "")),
        html=html,
    )
    html = make_tickable(make_links_quiet(make_scrollable(html)))
    if entry := build.catalogue.at(page.file.src_uri):
        html = wrap_sections(html)
        if picture := build.picture_of(entry):
            address = get_relative_url(picture.address, page.url)
            html = open_with_image(html, address=address, alt=entry.image_alt or "")

    published = {picture.address: picture for picture in build.pictures.values()}

    def place(address: str) -> str:
        path = unquote(address.partition("#")[0])
        return posixpath.normpath(posixpath.join(page.url, path))

    def picture_at(address: str) -> Picture | None:
        return published.get(place(address))

    def drawing_at(address: str) -> Drawing | None:
        return build.drawings.get(place(address))

    html = show_drawings(html, drawing_at)
    return show_pictures(html, picture_at, partial(get_relative_url, other=page.url))
