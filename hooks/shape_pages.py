"""Makes a page of what Markdown gave: clean, in French, then shaped for the eye, hands and ears.

`on_page_content` takes the steps in the order in which they may be taken. First goes whatever could
act, from the body, the title and the table of contents; what is added after that is ours, and may
be what this would take away. Then the body is as its author wrote it: it is kept, for the
newsletter and the search. What comes last is for our own pages alone. `on_post_page` and
`on_post_template` set what the templates add; twice is as once.
"""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markupsafe import Markup, escape
from mkdocs.utils import get_relative_url

from journal.entries.addresses import GLOSSARY
from journal.entries.build import Body, Build
from journal.language.typography import typeset_html
from journal.pages import cleaning
from journal.pages.figures import make_figures, open_with_image, show_drawings, show_pictures
from journal.pages.shaping import (
    make_links_quiet,
    make_scrollable,
    make_tickable,
    say_when_reviewed,
    wrap_sections,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink

    from journal.pictures.drawings import Drawing
    from journal.pictures.gallery import Picture


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Clean a body and set it; keep it so; then shape it for its page."""
    if title := page.meta.get("title"):
        # A title is text in a header, and HTML to MkDocs: themes print it as it is. Ours escape
        # what they print, but not twice.
        page.meta["title"] = escape(str(title))
    _clean_contents(page.toc)
    html = make_figures(typeset_html(cleaning.clean(html)))
    build = Build.of(config.extra)
    build.bodies[page.file.src_uri] = Body(
        address=page.url,
        title=Markup(page.title).unescape(),
        summary=str(page.meta.get("description", "")),
        template=str(page.meta.get("template", "")),
        html=html,
    )
    return _shaped(html, page, build)


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Set the whole page, titles included.

    Not in a preview that shows problems: the lines they propose are to be copied as they are.
    """
    return output if Build.of(config.extra).problems else typeset_html(output)


def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Set the pages that are not Markdown's, such as 404.html."""
    return typeset_html(output) if template_name.endswith(".html") else output


def _clean_contents(links: Iterable[AnchorLink]) -> None:
    """Clean the headings and anchors of a table of contents, which themes print as they are."""
    for link in links:
        link.title, link.id = cleaning.clean_label(link.title), cleaning.clean_id(link.id)
        _clean_contents(link.children)


def _shaped(html: str, page: Page, build: Build) -> str:
    """Let tables scroll, links repeat nothing, pictures hold their place; shape entries' parts."""
    html = make_tickable(make_links_quiet(make_scrollable(html)))
    entry = build.catalogue.at(page.file.src_uri)
    if entry:
        html = wrap_sections(html)
        if picture := build.picture_of(entry):
            address = get_relative_url(picture.address, page.url)
            html = open_with_image(html, address=address, alt=entry.image_alt or "")

    freshness = build.catalogue.freshness.get(page.file.src_uri)
    if freshness and page.url == GLOSSARY:
        html = say_when_reviewed(html, freshness.checked_on)

    published = {picture.address: picture for picture in build.pictures.values()}

    def place(address: str) -> str:
        path = unquote(address.partition("#")[0])
        return posixpath.normpath(posixpath.join(page.url, path))

    def picture_at(address: str) -> Picture | None:
        return published.get(place(address))

    def drawing_at(address: str) -> Drawing | None:
        return build.drawings.get(place(address))

    html = show_drawings(html, drawing_at)
    return show_pictures(
        html,
        picture_at,
        partial(get_relative_url, other=page.url),
        has_margin=entry is not None,
    )
