"""What is said of an answer, to whoever wrote it, in words of the question."""

from __future__ import annotations

from dataclasses import dataclass

from journal.new_pages.question import Question
from journal.problems.problem import Severity


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is wrong with an answer, or that must be known of it.

    Attributes:
        question: the question's label; empty when it is about the whole.
        message: what is wrong, in French; a sentence that begins without a capital after a label.
        hint: what to write instead, or nothing.
        severity: with an error there is no page; a warning is only said.
    """

    question: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


# What was typed is repeated, and may be as long as a page; in characters.
_LONGEST = 400


def remark(
    question: Question | None, message: str, hint: str = "", severity: Severity = Severity.ERROR
) -> Remark:
    """A remark about the answer to a question, or about everything that was sent."""
    label = question.label if question else ""
    return Remark(label, _shortened(message), _shortened(hint), severity)


def _shortened(text: str) -> str:
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]}[…]{text[-half:]}"
