"""As many pages as a figure needs, of the shape of this journal, none like another.

A quarter are visits of 600 to 900 words, the others tips of 200 to 350, three from each visit, over
ten years. Pages repeated word for word would flatter an index: these draw their sentences from the
real pages and from those of the search's tests, and one word in thirty is made up, as names are:
the vocabulary keeps growing with the site, as it does in life. The same number gives the same
pages.
"""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests/golden/search/corpus"
THEMES = ("marches-publics", "insertion", "reemploi", "relations-acheteurs", "se-lancer")
PLACES = ("Nantes", "Rezé", "Saint-Herblain", "Couëron", "Bouguenais")
VISIT_SECTIONS = ("En bref", "Le contexte", "Ce que nous avons vu", "Pour aller plus loin")
TIPS_OF_A_VISIT = 3
# Whoever builds them must be told that it is no earlier than the day after.
LAST_DAY = date(2030, 11, 30)
TEN_YEARS = 3_600
SYLLABLES = re.findall(r"\w+", "ba bre can dou fé gli jo lan mi nor ou pla qué ri sau tan vel zo")


def write_pages(docs: Path, *, pages: int) -> int:
    """Copy the real pages, then write visits and their tips until there are enough.

    Args:
        docs: a folder that does not exist yet.
        pages: how many Markdown pages to reach.

    Returns:
        How many there are.
    """
    shutil.copytree(ROOT / "docs", docs)
    count = sum(1 for _ in docs.rglob("*.md"))
    writer = _Writer(Random(2026), _sentences())
    missing = max(pages - count, 0)
    for rank in range(missing):
        number, tip = divmod(rank, 1 + TIPS_OF_A_VISIT)
        if tip:
            (docs / f"conseils/conseil-{number:04}-{tip}.md").write_text(
                writer.tip(number, tip), "utf-8"
            )
        else:
            tips = min(TIPS_OF_A_VISIT, missing - rank - 1)
            earlier = timedelta(days=rank * TEN_YEARS // missing)
            text = writer.visit(number, LAST_DAY - earlier, tips)
            (docs / f"visites/{_slug(number)}.md").write_text(text, "utf-8")
    return count + missing


class _Writer:
    def __init__(self, random: Random, sentences: list[str]) -> None:
        self.random = random
        self.sentences = sentences
        self.day = LAST_DAY
        self.name = ""

    def visit(self, number: int, day: date, tips: int) -> str:
        """A visit of 600 to 900 words, with a list, links to its tips and to the one before it."""
        self.day = day
        self.name = self._name()
        words = self.random.randint(440, 680) // len(VISIT_SECTIONS)
        parts = [f"## {section}\n\n{self._prose(words)}" for section in VISIT_SECTIONS]
        learned = "\n".join(
            f"- {self._sentence()} [Le conseil](../conseils/conseil-{number:04}-{tip}.md)."
            for tip in range(1, 1 + tips)
        )
        parts.insert(3, f"## À retenir\n\n{learned or self._sentence()}")
        if number:
            parts.append(f"[La visite d'avant]({_slug(number - 1)}.md) disait autre chose.")
        header = (
            f"visite_le: {self.day - timedelta(days=9)}\nstructure: {self.name}\n"
            f"lieu: {self.random.choice(PLACES)}\n"
        )
        return self._page(f"{self.name} : la visite numéro {number}", header, parts)

    def tip(self, number: int, rank: int) -> str:
        """A tip of 200 to 350 words, with boxes to tick and a link to its visit."""
        words = self.random.randint(100, 180)
        learned = (
            f"Ce conseil vient de [la visite chez {self.name}](../visites/{_slug(number)}.md)."
        )
        steps = "\n".join(f"- [ ] {self._sentence()}" for _ in range(4))
        parts = [
            f"## Le conseil en une phrase\n\n{self._sentence()}",
            f"## Pourquoi\n\n{self._prose(words // 2)}",
            f"## Comment faire\n\n{steps}",
            f"## Ce que nous avons vu\n\n{self._prose(words // 2)} {learned}",
        ]
        header = f"visite: {_slug(number)}\nordre: {rank}\n"
        return self._page(f"{self._name()} : le conseil {number}.{rank}", header, parts)

    def _page(self, title: str, header: str, parts: list[str]) -> str:
        tags = ", ".join(self.random.sample(THEMES, 2))
        body = "\n\n".join(parts)
        return (
            f'---\ntitle: "{title}"\n'
            f'description: "Ce que l\'on apprend chez {self.name}, en une phrase et sans détour."\n'
            f"date: {self.day}\n{header}tags: [{tags}]\n---\n\n{body}\n"
        )

    def _prose(self, words: int) -> str:
        """So many words at least, in paragraphs of three sentences."""
        said: list[str] = []
        while words > 0:
            said.append(self._sentence())
            words -= len(said[-1].split())
        return "\n\n".join(" ".join(said[at : at + 3]) for at in range(0, len(said), 3))

    def _sentence(self) -> str:
        words = self.random.choice(self.sentences).split(" ")
        return " ".join(self._name() if self.random.random() < 1 / 30 else word for word in words)

    def _name(self) -> str:
        return "".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4))).capitalize()


def _slug(number: int) -> str:
    return f"structure-{number:04}"


def _sentences() -> list[str]:
    found: set[str] = set()
    for path in (*(ROOT / "docs").glob("*/*.md"), *GOLDEN.rglob("*.md")):
        if path.parent.name == "contribuer":  # It shows what is refused.
            continue
        body = path.read_text("utf-8").split("---\n", 2)[-1]
        prose = re.sub(r"^(#.*|```[^`]*```)$|\[([^]]*)\]\([^)]*\)", r"\2", body, flags=re.M)
        found |= {s.strip() for s in re.findall(r"[A-ZÉÀ][^.!?|\n{<]{40,220}[.]", prose)}
    return sorted(found)
