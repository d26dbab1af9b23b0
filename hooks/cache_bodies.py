"""Takes the body of a page from a cache, as long as nothing that it is made from has changed.

A body is kept under a name that says its text, the code and the settings. `on_page_markdown`, after
all others, has MkDocs look for it before it asks Markdown: a body is taken if each of its addresses
still leads where it led, and nothing is to be said of them. `on_page_content` keeps what was made
afresh, clean and set (`shape_pages`), unless something was said meanwhile, to be said again.
"""

from __future__ import annotations

import json
import logging
import sys
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import event_priority

from journal.entries.build import Build
from journal.machine.cache import CODE, Pack
from journal.machine.freed_memory import give_back
from journal.markdown.extension import GitHubMarkdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink


class _Listener(logging.Filter):
    """Notes that something is said; lets it be heard, or not."""

    def __init__(self, *, aloud: bool) -> None:
        super().__init__()
        self.aloud = aloud
        self.anything = False

    def filter(self, record: logging.LogRecord) -> bool:
        """Note it."""
        self.anything = True
        return self.aloud


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
    """Open the cache."""
    build, settings = Build.of(config.extra), Path(config.config_file_path)
    build.recipe = f"{CODE} {sha256(settings.read_bytes()).hexdigest()}"
    # Whoever reads few pages again finds none of them: to write all of them takes longer.
    build.rendered = Pack(None if build.kept else build.caches("bodies"), build.recipe)


@event_priority(-100)
def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Have MkDocs look into the cache first."""
    build = Build.of(config.extra)
    name = f"{page.file.src_uri}\n{markdown}"
    if page.file.src_uri in build.read:
        build.silent.add(page.file.src_uri)
        if build.rendered.get(name) is None:
            build.names[page.file.src_uri] = name
    else:
        # In place of the method: Markdown is not even asked.
        vars(page)["render"] = partial(_render, page, name)


@event_priority(-60)
def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Keep a body that was made afresh."""
    build = Build.of(config.extra)
    name = build.names.pop(page.file.src_uri, None)
    if name is not None:
        build.silent.add(page.file.src_uri)
        if page.file.src_uri not in build.read:
            # The other core sends them with all that it has made of the page.
            typed_and_led = zip(*_reader(config).addresses, strict=True)
            vars(page)["addresses"] = list(dict.fromkeys(typed_and_led))
        build.rendered.put(name, json.dumps(_kept(html, page)).encode())


@event_priority(200)
def on_env(env: object, *, config: MkDocsConfig, files: Files) -> None:
    """Take away the bodies that no page has any more; let pages go without theirs, which are the
    build's by now, until they are laid out.
    """
    build = Build.of(config.extra)
    build.rendered.sweep()
    build.rendered = Pack()
    for file in files.documentation_pages():
        if file.page and file.page.content:
            file.page.markdown = file.page.content = ""
    give_back()


def _render(page: Page, name: str, config: MkDocsConfig, files: Files) -> None:
    """Find a body, or have it made."""
    del vars(page)["render"]
    build = Build.of(config.extra)
    content = build.rendered.get(name)
    if content and _is_restored(page, json.loads(content), config, files):
        build.read.add(page.file.src_uri)
        build.silent.add(page.file.src_uri)
        return
    with _listening(page, aloud=True) as said:
        page.render(config, files)
    if not said.anything:
        build.names[page.file.src_uri] = name


def _is_restored(page: Page, kept: Any, config: MkDocsConfig, files: Files) -> bool:
    """Give a page the body that was kept of it; False when an address leads elsewhere now."""
    generator: Any = sys.modules[type(page).__module__]  # MkDocs or ProperDocs
    resolver = generator._RelativePathTreeprocessor(page.file, files, config)
    with _listening(page, aloud=False) as said:
        same = all(resolver.path_to_url(typed) == led for typed, led in kept["addresses"])
    if said.anything or not same:
        return False
    page.content, page.toc = kept["html"], generator.get_toc(kept["contents"])
    page.present_anchor_ids, page._title_from_render = set(kept["anchors"]), kept["title"]
    if generator.log.getEffectiveLevel() > logging.DEBUG:
        page.links_to_anchors = resolver.links_to_anchors
    return True


def _kept(html: str, page: Page) -> dict[str, Any]:
    """What is kept of a page."""
    return {
        "html": html,
        "contents": list(_contents(page.toc)),
        "anchors": sorted(page.present_anchor_ids or ()),
        "title": page._title_from_render,
        "addresses": vars(page)["addresses"],
    }


def _contents(links: Iterable[AnchorLink]) -> Iterator[dict[str, Any]]:
    for link in links:
        children = list(_contents(link.children))
        yield {"name": link.title, "id": link.id, "level": link.level, "children": children}


def _reader(config: MkDocsConfig) -> GitHubMarkdown:
    """Our reading, which has just been asked."""
    extensions: list[Any] = config.markdown_extensions
    return next(found for found in extensions if isinstance(found, GitHubMarkdown))


@contextmanager
def _listening(page: Page, *, aloud: bool) -> Iterator[_Listener]:
    """Hear whether the generator says anything of a page."""
    listener = _Listener(aloud=aloud)
    logger = logging.getLogger(type(page).__module__)
    logger.addFilter(listener)
    try:
        yield listener
    finally:
        logger.removeFilter(listener)
