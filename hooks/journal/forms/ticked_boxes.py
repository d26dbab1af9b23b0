"""Boxes of a form: « - [X] Name » where it is ticked; in a mail, names that commas part."""

from __future__ import annotations

import re

_TICK = re.compile(r"^[^\S\n]*[-*+] +\[(?P<mark>[ xX])\] *(?P<name>.*?)[^\S\n]*$", re.MULTILINE)


def ticked(answer: str) -> list[str]:
    """The names of the ticked boxes; of an answer without boxes, what commas and lines part."""
    boxes = list(_TICK.finditer(answer))
    if boxes:
        return [box["name"] for box in boxes if box["mark"] != " "]
    parts = re.split(r"[\n,;]+", answer)
    return [name for name in (part.strip(" \t-*•.") for part in parts) if name]


def has_boxes(answer: str) -> bool:
    """Whether an answer has boxes, ticked or not."""
    return bool(_TICK.search(answer))


def without_boxes(answer: str) -> str:
    """An answer whose boxes have their words alone."""
    return _TICK.sub(lambda box: box["name"], answer)
