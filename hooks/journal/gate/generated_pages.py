"""The pages that the build adds, which links may lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from journal.entries.any_entry import model_of
from journal.entries.booklets import paths_of_booklets
from journal.entries.organisations import ORGANISATIONS, organisation_slug
from journal.entries.reserved_paths import ADDED
from journal.entries.themes import Theme
from journal.entries.tip import Tip
from journal.entries.visit import Visit
from journal.headers.yaml_text import read_yaml
from journal.reading.single_page import Alone

_THEME = re.compile(r"\bthemes/[a-z0-9-]+\.md\b")
# One key, on as many lines as its value takes.
_ORGANISATION = re.compile(r"^structure:.*(?:\n[ \t]+\S.*)*", re.MULTILINE)


def generated_pages(
    sources: Mapping[str, str], themes: Mapping[str, Theme], known: Mapping[str, Alone]
) -> Iterator[str]:
    """Paths under docs/ of the pages that the build adds.

    Args:
        sources: path under docs/ to text.
        themes: all themes, by slug.
        known: path under docs/ to what is known of a page.
    """
    yield from ADDED
    yield from (f"themes/{slug}.md" for slug in themes)
    for path, text in sources.items():
        if model_of(path) is Visit and (name := _organisation(path, text, known.get(path))):
            yield f"{ORGANISATIONS}/{organisation_slug(name)}.md"
    tips = [text for path, text in sources.items() if model_of(path) is Tip]
    yield from paths_of_booklets(themes.values(), tips)


def named_themes(sources: Mapping[str, str]) -> Iterator[str]:
    """Paths under docs/ of the themes to which pages link, whatever the list of themes says."""
    for path, text in sources.items():
        if path.endswith(".md"):
            yield from (found[0] for found in _THEME.finditer(text))


def _organisation(path: str, text: str, known: Alone | None) -> str:
    """That of a visit, by one key: headers are read while links are seen to."""
    if known:
        name = known.front_matter.header.values.get("structure")
    else:
        line = _ORGANISATION.search(text)
        name = read_yaml(line[0], path)[0].values.get("structure") if line else None
    return name if isinstance(name, str) else ""
