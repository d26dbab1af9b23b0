"""Publishes what hosts read of the site, and what those read who find a weakness in it.

Runs in `on_files`. The redirects of hosts come with their pages, from `publish_addresses`. The list
of pages that MkDocs compresses is dated from the build: `on_post_build` takes that day away.
"""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from journal.entries.build import Build
from journal.hosting.security import ADDRESS, write_security
from journal.hosting.static_hosts import HEADERS, write_headers
from journal.hosting.table import place_of
from journal.machine.disk import write_all

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the headers, the contact for security, and the sign that leaves folders as they are."""
    build = Build.of(config.extra)
    added = {
        # GitHub Pages would leave out what begins with a point, or an underscore.
        ".nojekyll": "",
        HEADERS: write_headers(place_of(build.site.url)),
        ADDRESS: write_security(build.site, build.catalogue.today),
    }
    for address, content in added.items():
        if content is not None:
            file = File.generated(config, address, content=content)
            file.inclusion = InclusionLevel.INCLUDED  # MkDocs leaves out what begins with a point.
            files.append(file)
    return files


def on_post_build(*, config: MkDocsConfig) -> None:
    """Have the compressed list of pages say nothing of the day."""
    listed = Path(config.site_dir) / "sitemap.xml"
    compressed = gzip.compress(listed.read_bytes(), mtime=0)
    write_all({listed.with_name("sitemap.xml.gz"): compressed})
