"""Publishes the newsletter: every feed, written afresh from what the rss plugin lists.

`on_page_content` runs at -50: after every hook that changes a body, which goes into the feeds as
it is then; before the plugin reads `page.meta` (-75). `on_post_build` runs at -100, after the
plugin has written its own feeds, which these replace.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

from journal.disk import write_all
from journal.newsletter import (
    OPML_ADDRESS,
    Site,
    build_newsletter,
    feeds_of,
    state_of,
    write_opml,
)

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger(f"mkdocs.{__name__}")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Say which feeds there are, list them in a file that readers import, make room for bodies."""
    site = Site.of(
        url=config.site_url,
        name=config.site_name,
        description=config.site_description or "",
        extra=config.extra,
    )
    feeds = feeds_of(config.extra["catalogue"], site)
    config.extra |= {"site": site, "feeds": feeds, "bodies": {}, "withheld": set()}
    files.append(File.generated(config, OPML_ADDRESS, content=write_opml(feeds, site)))
    return files


@event_priority(-50)
def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Keep the body, and replace what YAML guessed by what the catalogue holds."""
    catalogue = config.extra["catalogue"]
    if entry := catalogue.at(page.file.src_uri):
        config.extra["bodies"][entry.path] = html
        # In a preview, a page with mistakes stands as a draft, which the plugin leaves out.
        if page.meta.get("draft"):
            config.extra["withheld"].add(entry.path)
        state = state_of(entry)
        page.meta |= {
            "date": state.day,
            "updated": state.updated_on,
            "description": entry.description,
            "categories": [theme.name for theme in catalogue.themes_of(entry)],
            "authors": list(entry.authors) or [config.site_name],
        }


@event_priority(-100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Replace the plugin's feeds, all of them or none; an entry that fails stops the build."""
    folder = Path(config.site_dir)
    feeds, problems = build_newsletter(
        json.loads((folder / "feed_json_created.json").read_text("utf-8")),
        catalogue=config.extra["catalogue"],
        bodies=config.extra["bodies"],
        pictures=config.extra["pictures"],
        site=config.extra["site"],
        withheld=config.extra["withheld"],
    )
    for problem in problems:
        log.error("%s:%s: %s %s", problem.source, problem.line, problem.message, problem.hint)
    # A preview goes on: it may lack a picture that its author is about to mend.
    if problems and not config.plugins["rss"].cmd_is_serve:
        raise Abort(f"Construction arrêtée : {len(problems)} page(s) absente(s) de la lettre.")
    write_all({folder / address: content for address, content in feeds.items()})
