"""Lays out the pages that have changed; has another core do half of them.

`on_env` comes after every other hook's, once all that templates ask is there. What a page asks, and
is answered, is left to the next build: the page stands as long as it is made from the same, and is
answered the same. Another core lays pages out from the last, while MkDocs does from the first, and
passes over those that are there already.

`on_post_page` puts each page in its place, whichever core has laid it out; `on_post_build` lets the
other core go.
"""

from __future__ import annotations

import logging
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from jinja2.defaults import DEFAULT_NAMESPACE
from mkdocs.commands.build import get_context
from mkdocs.plugins import event_priority

from journal.entries.build import Build
from journal.entries.kinds import Kind
from journal.machine.freed_memory import give_back
from journal.machine.parallel import FromTheEnd
from journal.pages.kept_pages import KeptPages
from journal.pages.template_questions import Answers
from journal.pages.whole_partials import OF_MOST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

log = logging.getLogger(f"mkdocs.{__name__}")

_BOOKLET, _PLAIN = "booklet.html", "main.html"
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
# What these say depends on the catalogue alone.
_OF_CATALOGUE = (
    *("anchors_of", "booklet_at", "choices", "choices_by_facet", "counted", "emblem_of"),
    *("entries_of", "letter_of", "letters", "months", "next_letter", "presented_at", "tips_at"),
    "read_elsewhere",
)


class _Layout:
    """The pages, in the order in which MkDocs lays them out; those that are laid out already."""

    def __init__(self, pages: list[Page], kept: KeptPages) -> None:
        self.pages, self.kept = pages, kept
        self.ranks = {page.file.src_uri: rank for rank, page in enumerate(pages)}
        self.other: FromTheEnd | None = None
        self.found = 0
        # What the next build is to know of the page that was laid out last.
        self.record = b""

    def start(self, lay_out: Callable[[Page], object]) -> None:
        """Have the other core lay pages out, which has no other core."""

        def made(rank: int) -> bytes | None:
            lay_out(self.pages[rank])
            return self.record or None

        self.other = FromTheEnd(made, len(self.pages))

    def lacks(self, page: Page) -> bool:
        """Whether a page is still to be laid out: MkDocs has come to it."""
        rank = self.ranks.get(page.file.src_uri)
        if rank is None:
            return False
        record = self.other.get(rank) if self.other else None
        if record is None:
            return True
        self.found += 1
        self.kept.take(page, record)
        return False


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
    """Keep the navigation, with which the context of every page begins."""
    Build.of(config.extra).nav = nav


@event_priority(-100)
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Hear what templates ask; have the other core lay pages out as MkDocs does."""
    build = Build.of(config.extra)
    nav, documents = build.nav, files.documentation_pages()
    kept = KeptPages(build, _recipe(env))
    if build.memory.lasts:
        _hear(env, kept.answers, _dependencies(build))
        kept.answers.recall(*build.memory.last("answers", ({}, {})))
        build.memory.leave("answers", kept.answers.given)

    def lay_out(page: Page) -> None:
        page.active = True
        template = env.get_template(page.meta.get("template", _PLAIN))
        context = config.plugins.on_page_context(
            get_context(nav, documents, config, page), page=page, config=config, nav=nav
        )
        config.plugins.on_post_page(template.render(context), page=page, config=config)
        page.active = False

    pages = [file.page for file in documents if file.page and not kept.stands(file.page)]
    build.memory.leave("laid out", kept.laid_out)
    if build.preview:
        booklets = [page for page in pages if page.meta.get("template") == _BOOKLET]
        build.preview.asides.append(_follow(booklets, lay_out))
        pages = [page for page in pages if page.meta.get("template") != _BOOKLET]
    build.layout = _Layout(pages, kept)
    give_back()
    # MkDocs passes over nothing in a build that does not last.
    if build.memory.lasts and pages:
        # What both cores need is compiled by one.
        for name in {*OF_MOST, *(page.meta.get("template", _PLAIN) for page in pages)}:
            env.get_template(name)
        build.layout.start(lay_out)


@event_priority(100)
def on_page_context(
    context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
) -> None:
    """Hear what a page asks."""
    build = Build.of(config.extra)
    if build.memory.lasts:
        build.layout.kept.answers.listen()


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Put a page in its place, unless it is there: nothing is left for MkDocs to write."""
    build = Build.of(config.extra)
    build.folder.write(page.file.dest_uri, output.encode(errors="xmlcharrefreplace"))
    build.layout.record = build.layout.kept.put(page)
    return ""


@event_priority(100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Let the other core go, and the bodies that no page needs any more."""
    build = Build.of(config.extra)
    layout: _Layout = build.layout
    log.debug("Des %d pages, %d étaient déjà mises en page.", len(layout.pages), layout.found)
    if layout.other:
        layout.other.close()
    if not build.preview:
        build.shaped.clear()
    give_back()


def _follow(booklets: list[Page], lay_out: Callable[[Page], None]) -> Iterator[None]:
    """Lay booklets out once the other pages are there: each binds hundreds."""
    for page in booklets:
        yield
        lay_out(page)


def _recipe(env: Environment) -> str:
    """What all pages depend on, besides the code, the settings and the templates: what templates
    find, and do not ask.
    """
    said = {name: value for name, value in _ours(env).items() if not callable(value)}
    del said["catalogue"]
    return sha256(repr(said).encode()).hexdigest()


def _dependencies(build: Build) -> dict[str, object]:
    """Name of a question to all that its answers depend on, besides what all pages do."""
    catalogue, bodies = build.catalogue, build.bodies
    guides, visits = (
        [bodies.get(entry.path) for entry in catalogue.of_kind(kind)]
        for kind in (Kind.GUIDE, Kind.VISIT)
    )
    return dict.fromkeys(_OF_CATALOGUE, catalogue) | {
        "card_of": (catalogue, build.cards),
        "correction_link": (catalogue, build.site),
        "data_of": (catalogue, visits),
        "context_of": (catalogue, visits),
        "guides_leading_to": (catalogue, guides),
        "minutes_of": bodies,
        "steps_of": bodies,
        "page_at": [(body.address, body.title) for body in bodies.values()],
        "picture_of": (catalogue, build.pictures),
        "presentation_of": (catalogue, visits),
        "stands_at": (catalogue, visits),
        "words_of": build.words,
    }


def _hear(env: Environment, answers: Answers, depends: Mapping[str, object]) -> None:
    """Hear every question of templates."""
    for name, value in _ours(env).items():
        if name == "catalogue":
            env.globals[name] = answers.hear_of(name, value)
        elif callable(value) and name not in _ALONE:
            env.globals[name] = answers.hear(name, value, depends.get(name))


def _ours(env: Environment) -> dict[str, Any]:
    """What templates find in every context, but for what Jinja puts there."""
    return {name: value for name, value in env.globals.items() if name not in DEFAULT_NAMESPACE}
