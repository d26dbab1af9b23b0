"""Publishes the search: the index that readers' browsers ask, a piece at a time.

`on_startup` only looks at the command. Indexing starts in `on_env`, when all bodies are there, and
goes on while MkDocs lays pages out, on another core if there is one; `on_post_build` waits for it,
when there is nothing else left to do.
A preview shows its pages first: indexing starts once they are there, and the next build stops it in
`on_pre_build`.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
from base64 import b64decode, b64encode
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from threading import Thread, Timer
from typing import IO, TYPE_CHECKING, Any

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from pagefind.service import get_executable

from journal.entries.booklets import booklet_address
from journal.entries.build import Build
from journal.entries.page import LISTS, SOUGHT
from journal.entries.reserved_paths import INDEX
from journal.machine.cache import CORE, Pack
from journal.machine.parallel import Task
from journal.search.facets_and_words import facets, words
from journal.search.pagefind_index import UNREAD, differences, document, indexed, is_published
from journal.search.records import Record, records_of

# Pagefind takes a second for a thousand records; a machine that is slow or busy, some more.
_SECONDS, _RECORDS_A_SECOND = 60, 10
# Has its allocator, jemalloc, give back what it needs no more: a fifth of its memory, no time.
_SPARING = {"_RJEM_MALLOC_CONF": "narenas:1,dirty_decay_ms:100,muzzy_decay_ms:0"}

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


# A digest of what there is to find; the files of its index, by their names under its folder, or
# nothing when they are there; what is wrong with them.
Indexed = tuple[str, dict[str, bytes] | None, list[str]]

log = logging.getLogger(f"mkdocs.{__name__}")


@event_priority(100)
def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Start indexing, but in a preview."""
    build = Build.of(config.extra)
    if not build.preview:
        build.indexing = Task(partial(_index, build), waits=True)


def _records(build: Build) -> list[Record]:
    """What there is to find."""
    kept = Pack(build.caches("search"), f"{CORE} {build.catalogue.synonyms}")
    records = [
        record
        for path, body in build.bodies.items()
        if body.template not in LISTS - SOUGHT or body.address == booklet_address(None)
        for record in records_of(body, path=path, catalogue=build.catalogue, kept=kept)
    ]
    kept.sweep()
    return records


def _index(build: Build) -> Indexed:
    """The index of what there is to find, or that of the last build when it is the same."""
    records = _records(build)
    digest = sha256(repr(records).encode()).hexdigest()
    if build.folder.is_made_from(INDEX, digest):
        return digest, None, []
    return digest, *_made(build, records)


def _made(build: Build, records: list[Record]) -> tuple[dict[str, bytes], list[str]]:
    """The index that Pagefind makes, by the names of its files; what is wrong with it."""
    seconds = _SECONDS + len(records) // _RECORDS_A_SECOND
    with ThreadPoolExecutor(max_workers=1) as beside:
        listed = beside.submit(words, records)
        answers = _ask(_requests(records), seconds, build.preview.stops if build.preview else [])
    files = {file["path"]: b64decode(file["content"]) for file in answers[-1].get("files", ())}
    index = {name: content for name, content in files.items() if is_published(name)}
    # In a preview, what is wrong with a page stands in its place and is not to be found.
    expected = [e for e in build.catalogue.entries if e.path not in build.problems]
    fragments = {Path(name): data for name, data in files.items() if name.startswith("fragment/")}
    found = indexed({path.stem: data for path, data in fragments.items()})
    if problems := differences(found.values(), records, expected):
        return index, problems
    index["facets.txt"] = facets(found, records).encode()
    index["words.txt"] = listed.result().encode()
    return index, []


