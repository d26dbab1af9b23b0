"""What templates asked is asked again: an answer that changed is seen, and one that has gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from journal.pages.template_questions import Answers, Heard


@dataclass(frozen=True)
class Subject:
    path: str
    name: str


class Shelf:
    """As many subjects as there are names; what they are to each other."""

    def __init__(self, **names: str) -> None:
        self.subjects = {path: Subject(path, name) for path, name in names.items()}

    @property
    def every(self) -> list[Subject]:
        return list(self.subjects.values())

    def after(self, subject: Subject, *, besides: list[Subject | None] | None = None) -> list[str]:
        others = [s.name for s in self.every if s != subject and s not in (besides or [])]
        return sorted(name for name in others if name > subject.name)


def heard_by(shelf: Shelf) -> tuple[Answers, Callable[[Subject], str]]:
    answers = Answers(shelf.subjects.get)
    return answers, answers.hear("name_of", lambda subject: subject.name)


ASKED: dict[str, Callable[[Answers, Shelf], object]] = {
    "an attribute": lambda answers, shelf: answers.hear_of("shelf", shelf).every,
    "a method": lambda answers, shelf: answers.hear_of("shelf", shelf).after(
        shelf.subjects["b"], besides=[None, shelf.subjects["a"]]
    ),
    "a function": lambda answers, shelf: answers.hear("count", lambda: len(shelf.subjects))(),
    "a subject": lambda answers, shelf: answers.hear("name_of", lambda s: s.name)(
        shelf.subjects["c"]
    ),
}


def heard(shelf: Shelf, asked: str) -> tuple[Answers, Heard]:
    answers = Answers(shelf.subjects.get)
    answers.listen()
    ASKED[asked](answers, shelf)
    said = answers.heard()
    assert said
    return answers, said


@pytest.mark.parametrize("asked", ASKED)
def test_the_same_answers_stand(asked: str) -> None:
    before, now = (Shelf(a="Un", b="Deux", c="Trois") for _ in range(2))
    _, said = heard(before, asked)
    answers, _ = heard(now, asked)
    assert answers.stand(said)


@pytest.mark.parametrize("asked", ASKED)
def test_another_answer_does_not(asked: str) -> None:
    _, said = heard(Shelf(a="Un", b="Deux", c="Trois"), asked)
    answers, _ = heard(Shelf(a="Un", b="Deux", c="Tertre", d="Zut"), asked)
    assert not answers.stand(said)


def test_what_has_gone_is_another_answer() -> None:
    _, said = heard(Shelf(a="Un", b="Deux", c="Trois"), "a subject")
    answers = Answers(Shelf(a="Un").subjects.get)
    answers.hear("name_of", lambda subject: subject.name)
    assert not answers.stand(said)


def test_what_cannot_be_handed_over_again_keeps_nothing() -> None:
    answers = Answers({}.get)
    size_of = answers.hear("size_of", len)
    answers.listen()
    assert size_of("mot") == 3
    assert size_of({object()}) == 1
    assert size_of("mots") == 4
    assert answers.heard() is None


def test_what_is_asked_between_two_pages_is_of_neither() -> None:
    answers = Answers({}.get)
    size_of = answers.hear("size_of", len)
    assert answers.heard() is None
    size_of("mot")
    answers.listen()
    assert answers.heard() == {}


def test_what_depends_on_the_same_is_not_asked_again() -> None:
    """A preview asks thousands of questions again at each save, and a comma changes few answers."""
    asked: list[str] = []

    def asking(shelf: Shelf, depends: object) -> Answers:
        answers = Answers(shelf.subjects.get)
        answers.hear("name_of", lambda s: asked.append(s.path) or s.name, depends)
        return answers

    first = asking(Shelf(a="Un", b="Deux"), ["Un", "Deux"])
    heard = {'["name_of", [{"\\u2400path": "a"}], {}]': ""}
    assert not first.stand(heard)
    assert asked == ["a"]
    for depends, times in ((["Un", "Deux"], 1), (["Un"], 2), (None, 3)):
        again = asking(Shelf(a="Un", b="Deux"), depends)
        again.recall(*first.given)
        assert not again.stand(heard)
        assert len(asked) == times


def test_what_another_core_was_answered_is_not_asked_again() -> None:
    said = {'["name_of", ["a"], {}]': "digest"}
    answers = Answers({}.get)
    answers.hear("name_of", lambda _: pytest.fail("asked again"))
    answers.learn(said)
    assert answers.stand(said)
