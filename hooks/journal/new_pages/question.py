"""What a question is, and a form: questions that are asked together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from journal.entries.kinds import Kind
from journal.new_pages.former_orders import FORMER_ORDERS

# Questions answered with pictures, which are joined to a mail.
PICTURED = frozenset({"photo", "photos"})


class Field(StrEnum):
    """How a question is answered; the value is the type of a GitHub form's element.

    Source: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
    """

    LINE = "input"
    TEXT = "textarea"
    BOXES = "checkboxes"
    MENU = "dropdown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that is asked.

    Attributes:
        id: name of the field, from which an address can fill it in.
        label: the question, in people's words; a mail's line holds it.
        help: what else there is to know, in a sentence or two; or nothing.
        field: how it is answered.
        is_required: whether a form cannot be sent without an answer.
        needed_if: when a page cannot be made without one, « si la visite est à venir »; empty where
            that is always, or never.
        only_if: when there is anything to answer; empty where there always may be.
        key: the key of the header that it fills in, or nothing.
        section: the heading of the page under which the answer stands, or nothing.
        options: what can be ticked; none when they come from docs/.
        formerly: its label in mails that left before that changed.
    """

    id: str
    label: str
    help: str = ""
    field: Field = Field.TEXT
    is_required: bool = False
    needed_if: str = ""
    only_if: str = ""
    key: str = ""
    section: str = ""
    options: tuple[str, ...] = ()
    formerly: str = ""

    @property
    def mark(self) -> str:
        """When it needs an answer, or has any: « nécessaire si la visite est à venir »; nothing
        where that is always, or never.
        """
        return f"nécessaire {self.needed_if}" if self.needed_if else self.only_if

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label by which it is known."""
        return (self.label, self.formerly) if self.formerly else (self.label,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Questions that are asked together.

    Attributes:
        file: name of the form's file, without its end.
        name, description: how it is offered.
        title: how the title of what is sent begins.
        intro: what is said before the questions.
        questions: in the order in which they are asked.
        enough: how many of the first make a page.
        kind: what a page made from the answers is; None when they make no page of their own.
    """

    file: str
    name: str
    description: str
    title: str
    intro: str
    questions: tuple[Question, ...]
    enough: int
    kind: Kind | None = None

    @property
    def by_id(self) -> Mapping[str, Question]:
        """Its questions by the names of their fields."""
        return {question.id: question for question in self.questions}

    @property
    def in_a_mail(self) -> tuple[Question, ...]:
        """Its questions, but the one that a picture alone answers, which is joined to a mail."""
        return tuple(q for q in self.questions if not (q.id in PICTURED and q.is_required))

    @property
    def first(self) -> tuple[Question, ...]:
        """Those of a mail whose answers make a page."""
        return tuple(q for q in self.in_a_mail if q in self.questions[: self.enough])

    @property
    def how_many_first(self) -> str:
        """How many those are, in words: « cinq »."""
        return ("aucune", "une", "deux", "trois", "quatre", "cinq")[len(self.first)]

    @property
    def if_to_come(self) -> tuple[Question, ...]:
        """Those that a visit still to come alone has answers to."""
        return tuple(q for q in self.in_a_mail if q.only_if)

    @property
    def others(self) -> tuple[Question, ...]:
        """What may be told besides."""
        return tuple(q for q in self.in_a_mail if q not in self.first and not q.only_if)

    @property
    def orders(self) -> tuple[tuple[str, ...], ...]:
        """Every order in which its questions may come, by the names of their fields."""
        return (tuple(self.by_id), *FORMER_ORDERS.get(self.file, ()))

    @property
    def is_pictured(self) -> bool:
        """Whether pictures are asked for."""
        return any(question.id in PICTURED for question in self.questions)
