"""Every source file, read once into a catalogue; what is wrong comes back beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from journal.entries.any_entry import AnyEntry, kind_elsewhere, kind_meant, model_of
from journal.entries.catalogue import Catalogue, newest_first
from journal.entries.entry import Origin
from journal.entries.freshness import Freshness
from journal.entries.kinds import FOLDERS, Kind
from journal.entries.organisations import organisation_slug, spellings
from journal.entries.page import Page
from journal.entries.synonyms import Synonym
from journal.entries.themes import Theme
from journal.entries.visit import Visit
from journal.headers.base_model import validate
from journal.headers.placeholders import without_marked
from journal.headers.plain_texts import without_counted
from journal.headers.value_types import is_slug
from journal.headers.yaml_text import YamlText
from journal.language.french import words_of
from journal.machine.memory import Memory, standing_for
from journal.problems.problem import Explanation, Problem, errors, sort_problems
from journal.reading.cross_references import (
    joined_names,
    misplaced,
    other_spellings,
    same_identifiers,
    unknown_themes,
    unknown_visits,
    unused_themes,
    visit_named_by,
)
from journal.reading.far_places import far_places
from journal.reading.partial_header import Part, sound_part
from journal.reading.single_page import Alone, read_alone
from journal.reading.synonyms_file import read_synonyms, unused_synonyms
from journal.reading.themes_file import read_themes
from journal.reading.tree import DATA_FILES, SYNONYMS_FILE, THEMES_FILE
from journal.reading.valid_hints import said_once, sound_proposals

EXPLANATIONS = {
    "page-mal-rangee": Explanation(
        "La page n'est pas dans un dossier connu.",
        f"La déplacer dans {FOLDERS}.",
    ),
}

# What heads the story of an organisation presented elsewhere, to those who write here.
PRESENTED = words_of("Ce qui nous a été présenté")


@dataclass
class Reading:
    """What reading every page gives.

    Attributes:
        catalogue: everything that is sound, and refers only to what is.
        problems: what is wrong with headers, in reading order.
        alone: path under docs/ to what each page says by itself.
        headers: path under docs/ to header, for each page that has one and a body.
        entries: path under docs/ to entry, for each whose header is sound by itself.
        parts: path under docs/ to what is sound in the header of each other entry.
        plain: path under docs/ to header, for each page that is no entry and whose header is sound.
    """

    catalogue: Catalogue
    problems: list[Problem] = field(default_factory=list)
    alone: dict[str, Alone] = field(default_factory=dict)
    headers: dict[str, YamlText] = field(default_factory=dict)
    entries: dict[str, AnyEntry] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    plain: dict[str, Page] = field(default_factory=dict)


class _Around(NamedTuple):
    """What a page may name: themes by all their slugs, slugs of visits, paths of files; the day."""

    themes: Mapping[str, Theme]
    visits: Collection[str]
    taken: Collection[str]
    today: date


class _Read(NamedTuple):
    """What reading the header of a page gives: problems, and one of the last two at most.

    Attributes:
        problems: as `Reading` has them.
        has_header: whether there is one, with a body after it.
        sound: the entry or the plain page that it is.
        part: what is sound in the header of an entry that is not.
    """

    problems: list[Problem]
    has_header: bool
    sound: AnyEntry | Page | None = None
    part: Part | None = None


def read_sources(
    sources: Mapping[str, str],
    *,
    today: date,
    paths: Collection[str] = (),
    known: Mapping[str, Alone] = MappingProxyType({}),
    memory: Memory | None = None,
) -> Reading:
    """Read everything once.

    Args:
        sources: path under docs/ (forward slashes) to text, for each page, `themes.yml` and
            `synonymes.yml`, which may be missing.
        today: the day for which the site is built.
        paths: paths of files that exist but could not be read as text.
        known: path under docs/ to what is known of a page, which is then not read again.
        memory: what the last reading has left, where there is one after the other.
    """
    themes, problems = read_themes(sources.get(THEMES_FILE, ""))
    unread = THEMES_FILE in paths and THEMES_FILE not in sources
    themes_are_sound = not errors(problems) and not unread
    reading = Reading(Catalogue((), themes, today), problems)
    called = {alias: theme for theme in themes.values() for alias in theme.aliases} | themes
    everything = {*sources, *paths}
    visits = {_slug_of(path) for path in everything if model_of(path) is Visit}
    memory = memory or Memory()
    around = memory.same("around pages", _Around(called, visits, everything, today))
    for path, text in sorted(sources.items()):
        if path.endswith(".md"):
            alone = reading.alone[path] = known.get(path) or read_alone(path, text)
            read = partial(_read_page, path, alone, around)
            made_from = standing_for(text), around
            _add(path, memory.kept(f"header {path}", made_from, read), reading)
    headers = reading.headers
    problems += _wrong_names(reading, around, with_themes=themes_are_sound)
    problems += same_identifiers(reading.entries, headers)
    problems += other_spellings(reading.entries, headers)
    problems += joined_names(reading.entries, headers)
    problems += far_places(reading.entries, headers)
    catalogue = _catalogue(reading, themes, today, whole=themes_are_sound)
    reading.catalogue = replace(
        catalogue,
        synonyms=_read_synonyms(sources, problems, memory),
        freshness=dict(_freshness(reading)),
    )
    # A theme may well be that of a page that could not be read.
    if not errors(problems):
        problems += unused_themes(themes.values(), {t.slug for t in reading.catalogue.used_themes})
    reading.problems = sort_problems(problems)
    return reading


def _wrong_names(reading: Reading, around: _Around, *, with_themes: bool) -> Iterator[Problem]:
    """Themes and visits that nothing is called, in headers that have other mistakes too.

    Pages are not at fault when the list of themes is broken, nor tips when their visit's page is:
    it exists all the same.
    """
    headers = reading.headers
    if with_themes:
        yield from unknown_themes(reading.entries, headers, around.themes)
    yield from unknown_visits(reading.entries, headers, around.visits)
    for path, part in reading.parts.items():
        alone = {path: part.entry}
        if with_themes:
            yield from part.true(unknown_themes(alone, headers, around.themes))
        yield from part.true(unknown_visits(alone, headers, around.visits))


def _read_synonyms(
    sources: Mapping[str, str], problems: list[Problem], memory: Memory
) -> tuple[Synonym, ...]:
    synonyms, found = read_synonyms(sources.get(SYNONYMS_FILE, ""))
    pages = (
        memory.kept(f"words {path}", standing_for(text), partial(words_of, text))
        for path, text in sources.items()
        if path not in DATA_FILES
    )
    problems += [*found, *unused_synonyms(synonyms, pages)]
    return synonyms


def _freshness(reading: Reading) -> Iterator[tuple[str, Freshness]]:
    """When the facts of each page were checked; nothing of a plain page that does not say it."""
    for path, page in (reading.entries | reading.plain).items():
        day = page.reviewed_on if isinstance(page, Page) else page.checked_on
        if day:
            cites_law, reviewed = reading.alone[path].cites_law, page.reviewed_on is not None
            yield path, Freshness(day, reviewed, cites_law, page.review_months)


def _add(path: str, read: _Read, reading: Reading) -> None:
    reading.problems += read.problems or reading.alone[path].untyped
    if read.has_header:
        reading.headers[path] = reading.alone[path].front_matter.header
    if isinstance(read.sound, AnyEntry):
        reading.entries[path] = read.sound
    elif read.sound:
        reading.plain[path] = read.sound
    if read.part:
        reading.parts[path] = read.part


def _read_page(path: str, alone: Alone, around: _Around) -> _Read:
    header = alone.front_matter.header
    held = alone.front_matter.closed
    if alone.unread and not header.values:
        return _Read([*alone.unread], held)
    model = model_of(path)
    if kind := kind_elsewhere(header.values, model) if model else kind_meant(header.values):
        return _Read([*alone.unread, *misplaced(path, kind, around.taken)], held)
    slug = _slug_of(path)
    # A tip is as its visit is.
    origin = Origin(slug, around.today, alone.heard)
    entry, problems = validate(model or Page, header, context=origin)
    problems = sound_proposals(
        problems, today=around.today, themes=around.themes, visits=around.visits
    )
    problems = without_marked(without_counted(problems, alone.marked), alone.left_over)
    unread = said_once(alone.unread, [*alone.left_over, *problems])
    problems = [*unread, *alone.marked, *alone.left_over, *problems]
    # The name of a file is judged elsewhere; an entry whose name is no address is not one yet.
    if isinstance(entry, AnyEntry) and is_slug(slug):
        known = around.themes
        slugs = (known[tag].slug if tag in known else tag for tag in entry.tags)
        tags = tuple(dict.fromkeys(slugs))  # a theme's former name and its present one are one
        same = tags == entry.tags
        return _Read(problems, held, entry if same else entry.model_copy(update={"tags": tags}))
    if isinstance(entry, Page):
        return _Read(problems, held, entry)
    if model and is_slug(slug):
        return _Read(problems, held, part=sound_part(model, header, origin))
    return _Read(problems, held)


def _slug_of(path: str) -> str:
    """The name of a page's file, without its end."""
    return path.rpartition("/")[2].removesuffix(".md")


