"""The navigation of mkdocs.yml: every page it names is there, every page there is has its place.

MkDocs says as much, in English, once the gate has let everything through.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from journal.entries.kinds import FOLDERS
from journal.headers.yaml_text import Location, Value, YamlText, read_yaml
from journal.problems.problem import Explanation, Problem
from journal.reading.tree import CONFIG_PATH, Tree

EXPLANATIONS = {
    "page-hors-menu": Explanation(
        "La page n'est dans aucun menu, et n'est ni une visite, ni un conseil, ni un guide.",
        "La déplacer, ou demander à qui s'occupe du site de l'ajouter.",
    ),
}

# Where pages are that no list names by itself.
_OF_THE_MENU = frozenset({".", "contribuer"})


def check_menu(tree: Tree, config: str) -> Iterator[Problem]:
    """Pages of the navigation that are missing, and pages that nothing announces.

    Args:
        tree: every file of docs/.
        config: the text of mkdocs.yml; empty when the navigation does not matter.
    """
    settings, _ = read_yaml(config, f"../{CONFIG_PATH}")
    named = dict(_pages(settings.values.get("nav", []), ("nav",)))
    if not named:
        return
    for path, location in named.items():
        if path not in tree:
            yield _missing(path, settings, location)
    hidden = str(settings.values.get("not_in_nav", "")).split()
    for path, file in tree.items():
        place = PurePosixPath(path)
        if (
            place.suffix == ".md"
            and not file.trouble
            and str(place.parent) in _OF_THE_MENU
            and path not in named
            and f"/{path}" not in hidden
        ):
            yield Problem(
                path,
                1,
                "page-hors-menu",
                "Aucun menu ne mène à cette page.",
                f"Déplacez-la dans {FOLDERS}. Pour une page d'un autre "
                "genre, demandez à qui s'occupe du site d'ajouter une ligne "
                f"« /{path} » sous « not_in_nav » dans {CONFIG_PATH}.",
            )


def _pages(value: Value, location: Location) -> Iterator[tuple[str, Location]]:
    """Each page of a navigation, with its place in mkdocs.yml."""
    if isinstance(value, str):
        if value.endswith(".md"):
            yield value, location
        return
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        yield from _pages(item, (*location, key))


def _missing(path: str, settings: YamlText, location: Location) -> Problem:
    return settings.problem(
        location,
        "fichier-manquant",
        f"Le menu mène à docs/{path}, qui n'existe pas.",
        "Remettez la page à sa place, ou retirez cette ligne du menu.",
    )
