"""Has another core lay pages out from the last, while MkDocs does from the first.

`on_env` starts it, once all that templates ask is there; it runs after every other hook's. MkDocs
fetches a page's template before any event tells of the page: it is while the one before it is laid
out that a page found ready is given a template that does nothing. `on_post_page` puts what was laid
out in its place, `on_post_build` lets the other core go.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from mkdocs.commands.build import get_context
from mkdocs.plugins import event_priority

from journal.entries.build import Build
from journal.machine.parallel import FromTheEnd

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

log = logging.getLogger(f"mkdocs.{__name__}")

# The template of a page that is laid out already.
DONE = "done.html"


class _Layout:
    """The pages, in the order in which MkDocs lays them out; what the other core has of them."""

    def __init__(self, pages: list[Page], lay_out: Callable[[Page], str]) -> None:
        self.pages = pages
        self.taken = 0
        self.ranks = {page.file.src_uri: rank for rank, page in enumerate(pages)}
        self.other = FromTheEnd(lambda rank: lay_out(pages[rank]).encode(), len(pages))

    def after(self, page: Page) -> tuple[Page, str] | None:
        """The page that comes after one, if it is laid out already."""
        rank = self.ranks.get(page.file.src_uri, len(self.pages)) + 1
        html = self.other.get(rank)
        if html is None:
            return None
        self.taken += 1
        return self.pages[rank], html.decode()


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
    """Keep the navigation, with which the context of every page begins."""
    Build.of(config.extra).nav = nav


@event_priority(-100)
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Have the other core lay pages out as MkDocs does."""
    build = Build.of(config.extra)
    nav, documents = build.nav, files.documentation_pages()

    def lay_out(page: Page) -> str:
        page.active = True
        template = env.get_template(page.meta.get("template", "main.html"))
        context = config.plugins.on_page_context(
            get_context(nav, documents, config, page), page=page, config=config, nav=nav
        )
        output = config.plugins.on_post_page(template.render(context), page=page, config=config)
        page.active = False
        return output

    build.layout = _Layout([file.page for file in documents if file.page], lay_out)


def on_page_context(
    context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
) -> None:
    """See whether the page that comes next is laid out already."""
    build = Build.of(config.extra)
    if build.layout and (found := build.layout.after(page)):
        following, html = found
        following.meta["template"] = DONE
        build.laid_out[following.file.src_uri] = html


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Put in its place what was laid out already."""
    return Build.of(config.extra).laid_out.pop(page.file.src_uri, output)


@event_priority(100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Let the other core go."""
    layout: _Layout = Build.of(config.extra).layout
    log.debug("L'autre cœur a mis en page %d des %d pages.", layout.taken, len(layout.pages))
    layout.other.close()
