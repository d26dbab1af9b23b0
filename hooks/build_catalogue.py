"""Reads every page into the catalogue, and stops the build when one cannot be published.

Runs in `on_files`, before every other hook: they all ask the catalogue. MkDocs has not parsed any
header yet, which is why a broken one can still be explained instead of being published.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from journal.dates import today
from journal.problems import Severity, errors
from journal.reading import THEMES_FILE, build_catalogue

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

# Under « mkdocs » so that it counts in a strict build; without the prefix of `get_plugin_logger`,
# which would keep editors from opening the file that a line begins with.
log = logging.getLogger(f"mkdocs.{__name__}")


@event_priority(100)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Build the catalogue once, into `config.extra["catalogue"]`."""
    sources = {
        file.src_uri: file.content_string
        for file in files
        if (file.is_documentation_page() and not file.generated_by) or file.src_uri == THEMES_FILE
    }
    catalogue, problems = build_catalogue(sources, today=today(os.environ))
    for problem in problems:
        (log.error if problem.severity is Severity.ERROR else log.info)("%s", problem)
    if found := errors(problems):
        raise Abort(f"Construction arrêtée : {len(found)} erreur(s) à corriger dans les pages.")
    config.extra["catalogue"] = catalogue
    return files
