"""Shows the drawings of docs/ inside pages, in the page's own colours; prints them for mails.

`on_files` puts a PNG in place of each drawing, at an address that no other file has: that is what a
page links to while the newsletter and the search read it. `shape_pages` then puts the drawing
itself in the page. Prints already made are found in `.cache/drawings/`.
"""

from __future__ import annotations

from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort

from journal.entries.build import Build
from journal.machine.disk import kept
from journal.pages.colours import UnknownTokenError, read_palette
from journal.pictures.drawings import UnsoundError, read
from journal.pictures.sharing_cards import draw
from journal.reading.tree import is_drawing

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Put its print in place of each drawing; a preview leaves out those that the gate refuses."""
    build = Build.of(config.extra)
    palette = read_palette(build.overrides)
    cache = Path(config.config_file_path).parent / ".cache" / "drawings"
    taken = {file.dest_uri for file in files}
    for file in list(files):
        if file.src_dir != config.docs_dir or not is_drawing(file.src_uri):
            continue
        try:
            drawing = read(file.content_bytes)
            svg = palette.fill(drawing.alone())
        except UnsoundError:
            files.remove(file)
            continue
        except UnknownTokenError as error:
            raise Abort(f"Construction arrêtée. docs/{file.src_uri} : {error}") from error
        stem = file.src_uri.removesuffix(".svg")
        names = chain([f"{stem}.png"], (f"{stem}-{rank}.png" for rank in count(2)))
        file.dest_uri = next(name for name in names if name not in taken)
        taken.add(file.dest_uri)
        file.content_bytes = kept(cache, svg, partial(draw, svg))
        build.drawings[file.dest_uri] = drawing
    return files
