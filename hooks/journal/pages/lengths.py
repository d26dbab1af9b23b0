"""How long a page is to read, how many things it has one do: lists say so, to help one choose."""

from __future__ import annotations

import re
from collections.abc import Mapping

from journal.entries.any_entry import AnyEntry
from journal.entries.build import Body

_TAG = re.compile(r"<[^>]*>")
# About what people read of a page in a minute, in words: a rounded figure, for lists alone.
_WORDS_A_MINUTE = 200


def minutes_of(entry: AnyEntry, bodies: Mapping[str, Body]) -> int:
    """How many minutes its page takes to read, 1 at least."""
    words = _TAG.sub(" ", _html_of(entry, bodies)).split()
    return max(1, round(len(words) / _WORDS_A_MINUTE))


def steps_of(entry: AnyEntry, bodies: Mapping[str, Body]) -> int:
    """How many boxes its page has to tick."""
    return _html_of(entry, bodies).count('class="task-list-item"')


def _html_of(entry: AnyEntry, bodies: Mapping[str, Body]) -> str:
    return bodies[entry.path].html if entry.path in bodies else ""
