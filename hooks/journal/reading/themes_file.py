"""`docs/themes.yml`, read and typed."""

from __future__ import annotations

from journal.entries.themes import Theme, ThemeEntry
from journal.headers.leftovers import left_to_write, without_marked
from journal.headers.plain_texts import check_texts
from journal.headers.values import is_slug, validate
from journal.headers.yaml_text import YamlText, read_yaml
from journal.language.french import slugified
from journal.problems.problem import Problem
from journal.reading.tree import THEMES_FILE


def read_themes(text: str) -> tuple[dict[str, Theme], list[Problem]]:
    """Read `themes.yml`: slug -> nom, description, optional alias; in the file's order."""
    document, problems = read_yaml(text, THEMES_FILE)
    problems += check_texts(document, ThemeEntry)
    themes = {}
    for slug in document.values:
        entry, found = validate(ThemeEntry, document, within=(slug,))
        left_over = list(left_to_write(ThemeEntry, document, within=(slug,)))
        problems += left_over + without_marked(found, left_over)
        if not is_slug(slug) or slug == "index":
            problems.append(_no_slug(slug, document))
        elif entry:
            line, _ = document.position((slug,))
            themes[slug] = Theme(slug, entry.name, entry.description, entry.aliases, line)
    return themes, problems


def _no_slug(slug: str, document: YamlText) -> Problem:
    """A theme under a name that cannot be an address; `index` is that of the list of themes."""
    meant = slugified(slug) if slug != "index" else ""
    return document.problem(
        (slug,),
        "identifiant-invalide",
        "« index » est déjà le nom de la liste des thèmes."
        if slug == "index"
        else f"« {slug} » n'est pas un identifiant de thème : minuscules sans accent, chiffres et "
        "tirets seulement.",
        f"Écrivez{'' if meant else ' par exemple'} : {meant or 'marches-publics'}:",
    )
