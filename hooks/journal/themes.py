"""The themes under which entries are filed: `docs/themes.yml`, read and typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import Field

from journal.french import slugified
from journal.headers.leftovers import marks, without_marked
from journal.headers.values import SLUG, Model, SlugText, Text, validate
from journal.headers.yaml_text import read_yaml
from journal.problems.problem import Problem

THEMES_PATH = "docs/themes.yml"


class ThemeEntry(Model):
    """One entry of `themes.yml`, under its slug."""

    name: Text = Field(
        alias="nom", description="Nom que l'on lit sur le site.", examples=["Marchés publics"]
    )
    description: Text = Field(
        description="Une phrase, affichée en tête de la page du thème.",
        examples=["Collecter, trier, contrôler, nettoyer et vendre des objets qui ont déjà servi."],
    )
    aliases: tuple[SlugText, ...] = Field(
        default=(),
        alias="alias",
        description="Anciens identifiants du thème, dont les adresses mènent ici.",
        examples=[["commande-publique"]],
    )


@dataclass(frozen=True)
class Theme:
    """A subject that entries share.

    Attributes:
        slug: its identifier in addresses and in `tags`.
        name: what readers see.
        description: one sentence.
        aliases: former slugs, whose addresses redirect to this theme.
        line: line of `docs/themes.yml` on which it stands.
    """

    slug: str
    name: str
    description: str
    aliases: tuple[str, ...] = ()
    line: int = 1

    @property
    def address(self) -> str:
        """Address of its page, from the site's root."""
        return f"themes/{self.slug}/"


def read_themes(text: str) -> tuple[dict[str, Theme], list[Problem]]:
    """Read `themes.yml`: slug -> nom, description, optional alias; in the file's order."""
    document, problems = read_yaml(text, THEMES_PATH)
    themes = {}
    for slug, values in document.values.items():
        entry, found = validate(ThemeEntry, values, document, THEMES_PATH, within=(slug,))
        left_over = list(marks(ThemeEntry, document, THEMES_PATH, within=(slug,)))
        problems += left_over + without_marked(found, left_over)
        line, column = document.position((slug,))
        if not re.fullmatch(SLUG, slug) or slug == "index":
            problems.append(_no_slug(slug, line, column))
        elif entry:
            themes[slug] = Theme(slug, entry.name, entry.description, entry.aliases, line)
    return themes, problems


def _no_slug(slug: str, line: int, column: int) -> Problem:
    """A theme under a name that cannot be an address; `index` is that of the list of themes."""
    meant = slugified(slug) if slug != "index" else ""
    return Problem(
        THEMES_PATH,
        line,
        "identifiant-invalide",
        "« index » est déjà le nom de la liste des thèmes."
        if slug == "index"
        else f"« {slug} » n'est pas un identifiant de thème : minuscules sans accent, chiffres et "
        "tirets seulement.",
        f"Écrivez{'' if meant else ' par exemple'} : {meant or 'marches-publics'}:",
        key=slug,
        column=column,
    )
