"""Publishes the files that our pages use, and none of Material's.

Runs in `on_files`: MkDocs has listed the theme's files by then. Ours are the style sheets, the
scripts and the typeface; Material's, which none of our templates asks for, weigh 5 MB.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from journal.disk import kept
from journal.pictures.fonts import WEIGHTS, recipe, web_font

# Written in parts, in this order, and published as one file: one request for a reader.
STYLES = ("tokens", "page", "masthead", "reading", "lists", "pages", "circumstances")
# The search's are modules, so that tests run them apart; each names those before it only.
SEARCH = ("writings", "query", "index", "spelling", "results", "running", "panel", "page", "start")

# What a part has of another: in one file it is there already.
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./[a-z]+\.js";\n', re.MULTILINE)

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Leave Material's files out; add the style sheet, the search's script and the typeface."""
    custom = Path(config.theme.custom_dir)
    ours, search, docs = custom / "assets", custom / "assets/search", Path(config.docs_dir)
    for file in list(files):
        source = Path(file.abs_src_path) if file.abs_src_path else ours
        is_published = source.is_relative_to(docs) or source.is_relative_to(ours)
        if not is_published or source.is_relative_to(search):
            files.remove(file)
    styles = _joined(custom / "styles", STYLES, ".css")
    files.append(File.generated(config, "assets/journal.css", content=styles))
    script = _IMPORT.sub("", _joined(search, SEARCH, ".js"))
    files.append(File.generated(config, "assets/search.js", content=script))
    cache = Path(config.config_file_path).parent / ".cache" / "fonts"
    for weight in WEIGHTS:
        path = f"assets/fonts/atkinson-{weight}.woff2"
        files.append(
            File.generated(
                config, path, content=kept(cache, recipe(weight), partial(web_font, weight))
            )
        )
    return files


def _joined(folder: Path, names: tuple[str, ...], end: str) -> str:
    return "\n".join((folder / f"{name}{end}").read_text("utf-8") for name in names)
