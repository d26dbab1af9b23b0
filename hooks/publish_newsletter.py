"""Publishes the newsletter: every feed, written from the catalogue and the bodies of its pages.

Letters too: what the pages say of each month that is over, and their feed; and the calendars. For
machines that read, the same bodies as Markdown, and the list of them.

`on_env` comes once every page has its body, and before templates say which archives there are.
mkdocs-rss-plugin lists the pages too: `on_page_content` tells it their true days, before it reads
`page.meta` (-75). `on_post_build` runs at -100, after the plugin has made its list: the build stops
unless that is the catalogue's. `on_config` runs before the plugin's.
"""

from __future__ import annotations

import json
import logging
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

from journal.entries.addresses import folder_at
from journal.entries.build import Beginning, Bodies, Build, Preview
from journal.machine.cache import CORE, Pack
from journal.newsletter.all_files import build_newsletter, unlisted
from journal.newsletter.archives import feed_of, years_by_feed
from journal.newsletter.calendar_addresses import calendar_address
from journal.newsletter.digest import build_digest
from journal.newsletter.feeds import (
    LETTER_OPML_ADDRESS,
    OPML_ADDRESS,
    announced,
    feeds_of,
    letter_feed,
)
from journal.newsletter.letter_contents import Telling, tell, tellings
from journal.newsletter.letter_mail import press
from journal.newsletter.llms_txt import INDEX_ADDRESS, markdown_address, write_index
from journal.newsletter.month import Month
from journal.newsletter.opml import write_opml
from journal.newsletter.published_states import standing, states_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from journal.entries.catalogue import Catalogue
    from journal.entries.publisher import Site
    from journal.problems.problem import Problem

log = logging.getLogger(f"mkdocs.{__name__}")

# What is written together; that it was made from is kept in mind.
_GROUP, _MEMORY = "newsletter", "memory"


@event_priority(100)
def on_config(config: MkDocsConfig) -> None:
    """Spare the plugin the folder of a cache that nothing uses here: it makes one before it reads
    anything, and stops the build where it cannot. Whoever does not read each page does without
    its list.
    """
    beginning = Beginning.of(config.extra)
    reads_all = not beginning or not (beginning.preview or beginning.memory.follows)
    _plugin(config).config["cache_dir"] = gettempdir()
    _plugin(config).config["enabled"] = reads_all


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """List the feeds in files that readers import; add the calendars."""
    build = Build.of(config.extra)
    letter = letter_feed(build.site)
    every = (letter, *feeds_of(build.catalogue, build.site))
    for address, feeds in ((OPML_ADDRESS, every), (LETTER_OPML_ADDRESS, (letter,))):
        opml = write_opml(feeds, build.site)
        files.append(File.generated(config, address, content=opml))
    made_from = build.catalogue, build.site
    calendars = build.memory.kept("calendars", made_from, partial(_calendars, *made_from))
    for address, calendar in calendars.items():
        files.append(File.generated(config, folder_at(address), content=calendar))
    return files


def _calendars(catalogue: Catalogue, site: Site) -> dict[str, bytes]:
    # Here: most builds have those of before, and what writes them takes long to load.
    from journal.newsletter.calendars import calendars

    return calendars(catalogue, site)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Write the feeds; tell pages which there are, and which archives they were cut into, which
    calendars, what was sent of an entry, each letter.
    """
    build = Build.of(config.extra)
    feeds = feeds_of(build.catalogue, build.site)
    told = partial(tellings, build.catalogue)
    letters = {t.month.code: t for t in build.memory.kept("letters", build.catalogue, told)}
    archives = _expected_archives(build)
    if build.preview and archives:
        build.preview.asides.append(
            _follow(build, build.preview, letters.values(), config, archives)
        )
    else:
        _write(build, letters.values(), config)
        archives = frozenset(build.archives)
    # The plugin is to list pages: what it would write takes time, and would be replaced.
    _plugin(config).config["json_feed_enabled"] = False
    letter = letter_feed(build.site)
    env.globals |= {
        "archives_of": years_by_feed((letter, *feeds), archives).get,
        "feeds": feeds,
        "letter_feed": letter,
        "letter_of": letters.get,
        "letters": lambda: list(letters.values()),
        "months": lambda: list(letters),
        "next_letter": lambda: tell(build.catalogue, Month.of(build.catalogue.today)),
        "states_of": states_of,
        "feeds_beside": announced(feeds, letter),
    }
    env.filters["calendar_address"] = calendar_address
    env.filters["markdown_address"] = markdown_address
    return env


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Replace what YAML guessed of an entry by what the catalogue holds."""
    catalogue = Build.of(config.extra).catalogue
    if entry := catalogue.at(page.file.src_uri):
        state = standing(entry)
        page.meta.update(
            {
                "date": state.day,
                "updated": state.updated_on,
                "description": entry.description,
                "categories": [theme.name for theme in catalogue.themes_of(entry)],
                "authors": list(entry.authors) or [config.site_name],
            }
        )


