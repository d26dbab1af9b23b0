"""What templates ask of a build, heard once and asked again: a page is laid out anew when it is
answered otherwise.

A question is a name and what is handed to it; of an answer is noted how Python writes it, which for
entries, and for all that the hall is made of, says everything. What cannot be asked again, or is
written otherwise each time, costs a page its place among those that are kept, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from sys import intern
from typing import Any

# What was asked, as JSON, to a digest of what was answered.
Heard = dict[str, str]

# What points to what has a page, in what is handed to a question.
_PATH = "\N{SYMBOL FOR NULL}path"


class Answers:
    """Hears what is asked while a page is laid out.

    Args:
        at: gives the entry, the organisation or the booklet whose page is at a path, or None.
    """

    def __init__(self, at: Callable[[str], object]) -> None:
        self._at = at
        self._read = json.JSONDecoder(object_hook=self._found).decode
        self._asked: dict[str, Any] = {}
        self._depends: dict[str, object] = {}
        # Nothing changes any more once pages are laid out.
        self._known: Heard = {}
        self._heard: Heard | None = None

    def listen(self) -> None:
        """Begin to note what is asked."""
        self._heard = {}

    def heard(self) -> Heard | None:
        """What has been asked since; None when something was that cannot be asked again."""
        heard, self._heard = self._heard, None
        return heard

    def hear(
        self, name: str, function: Callable[..., Any], depends: object = None
    ) -> Callable[..., Any]:
        """The same function, which is heard.

        Args:
            name: what it is called.
            function: answers the same as long as `depends` is the same.
            depends: all that its answers depend on; None where that is not known.
        """
        self._asked.setdefault(name, function)
        self._depends.setdefault(name, depends)

        def heard(*args: object, **named: object) -> object:
            answer = function(*args, **named)
            self._note(name, args, named, answer)
            return answer

        return heard

    def hear_of(self, name: str, subject: object) -> _Heard:
        """The same object, whose attributes and methods are heard: they depend on it alone."""
        self._asked[name] = self._depends[name] = subject
        return _Heard(self, name, subject)

    def attribute(self, of: str, subject: object, name: str) -> object:
        """One of them."""
        answer: object = getattr(subject, name)
        question = f"{of}.{name}"
        if callable(answer):
            return self.hear(question, answer)
        self._note(question, None, None, answer)
        return answer

    @property
    def given(self) -> tuple[Mapping[str, object], Heard]:
        """What is answered until the end of this build, for the next to recall."""
        return self._depends, self._known

    def recall(self, depended: Mapping[str, object], known: Heard) -> None:
        """Know what another build has answered, where that depends on the same.

        Args:
            depended: name of a question to what its answers depended on.
            known: what was answered; to be told once everything is heard.
        """
        same = {
            name
            for name, depends in self._depends.items()
            if depends is not None and depended.get(name) == depends
        }
        self._known = {q: said for q, said in known.items() if _subject_of(q) in same}

    def learn(self, heard: Heard) -> Heard:
        """Know what another core was answered, which asks the same build; the same, held once."""
        heard = {intern(question): intern(answer) for question, answer in heard.items()}
        self._known.update(heard)
        return heard

    def stand(self, heard: Mapping[str, str]) -> bool:
        """Whether everything would be answered in the same way now."""
        known = self._known
        if heard.items() <= known.items():
            return True
        try:
            return all(
                known.get(question) == before or self._answer(question) == before
                for question, before in heard.items()
            )
        except LookupError:  # An entry that has gone.
            return False

    def _note(self, name: str, args: object, named: object, answer: object) -> None:
        if self._heard is None:
            return
        try:
            # Many pages ask it: it is held once.
            question = intern(_written([name, args, named]))
        except TypeError:
            self._heard = None
            return
        if question not in self._known:
            self._known[question] = _digest(answer)
        self._heard[question] = self._known[question]

    def _answer(self, question: str) -> str:
        if question not in self._known:
            name, args, named = self._read(question)
            subject, _, attribute = name.partition(".")
            asked = self._asked[subject]
            asked = getattr(asked, attribute) if attribute else asked
            self._known[question] = _digest(asked if args is None else asked(*args, **named))
        return self._known[question]

    def _found(self, handed: dict[str, Any]) -> object:
        if _PATH not in handed:
            return handed
        found = self._at(handed[_PATH])
        if found is None:
            raise LookupError(handed[_PATH])
        return found


def _subject_of(question: str) -> str:
    """« catalogue », of `["catalogue.related", [], {}]`."""
    return question.split('"', 2)[1].partition(".")[0]


class _Heard:
    """An object, asked by whoever is heard."""

    def __init__(self, answers: Answers, name: str, subject: object) -> None:
        self._of = answers, name, subject

    def __getattr__(self, name: str) -> object:
        answers, called, subject = self._of
        answer = answers.attribute(called, subject, name)
        if callable(answer):  # A method is: it is looked for once.
            vars(self)[name] = answer
        return answer


def _pointed(handed: object) -> dict[str, str]:
    """What has a page, by the path of it; TypeError for anything else."""
    path = getattr(handed, "path", None)
    if not isinstance(path, str):
        raise TypeError(type(handed))
    return {_PATH: path}


# Made once: to make what writes a question takes as long as to write it.
_written = json.JSONEncoder(default=_pointed).encode


def _digest(answer: object) -> str:
    return intern(sha256(repr(answer).encode()).hexdigest())
