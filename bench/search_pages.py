"""As many pages to search as a figure needs, none like another.

Pages repeated word for word would flatter the index. These draw their sentences from the real
pages and from those of the search's tests, and one word in thirty is made up, as names are: the
vocabulary keeps growing with the site, as it does in life. The same number gives the same pages.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests/golden/search/corpus"
THEMES = ("marches-publics", "insertion", "reemploi", "relations-acheteurs", "se-lancer")
SECTIONS = ("En bref", "Le contexte", "Ce que nous avons vu", "À retenir")
SYLLABLES = re.findall(r"\w+", "ba bre can dou fé gli jo lan mi nor ou pla qué ri sau tan vel zo")


def write_pages(docs: Path, *, pages: int) -> int:
    """Copy the real pages, then write visits until there are enough; return how many there are."""
    shutil.copytree(ROOT / "docs", docs)
    random = Random(2026)
    sentences = _sentences()
    count = sum(1 for _ in docs.rglob("*.md"))
    for number in range(pages - count):
        text = _visit(number, sentences, random)
        (docs / f"visites/structure-{number:04}.md").write_text(text, "utf-8")
    return max(pages, count)


def _sentences() -> list[str]:
    found: set[str] = set()
    for path in (*(ROOT / "docs").rglob("*.md"), *GOLDEN.rglob("*.md")):
        body = path.read_text("utf-8").split("---\n", 2)[-1]
        prose = re.sub(r"^(#.*|```[^`]*```)$|\[([^]]*)\]\([^)]*\)", r"\2", body, flags=re.M)
        found |= {s.strip() for s in re.findall(r"[A-ZÉÀ][^.!?|\n{<]{40,220}[.]", prose)}
    return sorted(found)


def _visit(number: int, sentences: list[str], random: Random) -> str:
    name = _name(random)
    day = f"2026-{random.randint(1, 10):02}-{random.randint(1, 28):02}"
    body = "\n\n".join(
        f"## {section}\n\n{' '.join(_sentence(sentences, random) for _ in range(5))}"
        for section in SECTIONS
    )
    return (
        f'---\ntitle: "{name} : la visite numéro {number}"\n'
        f'description: "Ce que l\'on apprend chez {name}, en une phrase et à tout hasard."\n'
        f"date: {day}\nvisite_le: {day}\nstructure: {name}\nlieu: Nantes\n"
        f"tags: [{', '.join(random.sample(THEMES, 2))}]\n---\n\n{body}\n"
    )


def _sentence(sentences: list[str], random: Random) -> str:
    words = random.choice(sentences).split(" ")
    return " ".join(_name(random) if random.random() < 1 / 30 else word for word in words)


def _name(random: Random) -> str:
    return "".join(random.choices(SYLLABLES, k=random.randint(2, 4))).capitalize()
