"""Words taken over from the source article, found without keeping the article.

`source_article_runs.txt` holds one line per run of eight consecutive words of the article: the
first 16 hexadecimal digits of the SHA-256 of the run, its words in ASCII joined by spaces.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

RUN = 8
KNOWN = frozenset((Path(__file__).parent / "source_article_runs.txt").read_text("ascii").split())


def words(text: str) -> list[str]:
    """Lower-case words without accents; an apostrophe ends a word."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return re.findall(r"[a-z0-9]+", "".join(c for c in decomposed if not unicodedata.combining(c)))


def digest(run: list[str]) -> str:
    """What the file holds of a run."""
    return hashlib.sha256(" ".join(run).encode("ascii")).hexdigest()[:16]


def runs(text: str) -> list[list[str]]:
    """Every run of eight consecutive words."""
    found = words(text)
    return [found[i : i + RUN] for i in range(len(found) - RUN + 1)]


def taken_over(text: str, known: frozenset[str] = KNOWN) -> list[str]:
    """The runs of a text that the article has too."""
    return [" ".join(run) for run in runs(text) if digest(run) in known]
