"""Lays a page out once, as long as nothing of it changes; has another core do half of the others.

`on_env` comes after every other hook's, once all that templates ask is there. A page is kept with
what its template asked and was answered; it is taken as long as it is made from the same, and is
answered the same. Another core lays pages out from the last, while MkDocs does from the first.

MkDocs fetches a page's template before any event tells of the page: it is while the one before it
is laid out that a page found ready is given a template that does nothing. `on_post_page` puts what
was laid out in its place, and keeps what was laid out afresh; `on_post_build` lets the other core
go.
"""

from __future__ import annotations

import json
import logging
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2.defaults import DEFAULT_NAMESPACE
from mkdocs.commands.build import get_context
from mkdocs.plugins import event_priority

from journal.entries.booklets import booklets_of
from journal.entries.build import Build
from journal.machine.atomic_files import write_all
from journal.machine.cache import Cache
from journal.machine.parallel import FromTheEnd
from journal.pages.template_questions import Answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from journal.entries.any_entry import AnyEntry
    from journal.entries.booklets import Booklet
    from journal.entries.organisations import Organisation

log = logging.getLogger(f"mkdocs.{__name__}")

# The template of a page that is laid out already.
DONE = "done.html"
# What these say depends on what they are given alone, or on what is asked besides.
_ALONE = {
    "bind",
    "booklet_data",
    "cited_by",
    "css_text",
    "letters_of",
    "map_of",
    "qr_code",
    "states_of",
    "terms_of",
}


class _Kept:
    """Pages that were laid out before."""

    def __init__(self, cache: Cache, build: Build, recipe: str, site: Path) -> None:
        self._cache, self._build, self._recipe, self._site = cache, build, recipe, site
        self._booklets = {booklet.path: booklet for booklet in booklets_of(build.catalogue)}
        self.answers = Answers(self._subject)

    def get(self, page: Page) -> bytes | None:
        """A page as it would be laid out now, if that is known."""
        said, _, html = (self._cache.get(self._name(page)) or b"").partition(b"\n")
        if not said:
            return None
        asked, styles = json.loads(said)
        if not self.answers.stand(asked):
            return None
        write_all({self._site / address: style.encode() for address, style in styles.items()})
        return html

    def spare(self, page: Page) -> None:
        """Say that what is kept of a page is of use."""
        self._cache.spare(self._name(page))

    def put(self, page: Page, html: str) -> None:
        """Keep a page that has just been laid out, with what it has asked."""
        asked = self.answers.heard()
        if asked is not None:
            said = json.dumps([asked, self._build.styles.get(page.file.src_uri, {})])
            self._cache.put(self._name(page), f"{said}\n{html}".encode())

    def sweep(self) -> None:
        """Take away the pages that no build has any more."""
        self._cache.sweep()

    def _name(self, page: Page) -> str:
        """What a page is made from, besides what its template asks."""
        content = (
            page.file.src_uri,
            page.url,
            page.canonical_url,
            page.edit_url,
            page.title,
            page.meta,
            page.content,
            [str(link) for link in page.toc],
            self._subject(page.file.src_uri),
        )
        return f"{self._recipe} {sha256(repr(content).encode()).hexdigest()}"

    def _subject(self, path: str) -> AnyEntry | Organisation | Booklet | None:
        """What the page at a path is about, if it is about something."""
        catalogue = self._build.catalogue
        return catalogue.at(path) or catalogue.organisation_at(path) or self._booklets.get(path)


