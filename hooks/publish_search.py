"""Publishes the search: the index that readers' browsers ask, a piece at a time.

`on_startup` only looks at the command. Indexing starts in `on_env`, when all bodies are there, and
goes on while MkDocs lays pages out, on another core if there is one; `on_post_build` waits for it.
"""

from __future__ import annotations

import subprocess
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from pagefind.service import get_executable

from journal.entries.build import Build
from journal.entries.page import LISTS
from journal.entries.reserved_paths import INDEX
from journal.machine.parallel import Task
from journal.search.facets_and_words import facets, words
from journal.search.pagefind_index import UNREAD, differences, document, indexed, is_published
from journal.search.records import Record, records_of

# Pagefind takes a second for a thousand records; a machine that is slow or busy, some more.
_SECONDS, _RECORDS_A_SECOND = 60, 10

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_startup(*, command: str, dirty: bool) -> None:
    """Refuse a build that leaves aside the pages that have not changed: they would not be found."""
    if dirty:
        raise Abort(
            "Construction arrêtée : avec « --dirty », la recherche ne trouverait que les pages "
            "modifiées. Recommencez sans cette option."
        )


@event_priority(100)
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Start indexing."""
    build, folder = Build.of(config.extra), Path(config.site_dir, INDEX)
    build.indexing = Task(partial(_index, build, folder), waits=True)


def _records(build: Build) -> list[Record]:
    """What there is to find."""
    return [
        record
        for path, body in build.bodies.items()
        if body.template not in LISTS
        for record in records_of(body, path=path, catalogue=build.catalogue)
    ]


def _index(build: Build, folder: Path) -> list[str]:
    """Have Pagefind write its index into a folder, by its own command; what is wrong with it.

    Its Python interface may never answer again once it has failed.
    """
    records = _records(build)
    with TemporaryDirectory(prefix="recherche-") as source:
        for record in records:
            Path(source, record.file).write_text(document(record), "utf-8")
        command: list[str | Path] = [str(get_executable()), "--site", source]
        command += ["--output-path", folder, "--force-language", "fr"]
        command += ["--exclude-selectors", UNREAD]
        done = _run(command, source, _SECONDS + len(records) // _RECORDS_A_SECOND)
    if done.returncode:
        raise Abort(f"Construction arrêtée : Pagefind a échoué.\n{done.stdout}{done.stderr}")
    for path in folder.glob("*"):
        if path.is_file() and not is_published(path.name):
            path.unlink()
    # In a preview, what is wrong with a page stands in its place and is not to be found.
    expected = [e for e in build.catalogue.entries if e.path not in build.problems]
    found = indexed({path.stem: path.read_bytes() for path in folder.glob("fragment/*")})
    if problems := differences(found.values(), records, expected):
        return problems
    Path(folder, "facets.txt").write_bytes(facets(found, records).encode())
    Path(folder, "words.txt").write_bytes(words(records).encode())
    return []


def _run(
    command: Sequence[str | Path], folder: str, seconds: int
) -> subprocess.CompletedProcess[str]:
    """Run Pagefind for so many seconds at most: what cannot write waits for ever."""
    try:
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", cwd=folder, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        reason = f"n'a pas fini en {seconds} secondes : relancez la même commande"
    except OSError as error:
        reason = f"ne se lance pas ({error}) : effacez .venv, puis relancez la même commande"
    raise Abort(f"Construction arrêtée : Pagefind, qui prépare la recherche, {reason}.")


def on_post_build(*, config: MkDocsConfig) -> None:
    """Stop the build when the index is not exactly what it should be."""
    build = Build.of(config.extra)
    assert build.indexing, "on_env has started it"
    if problems := build.indexing.result():
        problem = "\n".join(problems)
        raise Abort(f"Construction arrêtée : l'index de la recherche est faux.\n{problem}")
