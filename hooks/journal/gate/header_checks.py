"""The header of each page, beside its body and the other pages: every check, in one place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import chain

from journal.entries.addresses import GLOSSARY_FILE
from journal.entries.any_entry import model_of
from journal.gate.acronyms import check_acronyms
from journal.gate.draft import Draft
from journal.gate.header_days import check_days, check_review
from journal.gate.header_meaning import check_header, check_template
from journal.gate.hearsay import check_hearsay
from journal.gate.law import check_law
from journal.gate.link_targets import Surroundings
from journal.gate.private_places import check_places
from journal.problems.problem import Problem
from journal.reading.read_catalogue import Reading


def check(
    reading: Reading,
    drafts: Mapping[str, Draft],
    today: date,
    around: Surroundings,
    sound: Collection[str],
) -> Iterator[Problem]:
    """What is wrong with each page that its header alone, or first of all, can tell.

    Args:
        sound: paths of pages that are known to have nothing.
    """
    for path, header in reading.headers.items():
        if path in sound:
            continue
        draft = drafts[path]
        part = reading.parts.get(path)
        entry = part.entry if part else reading.entries.get(path)
        if entry:
            found = chain(
                check_days(entry, header, today=today, entries=reading.entries),
                check_header(entry, header, draft, today=today, around=around),
                check_places(entry, header),
                check_law(entry, header, draft),
                check_hearsay(entry, draft, entries=reading.entries),
                check_acronyms(
                    entry, draft, entries=reading.entries, glossary=drafts.get(GLOSSARY_FILE)
                ),
            )
            yield from part.true(found) if part else found
        elif not model_of(path):
            yield from check_template(header)
            if plain := reading.plain.get(path):
                yield from check_review(plain.reviewed_on, header, today=today)
