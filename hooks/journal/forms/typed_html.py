"""Tags and remarks in what people send, as GitHub shows them in the form that was filled in.

What it hides stays hidden; what it shows in bold is in bold. Any other tag is text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from journal.forms.split_by_question import Received

# Code is left as it is; a remark has an end. What follows one that has none is read once.
_CODE = r"(?s:`{3}.*?`{3}|`[^`\n]+`)"
_HIDDEN = re.compile(rf"(?P<code>{_CODE})|<!--.*?-->|(?P<unclosed><!--.*)", re.DOTALL)
_OPENED = re.compile(r"(?<!`)<!--")
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "strike": "~~"}
_LINK = re.compile(
    r"<a\b[^<>\n]{0,200}?href=[\"'](?P<target>[^\"'<>\s]{1,1000})[\"'][^<>\n]{0,200}>"
    r"(?P<words>[^<>\n]{1,500})</a>",
    re.IGNORECASE,
)
# What folds is unfolded.
_SUMMARY = re.compile(
    r"<summary\b[^<>\n]{0,300}>[ ]*([^<>\n]{1,500}?)[ ]*</summary>", re.IGNORECASE
)
_BREAK = re.compile(
    r"<br */?>|</?(?:p|div|ul|ol|section|article|details)\b[^<>\n]{0,300}>", re.IGNORECASE
)
_ITEM = re.compile(r"\n?<li\b[^<>\n]{0,300}>[ ]*", re.IGNORECASE)
_NOTHING = re.compile(r"</?(?:span|font|u|small|big|center|li|o:p)\b[^<>\n]{0,300}>", re.IGNORECASE)


def hides(received: Received) -> bool:
    """Whether a remark was sent that GitHub does not show."""
    return any(
        not (found["code"] or found["unclosed"])
        for answer in received.answers.values()
        for found in _HIDDEN.finditer(answer)
    )


def never_ends(answer: str) -> bool:
    """Whether a remark hides all that follows."""
    left = _HIDDEN.sub(lambda found: re.sub(_CODE, "", found["unclosed"] or ""), answer)
    return _OPENED.search(left) is not None


def as_shown(received: Received) -> Received:
    """The same answers without what is hidden, their tags as the marks that they stand for."""
    answers = {id_: _shown(answer) for id_, answer in received.answers.items()}
    return replace(received, answers=answers, above=_shown(received.above))


def _shown(text: str) -> str:
    if "<" not in text:
        return text
    text = _HIDDEN.sub(lambda found: found["code"] or found["unclosed"] or "", text)
    text = "".join(
        part if rank % 2 else _in_marks(part)
        for rank, part in enumerate(re.split(f"({_CODE})", text))
    )
    return text.strip()


def _in_marks(text: str) -> str:
    text = _LINK.sub(r"[\g<words>](\g<target>)", text)
    for tag, mark in _MARKS.items():
        around = rf"<{tag}>[ ]*([^<>\n]{{1,500}}?)[ ]*</{tag}>"
        text = re.sub(around, rf"{mark}\1{mark}", text, flags=re.IGNORECASE)
    text = _SUMMARY.sub(r"\n**\1**\n\n", text)
    return _NOTHING.sub("", _BREAK.sub("\n", _ITEM.sub("\n- ", text)))
