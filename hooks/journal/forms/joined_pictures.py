"""The pictures joined to a mail, among its answers: where its program shows them, or at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from journal.forms.inline import EACH_BULLET
from journal.forms.split_by_question import Received
from journal.new_pages.question import PICTURED, Field

_SHOWN = re.compile(r"!\[[^\[\]\n]{0,200}\]\((?P<address>cid:\d{1,4})\)")
# As cameras and telephones name theirs; not « image001.jpg », nor « logo.jpg ».
_PHOTOGRAPH = re.compile(
    r"(?:IMG|DSC[NF]?|PXL|PHOTO|Photo|P)?[ _-]?\d{4}[\w .()-]*\.(?:jpe?g|heic|heif)", re.IGNORECASE
)
# « Photo n° 1 : », « 1. », « - », « Une photo, ci-jointe : » before what a picture shows.
_RANK = re.compile(
    rf"^[ \t]*(?:[{EACH_BULLET}][ \t]+)?"
    r"(?:(?:(?:une|deux|trois|la|les)\b,?[ \t]*)?(?:photos?,?[ \t]*)?(?:ci[ -])?jointes?[ \t]*:"
    r"|(?:photo|image)[ \t]*(?:n°[ \t]*)?\d{1,2}[ \t]*[:.)–—-]?"
    r"|\d{1,2}[ \t]*[:.)–—-](?!\d))?[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)


def with_joined(received: Received, text: str, joined: Mapping[str, str]) -> Received:
    """What was sent, with the pictures of its mail in the answers.

    Args:
        received: the answers.
        text: the whole mail: what it shows out of the answers, such as a banner, is no picture.
        joined: address in the text to name.
    """
    if not (joined and received.form):
        return received
    answers = dict(received.answers)
    asked = next((q.id for q in received.form.questions if q.id in PICTURED), "")
    below: set[str] = set()
    for question in received.form.questions:
        if question.field is not Field.TEXT and question.id in answers:
            below |= {found["address"] for found in _SHOWN.finditer(answers[question.id])}
            answers[question.id] = _SHOWN.sub("", answers[question.id]).strip()
    shown = {found["address"] for found in _SHOWN.finditer(text)}
    told = answers.get(asked, "")
    if told and "](cid:" not in told:
        # One is announced: a telephone's program put it below the last answer.
        shown -= {one for one in below if _PHOTOGRAPH.fullmatch(joined.get(one, ""))}
    rest = {address: name for address, name in joined.items() if address not in shown}
    if asked and rest:
        answers[asked] = _described(answers.get(asked, ""), rest)
    return replace(received, answers={id_: answer for id_, answer in answers.items() if answer})


def left_out(received: Received, joined: Mapping[str, str]) -> list[str]:
    """The names of the pictures that no answer shows."""
    texts = "\n".join(received.answers.values())
    return [name for address, name in joined.items() if f"]({address})" not in texts]


def _described(answer: str, pictures: Mapping[str, str]) -> str:
    """Pictures, then what is said of them; a line that begins with a picture's name is its own."""
    lines = answer.split("\n")
    left: list[str] = []
    for address, name in pictures.items():
        image = f"![{name}]({address})"
        stem = re.escape(name.rpartition(".")[0] or name)
        named = re.compile(
            rf"^\W*{stem}(?:\.\w{{3,4}})?[ \t]*(?:[:=–—-]|est|montre)?[ \t]+", re.IGNORECASE
        )
        place = next((rank for rank, line in enumerate(lines) if named.match(line)), None)
        if place is None:
            left.append(image)
        else:
            lines[place] = f"{image}\n{named.sub('', lines[place])}"
    said = _RANK.sub("", "\n".join(lines))
    return "\n".join([*left, said]).strip()
