"""What a page of the journal is: a visit, a tip, or a plain page; typed and immutable."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cached_property
from typing import Annotated, ClassVar, NamedTuple
from urllib.parse import unquote

from pydantic import Field, PrivateAttr, StringConstraints, ValidationInfo, field_validator

from journal.entries.kinds import PRESENTED, Kind, Names
from journal.entries.pages import LinkedSource, Source
from journal.headers.values import (
    Contact,
    Day,
    Days,
    Model,
    Slugs,
    SlugText,
    Text,
    VisitDay,
    VisitDays,
    refusal,
)
from journal.language.dates import PartialDate

# In characters.
TITLE_LENGTH = (10, 110)
DESCRIPTION_LENGTH = (50, 200)
MOST_TAGS = 5


def _text(length: tuple[int, int]) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=length[0], max_length=length[1])


def in_characters(length: tuple[int, int]) -> str:
    """« de 10 à 110 caractères »."""
    return f"de {length[0]} à {length[1]} caractères"


Title = Annotated[str, _text(TITLE_LENGTH)]
Description = Annotated[str, _text(DESCRIPTION_LENGTH)]


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
    authors: tuple[Text, ...] = Field(
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
    def updated_on(self) -> date:
        """Day of the last revision that readers should know of."""
        return self.reviewed_on or self.published_on

    def identifier(self, authority: str) -> str:
        """Permanent identifier: the same after a rename, a retitle and a move of the site.

        Args:
            authority: the site's fixed authority, `name,date` (RFC 4151, section 2.1).
        """
        return f"tag:{authority}:{self.kind.value}/{self.permanent_id or self.slug}"


class Visit(Entry):
    """A learning visit, announced or written up.

    Attributes:
        held_on: day of the visit, or its days, as far as they are known.
        moved_from: the days on which it was to be held before, the first one first; one a move.
        moved_on: for each of them, the day on which the next one was published.
        cancelled_on: day on which its cancellation was published, or None.
        written_on: day the write-up replaced the announcement, or None.
        organisation: the organisation visited or presented.
        place: the commune, or None when it is not known.
        presented_during: slug of the visit during which this was presented, when the group did not
            come here itself.
        hours, venue, registration: for a visit still to come.
        coordinates: latitude and longitude, as typed.
    """

    kind = Kind.VISIT

    _heard: bool = PrivateAttr(default=False)

    held_on: VisitDay = Field(
        alias="visite_le",
        description="Jour de la visite : 2026-03-14 ; 2026-03 ou 2026 si le jour ou le mois n'est"
        " pas connu ; XXXX-01-25 si l'année ne l'est pas ; 2026-03-14/2026-03-16 pour plusieurs"
        " jours.",
        examples=["2026-03-14", "2026-03", "XXXX-01-25", "2026-03-14/2026-03-16"],
    )
    moved_from: VisitDays = Field(
        default=(),
        alias="reportee_du",
        min_length=1,
        description="Visite annoncée puis reportée : le jour où elle devait avoir lieu ; une liste"
        " si elle l'a été plusieurs fois. Demande « reportee_le ».",
        examples=["2026-11-26", ["2026-11-26", "2026-12-03"]],
    )
    moved_on: Days = Field(
        default=(),
        alias="reportee_le",
        min_length=1,
        description="Le jour où le nouveau jour a paru ici : AAAA-MM-JJ ; une liste si la visite a"
        " été reportée plusieurs fois. Demande « reportee_du ».",
        examples=["2026-11-20", ["2026-11-20", "2026-11-30"]],
    )
    cancelled_on: Day | None = Field(
        default=None,
        alias="annulee",
        description="Visite annoncée puis annulée : le jour où l'annulation a paru ici.",
        examples=["2026-11-22"],
    )
    written_on: Day | None = Field(
        default=None,
        alias="ecrit_le",
        description="Visite d'abord annoncée : jour où son récit a remplacé l'annonce.",
        examples=["2026-11-22"],
    )
    organisation: Text = Field(
        alias="structure",
        description="Nom de la structure visitée.",
        examples=["Nom de la structure"],
    )
    place: Text | None = Field(
        default=None,
        alias="lieu",
        description="Commune ; obligatoire pour une visite annoncée, rien si on ne la connaît pas.",
        examples=["Nantes"],
    )
    presented_during: SlugText | None = Field(
        default=None,
        alias="lors_de",
        description="Structure présentée pendant la visite d'une autre : nom du fichier de cette"
        " autre visite, sans « .md ».",
        examples=["atao"],
    )
    hours: Text | None = Field(
        default=None,
        alias="horaire",
        description="Visite à venir : heures de début et de fin.",
        examples=["14:00-17:00"],
    )
    venue: Text | None = Field(
        default=None,
        alias="adresse",
        description="Visite à venir : adresse du rendez-vous.",
        examples=["8 rue de l'Exemple, 44000 Nantes"],
    )
    registration: Contact | None = Field(
        default=None,
        alias="inscription",
        description="Visite à venir : adresse de la page d'inscription, ou mailto: et un courriel.",
        examples=["https://example.org/inscription/"],
    )
    coordinates: Text | None = Field(
        default=None,
        alias="coordonnees",
        description="Latitude, longitude, en degrés.",
        examples=["47.2065, -1.5645"],
    )

    @field_validator("cancelled_on", mode="before")
    @classmethod
    def _day_rather_than_yes(cls, value: object, info: ValidationInfo) -> object:
        """Subscribers are told of a cancellation as of its day: « oui » says nothing of it."""
        typed = value.strip().lower() if isinstance(value, str) else ""
        if typed in {"oui", "non", "yes", "no", "true", "false"}:
            if typed in {"non", "no", "false"}:
                hint = "Retirez la ligne : une visite est maintenue tant qu'elle n'est pas là."
            elif isinstance(info.context, Origin):
                hint = f"Écrivez : {info.context.today.isoformat()}"
            else:
                hint = "Écrivez l'année, le mois, le jour, comme 2026-03-14."
            message = "« annulee » attend le jour où l'annulation paraît ici, et non « {value} »."
            raise refusal("date-invalide", message, hint, typed)
        return value

    def model_post_init(self, context: object) -> None:
        """Take besides what the headings say of how the visit is known."""
        super().model_post_init(context)
        self._heard = isinstance(context, Origin) and context.heard

    @property
    def called(self) -> Names:
        """What was presented elsewhere is no visit."""
        return PRESENTED if self.presented_during else self.kind.called

    @property
    def seen(self) -> bool:
        """Whether its own group went there and tells what it saw; else all is known by hearsay."""
        return not (self.presented_during or self._heard)

    @property
    def cancelled(self) -> bool:
        """Whether it will not be held, or was not."""
        return self.cancelled_on is not None

    @property
    def days(self) -> tuple[PartialDate, ...]:
        """Every day on which it was to be held, the first one announced first."""
        return (*self.moved_from, self.held_on)

    @property
    def announced(self) -> bool:
        """Whether it was told before it was held: first published on or before the last day that
        was first meant, unless `ecrit_le` says that it was written up that very day.
        """
        last_day = self.days[0].last_day
        return (
            self.written_on != self.published_on
            and last_day is not None
            and self.published_on <= last_day
        )

    @property
    def in_calendars(self) -> bool:
        """Whether calendars have it: a visit told before it was held, whatever became of it."""
        return self.announced and not self.presented_during

    @property
    def registration_contact(self) -> str:
        """Whom one writes to or calls to take part, as readers see it; empty for a web page."""
        scheme, _, contact = (self.registration or "").partition(":")
        return unquote(contact.partition("?")[0]) if scheme in ("mailto", "tel") else ""

    def is_ahead(self, today: date) -> bool:
        """Whether the visit may still be ahead; an unknown year never is, nor what is told."""
        last_day = self.held_on.last_day
        return not self.written_on and last_day is not None and last_day >= today


class Tip(Entry):
    """A piece of practical advice learned on a visit.

    Attributes:
        visit: slug of that visit.
        rank: place among the tips of that visit, from 1, or None.
    """

    kind = Kind.TIP

    visit: SlugText = Field(
        alias="visite",
        description="Visite d'où vient le conseil : nom de son fichier, sans « .md ».",
        examples=["atao"],
    )
    rank: int | None = Field(
        default=None,
        alias="ordre",
        ge=1,
        description="Rang parmi les conseils de cette visite, à partir de 1.",
        examples=[1],
    )


class Guide(Entry):
    """What visits, tips and the law say of one subject, in the order in which one needs it.

    It gathers what is written elsewhere: it says where, and when that was last checked.

    Attributes:
        sources: at least one, each with its address.
        reviewed_on: last day its facts were checked.
    """

    kind = Kind.GUIDE

    sources: tuple[LinkedSource, ...] = Field(
        min_length=1,
        description="Documents sur lesquels le guide s'appuie, chacun avec son adresse.",
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
    reviewed_on: Day = Field(
        alias="relu_le",
        description="Dernier jour où les faits ont été vérifiés : AAAA-MM-JJ.",
        examples=["2026-11-22"],
    )


# Whatever the site publishes: `make lint` names each place that must tell a new kind from others.
AnyEntry = Visit | Tip | Guide

MODELS: dict[str, type[AnyEntry]] = {model.kind.value: model for model in (Visit, Tip, Guide)}


def _required(model: type[Entry]) -> set[str]:
    """The keys that a header of that kind must have."""
    fields = model.model_fields.items()
    return {field.alias or name for name, field in fields if field.is_required()}


def kind_meant(keys: Collection[str]) -> Kind | None:
    """The kind of entry whose header has these keys, by those that only this kind must have."""
    everywhere = _required(Entry)
    if "tags" not in keys:
        return None
    own = ((model.kind, _required(model) - everywhere) for model in MODELS.values())
    return next((kind for kind, needed in own if not needed.isdisjoint(keys)), None)


def model_of(path: str) -> type[AnyEntry] | None:
    """The kind of entry that a path under docs/ holds; None for list pages and all others."""
    folder, _, name = path.rpartition("/")
    if not name.endswith(".md") or name in ("index.md", ".md"):
        return None
    return MODELS.get(folder)