def _catalogue(
    reading: Reading, themes: Mapping[str, Theme], today: date, *, whole: bool
) -> Catalogue:
    """The entries whose every reference holds; a tip goes with its visit.

    When themes.yml is not `whole`, no entry is at fault: each keeps the themes that are left, so
    that a preview still shows it.
    """
    entries = reading.entries
    if not whole:
        entries = {
            path: entry.model_copy(update={"tags": tuple(t for t in entry.tags if t in themes)})
            for path, entry in entries.items()
        }
    sound = {path: e for path, e in entries.items() if set(e.tags) <= themes.keys()}
    while orphans := list(_orphans(sound)):
        for path in orphans:
            del sound[path]
    sound |= dict(_respelt(sound))
    return Catalogue(
        entries=tuple(sorted(sound.values(), key=newest_first)), themes=themes, today=today
    )


def _respelt(sound: Mapping[str, AnyEntry]) -> Iterator[tuple[str, AnyEntry]]:
    """The visits that call an organisation otherwise than its first page, and now as it does."""
    known = spellings(sound.values())
    for path, entry in sound.items():
        if isinstance(entry, Visit):
            name = known[organisation_slug(entry.organisation)].organisation
            if entry.organisation != name:
                yield path, entry.model_copy(update={"organisation": name})


def _orphans(sound: Mapping[str, AnyEntry]) -> Iterator[str]:
    for path, entry in sound.items():
        needed = visit_named_by(entry)[1]
        if needed and f"{Kind.VISIT}/{needed}.md" not in sound:
            yield path
