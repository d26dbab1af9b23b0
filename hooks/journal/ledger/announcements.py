"""In which words each state of a visit was sent, once another state has followed it.

A story brings its own title, its own summary, often a picture; another day, other hours. What was
announced in December stays what it was in December's letter and in that year's archives: the ledger
keeps the words of each state until the next one, and then as they were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from journal.entries.any_entry import AnyEntry
from journal.entries.catalogue import Catalogue
from journal.entries.visit import Visit, Words
from journal.ledger.current_records import identity_of
from journal.ledger.records import Records, Sort


def with_announcements(catalogue: Catalogue, ledger: Records) -> Catalogue:
    """The catalogue, whose visits remember in which words they were announced."""
    sent: dict[str, dict[str, Words]] = defaultdict(dict)
    for record in ledger.values():
        if record.sort is Sort.ANNOUNCEMENT and not record.withdrawn:
            identity, _, fragment = record.name.partition("#")
            sent[identity][fragment] = Words.model_validate_json(record.title)
    return replace(catalogue, entries=tuple(_remembering(catalogue, sent)))


def _remembering(catalogue: Catalogue, sent: Mapping[str, dict[str, Words]]) -> Iterator[AnyEntry]:
    themes = catalogue.themes.values()
    slugs = {former: theme.slug for theme in themes for former in theme.aliases}
    slugs |= {theme.slug: theme.slug for theme in themes}
    for entry in catalogue.entries:
        if isinstance(entry, Visit) and (known := sent.get(identity_of(entry))):
            yield entry.remembering(
                {
                    fragment: words.model_copy(update={"tags": _filed(words, slugs) or entry.tags})
                    for fragment, words in known.items()
                }
            )
        else:
            yield entry


def _filed(words: Words, slugs: Mapping[str, str]) -> tuple[str, ...]:
    """The themes under which a state was sent, as far as they are there, by their present slugs."""
    return tuple(dict.fromkeys(slugs[tag] for tag in words.tags if tag in slugs))
