"""What somebody sent, question by question: the text of a GitHub form, or of a mail.

GitHub writes a form's answers as `### Label`, a blank line, the answer; `_No response_` when there
is none. In a mail the questions stand on lines of their own, or
before their answers, quoted or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from journal.entries.publisher import CONCERNED
from journal.language.french import words_of
from journal.new_pages.question import Field, Form
from journal.new_pages.question_table import CORRECTION_FORM, FORMS

NO_ANSWER = "_No response_"
# What GitHub takes in an issue, in characters; nobody writes a longer mail about a visit.
MAX_LENGTH = 65_536

# One line alone may read as a question by chance.
_FEWEST_IN_A_MAIL = 2
_FEWEST_ON_ONE_LINE = 4
_FEWEST_BARE = 3

_FORM_LINE = re.compile(r"^ {0,3}### +(?P<label>\S.{0,120}?) *#* *$", re.MULTILINE)
# « 3. Quel jour ? le 14 mars », « > *Quel jour ?* : », « Quel jour ? ».
MAIL_LINE = re.compile(
    r"^[> \t\u00a0]*+(?:(?:Q(?:uestion)? ?(?:n°)?)?(?:\d{1,2} ?(?:[.)/°:]|[-–—])"
    r"|[•·▪‣◦●○o–—👉➡►▶→✅🔹](?=\s))[ \t\u00a0]*+)?"
    r"[*_#«\"“-]*+[ \t\u00a0]*+"
    r"(?P<label>[^\W\d_][^?\n]{2,120}\?)(?:[ \u00a0]?[»\"”])?"
    r"(?:[*_ ]*+\((?:nécessaire|si la visite)\b[^)\n]{0,40}\)(?:[ \u00a0]?[»\"”])?)?"
    r"[*_ ]*+:?[*_ ]*+(?P<answer>[^\n]*)$",
    re.MULTILINE,
)
# A mail may break a question in two, the second part quoted or not.
_BREAK = r"[ \t\u00a0]*\n[> \t]*|[ \t\u00a0]+"
_BROKEN_LABEL = re.compile(
    "|".join(
        f"(?:{_BREAK})".join(map(re.escape, label.split(" ")))
        for form in FORMS
        for question in form.questions
        for label in question.labels
    ),
    re.IGNORECASE,
)
# One that lost its « ? », alone on its line or before a colon.
_BARE_LABEL = re.compile(
    r"^(?P<label>(?:[>*_#-]|[^\S\n]|\d{1,2}[.)])*+(?:"
    + "|".join(re.escape(q.label.removesuffix(" ?")) for form in FORMS for q in form.questions)
    + r"))(?=[*_ \u00a0]*(?::|\((?:nécessaire|si la visite)\b|$))",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED = re.compile(r"^ {0,3}(?:> ?)+", re.MULTILINE)
# A signature (RFC 3676, section 4.3), and what telephones add.
_SIGNATURE = re.compile(
    r"^(?:-- ?$|_{5,}$|(?:Envoyé (?:de|depuis|à partir) |Obtenir |Télécharger )"
    r".{0,40}(?:iPhone|iPad|Android|Outlook|mobile|téléphone|Yahoo|Orange)).*",
    re.MULTILINE | re.DOTALL,
)
# What a program writes above the mail that it cites.
_CITATION = re.compile(
    r"^[> ]*(?:(?:Le|On) [^\n]{5,120}\n?[^\n]{0,80}(?:écrit|wrote)\s?:|-{4,}[^\n]*-{3,}"
    r"|(?:De|From)\s?: )[\s\S]*\Z",
    re.MULTILINE,
)
# A line of a mail that its program broke, in characters.
_BROKEN_AT = 60
# Such lines are short, in characters.
_CITED_WITHIN = 400
# « -> oui », « R : oui ».
_ANSWER_MARK = re.compile(
    r"\A\s*(?:[-=–—]+>|[→⇒➔➜»]|R(?:[ée]p(?:onse)?)?\.? ?:)[^\S\n]*", re.IGNORECASE
)
# The ready mail that every page offers, in which one writes freely.
_CORRECTION = re.compile(rf"^[> \t]*{CONCERNED}\s*(?P<page>\S+)\s*(?P<told>.*)", re.M | re.DOTALL)


class _Found(NamedTuple):
    """A line that may be a question: where it starts, where the answer does, its rank, and both."""

    start: int
    answer: int
    rank: int


class _Series(NamedTuple):
    """Questions in order: how many, the last one, and those before it."""

    length: int
    line: _Found
    before: _Series | None


@dataclass(frozen=True)
class Received:
    """What was sent.

    Attributes:
        form: the one whose questions were found; None when there is none.
        answers: id of each question that was answered to its answer, without blank ends.
        is_mail: whether it came as a mail.
        others: what else answers the same questions, each as `answers`.
        above: what stands above the questions of a mail.
    """

    form: Form | None
    answers: Mapping[str, str]
    is_mail: bool = False
    others: tuple[Mapping[str, str], ...] = ()
    above: str = ""

    def __getitem__(self, question: str) -> str:
        """The answer to a question; empty when there is none."""
        return self.answers.get(question, "")


def receive(text: str) -> Received:
    """Read what was sent; whatever it is, it is read."""
    text = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    text = text.removeprefix("\ufeff")[:MAX_LENGTH]
    in_one_line = _BROKEN_LABEL.sub(lambda label: " ".join(re.split(_BREAK, label[0])), text)
    # A program may have put everything on one line.
    on_lines = _BROKEN_LABEL.sub(r"\n\g<0>", in_one_line)
    bare = _BARE_LABEL.sub(r"\g<label> ?", text)
    return (
        _read_as(text, _FORM_LINE, 1, is_mail=False)
        or _read_as(in_one_line, MAIL_LINE, _FEWEST_IN_A_MAIL, is_mail=True)
        or _read_as(on_lines, MAIL_LINE, _FEWEST_ON_ONE_LINE, is_mail=True)
        or _read_as(bare, MAIL_LINE, _FEWEST_BARE, is_mail=True)
        or _read_correction(text)
    )


def _read_correction(text: str) -> Received:
    """The mail that reports a mistake from its page; any other text answers no form."""
    found = _CORRECTION.search(text)
    if not found:
        return Received(None, {})
    told = _SIGNATURE.sub("", _CITATION.sub("", text[: found.start()]) + found["told"])
    answers = {"page": found["page"], "erreur": _QUOTED.sub("", told).strip()}
    return Received(CORRECTION_FORM, {id_: said for id_, said in answers.items() if said}, True)


def _read_as(text: str, line: re.Pattern[str], fewest: int, *, is_mail: bool) -> Received | None:
    """The form of which most questions are there: two may share some."""
    found = {form.file: _in_order(list(questions_in(text, line, form)), form) for form in FORMS}
    form = max(FORMS, key=lambda form: len(found[form.file]))
    if len(found[form.file]) < fewest:
        return None
    least = len(form.questions) // 2 if is_mail else len(form.questions) - 1
    parts = _told_apart(text, list(questions_in(text, line, form)), least)
    # What introduces a cited mail ends the one that cites it.
    parts = [_without_citation(part) for part in parts[:-1]] + parts[-1:]
    read = [_read_part(part, line, form, is_mail=is_mail) for part in parts]
    best = max(range(len(read)), key=lambda rank: len(read[rank].answers))
    others = [
        one.answers
        for rank, one in enumerate(read)
        if rank != best
        and len(one.answers) > _FEWEST_IN_A_MAIL
        # What an answer cites is the former one.
        and _is_cited(parts[best]) >= _is_cited(parts[rank])
    ]
    return replace(read[best], others=tuple(others))


def _read_part(text: str, line: re.Pattern[str], form: Form, *, is_mail: bool) -> Received:
    """The answers of one series; those above it, in a mail, are what has changed since."""
    lines = list(questions_in(text, line, form))
    found = _in_order(lines, form)
    answers = dict(_answers(text, found, form, is_mail))
    changed = [one for one in lines if found and one.start < found[0].start]
    head = _CITATION.sub("", text[: found[0].start]) if is_mail and found else ""
    if head and changed:
        answers |= _answers(head, _in_order(changed, form), form, is_mail)
    return Received(form, answers, is_mail, above=head)


def _without_citation(text: str) -> str:
    return text[:-_CITED_WITHIN] + _CITATION.sub("", text[-_CITED_WITHIN:])


def _is_cited(text: str) -> bool:
    return text.lstrip("\n").startswith(">")


def _told_apart(text: str, lines: list[_Found], least: int) -> list[str]:
    """A text, cut where its questions begin again: two visits, or the answers that were cited.

    Args:
        text: what was sent.
        lines: its questions.
        least: how many must have come before, and come after: an answer may hold questions.
    """
    starts = [0]
    seen: set[int] = set()
    for rank, line in enumerate(lines):
        after = {one.rank for one in lines[rank:]}
        if line.rank == 0 and min(len(seen), len(after)) > least:
            starts.append(line.start)
            seen = set()
        seen.add(line.rank)
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def questions_in(text: str, pattern: re.Pattern[str], form: Form) -> Iterator[_Found]:
    """Every line that reads as one of a form's questions."""
    ranks = {
        words_of(label): rank
        for rank, question in enumerate(form.questions)
        for label in question.labels
    }
    for line in pattern.finditer(text):
        rank = ranks.get(words_of(line["label"]))
        if rank is not None:
            answer = line.start("answer") if "answer" in pattern.groupindex else line.end()
            yield _Found(line.start(), answer, rank)


