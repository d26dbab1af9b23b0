"""A visit, announced or written up: where it was held, when, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Self
from urllib.parse import unquote

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator

from journal.entries.entry import Description, Entry, Origin, Title
from journal.entries.kinds import PRESENTED, Kind, Names
from journal.headers.base_model import Model
from journal.headers.coordinates import Position
from journal.headers.refused_values import refusal
from journal.headers.value_types import (
    Address,
    Contact,
    Day,
    Days,
    Slugs,
    SlugText,
    Text,
    VisitDay,
    VisitDays,
)
from journal.language.dates import PartialDate


class Change(NamedTuple):
    """What was published of a visit once it was announced.

    Attributes:
        day: on which it was.
        rank: which of its moves, or of its cancellations, from 0.
        cancels: whether it is cancelled; else it is given another day, which brings it back.
    """

    day: date
    rank: int
    cancels: bool = False


class Words(Model):
    """What is said of an announced visit, that a later state may say otherwise: a story brings a
    title of its own, another day other hours.
    """

    title: Title
    description: Description
    organisation: Text = Field(alias="structure")
    place: Text | None = Field(default=None, alias="lieu")
    hours: Text | None = Field(default=None, alias="horaire")
    venue: Text | None = Field(default=None, alias="adresse")
    registration: Contact | None = Field(default=None, alias="inscription")
    image: Text | None = None
    image_alt: Text | None = None
    authors: tuple[Text, ...] = Field(default=(), alias="auteurs")
    tags: Slugs = ()


class Visit(Entry):
    """A learning visit, announced or written up.

    Attributes:
        held_on: day of the visit, or its days, as far as they are known.
        moved_from: the days on which it was to be held before, the first one first; one a move.
            That of a move which only makes a month precise is that month.
        moved_on: for each of them, the day on which the next one was published.
        cancelled_on: the days on which it was said to be cancelled, the first one first; more than
            one where another day had brought it back in between.
        written_on: day the write-up replaced the announcement, or None.
        organisation: the organisation visited or presented.
        website: address of the organisation's own site, or None when it is not known.
        place: the commune, or None when it is not known.
        presented_during: slug of the visit during which this was presented, when the group did not
            come here itself.
        hours, venue, registration: for a visit still to come.
        coordinates: where it was held; None when it is not known.
    """

    kind = Kind.VISIT

    _heard: bool = PrivateAttr(default=False)
    _sent: Mapping[str, Words] = PrivateAttr(default_factory=dict)

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
        description="Visite annoncée puis reportée : le jour où elle devait avoir lieu, ou le mois"
        " annoncé, quand le jour est fixé ; une liste si elle l'a été plusieurs fois. Demande"
        " « reportee_le ».",
        examples=["2026-11-26", "2026-11", ["2026-11-26", "2026-12-03"]],
    )
    moved_on: Days = Field(
        default=(),
        alias="reportee_le",
        min_length=1,
        description="Le jour où le nouveau jour a paru ici : AAAA-MM-JJ ; une liste si la visite a"
        " été reportée plusieurs fois. Demande « reportee_du ».",
        examples=["2026-11-20", ["2026-11-20", "2026-11-30"]],
    )
    cancelled_on: Days = Field(
        default=(),
        alias="annulee",
        min_length=1,
        description="Visite annoncée puis annulée : le jour où l'annulation a paru ici ; une liste"
        " si, reportée ensuite, elle a été annulée de nouveau.",
        examples=["2026-11-22", ["2026-11-22", "2026-12-04"]],
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
    website: Address | None = Field(
        default=None,
        alias="site",
        description="Adresse du site de la structure : sa page ici y mène.",
        examples=["https://example.org/"],
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
    coordinates: Position | None = Field(
        default=None,
        alias="coordonnees",
        description="Lieu de la visite, pour la carte : latitude, longitude, en degrés, comme on"
        " les copie d'une carte en ligne.",
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
    def words(self) -> Words:
        """What its header says of it now."""
        return Words.model_construct(**{name: getattr(self, name) for name in Words.model_fields})

    def remembering(self, sent: Mapping[str, Words]) -> Self:
        """The same visit, with the words in which its earlier states were sent, by what ends the
        identifier of each.
        """
        copy = self.model_copy()
        copy._sent = sent
        return copy

    def as_sent(self, fragment: str) -> Self:
        """The visit as one of its states said it; as its header does, where nothing is known."""
        words = self._sent.get(fragment)
        return self.model_copy(update=dict(words)) if words else self

    @property
    def called(self) -> Names:
        """What was presented elsewhere is no visit."""
        return PRESENTED if self.presented_during else self.kind.called

    @property
    def seen(self) -> bool:
        """Whether its own group went there and tells what it saw; else all is known by hearsay."""
        return not (self.presented_during or self._heard)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was published of it between its announcement and its story, in that order."""
        moves = [Change(day, rank) for rank, day in enumerate(self.moved_on)]
        found: list[Change] = []
        for rank, day in enumerate(self.cancelled_on):
            while moves and moves[0].day <= day:
                found.append(moves.pop(0))
            found.append(Change(day, rank, cancels=True))
        return (*found, *moves)

    @property
    def cancelled(self) -> bool:
        """Whether it will not be held, or was not: nothing was said of another day since."""
        return bool(self.cancelled_on) and self.changes[-1].cancels

    @property
    def days(self) -> tuple[PartialDate, ...]:
        """Every day on which it was to be held, the first one announced first."""
        return (*self.moved_from, self.held_on)

    @property
    def instead_of(self) -> PartialDate | None:
        """The day on which it was to be held before; None where that was only made precise."""
        for former in reversed(self.moved_from):
            if not self.held_on.makes_precise(former):
                return former if former != self.held_on else None
        return None

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
    def awaits_story(self) -> bool:
        """Whether it was told before it was held, and not since. A page that appeared on the very
        day may well tell it.
        """
        first_day = self.days[0].first_day
        is_announced = first_day is not None and self.published_on < first_day
        return is_announced and not (self.cancelled or self.written_on or self.presented_during)

    @property
    def in_calendars(self) -> bool:
        """Whether calendars have it: a visit told before it was held, whatever became of it."""
        return self.announced and not self.presented_during

    @property
    def registration_contact(self) -> str:
        """Whom one writes to or calls to take part, as readers see it; empty for a web page."""
        scheme, _, contact = (self.registration or "").partition(":")
        return unquote(contact.partition("?")[0]) if scheme in ("mailto", "tel") else ""

    @property
    def checked_on(self) -> date:
        """Last day on which its facts were known to be right: that of its story, not of its
        announcement.
        """
        return self.reviewed_on or self.written_on or self.published_on

    def is_ahead(self, today: date) -> bool:
        """Whether the visit may still be ahead; an unknown year never is, nor what is told."""
        last_day = self.held_on.last_day
        return not self.written_on and last_day is not None and last_day >= today
