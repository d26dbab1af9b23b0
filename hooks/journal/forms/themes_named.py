"""Themes as people name them: whole, by an acronym, or by a word of theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from journal.entries.kinds import Kind
from journal.headers.frontmatter import read_front_matter
from journal.language.french import folded, words_of
from journal.reading.decoding import read_text
from journal.reading.tree import Tree

_LINKS = frozenset(
    [
        "a",
        "au",
        "aux",
        "avec",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "par",
        "pour",
        "sa",
        "ses",
        "son",
        "sur",
    ]
)
# A shorter word says too little.
_SHORTEST = 4


def themes_named(typed: str, themes: Mapping[str, str]) -> list[str]:
    """The slugs of the themes that some words name; none when they may not be told from others.

    Args:
        typed: what was ticked, or written between two commas.
        themes: slug to name.
    """
    known = {folded(name): slug for slug, name in themes.items()} | {slug: slug for slug in themes}
    if slug := known.get(folded(typed).strip()) or _by_part(typed, themes):
        return [slug]
    parts = re.split(r" (?:et|ou|&) | ?/ ?", typed)
    found = [known.get(folded(part).strip()) or _by_part(part, themes) for part in parts]
    return [slug for slug in found if slug] if len(parts) > 1 and all(found) else []


def likely_themes(text: str, themes: Mapping[str, str], tree: Tree) -> list[str]:
    """The slugs of the themes of somebody who chose none: those that a text names, else the one of
    most pages; none where no page has any.
    """
    said = f" {words_of(text).strip()} "
    named = [slug for slug, name in themes.items() if f" {words_of(name).strip()} " in said]
    if named:
        return named
    counts: Counter[str] = Counter()
    for path, file in tree.items():
        if path.startswith(tuple(f"{kind}/" for kind in Kind)) and path.endswith(".md"):
            page = read_front_matter(read_text(path, file)[0] or "", path)[0]
            tags = page.header.values.get("tags")
            given = [str(tag) for tag in tags] if isinstance(tags, list) else []
            counts.update(slug for slug in given if slug in themes)
    return [slug for slug, _ in counts.most_common(1)]


def _by_part(typed: str, themes: Mapping[str, str]) -> str | None:
    """The only theme of which these are the initials, or some words."""
    said, initials = _words(typed), words_of(typed).strip()
    if not said:
        return None
    found = [
        slug
        for slug, name in themes.items()
        if (len(initials) > 1 and "".join(word[0] for word in _words(name)) == initials)
        or (said.keys() <= _words(name).keys() and max(map(len, said)) >= _SHORTEST)
    ]
    return found[0] if len(found) == 1 else None


def _words(text: str) -> dict[str, None]:
    """Its words that say something, in the singular, in order."""
    words = words_of(text).split()
    return dict.fromkeys(word.removesuffix("s") or word for word in words if word not in _LINKS)
