"""Publishes the photographs of docs/ as prints, a print of each drawing for mails, and the sharing
card of each entry.

`on_files` comes once the catalogue has read what each file is, before any page is made: a page
finds its pictures at the addresses of their prints. Nothing is written in docs/: what is committed
stays as it is, and the gate tells whoever committed it. Prints already made are found in
`.cache/pictures/` and `.cache/drawings/`. `on_env` lets templates ask for the picture of an entry,
and draws cards, when their template can be rendered and before files are copied. What several have
alike is drawn once; those already drawn are found in `.cache/cards/`.

A page links to the print of a drawing while the newsletter and the search read it; `shape_pages`
then puts the drawing itself in the page, in its own colours.
"""

from __future__ import annotations

import logging
import os
import warnings
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from hashlib import sha256
from itertools import chain, count
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.exceptions import Abort
from mkdocs.structure.files import File

from journal.entries.addresses import card_address
from journal.entries.build import Build
from journal.entries.kinds import Kind
from journal.gate.picture_files import damaged
from journal.language.typography import typeset
from journal.machine.cache import Cache
from journal.machine.parallel import beside
from journal.pages.colours import UnknownTokenError, read_palette
from journal.pictures import sharing_cards
from journal.pictures.decoders import CannotBeDrawnError
from journal.pictures.drawings import UnsoundError, read
from journal.pictures.fonts import family
from journal.pictures.picture_addresses import Picture, Prints, hang, is_png, places_of
from journal.pictures.published_prints import develop, packed, recipe, unpacked
from journal.pictures.sharing_cards import (
    TEXT_WIDTH,
    Card,
    as_data,
    drawing_recipe,
    measures,
)
from journal.problems.problem import Problem
from journal.problems.report import as_line
from journal.reading.tree import is_drawing
from journal.web.hashed_names import digest_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from journal.pictures.original_photograph import Photograph
    from journal.pictures.pictograms import Pictogram

# Each may hold a quarter of a gigabyte of pixels.
_WORKERS = min(4, os.cpu_count() or 1)
# The colour of a kind on its cards; others have that of words.
_INKS = {Kind.VISIT: "brique", Kind.TIP: "olive"}

log = logging.getLogger(f"mkdocs.{__name__}")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Put prints in place of what docs/ holds: of its photographs, then of its drawings."""
    _print_photographs(files, config)
    _print_drawings(files, config)
    return files


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Add `picture_of(entry)`, and one card per entry."""
    env.globals["picture_of"] = Build.of(config.extra).picture_of
    _add_cards(env, files, config)


def _print_photographs(files: Files, config: MkDocsConfig) -> None:
    """Put its prints in place of each photograph: small, upright, without what a camera noted.

    Those that cannot be drawn any more are refused.
    """
    build = Build.of(config.extra)
    photographs = build.photographs
    places = places_of(files.src_uris, photographs)
    cache = build.caches("pictures")
    known = recipe()
    found = [file for file in files if file.src_uri in photographs]

    def prints_of(file: File) -> Prints | None:
        path = file.src_uri
        return _prints_of(file, photographs[path], places[path], cache, known)

    # Pillow lets several cores work at once. It warns in English of damaged notes, which are thrown
    # away anyhow.
    with warnings.catch_warnings(action="ignore"), ThreadPoolExecutor(_WORKERS) as pool:
        made = list(pool.map(prints_of, found))
    cache.sweep()
    drawn = {file: prints for file, prints in zip(found, made, strict=True) if prints}
    _refuse([file for file in found if file not in drawn], files, config)
    for file, prints in drawn.items():
        picture, others = hang(prints, places[file.src_uri])
        build.pictures[file.src_uri] = picture
        file.dest_uri, file.content_bytes = picture.address, prints.plain
        for address, content in others.items():
            if not files.get_file_from_path(address):  # The same picture twice has the same prints.
                files.append(File.generated(config, address, content=content))


def _prints_of(
    file: File, photograph: Photograph, place: str, cache: Cache, known: str
) -> Prints | None:
    data = file.content_bytes
    name = f"{sha256(data).hexdigest()} {is_png(place)} {known}"
    try:
        return unpacked(
            cache.kept(name, lambda: packed(develop(data, photograph, as_png=is_png(place))))
        )
    except CannotBeDrawnError:
        return None


def _refuse(refused: list[File], files: Files, config: MkDocsConfig) -> None:
    """Stop the build, which would complain of each page that shows them; a preview does without.

    The gate has tried to draw each: what it found sound has changed since.
    """
    build = Build.of(config.extra)
    for file in refused:
        files.remove(file)
        if build.photographs[file.src_uri].is_sound:  # Of others the gate has said more.
            problem = Problem(file.src_uri, 1, *damaged())
            log.error("%s", as_line(problem, build.site.url))
    plugin: Any = config.plugins["rss"]  # it carries no types
    if refused and not plugin.cmd_is_serve:
        raise Abort(f"Construction arrêtée : {len(refused)} image(s) à remplacer.")


