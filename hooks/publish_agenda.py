"""Publishes the calendars: the one that people subscribe to, and one per announced visit.

Runs in `on_files`, for links to them to be checked; `on_env` tells templates where each is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from journal.entries.build import Build
from journal.newsletter.calendars import calendar_address, calendars

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the calendars to the site."""
    build = Build.of(config.extra)
    for address, content in calendars(build.catalogue, build.site).items():
        files.append(File.generated(config, address, content=content))
    return files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Tell the pages where the calendar of a visit is."""
    env.filters["calendar_address"] = calendar_address
    return env
