"""Publishes the ledger, `/adresses.txt`: the repository's, and whatever this build adds to it.

Runs in `on_files`, once the themes have their pages. `on_post_build` runs after the feeds are
written (-100): whatever the ledger promises is looked for among the files of the site itself, so
that a hook which forgets one of them is noticed too.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

from journal.entries.build import Build
from journal.ledger.present import present_records
from journal.ledger.records import LEDGER_NAME, read_ledger, write_ledger
from journal.ledger.update import promised_files, updated

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

log = logging.getLogger(f"mkdocs.{__name__}")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the ledger to the site."""
    build = Build.of(config.extra)
    paths = [file.src_uri for file in files.documentation_pages()]
    file = Path(config.docs_dir).parent / LEDGER_NAME
    ledger, _ = read_ledger(file.read_bytes() if file.is_file() else b"")
    text = write_ledger(updated(ledger, present_records(build.catalogue, paths, build.site)))
    files.append(File.generated(config, LEDGER_NAME, content=text))
    return files


@event_priority(-200)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Look for everything that is promised; a strict build stops on what is missing."""
    if Build.of(config.extra).problems:
        return  # A preview shows them, and may well lack the pages at fault.
    folder = Path(config.site_dir)
    ledger, _ = read_ledger((folder / LEDGER_NAME).read_bytes())
    for name in promised_files(ledger):
        if not (folder / name).is_file():
            log.error("Le registre promet « %s », et le site construit ne l'a pas.", name)