def _print_drawings(files: Files, config: MkDocsConfig) -> None:
    """Put a PNG in place of each drawing, at an address that no other file has.

    A preview leaves out those that the gate refuses.
    """
    build = Build.of(config.extra)
    palette = read_palette(build.overrides)
    cache = build.caches("drawings")
    known = drawing_recipe()
    taken = {file.dest_uri for file in files}
    for file in list(files):
        if file.src_dir != config.docs_dir or not is_drawing(file.src_uri):
            continue
        try:
            drawing = read(file.content_bytes)
            svg = palette.fill(drawing.alone())
        except (UnsoundError, UnknownTokenError):
            files.remove(file)
            continue
        stem = file.src_uri.removesuffix(".svg")
        names = chain([f"{stem}.png"], (f"{stem}-{rank}.png" for rank in count(2)))
        file.dest_uri = next(name for name in names if name not in taken)
        taken.add(file.dest_uri)
        file.content_bytes = cache.kept(f"{known} {svg}", partial(sharing_cards.draw, svg))
        build.drawings[file.dest_uri] = drawing
    cache.sweep()


def _add_cards(env: Environment, files: Files, config: MkDocsConfig) -> None:
    """Add the sharing card of each entry."""
    build, folder = Build.of(config.extra), Path(config.site_dir)
    cards = cache(lambda: dict(_cards(env, build)))
    made_from = build.catalogue, build.pictures, build.site
    shown = build.memory.kept("what cards show", made_from, lambda: _digests(cards()))
    known: dict[str, str] = build.memory.last("cards", {})
    missing = build.folder.expect("cards", shown)
    drawn = _drawn({cards()[address] for address in missing}, build)
    for address in shown:
        if address in missing:
            content = drawn[cards()[address]]
            build.folder.write(address, content)
            build.cards[address] = digest_of(content)
        else:
            build.cards[address] = known[address]
        # Each has its place already: a thousand weigh fifteen megabytes.
        files.append(File.generated(config, address, abs_src_path=f"{folder}/{address}"))
    build.memory.leave("cards", build.cards)


def _digests(cards: Mapping[str, Card]) -> dict[str, str]:
    """The address of each card, and a digest of what it shows."""
    return {address: sha256(repr(card).encode()).hexdigest() for address, card in cards.items()}


def _cards(env: Environment, build: Build) -> Iterator[tuple[str, Card]]:
    """The address of each card, and what it shows."""
    light = read_palette(build.overrides).light
    typefaces = {name: family(name) for name in ("regular", "title")}
    template = env.get_template("sharing_card.svg")

    @cache
    def frame(kind: Kind, picture: Picture | None, pictogram: Pictogram) -> str:
        return template.render(
            kind=kind.value,
            ink=light[_INKS.get(kind, "encre")],
            text_width=TEXT_WIDTH,
            picture=picture and as_data(picture.media_type, picture.content),
            pictogram=pictogram,
            site_name=build.site.name,
            address=urlsplit(build.site.url).netloc,
            light=light,
            families=typefaces,
        )

    for entry in build.catalogue.entries:
        label = filter(None, (entry.called.label, build.catalogue.organisation_of(entry)))
        title = build.memory.kept(f"set {entry.title}", None, partial(typeset, entry.title))
        inks = light[_INKS.get(entry.kind, "encre")], light["encre"]
        shown = frame(entry.kind, build.picture_of(entry), build.emblem_of(entry))
        yield card_address(entry), Card(shown, " · ".join(label), title, inks)


def _drawn(cards: Collection[Card], build: Build) -> dict[Card, bytes]:
    """The picture of each card; those that are not known yet are drawn on both cores."""
    known, kept = drawing_recipe(), build.caches("cards")
    found = {card: kept.get(f"{known} {card}") for card in cards}
    missing = [card for card, content in found.items() if content is None]
    if missing:
        measured = build.caches("fonts").kept(f"measures {known}", measures)
        alike = sorted(missing, key=attrgetter("frame"))
        drawn, _ = beside(partial(_draw_all, measured=measured), alike, lambda: None, share=2)
        for card, content in drawn:
            kept.put(f"{known} {card}", content)
        found |= dict(drawn)
    kept.sweep()
    return {card: content for card, content in found.items() if content is not None}


def _draw_all(cards: Sequence[Card], *, measured: bytes) -> list[tuple[Card, bytes]]:
    return list(zip(cards, sharing_cards.draw_cards(cards, measured), strict=True))
