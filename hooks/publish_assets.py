"""Publishes the files that our pages use, and none of Material's.

Runs in `on_files`: MkDocs has listed the theme's files by then. Ours are the style sheets, the
scripts and the typeface; Material's, which none of our templates asks for, weigh 5 MB.
"""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort
from mkdocs.structure.files import File

from journal.entries.build import Build
from journal.machine.cache import Cache
from journal.pages.colours import UnknownTokenError, read_palette, require_declared
from journal.pictures.fonts import FACES, recipe, web_font

# Written in parts, in this order, and published as one file: one request for a reader.
STYLES = (
    *("tokens", "base", "masthead", "reading", "blocks", "cards", "lists"),
    *("home", "page_types", "margin", "circumstances", "sheets"),
)
# The search's are modules, so that tests run them apart; each names those before it only.
SEARCH = ("writings", "query", "index", "spelling", "results", "running", "panel", "page", "start")
# Shown away from the pages, where the style sheet is not: its colours are written into them.
ALONE = ("assets/feed.css", "assets/favicon.svg")

# That of the pages that are made to be printed.
BOOKLET = "assets/booklet.css"

# What browsers skip of a style sheet, beside what it quotes: a fourth of the weight.
_UNREAD = re.compile(
    r"""("[^"]*")|\s*/\*.*?\*/\s*|;?\s*(\})\s*|\s*([{;,])\s*|(?<=[\w-])(:) """, re.DOTALL
)
# The script of every page; of its lines, the remarks and what sets them back.
OPENER = "assets/search-opener.js"
_REMARK = re.compile(r"^[ ]*(?://.*\n)?[ ]*", re.MULTILINE)
# What a part has of another: in one file it is there already.
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./[a-z]+\.js";\n', re.MULTILINE)

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Leave Material's files out; add the style sheet, the search's script and the typeface."""
    overrides = Build.of(config.extra).overrides
    assets = overrides / "assets"
    _leave_out(files, but_in=(Path(config.docs_dir), assets), parts=assets / "search")
    try:
        texts = {
            "assets/journal.css": _style_sheet(overrides),
            BOOKLET: _read_by_browsers((overrides / BOOKLET).read_text("utf-8")),
            "assets/search.js": _IMPORT.sub("", _joined(assets / "search", SEARCH, ".js")),
            OPENER: _REMARK.sub("", (overrides / OPENER).read_text("utf-8")),
        }
        palette = read_palette(overrides)
        texts |= {path: palette.fill((overrides / path).read_text("utf-8")) for path in ALONE}
    except UnknownTokenError as error:
        raise Abort(f"Construction arrêtée : {error}") from error
    fonts = Cache.of(Path(config.config_file_path).parent, "fonts", os.environ)
    typeface = {
        f"assets/fonts/{name}.woff2": fonts.kept(recipe(name), partial(web_font, name))
        for name in FACES
    }
    fonts.sweep()
    for path, content in (texts | typeface).items():
        if as_written := files.get_file_from_path(path):
            files.remove(as_written)
        files.append(File.generated(config, path, content=content))
    return files


def _leave_out(files: Files, *, but_in: tuple[Path, ...], parts: Path) -> None:
    """Leave out the files of the disk that are in none of these folders, and parts of others."""
    for file in list(files):
        if not file.abs_src_path:
            continue
        source = Path(file.abs_src_path)
        if source.is_relative_to(parts) or not any(map(source.is_relative_to, but_in)):
            files.remove(file)


def _style_sheet(overrides: Path) -> str:
    """The parts as one; the sheets of the search and of booklets lean on the same tokens.

    Raises:
        UnknownTokenError: one of the sheets uses what none declares.
    """
    styles = _joined(overrides / "styles", STYLES, ".css")
    others = _joined(overrides / "assets", ("search", "booklet"), ".css")
    require_declared(f"{styles}\n{others}")
    return _read_by_browsers(styles)


def _read_by_browsers(styles: str) -> str:
    return _UNREAD.sub(lambda found: "".join(filter(None, found.groups())), styles)


def _joined(folder: Path, names: tuple[str, ...], end: str) -> str:
    return "\n".join((folder / f"{name}{end}").read_text("utf-8") for name in names)
