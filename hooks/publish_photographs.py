"""Publishes each picture of docs/ as prints: small, upright, without what a camera noted in them.

`on_files` runs once the catalogue has read what each file is (100), before any page is made: a page
finds its pictures at the addresses of their prints. Nothing is written in docs/: what is committed
stays as it is, and the gate tells whoever committed it. Prints already made are found in
`.cache/pictures/`. `on_page_content` runs at 30: once the text is clean (50) and set (40), before
the newsletter (-50) takes it. `on_env` lets templates ask for the picture of an entry.
"""

from __future__ import annotations

import logging
import os
import warnings
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

from journal.addresses import image_path
from journal.disk import kept
from journal.gate.photographs import damaged
from journal.pages.figures import make_figures
from journal.pictures.gallery import Place, hang, places_of
from journal.pictures.opening import CannotBeDrawnError
from journal.pictures.prints import Prints, develop, packed, recipe, unpacked
from journal.problems.problem import Problem
from journal.problems.report import as_line

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from journal.entries import Entry
    from journal.pictures.gallery import Picture
    from journal.pictures.photographs import Photograph

# Each may hold a quarter of a gigabyte of pixels.
_WORKERS = min(4, os.cpu_count() or 1)

log = logging.getLogger(f"mkdocs.{__name__}")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Put its prints in place of each picture; refuse those that cannot be drawn."""
    photographs: dict[str, Photograph] = config.extra["photographs"]
    places = places_of(files.src_uris, photographs)
    cache, known = Path(config.config_file_path).parent / ".cache" / "pictures", recipe()
    found = [file for file in files if file.src_uri in photographs]

    def prints_of(file: File) -> Prints | None:
        path = file.src_uri
        return _prints_of(file, photographs[path], places[path], cache, known)

    # Pillow lets several cores work at once. It warns in English of damaged notes, which are thrown
    # away anyhow.
    with warnings.catch_warnings(action="ignore"), ThreadPoolExecutor(_WORKERS) as pool:
        made = list(pool.map(prints_of, found))
    drawn = {file: prints for file, prints in zip(found, made, strict=True) if prints}
    _refuse([file for file in found if file not in drawn], files, config)
    pictures: dict[str, Picture] = {}
    for file, prints in drawn.items():
        picture, others = hang(prints, places[file.src_uri])
        pictures[file.src_uri] = picture
        file.dest_uri, file.content_bytes = picture.address, prints.plain
        for address, content in others.items():
            files.append(File.generated(config, address, content=content))
    config.extra["pictures"] = pictures
    return files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Add `picture_of(entry)`."""
    env.globals["picture_of"] = partial(_picture_of, config.extra["pictures"])
    return env


@event_priority(30)
def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Make a caption of the line in italics that stands under a picture."""
    return make_figures(html)


def _picture_of(pictures: dict[str, Picture], entry: Entry) -> Picture | None:
    path = image_path(entry)
    return pictures.get(path) if path else None


def _prints_of(
    file: File, photograph: Photograph, place: Place, cache: Path, known: str
) -> Prints | None:
    data = file.content_bytes
    name = f"{sha256(data).hexdigest()} {place.is_png} {known}"
    try:
        return unpacked(
            kept(cache, name, lambda: packed(develop(data, photograph, as_png=place.is_png)))
        )
    except CannotBeDrawnError:
        return None


def _refuse(refused: list[File], files: Files, config: MkDocsConfig) -> None:
    """Stop the build, which would complain of each page that shows them; a preview does without."""
    for file in refused:
        files.remove(file)
        if config.extra["photographs"][file.src_uri].is_sound:  # Of others the gate has said more.
            problem = Problem(file.src_uri, 1, *damaged())
            log.error("%s", as_line(problem, config.site_url or ""))
    if refused and not config.plugins["rss"].cmd_is_serve:
        raise Abort(f"Construction arrêtée : {len(refused)} image(s) à remplacer.")
