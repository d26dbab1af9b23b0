"""Reads docs/ into the catalogue, through the gate: a page with a mistake is never published.

First of all the hooks, in `on_files`: they all ask the catalogue. MkDocs has not parsed any header
yet, which is why a broken one can still be explained instead of being published. A build stops
there, before any page is written; a preview (`mkdocs serve`) goes on, and `show_preview` shows
what is wrong.
"""

from __future__ import annotations

import atexit
import gc
import logging
import os
import warnings
from collections import defaultdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.exceptions import Abort

from journal.entries.build import Beginning, Build
from journal.entries.publisher import Site, is_page, menu_of, plain, settings_of, site_url_fault
from journal.gate.examine import summary
from journal.language.dates import today
from journal.ledger import remember
from journal.ledger.records import ledger_in
from journal.machine.cache import Cache
from journal.pages.colours import names_in
from journal.pictures.decode_check import DECODED
from journal.problems.problem import Problem, Severity, errors
from journal.problems.report import as_line
from journal.reading.tree import THEMES_FILE, Tree, read_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

# Under « mkdocs » so that it counts in a strict build; without the prefix of `get_plugin_logger`,
# which would keep editors from opening the file that a line begins with.
log = logging.getLogger(f"mkdocs.{__name__}")

THEMES_INDEX = "themes/index.md"

# Nothing that is loaded goes again: Python looks for what may from the first build on.
gc.disable()
# What is there when the process ends, the system takes back: Python would look through it first.
atexit.register(gc.freeze)
# How many more there are before Python looks for those that only hold one another; each build of a
# preview has it look first (`rebuild_what_changed`), and few of them make so many.
_OBJECTS, _OBJECTS_OF_PREVIEWS = 50_000, 250_000

# What the whole process is for; MkDocs says it only once, before there is any configuration.
_process = {"previews": False}


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Note whether this process previews the site; spare it a twentieth of its time: what is loaded
    stays, and of all that a page makes hardly anything is held in a circle.
    """
    _process["previews"] = command == "serve"
    gc.freeze()
    gc.set_threshold(_OBJECTS_OF_PREVIEWS if command == "serve" and dirty else _OBJECTS)
    gc.enable()


def on_config(config: MkDocsConfig) -> None:
    """Stop when nobody said where the site is: its feeds and cards would lead nowhere; or when a
    file is where it goes. What mkdocs.yml says of the publisher reaches templates in the shape that
    they expect.
    """
    if Path(config.site_dir).is_file():
        raise Abort(
            f"Construction arrêtée. « {config.site_dir} » est un fichier, à la place du dossier où "
            "va le site : déplacez-le, puis relancez la même commande."
        )
    if fault := site_url_fault(config.site_url or ""):
        raise Abort(f"Construction arrêtée. {fault}.")
    if config.repo_url and not is_page(config.repo_url):
        raise Abort(
            f"Construction arrêtée. « {config.repo_url} » n'est pas l'adresse d'un dépôt : écrivez "
            "par exemple REPO_URL=https://github.com/compte/depot."
        )
    config.site_name = plain(config.site_name)
    config.site_description = plain(config.site_description or "")
    config.nav = menu_of(config.nav)
    config.extra.update(settings_of(config.extra))


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Make the build's `Build`; stop if a page has an error."""
    beginning = Beginning.taken(config.extra, Path(config.site_dir))
    root, sweeps = Path(config.config_file_path).parent, not beginning.memory.follows
    caches = partial(Cache.of, root, environ=os.environ, sweeps=sweeps)
    # Pillow warns in English of damaged notes, which are thrown away anyhow.
    with warnings.catch_warnings(action="ignore"):
        tree = read_tree(Path(config.docs_dir), caches(DECODED), beginning.memory)
    site_url, overrides = config.site_url or "", Path(config.theme.custom_dir or "overrides")
    remembrance = remember.remember(
        tree,
        ledger_in(Path(config.docs_dir).parent),
        today=today(os.environ, datetime.now(UTC)),
        site_url=site_url,
        config=Path(config.config_file_path).read_text("utf-8"),
        colours=names_in(overrides),
        cache=caches("gate"),
        memory=beginning.memory,
    )
    examination = remembrance.examination
    found = _said(examination.problems, site_url)
    site = Site.of(
        url=site_url,
        name=config.site_name,
        description=config.site_description or "",
        extra=config.extra,
        repository=config.repo_url,
    )
    photographs = {path: file.photograph for path, file in tree.items() if file.photograph}
    problems = _by_page(found, files)
    build = Build(examination.catalogue, site, overrides, problems, photographs, caches, beginning)
    build.present = remembrance.present
    build.keep(config.extra)
    _remove_unreadable(tree, files, config)
    _publish_as_read(files, examination.texts)
    return files


def _said(problems: list[Problem], site_url: str) -> list[Problem]:
    """Say what is wrong; the errors among it, on which a build stops."""
    for problem in problems:
        level = logging.ERROR if problem.severity is Severity.ERROR else logging.INFO
        log.log(level, "%s", as_line(problem, site_url))
    found = errors(problems)
    if found and not _process["previews"]:
        raise Abort(f"Construction arrêtée. {summary(problems)}")
    return found


def _by_page(found: list[Problem], files: Files) -> dict[str, list[Problem]]:
    """The problems to show in place of each page, by its path under docs/.

    What is wrong with the themes shows in place of their list. The home page stays, and shows what
    is wrong with files that are no pages, under an empty path.
    """
    by_page: dict[str, list[Problem]] = defaultdict(list)
    for problem in found:
        path = THEMES_INDEX if problem.path == THEMES_FILE else problem.path
        file = files.get_file_from_path(path)
        by_page[path if file and file.is_documentation_page() else ""].append(problem)
    return by_page


def _publish_as_read(files: Files, texts: Mapping[str, str]) -> None:
    """Give MkDocs the text that the gate judged: without what copying left in it."""
    for file in files.documentation_pages():
        text = texts.get(file.src_uri)
        if text is not None:
            place = file.abs_src_path
            file.content_string = text
            # It is still the file of docs/ to whoever asks where it comes from, as the rss plugin.
            file.abs_src_path = place


def _remove_unreadable(tree: Tree, files: Files, config: MkDocsConfig) -> None:
    """Leave out what MkDocs would stop on: what cannot be read, and what linked folders hold."""
    for file in list(files):
        source = tree.get(file.src_uri)
        unreadable = source is None or (source.trouble and not file.is_documentation_page())
        if unreadable and file.src_dir == config.docs_dir:
            files.remove(file)
