"""Draws the sharing card of each entry, and keeps it as long as its drawing stays the same.

Runs in `on_env`, when the template can be rendered and before files are copied. A card takes a
twentieth of a second to draw: those already drawn are found in `.cache/cards/` by their drawing.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.structure.files import File

from journal.entries.addresses import card_address
from journal.entries.build import Build
from journal.language.typography import typeset
from journal.machine.cache import Cache
from journal.pages.colours import read_palette
from journal.pictures.fonts import family
from journal.pictures.sharing_cards import (
    TEXT_WIDTH,
    TitleBreaker,
    as_data,
    draw,
    drawing_recipe,
)
from journal.web.immutable import digest_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Add one picture per entry."""
    build = Build.of(config.extra)
    catalogue, palette = build.catalogue, read_palette(build.overrides)
    breaker, typefaces = TitleBreaker(), {name: family(name) for name in ("regular", "title")}
    template = env.get_template("sharing_card.svg")
    cache = Cache.of(Path(config.config_file_path).parent, "cards", os.environ)
    for entry in catalogue.entries:
        picture = build.picture_of(entry)
        words = (entry.called.label, catalogue.organisation_of(entry))
        label = " · ".join(filter(None, words))
        svg = template.render(
            kind=entry.kind.value,
            label=label,
            label_size=breaker.label_size(label),
            title=breaker.lines(typeset(entry.title)),
            text_width=TEXT_WIDTH,
            picture=picture and as_data(picture.media_type, picture.content),
            pictogram=build.emblem_of(entry),
            site_name=build.site.name,
            address=urlsplit(build.site.url).netloc,
            light=palette.light,
            families=typefaces,
        )
        content = cache.kept(drawing_recipe(svg), partial(draw, svg))
        address = card_address(entry)
        build.cards[address] = digest_of(content)
        files.append(File.generated(config, address, content=content))
    cache.sweep()
