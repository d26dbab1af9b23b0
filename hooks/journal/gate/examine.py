"""The gate: everything that is wrong in docs/, at once, before anything is published.

One function, three doors: a desk (`make check`), the build (hooks/build_catalogue.py), and
annotations on a proposed change (`make check FORMAT=github`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial

from journal.entries.addresses import GLOSSARY_FILE, address_of
from journal.entries.booklets import booklets_of
from journal.entries.catalogue import Catalogue
from journal.entries.reserved_paths import ADDED
from journal.gate.draft import Draft
from journal.gate.drawings import check_drawings
from journal.gate.files import check_files
from journal.gate.generated_pages import generated_pages, named_themes
from journal.gate.link_targets import Surroundings
from journal.gate.navigation import check_menu
from journal.gate.picture_files import check_photographs
from journal.gate.publisher import check_contacts, check_readable, check_review_months, check_shapes
from journal.gate.publisher_texts import check_publisher_texts
from journal.gate.shown_problems import worth_telling
from journal.gate.verdict_cache import Judged, KnownPages
from journal.headers.frontmatter import body_of, read_front_matter
from journal.headers.yaml_text import YamlText
from journal.language.french import plural
from journal.machine.cache import Cache
from journal.machine.memory import Memory, standing_for
from journal.machine.parallel import beside
from journal.markdown.text import MarkdownText
from journal.markdown.title import begins_with_heading, without_title
from journal.problems.problem import (
    Problem,
    errors,
    sort_problems,
    tidy,
)
from journal.reading.cross_references import taken_addresses
from journal.reading.decoding import read_text
from journal.reading.read_catalogue import Reading, read_sources
from journal.reading.single_page import Alone
from journal.reading.themes_file import read_themes
from journal.reading.tree import DATA_FILES, THEMES_FILE, Tree


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
    colours: Collection[str] | None = None,
    cache: Cache | None = None,
    memory: Memory | None = None,
) -> Examination:
    """Read a tree once, into a catalogue and problems; the other arguments are those of `check`.

    Args:
        colours: the names of those that drawings may have; None when they are not known.
        cache: where what is known of sound pages is kept.
        memory: what the last examination has left, where there is one after the other.
    """
    memory = memory or Memory()
    problems = [*check_files(tree), *check_photographs(tree), *check_drawings(tree, colours)]
    there = {path: file.trouble for path, file in tree.items()}
    problems += memory.kept("settings", (config, there), partial(_check_settings, tree, config))
    known = KnownPages(cache or Cache(), tree, site_url, memory.held("known pages", None))
    memory.hold("known pages", known)
    sources = dict(_read_texts(tree, known.texts, problems))
    pages = _Pages(tree, site_url, known, sources)
    unsure = pages.unsure()
    if unsure:
        # Here: most pages are known, and need none of its checks; each of two cores would load it.
        import journal.gate.body_checks  # noqa: F401
    headers = partial(_judge_headers, pages, today, memory)
    judged, (reading, others) = beside(pages.judge, unsure, headers)
    known.keep(judged, reading.alone, sources, {problem.path for problem in problems})
    problems += [problem for page in judged for problem in page.problems]
    problems += others + reading.problems + _check_addresses(tree, reading)
    told = sort_problems(map(tidy, worth_telling(problems)))
    return Examination(reading.catalogue, told, sources, reading.headers)


@dataclass(frozen=True)
class _Pages:
    """All that is read of docs/, against which each page is judged.

    Attributes:
        tree, site_url: as `check` is given them.
        known: what is known of sound pages.
        sources: path under docs/ to text.
    """

    tree: Tree
    site_url: str
    known: KnownPages
    sources: Mapping[str, str]

    @cached_property
    def drafts(self) -> Mapping[str, Draft]:
        """Path under docs/ to body, for each page that has a header before it."""
        alone = self.known.alone
        read = {path: _draft(path, text, alone.get(path)) for path, text in self.sources.items()}
        return {path: draft for path, draft in read.items() if draft}

    @cached_property
    def generated(self) -> frozenset[str]:
        """The pages that the build adds."""
        themes, faults = read_themes(self.sources.get(THEMES_FILE, ""))
        generated = frozenset(generated_pages(self.sources, themes, self.known.alone))
        if errors(faults) or (THEMES_FILE in self.tree and not themes):
            # No page is at fault when the list of themes is broken.
            generated |= frozenset(named_themes(self.sources))
        return generated

    def around(self) -> Surroundings:
        """What a page may ask of the others."""
        texts = {path: draft.text for path, draft in self.drafts.items()}
        return Surroundings(self.tree, texts, self.generated, self.site_url, self.known.anchors)

    def unsure(self) -> list[str]:
        """The paths of those that are to be judged."""
        around = self.around()
        return [path for path in self.drafts if not self.known.is_sound(path, around)]

    def judge(self, paths: Sequence[str]) -> list[Judged]:
        """What is wrong in the bodies of some of them."""
        from journal.gate import body_checks

        around = self.around()
        return [body_checks.judge(self.drafts[path], around) for path in paths]


def _judge_headers(pages: _Pages, today: date, memory: Memory) -> tuple[Reading, list[Problem]]:
    """What reading every page gives, and what is wrong with headers besides."""
    tree, sources, drafts = pages.tree, pages.sources, pages.drafts
    everything = {*tree, THEMES_FILE}
    reading = read_sources(
        sources, today=today, paths=everything, known=pages.known.alone, memory=memory
    )
    others = [file for path, file in tree.items() if path not in drafts]
    glossary = sources.get(GLOSSARY_FILE)
    around = list(tree), others, pages.generated, glossary, reading.entries, today
    depends = memory.same("around headers", around)
    states = {path: (standing_for(sources[path]), depends) for path in reading.headers}
    before: dict[str, object] = memory.last("sound headers", {})
    sound = {path for path, state in states.items() if before.get(path) == state}
    found = _check_headers(reading, drafts, today, pages.around(), sound)
    for problem in found:
        states.pop(problem.path, None)
    memory.leave("sound headers", states)
    return reading, found


def _check_addresses(tree: Tree, reading: Reading) -> list[Problem]:
    """What is wrong with former addresses, among those of all pages."""
    pages = {address_of(path) for path in (*tree, *ADDED) if path.endswith(".md")}
    pages |= {booklet.address for booklet in booklets_of(reading.catalogue)}
    themes = reading.catalogue.themes
    return list(taken_addresses(reading.entries, reading.headers, themes.values(), pages))


def _check_settings(tree: Tree, config: str) -> list[Problem]:
    """What is wrong in mkdocs.yml, which may name any page."""
    unreadable = list(check_readable(config))
    return [
        *(unreadable or check_menu(tree, config)),
        *check_shapes(config),
        *check_publisher_texts(config),
        *check_contacts(config),
        *check_review_months(config),
    ]


def _read_texts(
    tree: Tree, known: Mapping[str, str], problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    """The text of each page, and of what editors keep beside them, with its path under docs/.

    Args:
        known: the texts that need no reading.
        problems: what is wrong with the others is added to it.
    """
    for path, file in tree.items():
        if path in known:
            yield path, known[path]
        elif not file.trouble and (path.endswith(".md") or path in DATA_FILES):
            text, found = read_text(path, file)
            problems += found
            if text is not None:
                yield path, text


def _draft(path: str, text: str, known: Alone | None) -> Draft | None:
    """A page's body, without a first heading that is its title; None without a header before it."""
    if known:
        body, line = known.front_matter.body, known.front_matter.body_line
    elif path.endswith(".md") and (found := body_of(text)):
        body, line = found
    else:
        return None
    if begins_with_heading(body):
        page = known.front_matter if known else read_front_matter(text, path)[0]
        body = without_title(body, page.header.values.get("title"))
    return Draft(path, MarkdownText(body, line))


def _check_headers(
    reading: Reading,
    drafts: Mapping[str, Draft],
    today: date,
    around: Surroundings,
    sound: Set[str],
) -> list[Problem]:
    """What is wrong with headers, but for those that are known to have nothing."""
    if reading.headers.keys() <= sound:
        return []
    # Here, as the checks of bodies.
    from journal.gate import header_checks

    return list(header_checks.check(reading, drafts, today, around, sound))


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