def _requests(records: Iterable[Record]) -> list[dict[str, object]]:
    """What Pagefind is asked, in its own words (`pagefind/service/types.py`).

    From a folder it would read pages in the order of the disk, which no two disks share: its index
    would be another one. Whatever the order in which they were made, they have that of their names.
    Of a folder to write into it says that it is done before the last file is whole.
    """
    config = {"force_language": "fr", "exclude_selectors": [UNREAD]}
    pages = (
        {"index_id": 0, "file_path": record.file, "file_contents": document(record)}
        for record in sorted(records, key=attrgetter("file"))
    )
    return [
        {"type": "NewIndex", "config": config},
        *({"type": "AddFile"} | page for page in pages),
        {"type": "GetFiles", "index_id": 0},
    ]


def _ask(
    requests: Sequence[dict[str, object]], seconds: int, stops: list[Callable[[], None]]
) -> list[dict[str, Any]]:
    """What Pagefind answers to each request; it is waited for for so many seconds at most.

    Its interface for Python may never answer again once it has failed.
    """
    try:
        process = subprocess.Popen(
            [str(get_executable()), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=os.environ | _SPARING,
        )
    except OSError as error:
        raise _stopped(f"ne se lance pas ({error}) : effacez .venv") from error
    stops.append(process.kill)
    late = Timer(seconds, process.kill)
    late.start()
    # What it has not read when it stops cannot be flushed.
    with suppress(BrokenPipeError), process:
        assert process.stdin
        assert process.stdout
        Thread(target=_send, args=(process.stdin, requests)).start()
        answers, rest = _answers(process.stdout, len(requests))
        is_late = late.finished.is_set()
        late.cancel()
        process.kill()  # Without more to read it would stop by itself, sooner than it answers.
    if is_late:
        raise _stopped(f"n'a pas fini en {seconds} secondes : fermez d'autres programmes")
    wrong = [answer["message"] for answer in answers if "message" in answer]
    if wrong or len(answers) < len(requests):
        raise _stopped("a échoué : effacez .venv", "\n".join([*wrong, rest]))
    return answers


def _send(stream: IO[bytes], requests: Sequence[dict[str, object]]) -> None:
    # It has stopped, and is listened to no more: that it did not answer is said elsewhere.
    with suppress(OSError, ValueError):
        for rank, request in enumerate(requests):
            message = json.dumps({"message_id": rank, "payload": request})
            stream.write(b64encode(message.encode()) + b",")
        stream.flush()


def _answers(stream: IO[bytes], count: int) -> tuple[list[dict[str, Any]], str]:
    """So many answers, or as many as there are; what was said instead of the next one."""
    answers: list[dict[str, Any]] = []
    rest, held = b"", list[bytes]()
    while len(answers) < count and (read := os.read(stream.fileno(), 1 << 16)):
        held.append(read)
        if b"," not in read:  # The last answer has all the files: it comes in hundreds of pieces.
            continue
        rest = b"".join(held)
        while len(answers) < count and b"," in rest:
            message, _, after = rest.partition(b",")
            try:
                answers.append(json.loads(b64decode(message))["payload"])
            except ValueError:  # It complains, in sentences.
                return answers, (rest + stream.read()).decode("utf-8", "replace")
            rest = after
        held = [rest]
    return answers, b"".join(held).decode("utf-8", "replace")


def _stopped(why: str, said: str = "") -> Abort:
    return Abort(
        f"Construction arrêtée : Pagefind, qui prépare la recherche, {why}, puis relancez la même "
        f"commande.\n{said}".rstrip()
    )


@event_priority(-400)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Stop the build when the index is not exactly what it should be; a preview has it aside."""
    build = Build.of(config.extra)
    build.leave_aside(_publish(build))


def _publish(build: Build) -> Iterator[None]:
    """Publish the index, unless something is wrong with it: a preview goes on without a search.

    Then what was in the folder and nobody publishes goes.
    """
    yield
    digest, index, problems = build.indexing.result() if build.indexing else _index(build)
    if index is not None:
        files = ((f"{INDEX}/{name}", content) for name, content in index.items())
        build.folder.fill(INDEX, files, "" if problems else digest)
    if problems:
        problem = "\n".join(problems)
        raise Abort(f"Construction arrêtée : l'index de la recherche est faux.\n{problem}")
    # Everything is there.
    build.folder.sweep()
