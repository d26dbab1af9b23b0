"""Publishes the files that our pages use, and none of Material's.

Ours are the style sheets, the scripts and the typeface; Material's, which none of our templates
asks for, weigh 5 MB: `on_config` keeps MkDocs from looking for them. Each has a name that says what
it holds, which `on_env` tells the templates. `on_post_page` takes the style that is of one page
alone out of it: the policy of pages lets nothing act that is written in them.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from journal.entries.build import Build
from journal.entries.reserved_paths import ASSETS
from journal.pages.colours import UnknownTokenError, read_palette, require_declared
from journal.pages.styles import read_by_browsers, without_styles
from journal.pictures.fonts import FACES, recipe, web_font
from journal.search import program
from journal.web.hashed_names import FOLDER, immutable_address, named_by_content

# Written in parts, in this order, and published as one file: one request for a reader.
STYLES = (
    *("tokens", "base", "masthead", "reading", "blocks", "cards", "lists"),
    *("page_types", "margin", "circumstances", "sheets"),
)
# The style of one page, which links to it: others do without.
BESIDE = (
    "booklet.css",
    "glossary.css",
    "home.css",
    "kit.css",
    "list.css",
    "map.css",
    "reference.css",
    "search.css",
    "subscribe.css",
    "themes.css",
)
# Shown away from the pages, where the style sheet is not: its colours are written into them.
ALONE = ("feed.css", "favicon.svg")
# Feeds name these two, and readers keep a feed for days: they stay where they are.
OF_FEEDS = ("feed.css", "feed.png")

# Loads the search: the last of the scripts, which calls it.
OPENER = "search-opener.js"
# Of the lines of a script, the remarks and what sets them back.
_REMARK = re.compile(r"^[ ]*(?://.*\n)?[ ]*", re.MULTILINE)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def on_config(config: MkDocsConfig) -> None:
    """Have none of the theme's files looked for: Material has 14,000, and none is published."""
    get_env = config.theme.get_env

    def without_files() -> Environment:
        env = get_env()
        vars(env)["list_templates"] = lambda **_: []
        return env

    vars(config.theme)["get_env"] = without_files


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Publish the style sheets, the scripts and the typeface."""
    build = Build.of(config.extra)
    try:
        # A preview begins from nothing when one of them changes.
        of_feeds, named = build.memory.kept("assets", None, partial(_named, build))
    except UnknownTokenError as error:
        raise Abort(f"Construction arrêtée : {error}") from error
    for name, content in of_feeds.items():
        files.append(File.generated(config, f"{ASSETS}/{name}", content=content))
    for name, (address, content) in named.items():
        build.assets[name] = address
        files.append(File.generated(config, address, content=content))
    return files


def _named(build: Build) -> tuple[dict[str, bytes], dict[str, tuple[str, bytes]]]:
    """What feeds name; each other file with its address, and its content."""
    written = _written(build.overrides)
    of_feeds = {name: written.pop(name) for name in OF_FEEDS}
    fonts = build.caches("fonts")
    typeface = {
        f"{name}.woff2": fonts.kept(recipe(name), partial(web_font, name)) for name in FACES
    }
    fonts.sweep()
    return of_feeds, named_by_content(typeface | written)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Add the filter by which templates call these files."""
    env.filters["asset"] = Build.of(config.extra).assets.__getitem__


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Publish the style that is of this page alone as a file beside the others."""
    build = Build.of(config.extra)

    def address_of(style: str) -> str:
        content = read_by_browsers(style).strip()
        address = immutable_address("page.css", content.encode())
        build.styles.setdefault(page.file.src_uri, {})[address] = content
        build.folder.write(address, content.encode())
        return get_relative_url(address, page.url)

    return without_styles(output, address_of)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Where the folder was not empty, take away the styles that no page has any more."""
    build = Build.of(config.extra)
    if build.memory.lasts:
        build.leave_aside(_keep_styles(build, Path(config.site_dir)))


def _keep_styles(build: Build, site: Path) -> Iterator[None]:
    """Have the styles of pages that were laid out before, and no others: an aside that was stopped
    has left some of which nothing is known.
    """
    styles = dict(found for of_page in build.styles.values() for found in of_page.items())
    build.folder.fill("styles", ((address, style.encode()) for address, style in styles.items()))
    for file in site.glob(f"{FOLDER}/page.*.css"):
        if file.relative_to(site).as_posix() not in styles:
            file.unlink()
    yield


def _written(overrides: Path) -> dict[str, bytes]:
    """Each file of the folder of assets as it is published; those that call others come last.

    Raises:
        UnknownTokenError: a style sheet uses what none declares.
    """
    assets, palette = overrides / "assets", read_palette(overrides)
    files = {path.name: path.read_bytes() for path in sorted(assets.glob("*.*"))}
    texts = {name: palette.fill(files.pop(name).decode()) for name in ALONE}
    styles = {name: files.pop(name).decode() for name in BESIDE}
    sheets = ((overrides / "styles" / f"{name}.css").read_text("utf-8") for name in STYLES)
    styles["journal.css"] = "\n".join(sheets)
    require_declared("\n".join(styles.values()))
    texts |= {name: read_by_browsers(style) for name, style in styles.items()}
    scripts = {name: files.pop(name).decode() for name in sorted(files) if name.endswith(".js")}
    opener = scripts.pop(OPENER)
    scripts["search.js"] = program.joined(assets / "search")
    scripts[OPENER] = opener
    texts |= {name: _REMARK.sub("", script) for name, script in scripts.items()}
    return files | {name: text.encode() for name, text in texts.items()}