class _Layout:
    """The pages, in the order in which MkDocs lays them out; what there is of them already."""

    def __init__(self, pages: list[Page], kept: _Kept) -> None:
        self.pages, self.kept = pages, kept
        self.ranks = {page.file.src_uri: rank for rank, page in enumerate(pages)}
        self.other: FromTheEnd | None = None
        self.found = 0

    def start(self, lay_out: Callable[[Page], str]) -> None:
        """Have the other core lay pages out, which has no other core."""

        def made(rank: int) -> bytes:
            page = self.pages[rank]
            return self.kept.get(page) or lay_out(page).encode()

        self.other = FromTheEnd(made, len(self.pages))

    def after(self, page: Page) -> tuple[Page, str] | None:
        """The page that comes after one, if it is laid out already."""
        rank = self.ranks.get(page.file.src_uri, len(self.pages)) + 1
        if self.other is None or rank >= len(self.pages):
            return None
        following = self.pages[rank]
        html = self.other.get(rank)
        if html is None:
            html = self.kept.get(following)
        else:
            self.kept.spare(following)
        if html is None:
            return None
        self.found += 1
        return following, html.decode()


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
    """Keep the navigation, with which the context of every page begins."""
    Build.of(config.extra).nav = nav


@event_priority(-100)
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Hear what templates ask; have the other core lay pages out as MkDocs does."""
    build = Build.of(config.extra)
    nav, documents = build.nav, files.documentation_pages()
    cache = build.caches("pages")
    kept = _Kept(cache, build, _recipe(env, build, config), Path(config.site_dir))
    _hear(env, kept.answers)

    def lay_out(page: Page) -> str:
        page.active = True
        template = env.get_template(page.meta.get("template", "main.html"))
        context = config.plugins.on_page_context(
            get_context(nav, documents, config, page), page=page, config=config, nav=nav
        )
        output = config.plugins.on_post_page(template.render(context), page=page, config=config)
        page.active = False
        return output

    build.layout = _Layout([file.page for file in documents if file.page], kept)
    build.layout.start(lay_out)


@event_priority(100)
def on_page_context(
    context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
) -> None:
    """See whether the page that comes next is laid out already; hear what this one asks."""
    build = Build.of(config.extra)
    if found := build.layout.after(page):
        following, html = found
        following.meta["template"] = DONE
        build.laid_out[following.file.src_uri] = html
    build.layout.kept.answers.listen()


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Put in its place what was laid out already; keep what was not."""
    build = Build.of(config.extra)
    laid_out = build.laid_out.pop(page.file.src_uri, None)
    if laid_out is None:
        build.layout.kept.put(page, output)
    return output if laid_out is None else laid_out


@event_priority(100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Let the other core go."""
    layout: _Layout = Build.of(config.extra).layout
    log.debug("Des %d pages, %d étaient déjà mises en page.", len(layout.pages), layout.found)
    if layout.other:
        layout.other.close()
    layout.kept.sweep()


def _recipe(env: Environment, build: Build, config: MkDocsConfig) -> str:
    """What all pages depend on: the code, the settings, the templates and what does not answer."""
    # As they are read: the environment has a say in them.
    texts = {name: value for name, value in config.extra.items() if value is not build}
    settings = (config.site_name, config.site_description, config.site_url, config.repo_url, texts)
    digest = sha256(f"{build.recipe} {settings}".encode())
    for file in sorted(path for path in build.overrides.rglob("*") if path.is_file()):
        digest.update(f"\0{file.relative_to(build.overrides)}\0".encode())
        digest.update(file.read_bytes())
    said = {name: value for name, value in _ours(env).items() if not callable(value)}
    del said["catalogue"]
    digest.update(repr((said, build.assets, bool(build.problems))).encode())
    return digest.hexdigest()


def _hear(env: Environment, answers: Answers) -> None:
    """Hear every question of templates."""
    for name, value in _ours(env).items():
        if name == "catalogue":
            env.globals[name] = answers.hear_of(name, value)
        elif callable(value) and name not in _ALONE:
            env.globals[name] = answers.hear(name, value)


def _ours(env: Environment) -> dict[str, Any]:
    """What templates find in every context, but for what Jinja puts there."""
    return {name: value for name, value in env.globals.items() if name not in DEFAULT_NAMESPACE}
