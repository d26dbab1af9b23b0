"""Keeps addresses alive: the ledger of all that were published, a page at each former one; and
tells hosts what they serve.

`on_files` comes once the themes have their pages: it publishes the ledger, `/adresses.txt`, what
hosts read, and whom to tell of a weakness.
`on_env` comes when templates can be rendered and before files are copied: each former address has a
small page, that leads to the present one, and machines have the list of the pages. `on_post_build`
runs after the feeds are written (-100): only then is it known into which archives they were cut, by
the weight of their items. Whatever the ledger promises is looked for among the files of the site
itself, so that a hook which forgets one of them is noticed too.
"""

from __future__ import annotations

import gzip
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import get_context
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import get_relative_url

from journal.entries.addresses import folder_at, redirects
from journal.entries.booklets import booklets_of, ways_from_booklets
from journal.entries.build import Build
from journal.entries.kinds import KINDS
from journal.entries.reserved_paths import in_one_place
from journal.hosting.response_headers import place_of
from journal.hosting.security_txt import ADDRESS, write_security
from journal.hosting.static_hosts import HEADERS, REDIRECTS, write_headers, write_redirects
from journal.language.typography import typeset_html
from journal.ledger.records import (
    LEDGER_NAME,
    Record,
    Sort,
    as_records,
    ledger_in,
    read_ledger,
    write_ledger,
)
from journal.ledger.update import promised_files, updated
from journal.newsletter.archives import feed_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

log = logging.getLogger(f"mkdocs.{__name__}")

_LIST = "sitemap.xml"


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add what hosts read, and the ledger: the repository's, and whatever this build adds to it."""
    _add_for_hosts(files, config)
    build = Build.of(config.extra)
    ledger, _ = read_ledger(ledger_in(Path(config.docs_dir).parent) or b"")
    build.promised.update(name.removesuffix("index.html") for name in promised_files(ledger))
    build.archives.update(filter(feed_of, build.promised))
    build.ledger = updated(ledger, build.present)
    files.append(File.generated(config, LEDGER_NAME, content=write_ledger(build.ledger)))
    return files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Add one file per former address; the gate has refused those that a page already has.

    These are plain files rather than MkDocs pages: neither the navigation, the search, the sitemap
    nor a feed has them.
    """
    build = Build.of(config.extra)
    catalogue = build.catalogue
    themes = catalogue.themes.values()
    taken = {page.url for page in files.documentation_pages()}
    found, _ = redirects(catalogue.entries, themes, taken=taken)
    ways = ways_from_booklets(catalogue, build.promised)
    found = {former: present for former, present in ways.items() if former not in taken} | found
    titles = {entry.address: entry.title for entry in catalogue.entries}
    titles |= {theme.address: theme.name for theme in themes}
    titles |= {booklet.address: booklet.title for booklet in booklets_of(catalogue)}
    titles |= {f"{kind}/": called.all for kind, called in KINDS.items()}
    template = env.get_template("redirect.html")
    for former, present in found.items():
        html = template.render(
            config=config,
            location=get_relative_url(present, former),
            canonical=f"{config.site_url}{present}",
            title=titles[present],
            script=get_relative_url(build.assets["redirect.js"], former),
        )
        path = f"{folder_at(former)}index.html"
        files.append(File.generated(config, path, content=typeset_html(html)))
    redirects_of_hosts = write_redirects(found, place_of(build.site.url))
    files.append(File.generated(config, REDIRECTS, content=redirects_of_hosts))
    _refuse_overlaps(files, config)
    config.theme.static_templates.discard(_LIST)
    build.leave_aside(_list_pages(env, files, config))


def _list_pages(env: Environment, files: Files, config: MkDocsConfig) -> Iterator[None]:
    """List the pages, in place of MkDocs, which dates from the build what it compresses."""
    yield
    build = Build.of(config.extra)
    context = get_context(build.nav, files, config)
    listed = env.get_template(_LIST).render(context).encode()
    build.folder.write(_LIST, listed)
    build.folder.write(f"{_LIST}.gz", gzip.compress(listed, mtime=0))


def _refuse_overlaps(files: Files, config: MkDocsConfig) -> None:
    """Stop where one file would take the place of another: the last written would win, unsaid.

    A preview goes on with what the gate has said.
    """
    found = list(in_one_place(file.dest_uri for file in files))
    if found and not Build.of(config.extra).problems:
        named = ", ".join(f"« {path} »" for path in found)
        raise Abort(f"Construction arrêtée : plusieurs fichiers se disputent l'adresse {named}.")


def _add_for_hosts(files: Files, config: MkDocsConfig) -> None:
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


@event_priority(-200)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Promise the archives too; look for everything that is promised: a strict build stops on what
    is missing.
    """
    build = Build.of(config.extra)
    build.leave_aside(_promise(build))


def _promise(build: Build) -> Iterator[None]:
    """Promise the archives, and look for what is promised."""
    archives = as_records(Record(Sort.FILE, name) for name in build.archives)
    ledger = updated(build.ledger, archives)
    build.folder.write(LEDGER_NAME, write_ledger(ledger).encode())
    if not build.problems:  # A preview shows them, and may well lack the pages at fault.
        for name in promised_files(ledger):
            if not build.folder.has(folder_at(name)):
                log.error("Le registre promet « %s », et le site construit ne l'a pas.", name)
    yield
