"""Draws the sharing card of each entry, and keeps it as long as its drawing stays the same.

Runs in `on_env`, when the template can be rendered and before files are copied. A card takes a
twentieth of a second to draw: those already drawn are found in `.cache/cards/` by their drawing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.structure.files import File

from journal.entries.addresses import card_address
from journal.entries.build import Build
from journal.language.typography import typeset
from journal.machine.cache import Cache
from journal.machine.cores import beside
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
    from collections.abc import Collection, Iterator, Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Add one picture per entry."""
    build = Build.of(config.extra)
    cards = dict(_drawings(env, build))
    cache = Cache.of(Path(config.config_file_path).parent, "cards", os.environ)
    pictures = _drawn(cards.values(), cache)
    for address, svg in cards.items():
        content = pictures[svg]
        build.cards[address] = digest_of(content)
        files.append(File.generated(config, address, content=content))
    cache.sweep()


def _drawings(env: Environment, build: Build) -> Iterator[tuple[str, str]]:
    """The address of each card, and its drawing."""
    catalogue, palette = build.catalogue, read_palette(build.overrides)
    breaker, typefaces = TitleBreaker(), {name: family(name) for name in ("regular", "title")}
    template = env.get_template("sharing_card.svg")
    for entry in catalogue.entries:
        picture = build.picture_of(entry)
        words = (entry.called.label, catalogue.organisation_of(entry))
        label = " · ".join(filter(None, words))
        yield (
            card_address(entry),
            template.render(
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
            ),
        )


def _drawn(svgs: Collection[str], cache: Cache) -> dict[str, bytes]:
    """The picture of each drawing; those that are not known yet are drawn on both cores."""
    recipe = drawing_recipe()
    found = {svg: cache.get(f"{recipe} {svg}") for svg in svgs}
    missing = [svg for svg, content in found.items() if content is None]
    drawn, _ = beside(_draw_all, missing, lambda: None, share=2)
    for svg, content in drawn:
        cache.put(f"{recipe} {svg}", content)
    known = {svg: content for svg, content in found.items() if content is not None}
    return known | dict(drawn)


def _draw_all(svgs: Sequence[str]) -> list[tuple[str, bytes]]:
    return [(svg, draw(svg)) for svg in svgs]
