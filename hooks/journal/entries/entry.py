"""What entries of every kind share; typed and immutable, as those of each kind are."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, ClassVar, NamedTuple

from pydantic import Field, PrivateAttr, StringConstraints

from journal.entries.kinds import Kind, Names
from journal.entries.page import Source
from journal.headers.base_model import Model
from journal.headers.value_types import (
    Day,
    Months,
    People,
    Slugs,
    SlugText,
    Spaced,
    Text,
)

# In characters.
TITLE_LENGTH = (10, 110)
DESCRIPTION_LENGTH = (50, 200)
MOST_TAGS = 5


def _text(length: tuple[int, int]) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=length[0], max_length=length[1])


def in_characters(length: tuple[int, int]) -> str:
    """« de 10 à 110 caractères »."""
    return f"de {length[0]} à {length[1]} caractères"


Title = Annotated[str, _text(TITLE_LENGTH), Spaced]
Description = Annotated[str, _text(DESCRIPTION_LENGTH), Spaced]


class Origin(NamedTuple):
    """What is no key of a header, and that its values need (pydantic's validation context).

    Attributes:
        slug: the file's name without its extension.
        today: the day for which the site is built.
        heard: whether the page is headed as what was said, not as what was seen.
    """

    slug: str
    today: date
    heard: bool = False


class Entry(Model):
    """What entries of every kind share.

    Attributes:
        title, description: plain text.
        published_on: day of first publication here; never the day of the visit.
        tags: slugs of themes.
        authors: names as people ask to be credited; none means the site itself.
        sources: what the entry relies on.
        reviewed_on: last day its facts were checked, or None.
        review_months: after how many months it asks for the next check, or None.
        image: path of a picture, relative to the page, or None.
        image_alt: what the picture shows; given whenever `image` is.
        permanent_id: last part of its permanent identifier; default: the slug.
        former_addresses: addresses, from the site's root, that lead here.
    """

    kind: ClassVar[Kind]

    _slug: str = PrivateAttr(default="")

    title: Title = Field(
        description=f"Titre, {in_characters(TITLE_LENGTH)} ; entre guillemets droits s'il contient"
        " « : ».",
        examples=["Nom de la structure : ce que nous y avons appris"],
    )
    description: Description = Field(
        description=f"Résumé {in_characters(DESCRIPTION_LENGTH)}, pour les listes, la recherche et"
        " la lettre.",
        examples=["En une ou deux phrases, qui le groupe est allé voir et ce que l'on y apprend."],
    )
    published_on: Day = Field(
        alias="date",
        description="Jour où la page paraît ici : AAAA-MM-JJ. Jamais le jour de la visite.",
        examples=["2026-11-22"],
    )
    tags: Slugs = Field(
        min_length=1,
        max_length=MOST_TAGS,
        description=f"De 1 à {MOST_TAGS} thèmes de docs/themes.yml, le plus important d'abord.",
        examples=[["insertion", "se-lancer"]],
    )
    authors: People = Field(
        default=(),
        alias="auteurs",
        description="Noms des personnes qui souhaitent être citées ; à défaut, le nom du site.",
        examples=[["Camille Exemple", "Dominique Exemple"]],
    )
    sources: tuple[Source, ...] = Field(
        default=(),
        description="Documents sur lesquels la page s'appuie.",
        examples=[
            [
                {
                    "titre": "Nom du site, titre de la page",
                    "url": "https://example.org/la-page-lue/",
                    "consulte_le": "2026-11-22",
                }
            ]
        ],
    )
    reviewed_on: Day | None = Field(
        default=None,
        alias="relu_le",
        description="Dernier jour où les faits ont été vérifiés : AAAA-MM-JJ.",
        examples=["2026-11-22"],
    )
    review_months: Months | None = Field(
        default=None,
        alias="relire_apres",
        description="Nombre de mois après lesquels les faits sont à vérifier de nouveau, si c'est"
        " plus tôt que pour les autres pages.",
        examples=[6],
    )
    image: Text | None = Field(
        default=None,
        description="Image de la page : son chemin depuis la page. Demande « image_alt ».",
        examples=["../images/atelier.jpg"],
    )
    image_alt: Text | None = Field(
        default=None,
        description="Ce que montre l'image, pour qui ne la voit pas. Demande « image ».",
        examples=["Deux personnes assemblent un abri à vélos dans un atelier."],
    )
    permanent_id: SlugText | None = Field(
        default=None,
        alias="id",
        description="Identifiant permanent : l'ancien nom du fichier, si le fichier est renommé.",
        examples=["nom-de-la-structure"],
    )
    former_addresses: tuple[Text, ...] = Field(
        default=(),
        alias="anciennes_adresses",
        description="Adresses qui mènent désormais à cette page, depuis la racine du site.",
        examples=[["visites/ancien-nom/"]],
    )

    def model_post_init(self, context: object) -> None:
        """Take the slug, which is no key of the header, from where the header comes."""
        self._slug = context.slug if isinstance(context, Origin) else ""

    def __repr__(self) -> str:
        """Everything that it says, its slug too; written once."""
        return self._written

    @cached_property
    def _written(self) -> str:
        return f"{self.path} {super().__repr__()}"

    @property
    def called(self) -> Names:
        """What people call it; a kind may hold pages of two sorts."""
        return self.kind.called

    @cached_property
    def slug(self) -> str:
        """The file's name without its extension; kept, since pydantic is slow to find it."""
        return self._slug

    @property
    def path(self) -> str:
        """Path of its Markdown file under docs/."""
        return f"{self.kind.value}/{self.slug}.md"

    @property
    def address(self) -> str:
        """Address of its page, from the site's root."""
        return f"{self.kind.value}/{self.slug}/"

    @property
    def permanent_name(self) -> str:
        """Last part of its permanent identifier: its first slug, which `id` keeps."""
        return self.permanent_id or self.slug

    @property
    def checked_on(self) -> date:
        """Last day on which its facts were known to be right."""
        return self.updated_on

    @property
    def updated_on(self) -> date:
        """Day of the last revision that readers should know of."""
        return self.reviewed_on or self.published_on

    def identifier(self, authority: str) -> str:
        """Permanent identifier: the same after a rename, a retitle and a move of the site.

        Args:
            authority: the site's fixed authority, `name,date` (RFC 4151, section 2.1).
        """
        return f"tag:{authority}:{self.kind.value}/{self.permanent_name}"
