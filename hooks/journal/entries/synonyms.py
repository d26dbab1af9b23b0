"""What readers type in the search for what pages say otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from journal.language.french import words_of
from journal.language.rare_characters import seeker


@dataclass(frozen=True)
class Synonym:
    """What one types, and what pages say instead.

    Attributes:
        typed: a word, or several.
        said: what any page that answers has; capitals, accents and endings do not count.
        line: line of `docs/synonymes.yml` on which it stands.
    """

    typed: str
    said: tuple[str, ...]
    line: int = 1

    def answered_by(self, words: str) -> bool:
        """Whether a page says it, in words as `words_of` gives them."""
        return bool(self.said) and self._is_said_in(words)

    @cached_property
    def _is_said_in(self) -> Callable[[str], bool]:
        phrases = ("[^ ]* ".join(words_of(phrase).split()) for phrase in self.said)
        return seeker(f" (?:{'|'.join(phrases)})")


def typed_for(words: str, synonyms: Sequence[Synonym]) -> list[str]:
    """What one types for what a page says; several for the same phrases, looked for once."""
    answered: dict[tuple[str, ...], bool] = {}
    for synonym in synonyms:
        if synonym.said not in answered:
            answered[synonym.said] = synonym.answered_by(words)
    return [synonym.typed for synonym in synonyms if answered[synonym.said]]