def _in_order(lines: list[_Found], form: Form) -> list[_Found]:
    """The lines that are questions: as many as come in the form's order, or in a former one."""
    ranks = {question: rank for rank, question in enumerate(form.by_id)}
    orders = [[ranks[question] for question in order] for order in form.orders]
    return max((_in_one_order(lines, form, order) for order in orders), key=len)


def _in_one_order(lines: list[_Found], form: Form, order: Sequence[int]) -> list[_Found]:
    """As many lines as come in one order of the questions, given by their ranks in the form.

    An answer may hold a line that reads as a question. Such a line is out of order, unless it is
    the very next question's; then what can be answered on one line only has its last one, and what
    can hold lines its first one, so that nothing of an answer is lost.
    """
    places = {rank: place for place, rank in enumerate(order)}
    best: dict[int, _Series] = {}
    for line in lines:
        place = places[line.rank]
        before = _longest(series for other, series in best.items() if other < place)
        length = (before.length if before else 0) + 1
        known = best.get(place)
        is_short = form.questions[line.rank].field is not Field.TEXT
        if not known or length > known.length or (length == known.length and is_short):
            best[place] = _Series(length, line, before)
    found: list[_Found] = []
    series = _longest(best.values())
    while series:
        found.append(series.line)
        series = series.before
    return found[::-1]


