"""Keeps former addresses alive: one small page each, that leads to the present address.

Runs in `on_env`, when templates can be rendered and before files are copied. These pages are plain
files rather than MkDocs pages: neither the navigation, the search, the sitemap nor a feed has them.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from journal.redirects import redirects

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

log = logging.getLogger(f"mkdocs.{__name__}")


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Add one file per former address; an address that a page already has stops the build."""
    found, problems = redirects(config.extra["catalogue"])
    for problem in problems:
        log.error("%s", problem)
    if problems:
        raise Abort("Construction arrêtée : des anciennes adresses sont déjà prises.")
    template = env.get_template("redirect.html")
    for former, present in found.items():
        html = template.render(
            config=config,
            location=get_relative_url(present, former),
            canonical=f"{config.site_url}{present}",
        )
        files.append(File.generated(config, f"{former}index.html", content=html))