@event_priority(-100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Stop unless the plugin's list is the catalogue's: the feeds would be wrong."""
    build, docs = Build.of(config.extra), Path(config.docs_dir)
    if _plugin(config).config["enabled"]:
        listed = {
            (page.abs_path.relative_to(docs).as_posix(), page.created.date(), page.updated.date())
            for page in _plugin(config).feed_created.entries
        }
        _stop_on(unlisted(listed, build.catalogue, build.problems), config)


def _plugin(config: MkDocsConfig) -> Any:
    """The rss plugin, which carries no types."""
    return config.plugins["rss"]


def _expected_archives(build: Build) -> frozenset[str]:
    """The archives that there were last; nothing, but in a preview that knows it."""
    if not build.preview:
        return frozenset()
    kept = build.caches("archives").get(build.site.url) or b"[]"
    return build.memory.last("archives", frozenset(json.loads(kept)))


def _follow(
    build: Build,
    preview: Preview,
    letters: Iterable[Telling],
    config: MkDocsConfig,
    expected: frozenset[str],
) -> Iterator[None]:
    """Write the feeds once pages are there; if these named other archives, have them made again."""
    yield
    _write(build, letters, config)
    if build.archives != expected:
        preview.again()


def _write(build: Build, letters: Iterable[Telling], config: MkDocsConfig) -> None:
    """Write every feed, unless all are there and made from the same; say which archives there are
    now.
    """
    made_from = _made_from(build)
    stands = build.folder.is_made_from(_GROUP, _MEMORY)
    if stands and build.memory.last("newsletter", None) == made_from:
        _letters_feed(build, letters)  # For the next build to have it.
        build.archives |= build.memory.last("archives", frozenset[str]())
    else:
        names: list[str] = []

        def noted() -> Iterator[tuple[str, bytes]]:
            for name, content in _written(build, letters, config):
                names.append(name)
                yield name, content

        build.folder.fill(_GROUP, noted(), _MEMORY)
        build.archives.update(filter(feed_of, names))
    archives = frozenset(build.archives)
    build.memory.leave("newsletter", made_from)
    build.memory.leave("archives", archives)
    if build.preview:
        build.caches("archives").put(build.site.url, json.dumps(sorted(archives)).encode())


def _made_from(build: Build) -> object:
    """All that feeds are made from, and what machines read, besides the templates and the code."""
    archives, withheld = frozenset(build.archives), frozenset(build.problems)
    return build.catalogue, build.bodies, build.pictures, build.site, archives, withheld


def _written(
    build: Build, letters: Iterable[Telling], config: MkDocsConfig
) -> Iterator[tuple[str, bytes]]:
    """Every feed, and what machines read; none when an entry fails, which stops the build."""
    kept = Pack(build.caches("newsletter"), CORE)
    files, problems = build_newsletter(
        catalogue=build.catalogue,
        bodies=Bodies(build.bodies),
        pictures=build.pictures,
        site=build.site,
        withheld=build.problems,
        archives=build.archives,
        with_markdown=True,
        kept=kept,
    )
    _stop_on(problems, config)
    yield from files
    kept.sweep()
    yield from _letters_feed(build, letters).items()
    yield INDEX_ADDRESS, write_index(build.catalogue, build.site, build.bodies.values())


def _stop_on(problems: Sequence[Problem], config: MkDocsConfig) -> None:
    """Say what is wrong; a preview goes on: its author may be about to mend it."""
    for problem in problems:
        log.error("%s:%s: %s %s", problem.source, problem.line, problem.message, problem.hint)
    if problems and not _plugin(config).cmd_is_serve:
        raise Abort(f"Construction arrêtée : {len(problems)} page(s) absente(s) de la lettre.")


def _letters_feed(build: Build, letters: Iterable[Telling]) -> dict[str, bytes]:
    pictures = {path: picture.address for path, picture in build.pictures.items()}
    held, archives = tuple(letters), frozenset(build.archives)

    def written() -> dict[str, bytes]:
        printed_with = press(str(build.overrides), pictures=pictures)
        return build_digest(held, site=build.site, press=printed_with, archives=archives)

    made_from = held, pictures, build.site, build.catalogue, archives
    return build.memory.kept("feed of letters", made_from, written)
