"""The gate: everything that is wrong in docs/, at once, before anything is published.

One function, three doors: a desk (`make check`), the build (hooks/build_catalogue.py), and
annotations on a proposed change (`make check FORMAT=github`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from journal.entries.addresses import GLOSSARY_FILE, address_of
from journal.entries.any_entry import model_of
from journal.entries.booklets import booklets_of, paths_of_booklets
from journal.entries.catalogue import Catalogue
from journal.entries.organisations import ORGANISATIONS, organisation_slug
from journal.entries.published import ADDED
from journal.entries.themes import Theme
from journal.entries.tip import Tip
from journal.entries.visit import Visit
from journal.gate import (
    admonitions,
    alerts,
    bare_addresses,
    broken_marks,
    bullets,
    comments,
    conversions,
    drawings,
    headings,
    inclusive_forms,
    length,
    link_forms,
    links,
    lists,
    mails,
    other_tools,
    passages,
    pictures_in_text,
    raw_html,
    sections,
    spreadsheets,
    tables,
    to_complete,
    wiki,
)
from journal.gate.acronyms import check_acronyms
from journal.gate.days import check_days, check_review
from journal.gate.draft import Check, Draft, Surroundings
from journal.gate.files import check_files
from journal.gate.header import check_header, check_template
from journal.gate.hearsay import check_hearsay
from journal.gate.law import check_law
from journal.gate.menu import check_menu
from journal.gate.picture_files import check_photographs
from journal.gate.publisher import check_contacts, check_review_months
from journal.gate.worth_telling import the_first, worth_telling
from journal.headers.frontmatter import body_of, read_front_matter
from journal.headers.yaml_text import YamlText, read_yaml
from journal.language.french import plural
from journal.machine.cores import beside
from journal.markdown.text import MarkdownText
from journal.markdown.title import begins_with_heading, without_title
from journal.problems.guesses import Guesses
from journal.problems.problem import (
    Problem,
    errors,
    sort_problems,
    tidy,
)
from journal.reading.between_pages import taken_addresses
from journal.reading.decoding import read_text
from journal.reading.sources import Reading, read_sources
from journal.reading.themes_file import read_themes
from journal.reading.tree import DATA_FILES, THEMES_FILE, Tree

# What is looked for in the body of each page; a new check is one module, and one name here.
BODY_CHECKS: tuple[Check, ...] = (
    headings,
    sections,
    links,
    link_forms,
    bare_addresses,
    pictures_in_text,
    drawings,
    raw_html,
    admonitions,
    tables,
    spreadsheets,
    lists,
    bullets,
    comments,
    other_tools,
    alerts,
    mails,
    broken_marks,
    wiki,
    conversions,
    passages,
    to_complete,
    inclusive_forms,
    length,
)

# One key, on as many lines as its value takes.
_ORGANISATION = re.compile(r"^structure:.*(?:\n[ \t]+\S.*)*", re.MULTILINE)


@dataclass(frozen=True)
class Examination:
    """What reading docs/ once gives: the catalogue of all that is sound, and what is wrong.

    With an error among the problems, the catalogue lacks the pages at fault and those that need
    them: publish nothing from it.

    Attributes:
        texts: path under docs/ to text, as it was read and as it is to be published.
        headers: path under docs/ to header, for whoever has more to say of a page.
    """

    catalogue: Catalogue
    problems: list[Problem]
    texts: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, YamlText] = field(default_factory=dict)


def check(
    tree: Tree,
    *,
    today: date,
    site_url: str = "",
    config: str = "",
) -> list[Problem]:
    """Everything that is wrong in a tree, file by file and from top to bottom.

    Args:
        tree: every file of docs/.
        today: the day for which the site is built.
        site_url: address of the published site, ending with a slash; empty when it is not known.
        config: the text of mkdocs.yml, whose navigation says which pages there may be besides
            entries; empty when that does not matter.
    """
    examination = examine(tree, today=today, site_url=site_url, config=config)
    return examination.problems


def examine(
    tree: Tree,
    *,
    today: date,
    site_url: str = "",
    config: str = "",
) -> Examination:
    """Read a tree once, into a catalogue and problems; the arguments are those of `check`."""
    problems = [*check_files(tree), *check_photographs(tree), *drawings.check_drawings(tree)]
    problems += [*check_menu(tree, config), *check_contacts(config), *check_review_months(config)]
    sources: dict[str, str] = {}
    for path, file in tree.items():
        if not file.trouble and (path.endswith(".md") or path in DATA_FILES):
            text, found = read_text(path, file)
            problems += found
            if text is not None:
                sources[path] = text
    drafts = {path: draft for path, text in sources.items() if (draft := _draft(path, text))}
    themes, _ = read_themes(sources.get(THEMES_FILE, ""))
    generated = frozenset(_generated(sources, themes))

    def check_bodies(paths: Sequence[str]) -> list[Problem]:
        around = Surroundings(tree, drafts, generated, site_url, Guesses())
        return [problem for path in paths for problem in _check_body(drafts[path], around)]

    def read_headers() -> tuple[Reading, list[Problem]]:
        reading = read_sources(sources, today=today, paths={*tree, THEMES_FILE})
        around = Surroundings(tree, drafts, generated, site_url, Guesses())
        return reading, list(_check_headers(reading, today, around))

    found, (reading, others) = beside(check_bodies, list(drafts), read_headers)
    problems += found + others
    problems += reading.problems
    pages = {address_of(path) for path in (*tree, *ADDED) if path.endswith(".md")}
    pages |= {booklet.address for booklet in booklets_of(reading.catalogue)}
    problems += taken_addresses(reading.entries, reading.headers, themes.values(), pages)
    told = sort_problems(map(tidy, worth_telling(problems)))
    return Examination(reading.catalogue, told, sources, reading.headers)


def _generated(sources: Mapping[str, str], themes: Mapping[str, Theme]) -> Iterator[str]:
    """Paths under docs/ of the pages that the build adds."""
    yield from ADDED
    yield from (f"themes/{slug}.md" for slug in themes)
    yield from _organisation_pages(sources)
    tips = [text for path, text in sources.items() if model_of(path) is Tip]
    yield from paths_of_booklets(themes.values(), tips)


def _organisation_pages(sources: Mapping[str, str]) -> Iterator[str]:
    """The pages of organisations, by one key of each visit: headers are read while links are seen
    to.
    """
    for path, text in sources.items():
        if model_of(path) is Visit and (line := _ORGANISATION.search(text)):
            name = read_yaml(line[0], path)[0].values.get("structure")
            if isinstance(name, str):
                yield f"{ORGANISATIONS}/{organisation_slug(name)}.md"


def _draft(path: str, text: str) -> Draft | None:
    """A page's body, without a first heading that is its title; None without a header before it."""
    found = body_of(text) if path.endswith(".md") else None
    if found is None:
        return None
    body, line = found
    if begins_with_heading(body):
        page, _ = read_front_matter(text, path)
        body = without_title(body, page.header.values.get("title"))
    return Draft(path, MarkdownText(body, line))


