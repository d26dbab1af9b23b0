"""Publishes the search: the index that readers' browsers ask, a piece at a time.

`on_page_content` runs at -60: after every hook that changes a body. `on_post_build` runs Pagefind
by its own command: started from Python, it may never answer again once it has failed.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from markupsafe import Markup
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from pagefind.service import get_executable

from journal import search

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """Make room for what there is to find, and leave Material's own search out."""
    config.extra["searchable"] = []
    for file in list(files):
        if file.src_uri.startswith(("assets/javascripts/workers/", "assets/javascripts/lunr/")):
            files.remove(file)


@event_priority(-60)
def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Keep what the page gives to find."""
    if page.meta.get("template") not in search.LISTS:
        config.extra["searchable"] += search.records_of(
            html,
            path=page.file.src_uri,
            address=page.url,
            title=Markup(page.title).unescape(),
            summary=str(page.meta.get("description", "")),
            catalogue=config.extra["catalogue"],
        )


def on_post_build(*, config: MkDocsConfig) -> None:
    """Index it; stop the build when the index is not exactly what it should be."""
    records = config.extra["searchable"]
    # In a preview, what is wrong with a page stands in its place and is not to be found.
    broken = config.extra["problems"]
    expected = [e for e in config.extra["catalogue"].entries if e.path not in broken]
    with TemporaryDirectory(prefix="recherche-") as folder:
        source, index = Path(folder, "pages"), Path(folder, "index")
        _write({source / r.file: search.document(r).encode() for r in records})
        settings = ["--force-language", "fr", "--exclude-selectors", search.UNREAD]
        command = [get_executable(), "--site", source, "--output-path", index, *settings]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=folder)
        if done.returncode:
            raise Abort(f"Construction arrêtée : Pagefind a échoué.\n{done.stdout}{done.stderr}")
        made = {p.relative_to(index).as_posix(): p.read_bytes() for p in index.rglob("*.*")}
    files, problems = search.files_to_publish(made, records, expected)
    if problems:
        problem = "\n".join(problems)
        raise Abort(f"Construction arrêtée : l'index de la recherche est faux.\n{problem}")
    _write({Path(config.site_dir, "pagefind", path): data for path, data in files.items()})


def _write(files: dict[Path, bytes]) -> None:
    for folder in {path.parent for path in files}:
        folder.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        path.write_bytes(content)
