"""Reads docs/ into the catalogue, through the gate: a page with a mistake is never published.

Runs in `on_files`, before every other hook: they all ask the catalogue. MkDocs has not parsed any
header yet, which is why a broken one can still be explained instead of being published. A build
stops there, before any page is written; a preview (`mkdocs serve`) goes on, and shows the problems
of a broken page in its place until they are mended.
"""

from __future__ import annotations

import logging
import os
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from journal.dates import today
from journal.entries import model_of
from journal.gate import examine as check
from journal.problems.problem import Problem, Severity, errors
from journal.problems.report import as_line
from journal.reading.tree import THEMES_FILE, Tree, read_tree

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

# Under « mkdocs » so that it counts in a strict build; without the prefix of `get_plugin_logger`,
# which would keep editors from opening the file that a line begins with.
log = logging.getLogger(f"mkdocs.{__name__}")

THEMES_INDEX = "themes/index.md"

# What the whole process is for; MkDocs says it only once, before there is any configuration.
_process = {"previews": False}

# Takes the place of a page that cannot be shown; `draft` keeps it out of the feeds.
_PLACEHOLDER = """\
---
title: Page à corriger
description: Cette page contient des erreurs à corriger.
template: problems.html
draft: true
---
"""


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Note whether this process previews the site."""
    _process["previews"] = command == "serve"


@event_priority(100)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Build the catalogue once, into `config.extra["catalogue"]`; stop if a page has an error."""
    tree = read_tree(Path(config.docs_dir))
    examination = check.examine(
        tree,
        today=today(os.environ),
        site_url=config.site_url or "",
        config=Path(config.config_file_path).read_text("utf-8"),
    )
    for problem in examination.problems:
        level = logging.ERROR if problem.severity is Severity.ERROR else logging.INFO
        log.log(level, "%s", as_line(problem, config.site_url or ""))
    found = errors(examination.problems)
    if found and not _process["previews"]:
        raise Abort(f"Construction arrêtée. {check.summary(examination.problems)}")
    config.extra["catalogue"] = examination.catalogue
    config.extra["problems"] = _by_page(found, files)
    config.extra["photographs"] = {
        path: file.photograph for path, file in tree.items() if file.photograph
    }
    _remove_others(tree, files, config)
    _replace_pages(files, config)
    return files


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


def _replace_pages(files: Files, config: MkDocsConfig) -> None:
    """Put their problems in place of the pages at fault, and of the entries that need them."""
    for file in files.documentation_pages():
        lacks = model_of(file.src_uri) and not config.extra["catalogue"].at(file.src_uri)
        if lacks or file.src_uri in config.extra["problems"]:
            file.content_string = _PLACEHOLDER


def _remove_others(tree: Tree, files: Files, config: MkDocsConfig) -> None:
    """Leave out what MkDocs would stop on: what cannot be read, and what linked folders hold."""
    for file in list(files):
        source = tree.get(file.src_uri)
        unreadable = source is None or (source.trouble and not file.is_documentation_page())
        if unreadable and file.src_dir == config.docs_dir:
            files.remove(file)
