"""Publishes the files that our pages use, and none of Material's.

Runs in `on_files`: MkDocs has listed the theme's files by then. Ours are the style sheets, the
scripts and the typeface; Material's, which none of our templates asks for, weigh 5 MB.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from journal.build import Build
from journal.disk import kept
from journal.pictures.fonts import WEIGHTS, recipe, web_font

# The style sheet is written in parts, in this order, and published as one file.
STYLES = ("tokens", "page", "masthead", "reading", "lists", "pages", "circumstances")

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Leave Material's files out; add the style sheet and the typeface."""
    overrides = Build.of(config.extra).overrides
    ours = overrides / "assets"
    docs = Path(config.docs_dir)
    for file in list(files):
        source = Path(file.abs_src_path) if file.abs_src_path else ours
        if not (source.is_relative_to(docs) or source.is_relative_to(ours)):
            files.remove(file)
    parts = [overrides / "styles" / f"{name}.css" for name in STYLES]
    styles = "\n".join(part.read_text("utf-8") for part in parts)
    files.append(File.generated(config, "assets/journal.css", content=styles))
    cache = Path(config.config_file_path).parent / ".cache" / "fonts"
    for weight in WEIGHTS:
        path = f"assets/fonts/atkinson-{weight}.woff2"
        files.append(
            File.generated(
                config, path, content=kept(cache, recipe(weight), partial(web_font, weight))
            )
        )
    return files
