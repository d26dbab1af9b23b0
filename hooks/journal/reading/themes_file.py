"""`docs/themes.yml`, read and typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journal.entries.themes import Theme, ThemeEntry
from journal.headers.base_model import validate
from journal.headers.placeholders import left_to_write, without_marked
from journal.headers.plain_texts import check_texts
from journal.headers.value_types import at_most, is_slug, meant_slug
from journal.headers.yaml_text import YamlText, read_yaml
from journal.language.french import folded
from journal.pictures import pictograms
from journal.problems.guesses import Guesses
from journal.problems.problem import Explanation, Problem, Severity
from journal.reading.tree import THEMES_FILE

EXPLANATIONS = {
    "pictogramme-inconnu": Explanation(
        "Aucune icône de Material n'a le nom donné à un thème.",
        "En choisir une, et l'écrire comme material/recycle-variant ; ou retirer la ligne.",
    ),
}

# Names compared: four mistaken ones among some fourteen thousand take a second.
_LOOK_UPS = 60_000
# Where icons are looked for by what they show.
_ICONS = "https://squidfunk.github.io/mkdocs-material/reference/icons-emojis/"


def read_themes(text: str) -> tuple[dict[str, Theme], list[Problem]]:
    """Read `themes.yml`: slug -> nom, description, optional rest; in the file's order."""
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
            themes[slug] = Theme(
                slug, entry.name, entry.description, entry.aliases, line, entry.pictogram
            )
    problems += _same_names(themes.values(), document)
    return themes, [*problems, *_unknown_pictograms(themes.values(), document)]


def _same_names(themes: Iterable[Theme], document: YamlText) -> Iterator[Problem]:
    """A name that two themes have: nobody could tell them apart in a list."""
    first: dict[str, Theme] = {}
    for theme in themes:
        if (other := first.setdefault(folded(theme.name), theme)) is not theme:
            yield document.problem(
                (theme.slug, "nom"),
                "element-en-double",
                f"« {theme.name} » est déjà le nom du thème « {other.slug} », ligne {other.line}.",
                "Donnez-lui un nom qui l'en distingue, ou ne gardez que l'un des deux.",
                severity=Severity.WARNING,
            )


def _no_slug(slug: str, document: YamlText) -> Problem:
    """A theme under a name that cannot be an address; `index` is that of the list of themes."""
    meant = meant_slug(slug) if slug != "index" else ""
    return document.problem(
        (slug,),
        "identifiant-invalide",
        "« index » est déjà le nom de la liste des thèmes."
        if slug == "index"
        else f"« {slug} » n'est pas un identifiant de thème : minuscules sans accent, chiffres et "
        f"tirets seulement{at_most(slug)}.",
        f"Écrivez{'' if meant else ' par exemple'} : {meant or 'marches-publics'}:",
    )


def _unknown_pictograms(themes: Iterable[Theme], document: YamlText) -> Iterator[Problem]:
    """Pictograms that no icon is, with the names of the nearest."""
    unknown = [theme for theme in themes if not pictograms.is_known(theme.pictogram)]
    known = pictograms.names() if unknown else ()
    guesses = Guesses(budget=_LOOK_UPS)
    for theme in unknown:
        meant = pictograms.meant(theme.pictogram)
        near = [meant] if meant in known else guesses.nearest(theme.pictogram, known, limit=3)
        yield document.problem(
            (theme.slug, "pictogramme"),
            "pictogramme-inconnu",
            f"Aucune icône ne s'appelle « {theme.pictogram} ».",
            (f"Vouliez-vous dire : {' ou '.join(near)} ? " if near else "")
            + f"Les icônes se cherchent, en anglais, sur {_ICONS}",
        )
