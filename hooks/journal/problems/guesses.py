"""What somebody meant: the known words nearest to one that nothing is called."""

from __future__ import annotations

from collections.abc import Collection

from journal.language.french import folded

# Nobody misspells a word as long as a page, and comparing takes the square of lengths.
_MAX_LENGTH = 80
# Comparisons that one reading of docs/ may spend: a few tenths of a second.
_BUDGET = 30_000


class Guesses:
    """Suggestions for one reading of docs/, whatever it holds: each word is looked up once, and
    after many thousands of comparisons nothing more is suggested.
    """

    def __init__(self, budget: int = _BUDGET) -> None:
        self._left = budget
        self._known: dict[tuple[str, str], list[str]] = {}

    def nearest(
        self,
        word: str,
        known: Collection[str],
        *,
        among: str = "",
        limit: int = 1,
        cutoff: float = 0.6,
    ) -> list[str]:
        """The words nearest to one, best first.

        Args:
            word: what was typed.
            known: what it may have meant.
            among: name of that collection, always the same one under a name.
            limit: how many at most.
            cutoff: how alike, from 0 to 1.
        """
        if (word, among) not in self._known:
            self._left -= len(known)
            self._known[word, among] = (
                nearest(word, known, limit=limit, cutoff=cutoff) if self._left > 0 else []
            )
        return self._known[word, among]


def nearest(word: str, known: Collection[str], *, limit: int = 1, cutoff: float = 0.6) -> list[str]:
    """The words nearest to one, best first; accents and capitals make no difference.

    Args:
        word: what was typed.
        known: what it may have meant.
        limit: how many at most.
        cutoff: how alike, from 0 to 1: twice the letters in common, in order, over all letters
            (`rapidfuzz.fuzz.ratio`).
    """
    if len(word) > _MAX_LENGTH:
        return []
    from rapidfuzz import fuzz, process  # Here: a sound journal has nothing to guess.

    candidates = sorted(candidate for candidate in known if len(candidate) <= _MAX_LENGTH)
    found = process.extract(
        word,
        candidates,
        scorer=fuzz.ratio,
        processor=folded,
        limit=limit,
        score_cutoff=cutoff * 100,
    )
    return [candidate for candidate, _, _ in found]
