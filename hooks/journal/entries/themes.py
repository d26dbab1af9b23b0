"""The themes under which entries are filed, as `docs/themes.yml` declares them."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from journal.headers.base_model import Model
from journal.headers.value_types import SlugText, Text


class ThemeEntry(Model):
    """One entry of `themes.yml`, under its slug."""

    name: Text = Field(
        alias="nom", description="Nom que l'on lit sur le site.", examples=["Marchés publics"]
    )
    description: Text = Field(
        description="Une phrase, affichée en tête de la page du thème.",
        examples=["Collecter, trier, contrôler, nettoyer et vendre des objets qui ont déjà servi."],
    )
    pictogram: Text = Field(
        default="",
        alias="pictogramme",
        description="Nom d'une icône de Material ; sans lui, le thème a une feuille de carnet.",
        examples=["material/recycle-variant"],
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
        pictogram: the name of its pictogram (`pictures.pictograms`); empty when it has none.
    """

    slug: str
    name: str
    description: str
    aliases: tuple[str, ...] = ()
    line: int = 1
    pictogram: str = ""

    @property
    def address(self) -> str:
        """Address of its page, from the site's root."""
        return f"themes/{self.slug}/"

    @property
    def former_addresses(self) -> tuple[str, ...]:
        """Addresses that its page once had, from the site's root."""
        return tuple(f"themes/{alias}/" for alias in self.aliases)
