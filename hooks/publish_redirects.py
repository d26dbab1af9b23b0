"""Keeps former addresses alive: one small page each, that leads to the present address.

Runs in `on_env`, when templates can be rendered and before files are copied. These pages are plain
files rather than MkDocs pages: neither the navigation, the search, the sitemap nor a feed has them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from journal.entries.addresses import redirects
from journal.entries.build import Build

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Add one file per former address; the gate has refused those that a page already has."""
    catalogue = Build.of(config.extra).catalogue
    taken = {page.url for page in files.documentation_pages()}
    found, _ = redirects(catalogue.entries, catalogue.themes.values(), taken=taken)
    template = env.get_template("redirect.html")
    for former, present in found.items():
        html = template.render(
            config=config,
            location=get_relative_url(present, former),
            canonical=f"{config.site_url}{present}",
        )
        files.append(File.generated(config, f"{former}index.html", content=html))
