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

from journal import check
from journal.dates import today
from journal.problems import Problem, Severity, errors
from journal.report import as_line
from journal.tree import read_tree

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

# Under « mkdocs » so that it counts in a strict build; without the prefix of `get_plugin_logger`,
# which would keep editors from opening the file that a line begins with.
log = logging.getLogger(f"mkdocs.{__name__}")

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
    examination = check.examine(
        read_tree(Path(config.docs_dir)),
        today=today(os.environ),
        site_url=config.site_url or "",
    )
    for problem in examination.problems:
        level = logging.ERROR if problem.severity is Severity.ERROR else logging.INFO
        log.log(level, "%s", as_line(problem, config.site_url or ""))
    found = errors(examination.problems)
    if found and not _process["previews"]:
        raise Abort(f"Construction arrêtée. {check.summary(examination.problems)}")
    config.extra["catalogue"] = examination.catalogue
    config.extra["problems"] = _show_in_place(found, files, config)
    return files


def _show_in_place(
    found: list[Problem], files: Files, config: MkDocsConfig
) -> dict[str, list[Problem]]:
    """Replace the pages at fault; return the problems to show by path under docs/."""
    by_page: dict[str, list[Problem]] = defaultdict(list)
    for problem in found:
        path = problem.path.removeprefix("docs/")
        file = files.get_file_from_path(path)
        # What is wrong with a file that is no page shows on the home page.
        by_page[path if file and file.is_documentation_page() else "index.md"].append(problem)
    catalogue = config.extra["catalogue"]
    for file in files.documentation_pages():
        is_entry = file.src_uri.startswith(("visites/", "conseils/")) and file.name != "index"
        if file.src_uri in by_page or (is_entry and not catalogue.at(file.src_uri)):
            file.content_string = _PLACEHOLDER
    return by_page
