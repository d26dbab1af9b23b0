"""In a preview, shows what is wrong with a page in its place, until it is mended.

Runs in `on_files`, right after the catalogue is built: the pages at fault must not be parsed. In a
build there is nothing to do: it has stopped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journal.entries.any_entry import model_of
from journal.entries.build import Build

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

# Takes the place of a page that cannot be shown; `draft` keeps it out of the rss plugin's list.
_PLACEHOLDER = """\
---
title: Page à corriger
description: Cette page contient des erreurs à corriger.
template: problems.html
draft: true
---
"""


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Replace the pages at fault, and the entries that need them."""
    build = Build.of(config.extra)
    for file in files.documentation_pages():
        lacks = model_of(file.src_uri) and not build.catalogue.at(file.src_uri)
        if lacks or file.src_uri in build.problems:
            file.content_string = _PLACEHOLDER
    return files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Hand the problems to the page that shows them."""
    env.globals["problems"] = Build.of(config.extra).problems
    return env
