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

import logging
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2.defaults import DEFAULT_NAMESPACE
from mkdocs.commands.build import get_context
from mkdocs.plugins import event_priority

from journal.entries.build import Build
from journal.entries.kinds import Kind
from journal.machine.atomic_files import write_all
from journal.machine.freed_memory import give_back
from journal.machine.parallel import FromTheEnd
from journal.pages.kept_pages import KeptPages
from journal.pages.template_questions import Answers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

log = logging.getLogger(f"mkdocs.{__name__}")

# The template of a page that is laid out already; that of booklets.
DONE, _BOOKLET = "done.html", "booklet.html"
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
    """The pages, in the order in which MkDocs lays them out; what there is of them already."""

    def __init__(self, pages: list[Page], kept: KeptPages) -> None:
        self.pages, self.kept = pages, kept
        self.ranks = {page.file.src_uri: rank for rank, page in enumerate(pages)}
        self.other: FromTheEnd | None = None
        self.found = 0
        # What was laid out last, after what it has asked.
        self.record = b""

    def start(self, lay_out: Callable[[Page], object]) -> None:
        """Have the other core lay pages out, which has no other core."""

        def made(rank: int) -> bytes:
            page = self.pages[rank]
            if record := self.kept.get(page):
                return record
            lay_out(page)
            return self.record

        self.other = FromTheEnd(made, len(self.pages))

    def after(self, page: Page) -> tuple[Page, str] | None:
        """The page that comes after one, if it is laid out already."""
        rank = self.ranks.get(page.file.src_uri, len(self.pages)) + 1
        if self.other is None or rank >= len(self.pages):
            return None
        following = self.pages[rank]
        record = self.other.get(rank)
        if record is None:
            record = self.kept.get(following)
        else:
            self.kept.take(following, record)
        if record is None:
            return None
        self.found += 1
        return following, record.partition(b"\n")[2].decode()


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
    """Keep the navigation, with which the context of every page begins."""
    Build.of(config.extra).nav = nav


@event_priority(-100)
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Hear what templates ask; have the other core lay pages out as MkDocs does."""
    build = Build.of(config.extra)
    nav, documents = build.nav, files.documentation_pages()
    cache = build.caches("pages")
    kept = KeptPages(cache, build, _recipe(env, build, config), Path(config.site_dir))
    _hear(env, kept.answers, _dependencies(build))
    kept.answers.recall(*build.memory.last("answers", ({}, {})))
    build.memory.leave("answers", kept.answers.given)

    def lay_out(page: Page) -> str:
        page.active = True
        template = env.get_template(page.meta.get("template", "main.html"))
        context = config.plugins.on_page_context(
            get_context(nav, documents, config, page), page=page, config=config, nav=nav
        )
        output = config.plugins.on_post_page(template.render(context), page=page, config=config)
        page.active = False
        return output

    pages = [file.page for file in documents if file.page]
    build.standing = {
        page.file.src_uri
        for page in pages
        if build.folder.holds(page.file.dest_uri) and kept.stands(page)
    }
    build.memory.leave("laid out", kept.laid_out)
    pages = [page for page in pages if page.file.src_uri not in build.standing]
    if build.preview:
        booklets = [page for page in pages if page.meta.get("template") == _BOOKLET]
        build.later = {page.file.src_uri for page in booklets}
        build.preview.asides.append(_follow(booklets, kept, lay_out))
    build.layout = _Layout([page for page in pages if page.file.src_uri not in build.later], kept)
    give_back()
    build.layout.start(lay_out)


@event_priority(100)
def on_page_context(
    context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
) -> None:
    """See whether the page that comes next is laid out already; hear what this one asks."""
    build = Build.of(config.extra)
    if found := build.layout.after(page):
        following, html = found
        build.laid_out[following.file.src_uri] = html, following.meta.get("template")
        following.meta["template"] = DONE
    build.layout.kept.answers.listen()


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Put in its place what was laid out already; keep what was not."""
    build = Build.of(config.extra)
    found = build.laid_out.pop(page.file.src_uri, None)
    if found is None:
        build.layout.record = build.layout.kept.put(page, output)
        return output
    html, template = found
    # The next build of a preview has the same page.
    del page.meta["template"]
    page.meta.update({"template": template} if template else {})
    return html


@event_priority(100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Let the other core go, and the bodies that no page needs any more."""
    build = Build.of(config.extra)
    layout: _Layout = build.layout
    log.debug("Des %d pages, %d étaient déjà mises en page.", len(layout.pages), layout.found)
    if layout.other:
        layout.other.close()
    layout.kept.sweep()
    if not build.preview:
        build.shaped.clear()
    give_back()


def _follow(
    booklets: list[Page], kept: KeptPages, lay_out: Callable[[Page], str]
) -> Iterator[None]:
    """Lay booklets out once the other pages are there: each binds hundreds."""
    for page in booklets:
        yield
        record = kept.get(page)
        kept.answers.listen()
        html = record.partition(b"\n")[2] if record else lay_out(page).encode()
        write_all({Path(page.file.abs_dest_path): html})


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
    digest.update(repr((said, build.assets)).encode())
    return digest.hexdigest()


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
