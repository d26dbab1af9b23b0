"""Publishes the pictures of docs/ without what a camera noted in them: the place above all.

Runs in `on_files`, where a file can still be given another content; its priority does not matter,
as no other hook looks into pictures. Nothing is written in docs/: what is committed stays as it is,
and the gate tells whoever committed it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from journal.pictures import photographs

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

log = logging.getLogger(f"mkdocs.{__name__}")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Replace the pictures that say more than they show; refuse those that cannot be cleaned."""
    for file in list(files):
        name = file.src_uri.lower()
        if file.src_dir != config.docs_dir or not name.endswith(photographs.SUFFIXES):
            continue
        committed = file.content_bytes
        published = photographs.without_metadata(committed)
        if published is None:
            # An error makes a strict build fail; a preview goes on without the picture.
            log.error(
                "docs/%s:1: Cette image contient des informations que l'on ne sait pas retirer, "
                "peut-être le lieu de la prise de vue. Enregistrez-la de nouveau en .jpg ou .png.",
                file.src_uri,
            )
            files.remove(file)
        elif published != committed:
            file.content_bytes = published
    return files
