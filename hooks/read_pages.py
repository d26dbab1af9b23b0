"""Reads each page as GitHub shows it: another core from the last, MkDocs from the first.

`on_config` adds GitHub's reading after every extension of `mkdocs.yml`; as an object, since hooks/
can be imported from only while hooks load. A first heading that repeats the title is taken for it.
`on_nav` starts the other core: what pages are made from is known by then. `on_pre_page` gives a
page that was read already what reading it gave, of which nothing is left to do. The other core says
nothing: a page of which there is something to say is left to MkDocs, which says it.
"""

from __future__ import annotations

import logging
import pickle
from functools import partial
from typing import TYPE_CHECKING, Any

from mkdocs.structure.pages import Page

from journal.entries.build import Build
from journal.machine.parallel import FromTheEnd
from journal.markdown.extension import GitHubMarkdown
from journal.markdown.title import without_title

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation


class _Noted(logging.Handler):
    """Notes that something was said, instead of saying it."""

    anything = False

    def emit(self, record: logging.LogRecord) -> None:
        """Note it."""
        self.anything = True


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Have Python-Markdown read as GitHub reads."""
    # MkDocs hands the list to Python-Markdown, which takes objects as well as names.
    extensions: list[Any] = config.markdown_extensions
    extensions.append(GitHubMarkdown())
    return config


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
    """Have the other core read pages as MkDocs does."""
    build = Build.of(config.extra)
    documents = [f for f in files.documentation_pages() if f.src_uri not in build.kept]

    def read(rank: int) -> bytes | None:
        noted = _Noted(logging.INFO)
        for name in ("mkdocs", "properdocs"):
            logger = logging.getLogger(name)
            logger.handlers, logger.propagate = [noted], False
        found = _read(documents[rank], config, files)
        return None if noted.anything else pickle.dumps(found, pickle.HIGHEST_PROTOCOL)

    build.ranks = {file.src_uri: rank for rank, file in enumerate(documents)}
    build.reading = FromTheEnd(read, len(documents))


def on_pre_page(page: Page, *, config: MkDocsConfig, files: Files) -> None:
    """Give a page what the other core has read of it."""
    build = Build.of(config.extra)
    rank = build.ranks.get(page.file.src_uri)
    if build.reading and rank is not None and (read := build.reading.get(rank)):
        build.read.add(page.file.src_uri)
        # In place of the method: Markdown is not asked at all.
        vars(page)["render"] = partial(_restore, page, pickle.loads(read))


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave out a first heading that is the title, which every template shows."""
    return without_title(markdown, page.meta.get("title"))


def on_env(env: object, *, config: MkDocsConfig, files: Files) -> None:
    """Let the other core go."""
    if reading := Build.of(config.extra).reading:
        reading.close()


def _read(file: File, config: MkDocsConfig, files: Files) -> dict[str, Any]:
    """What reading a page makes of it: its attributes that change, its body clean and set."""
    page = file.page or Page(None, file, config)
    page.read_source(config)
    page.markdown = config.plugins.on_page_markdown(
        page.markdown or "", page=page, config=config, files=files
    )
    before = dict(vars(page))
    page.render(config, files)
    page.content = config.plugins.on_page_content(
        page.content or "", page=page, config=config, files=files
    )
    return {name: value for name, value in vars(page).items() if value is not before.get(name)}


def _restore(page: Page, read: dict[str, Any], config: MkDocsConfig, files: Files) -> None:
    """What `page.render` does, done already."""
    del vars(page)["render"]
    vars(page).update(read)
