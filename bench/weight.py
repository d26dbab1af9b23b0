"""What a built site weighs: on disk, its cards, its heaviest list."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

# Pages that list others; a booklet is no list, but what it binds.
_LISTS = ("visites", "conseils", "guides", "structures", "themes", "lettres", "themes/*", "agenda")


@dataclass(frozen=True)
class Weight:
    """Megabytes on disk, whole blocks; kilobytes of a card, on average; of the heaviest list."""

    site: float
    card: float
    heaviest_list: float


def weigh(site: Path) -> Weight:
    """Weigh a built site."""
    blocks = sum(path.lstat().st_blocks for path in site.rglob("*") if path.is_file())
    cards = [path.stat().st_size for path in site.glob("partage/*.png")]
    lists = [page for name in _LISTS for page in site.glob(f"{name}/index.html")]
    heaviest = max(len(gzip.compress(page.read_bytes(), 6)) for page in lists)
    return Weight(blocks * 512 / 1e6, sum(cards) / len(cards) / 1_000, heaviest / 1_000)
