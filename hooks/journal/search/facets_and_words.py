"""Two lists beside Pagefind's index: what the filters read, and the words one may have meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from journal.language.french import without_accents
from journal.search.records import KINDS, Record, text_of

_WORD = re.compile(r"[^\W\d_]{4,30}")

# The nearest spelling is looked for among these; it is downloaded when nothing is found.
MAX_WORDS = 12_000


def facets(found: Mapping[str, str], records: Iterable[Record]) -> str:
    """Which kind and themes each result has: what the filters of the search page read.

    One line of slugs of kinds, one of slugs of themes, then a line for each page: Pagefind's name
    of it, its kind's rank, its themes' ranks, in base 36.

    Args:
        found: Pagefind's name of each page -> its address.
        records: what it was given.
    """
    records = list(records)
    by_address = {record.address: record for record in records}
    themes = sorted({slug for record in records for slug in record.themes or {}})
    kinds = list(KINDS)
    lines = [" ".join(kinds), " ".join(themes)]
    for name, address in sorted(found.items()):
        record = by_address[address]
        ranks = [kinds.index(record.kind), *(themes.index(slug) for slug in record.themes or {})]
        lines.append(f"{name} {' '.join(_base36(rank) for rank in ranks)}")
    return "\n".join(lines) + "\n"


def words(records: Iterable[Record]) -> str:
    """The words that can be found, one a line, the most frequent first; short ones left out.

    A word is written as it is most often, without capitals: « épicerie ».
    """
    # Parted by spaces first: what is met again is looked into once.
    pieces: Counter[str] = Counter()
    for record in records:
        pieces.update(f"{text_of(record)} {record.also}".lower().split())
    forms: Counter[str] = Counter()
    for piece, count in pieces.items():
        for form in _WORD.findall(piece):
            forms[form] += count
    counts: Counter[str] = Counter()
    usual: dict[str, str] = {}
    for form, count in sorted(forms.items(), key=lambda item: (-item[1], item[0])):
        folded = without_accents(form)
        counts[folded] += count
        usual.setdefault(folded, form)
    ranked = sorted(counts, key=lambda folded: (-counts[folded], folded))
    return "".join(f"{usual[folded]}\n" for folded in ranked[:MAX_WORDS])


def _base36(rank: int) -> str:
    figures = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (_base36(rank // 36) if rank >= 36 else "") + figures[rank % 36]