def _longest(series: Iterable[_Series]) -> _Series | None:
    return max(series, key=lambda one: one.length, default=None)


def _answers(
    text: str, found: list[_Found], form: Form, is_mail: bool
) -> Iterator[tuple[str, str]]:
    """The answer between each question and the next one."""
    for line, following in zip(found, [*found[1:], None], strict=True):
        answer = text[line.answer : following.start if following else len(text)]
        if is_mail:
            asked = text[line.start : line.answer]
            answer = _with_its_end(asked, answer)
            # Below a question that nothing quotes, a quotation is somebody's words.
            answer = _QUOTED.sub("", answer) if asked.lstrip().startswith(">") else answer
            answer = _ANSWER_MARK.sub("", _SIGNATURE.sub("", answer), count=1)
        answer = _without_blank_ends(answer)
        if answer and answer != NO_ANSWER:
            yield form.questions[line.rank].id, answer


def _with_its_end(question: str, answer: str) -> str:
    """An answer beside its question, whose line a program broke: its end is no other line."""
    first, _, rest = answer.partition("\n")
    is_broken = first.strip() and len(question + first) >= _BROKEN_AT and rest[:1].islower()
    return f"{first.rstrip()} {rest}" if is_broken else answer


def _without_blank_ends(text: str) -> str:
    """Without blank lines at both ends, nor spaces after; an indentation means something."""
    text = re.sub(r"^(?:[^\S\n]*\n)+", "", text)
    kept = text.rstrip()
    # The last cells of a table may be empty.
    after = text[len(kept) :].partition("\n")[0]
    return kept + "\t" * after.count("\t") if "\t" in kept else kept
