"""Someone who is asked, in a terminal, what a new page needs."""

from __future__ import annotations

from pathlib import Path

from support.journals import THEMES, themes, tip, visit, write_tree

TITLE = "Une visite pour essayer"


def small_docs(folder: Path) -> Path:
    """The folder of a small journal: four themes, one visit (`atelier`), one tip (`oser`)."""
    return write_tree(folder / "docs", themes(*THEMES) | visit(structure="L'Atelier") | tip())


class Terminal:
    """Someone who types these answers, then closes the terminal; what they were told is kept."""

    def __init__(self, *answers: str | type[BaseException]) -> None:
        self.answers = list(answers)
        self.seen: list[str] = []

    def ask(self, question: str) -> str:
        self.seen.append(question)
        answer = self.answers.pop(0) if self.answers else EOFError
        if isinstance(answer, str):
            return answer
        raise answer

    def say(self, text: str) -> None:
        self.seen.append(text)

    @property
    def screen(self) -> str:
        return "\n".join(self.seen)
