"""Publishes the letters of the months that are over: a page each, their list, their feed.

`on_files` adds the pages, which must be among MkDocs' files by then for links to them to be
checked; `on_env` tells the templates what each of them says; `on_post_build` writes the feed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from journal.build import Build
from journal.disk import write_all
from journal.newsletter.digest import build_digest
from journal.newsletter.feeds import letter_feed
from journal.newsletter.letter import press
from journal.newsletter.month import Month
from journal.newsletter.telling import tell, tellings
from journal.pages.typography import typeset, typeset_html

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages; the gate has refused any page of docs/ at such an address."""
    listed = {
        "title": "Les lettres",
        "description": "Ce qui a paru dans le carnet, mois par mois.",
        "template": "letters.html",
    }
    pages = {"lettres/index.md": listed}
    for letter in tellings(Build.of(config.extra).catalogue):
        pages[f"lettres/{letter.month.code}.md"] = {
            "title": letter.title,
            "description": letter.opening,
            "template": "monthly_letter.html",
            "month": letter.month.code,
        }
    for path, header in pages.items():
        if not files.get_file_from_path(path):
            # JSON is YAML: every value arrives as it is, whatever it contains.
            content = f"---\n{json.dumps(header, ensure_ascii=False)}\n---\n"
            inclusion = InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, path, content=content, inclusion=inclusion))
    return files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Tell the templates what each letter says, the newest first."""
    build = Build.of(config.extra)
    env.globals |= {
        "letters": {letter.month.code: letter for letter in tellings(build.catalogue)},
        "letter_feed": letter_feed(build.site),
        "next_letter": tell(build.catalogue, Month.of(build.catalogue.today)),
    }
    return env


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the feed."""
    build, folder = Build.of(config.extra), Path(config.site_dir)
    printed_with = press(
        str(build.overrides),
        typeset=typeset,
        typeset_html=typeset_html,
        pictures={path: picture.address for path, picture in build.pictures.items()},
    )
    files = build_digest(tellings(build.catalogue), site=build.site, press=printed_with)
    write_all({folder / address: content for address, content in files.items()})