def _check_headers(reading: Reading, today: date, around: Surroundings) -> Iterator[Problem]:
    """What is wrong with each page that its header alone, or first of all, can tell."""
    for path, page in reading.pages.items():
        header, draft = page.header, around.drafts[path]
        part = reading.parts.get(path)
        entry = part.entry if part else reading.entries.get(path)
        if entry:
            found = chain(
                check_days(entry, header, today=today, entries=reading.entries),
                check_header(entry, header, today=today, around=around),
                check_law(entry, header, draft),
                check_hearsay(entry, draft, entries=reading.entries),
                check_acronyms(
                    entry, draft, entries=reading.entries, glossary=around.drafts.get(GLOSSARY_FILE)
                ),
            )
            yield from part.true(found) if part else found
        elif not model_of(path):
            yield from check_template(header)
            if plain := reading.plain.get(path):
                yield from check_review(plain.reviewed_on, header, today=today)


def _check_body(draft: Draft, around: Surroundings) -> Iterator[Problem]:
    for body_check in BODY_CHECKS:
        yield from the_first(body_check.check(draft, around))


def summary(problems: list[Problem]) -> str:
    """« 2 erreurs à corriger, 1 avertissement. »"""
    stops = len(errors(problems))
    warnings = len(problems) - stops
    if not problems:
        return "Rien à corriger."
    parts = [f"{plural(stops, 'erreur')} à corriger"] if stops else ["Aucune erreur"]
    if warnings:
        verb = "n'empêchent" if warnings > 1 else "n'empêche"
        parts.append(f"{plural(warnings, 'avertissement')} qui {verb} pas de publier")
    return ", ".join(parts) + "."
