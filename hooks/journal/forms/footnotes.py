"""Footnotes, with the text that calls them, whichever answer holds their words.

They are GitHub's: « [^1] » in a text, « [^1]: the words » at the start of a line. What is typed
under each question makes one section of a page, and all sections share the names of their notes.
"""

from __future__ import annotations

import re
from dataclasses import replace

from journal.forms.split_by_question import Received
from journal.new_pages.question import Field

_MARK = re.compile(r"\[\^(?P<name>[^\[\]\s]{1,40})\](?!:)")
_NOTE = re.compile(
    r"^ {0,3}\[\^(?P<name>[^\[\]\s]{1,40})\]:[ \t]*"
    r"(?P<words>\S[^\n]*(?:\n(?:[ ]{2,}|\t)\S[^\n]*)*)(?:\n|\Z)",
    re.MULTILINE,
)


def note_of(line: str) -> re.Match[str] | None:
    """The name and the words of the note that a line is."""
    return _NOTE.fullmatch(line)


def called_notes(text: str) -> frozenset[str]:
    """The names of the notes that a text calls."""
    return frozenset(mark["name"] for mark in _MARK.finditer(_NOTE.sub("", text)))


def without_notes(text: str) -> str:
    """A text without its notes, nor what calls them."""
    return _MARK.sub("", _NOTE.sub("", text))


def gathered(received: Received) -> Received:
    """What was sent, each note at the end of the answer that calls it, under a name of its own.

    A note that nothing calls, and a mark that has no note, stay as they are.
    """
    questions = received.form.questions if received.form else ()
    texts = {q.id: received[q.id] for q in questions if q.field is Field.TEXT and received[q.id]}
    notes = {id_: {n["name"]: n["words"] for n in _NOTE.finditer(t)} for id_, t in texts.items()}
    anywhere = {name: words for own in notes.values() for name, words in own.items()}
    marks = {
        id_: dict.fromkeys(mark["name"] for mark in _MARK.finditer(_NOTE.sub("", text)))
        for id_, text in texts.items()
    }
    called = {name for own in marks.values() for name in own if name in anywhere}
    used: set[str] = set()
    answers = dict(received.answers)
    for id_, text in texts.items():
        answer = _NOTE.sub(lambda note: "" if note["name"] in called else note[0], text).rstrip()
        for name in filter(called.__contains__, marks[id_]):
            # Two answers may each have a first note.
            new = f"{id_}-{name}" if name in used else name
            words = " ".join(notes[id_].get(name, anywhere[name]).split())
            answer = f"{answer.replace(f'[^{name}]', f'[^{new}]')}\n\n[^{new}]: {words}"
            used.add(name)
        answers[id_] = answer
    return replace(received, answers={id_: text for id_, text in answers.items() if text})
