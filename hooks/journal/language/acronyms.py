"""Acronyms: what a text says that one stands for, and whether some words spell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from journal.language.french import folded

# Capitals alone, as « SIAE »; French writes those that one can pronounce as a word, « Scop », too.
ACRONYM = re.compile(r"[A-ZÀ-Þ]{2,}")

_WORD = re.compile(r"[^\W\d_]+")
# What an acronym seldom counts: « avis d'appel public à la concurrence » is AAPC.
_SMALL = frozenset({
    "a", "au", "aux", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou",
    "par", "pour", "sans", "sous", "sur", "un", "une",
})  # fmt: skip
# How far before its parenthesis what an acronym stands for may begin, in letters.
_FAR = 160


def folded_words(text: str) -> list[str]:
    """The words of a text, without accents nor capitals."""
    return _WORD.findall(folded(text))


def is_spelt_in(text: str, acronym: str) -> bool:
    """Whether some words of a text, one after the other, begin with the letters of an acronym."""
    words, letters = folded_words(text), folded(acronym)
    return any(
        word[0] == letters[0] and _spell(words[rank : rank + 3 * len(letters)], letters)
        for rank, word in enumerate(words)
    )


def meanings_of(acronym: str, text: str) -> Iterator[str]:
    """What a text says that an acronym stands for, however often: « RC (responsabilité civile) »,
    « la responsabilité civile (RC) ».
    """
    letters = folded(acronym)
    for found in re.finditer(rf"{re.escape(acronym)}\b\s*\(([^()]*)", text):
        is_whole = not text[found.start() - 1 : found.start()].isalnum()
        if is_whole and _spell(folded_words(found[1]), letters):
            yield found[1]
    for found in re.finditer(rf"\(\W?{re.escape(acronym)}\b", text):
        before = text[max(0, found.start() - _FAR) : found.start()]
        for first in reversed(list(_WORD.finditer(before))[-3 * len(letters) :]):
            if _spell(folded_words(before[first.start() :]), letters, to_the_last=True):
                yield before[first.start() :].strip()
                break


def _spell(words: Sequence[str], letters: str, *, to_the_last: bool = False) -> bool:
    """Whether words begin with letters, in order; small words count, or do not.

    Args:
        words: folded.
        letters: folded.
        to_the_last: whether no word may be left.
    """
    if not letters:
        return not (to_the_last and words)
    if not words:
        return False
    following = words[1:]
    if words[0][0] == letters[0] and _spell(following, letters[1:], to_the_last=to_the_last):
        return True
    return words[0] in _SMALL and _spell(following, letters, to_the_last=to_the_last)
