"""Keeps addresses alive: the ledger of all that were published, and a page at each former one.

`on_files` comes once the themes have their pages: it publishes the ledger, `/adresses.txt`.
`on_env` comes when templates can be rendered and before files are copied: each former address has a
small page, that leads to the present one. `on_post_build` runs after the feeds are written (-100):
whatever the ledger promises is looked for among the files of the site itself, so that a hook which
forgets one of them is noticed too.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from journal.entries.addresses import redirects
from journal.entries.build import Build
from journal.language.typography import typeset_html
from journal.ledger.present import present_records
from journal.ledger.records import LEDGER_NAME, read_ledger, write_ledger
from journal.ledger.update import promised_files, updated

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

log = logging.getLogger(f"mkdocs.{__name__}")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the ledger to the site: the repository's, and whatever this build adds to it."""
    build = Build.of(config.extra)
    paths = [file.src_uri for file in files.documentation_pages()]
    file = Path(config.docs_dir).parent / LEDGER_NAME
    ledger, _ = read_ledger(file.read_bytes() if file.is_file() else b"")
    text = write_ledger(updated(ledger, present_records(build.catalogue, paths, build.site)))
    files.append(File.generated(config, LEDGER_NAME, content=text))
    return files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Add one file per former address; the gate has refused those that a page already has.

    These are plain files rather than MkDocs pages: neither the navigation, the search, the sitemap
    nor a feed has them.
    """
    catalogue = Build.of(config.extra).catalogue
    themes = catalogue.themes.values()
    taken = {page.url for page in files.documentation_pages()}
    found, _ = redirects(catalogue.entries, themes, taken=taken)
    titles = {entry.address: entry.title for entry in catalogue.entries}
    titles |= {theme.address: theme.name for theme in themes}
    template = env.get_template("redirect.html")
    for former, present in found.items():
        html = template.render(
            config=config,
            location=get_relative_url(present, former),
            canonical=f"{config.site_url}{present}",
            title=titles[present],
        )
        page = File.generated(config, f"{former}index.html", content=typeset_html(html))
        files.append(page)


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
