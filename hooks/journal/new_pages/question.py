"""What a question is, and a form: questions that are asked together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from journal.entries.kinds import Kind

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

    @property
    def need(self) -> str:
        """« nécessaire si la visite est à venir »; empty where nobody has to answer."""
        return f"nécessaire {self.needed_if}".rstrip() if self.is_required or self.needed_if else ""

    @property
    def mark(self) -> str:
        """What stands in brackets behind it: when it needs an answer, or has any; or nothing."""
        return self.need or self.only_if


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Questions that are asked together.

    Attributes:
        file: name of the form's file, without its end.
        name, description: how it is offered.
        title: how the title of what is sent begins.
        intro: what is said before the questions.
        questions: in the order in which they are asked.
        kind: what a page made from the answers is; None when they make no page of their own.
    """

    file: str
    name: str
    description: str
    title: str
    intro: str
    questions: tuple[Question, ...]
    kind: Kind | None = None

    @property
    def by_id(self) -> Mapping[str, Question]:
        """Its questions by the names of their fields."""
        return {question.id: question for question in self.questions}

    @property
    def in_a_mail(self) -> tuple[Question, ...]:
        """Its questions, those that need an answer first; but the one that a picture alone answers,
        which is joined to a mail.
        """
        asked = (q for q in self.questions if not (q.id in PICTURED and q.is_required))
        return tuple(sorted(asked, key=lambda question: not question.need))

    @property
    def fewest_answers(self) -> int:
        """How many answers make a page: of those that are needed at times, one is."""
        required = sum(question.is_required for question in self.questions)
        return required + any(question.needed_if for question in self.questions)

    @property
    def is_pictured(self) -> bool:
        """Whether pictures are asked for."""
        return any(question.id in PICTURED for question in self.questions)
