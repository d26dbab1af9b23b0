"""Questions that people type again in their answers: their own copied, another one answered there.

What leads an answer (« Titre : … ») is no part of it; what answers another question goes there, and
what answers one a second time is said, so that nothing is kept in silence.
"""

from __future__ import annotations

import re
from dataclasses import replace

from journal.forms.remarks import Remark, remark
from journal.forms.split_by_question import MAIL_LINE, Received, questions_in
from journal.language.french import words_of
from journal.new_pages.question import Field, Question
from journal.problems.problem import Severity

# What people write before an answer, by question.
_LEADS = {
    "titre": r"titres?(?: de la page| proposé)?",
    "structure": r"(?:nom de )?(?:la )?structure(?: visitée)?|visite|nom",
    "commune": r"commune|ville|lieu",
    "jour": r"date(?: de la visite)?|jour",
    "bref": r"(?:l['’])?essentiel|en bref|en résumé|résumé",
    "recit": r"récit|compte[- ]rendu",
    "conseil": r"(?:mon |notre |le )?conseil",
    "pourquoi": r"pourquoi",
    "exemple": r"(?:un |par )?exemple",
    "horaire": r"horaires?|heures?",
    "rendez-vous": r"(?:lieu de )?rendez-vous|rdv|lieu|adresse",
    "montre": r"description|la photo montre",
}
_TITLE = re.compile(r"\A\W*titre(?:\W*):[ *_]*(?P<title>\S[^\n]*)\n+(?=\s*\S)", re.IGNORECASE)
_MARKS = r"[\s*_#>«\"“]*"


def set_right(received: Received) -> tuple[Received, list[Remark]]:
    """The same answers, each under its question; and what to say of those given twice."""
    if received.form is None:
        return received, []
    answers: dict[str, str] = {}
    elsewhere: list[tuple[Question, str]] = []
    for id_, answer in received.answers.items():
        own, others = _apart(answer, received.form.by_id[id_], received)
        elsewhere += others
        if own:
            answers[id_] = own
    remarks = [said for question, text in elsewhere if (said := _put(answers, question, text))]
    _take_title(answers, received)
    return replace(received, answers=answers), remarks


def _apart(
    answer: str, question: Question, received: Received
) -> tuple[str, list[tuple[Question, str]]]:
    """An answer without its own question, and what it holds under the question of another."""
    form = received.form
    assert form
    lines = [
        line
        for line in questions_in(answer, MAIL_LINE, form)
        if _stands_alone(answer, line.answer, form.questions[line.rank], question, received)
    ]
    ends = [line.start for line in lines[1:]] + [len(answer)]
    own = answer[: lines[0].start] if lines else answer
    others = []
    for line, end in zip(lines, ends, strict=False):
        asked, said = form.questions[line.rank], answer[line.answer : end].strip()
        if asked is question:
            own = f"{own.rstrip()}\n\n{said}".lstrip("\n")
        else:
            others.append((asked, said))
    return _without_lead(own, question).rstrip(), others


def _stands_alone(
    answer: str, start: int, asked: Question, question: Question, received: Received
) -> bool:
    """Whether a line in an answer is a question put to whoever answers, and no part of a story."""
    is_alone = not answer[start:].partition("\n")[0].strip()
    if asked is question:
        return is_alone
    is_free = is_alone and not received[asked.id] and asked.field is not Field.BOXES
    return is_free or (received.is_mail and is_alone) or question.field is Field.LINE


def _put(answers: dict[str, str], asked: Question, said: str) -> Remark | None:
    """Put what was said under its question; what to say where an answer is there already."""
    known = answers.get(asked.id, "")
    if not said or words_of(said) == words_of(known):
        return None
    if not known:
        answers[asked.id] = said
        return None
    if asked.field is Field.TEXT:
        answers[asked.id] = f"{known}\n\n{said}"
        message = "cette question a deux réponses : la page donne l'une, puis l'autre."
        return remark(asked, message, severity=Severity.WARNING)
    message = f"cette question a deux réponses : « {_short(known)} » et « {_short(said)} »."
    return remark(asked, message, "Gardez la bonne, et retirez l'autre.")


def _short(said: str) -> str:
    first = " ".join(said.split())
    return first if len(first) <= 60 else f"{first[:60].rstrip()}…"


def _without_lead(answer: str, question: Question) -> str:
    """An answer without its question, or the word that stands for it, in front of it."""
    words = r"\W+".join(map(re.escape, re.findall(r"\w+", question.label)))
    asked = rf"\A{_MARKS}{words}(?:[ \u00a0\u202f]?\?| ?:|(?=\n))[ \u00a0»\"”*_]*:?[*_]*\s*(?=\S)"
    left = re.sub(asked, "", answer, count=1, flags=re.IGNORECASE)
    if lead := _LEADS.get(question.id):
        left = re.sub(
            rf"\A{_MARKS}(?:{lead})[*_ \u00a0]*:(?!//)[*_ \u00a0]*(?=\S)",
            "",
            left,
            count=1,
            flags=re.IGNORECASE,
        )
    if left == answer or (question.field is Field.LINE and question.key != "title"):
        return left
    return left[:1].upper() + left[1:]


def _take_title(answers: dict[str, str], received: Received) -> None:
    """« Titre : … » above a story is the title, when none was given under its own question."""
    for id_, answer in list(answers.items()):
        asked = received.form.by_id[id_] if received.form else None
        found = _TITLE.match(answer) if asked and asked.field is Field.TEXT else None
        title = answers.get("titre", "")
        if not found or received.form is None or "titre" not in received.form.by_id:
            continue
        typed = found["title"].strip(" *_")
        if not title or words_of(title) == words_of(typed):
            answers["titre"] = typed
            answers[id_] = answer[found.end() :]
