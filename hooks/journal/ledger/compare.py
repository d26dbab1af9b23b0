"""What would be lost: the ledger held against what the site publishes now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from journal.entries.any_entry import AnyEntry
from journal.entries.catalogue import Catalogue
from journal.headers.yaml_text import YamlText
from journal.ledger.current_records import identity_of, one_line, state_days
from journal.ledger.records import (
    LEDGER_NAME,
    LEDGER_PATH,
    Record,
    Records,
    Sort,
    is_of_organisation,
    page_key,
)
from journal.problems.guesses import Guesses
from journal.problems.problem import Problem


@dataclass(frozen=True)
class Comparison:
    """The ledger, and what stands now.

    Attributes:
        ledger: what was published once.
        present: what is published now.
        catalogue: the entries and themes that `present` was made from.
        headers: path under docs/ to header, to point at the line to mend.
        today: the day for which the site is built.
        guesses: what recognises a page under another name.
    """

    ledger: Records
    present: Records
    catalogue: Catalogue
    headers: Mapping[str, YamlText]
    today: date
    guesses: Guesses

    @cached_property
    def _by_address(self) -> dict[str, AnyEntry]:
        return {entry.address: entry for entry in self.catalogue.entries}

    @cached_property
    def by_identity(self) -> dict[str, AnyEntry]:
        """What each entry's identifiers begin with, to the entry."""
        return {identity_of(entry): entry for entry in self.catalogue.entries}

    @cached_property
    def known_identities(self) -> frozenset[str]:
        """What the identifiers in the ledger begin with."""
        return frozenset(self.days)

    @cached_property
    def new_entries(self) -> tuple[AnyEntry, ...]:
        """The entries that the ledger knows neither by address nor by identifier."""
        return tuple(
            entry
            for entry in self.catalogue.entries
            if page_key(entry.address) not in self.ledger
            and identity_of(entry) not in self.known_identities
        )

    @cached_property
    def newcomers(self) -> Mapping[tuple[str, str], list[AnyEntry]]:
        """The new entries by kind, with nothing, a day of theirs, or their title in one line."""
        found: dict[tuple[str, str], list[AnyEntry]] = defaultdict(list)
        for entry in self.new_entries:
            for mark in {"", *state_days(entry).values(), one_line(entry.title)}:
                found[entry.kind.value, mark].append(entry)
        return found

    @cached_property
    def days(self) -> Mapping[str, set[str]]:
        """What identifiers begin with, to the days of their states in the ledger."""
        found: dict[str, set[str]] = defaultdict(set)
        for record in self.of(Sort.IDENTIFIER):
            found[record.name.partition("#")[0]].add(record.day)
        return found

    def of(self, sort: Sort) -> Iterator[Record]:
        """The ledger's records of one sort."""
        return (record for record in self.ledger.values() if record.sort is sort)

    def lost_pages(self) -> Iterator[Record]:
        """The pages of the ledger that nothing answers for any more."""
        for record in self.of(Sort.PAGE):
            if record.key not in self.present and not self.is_withdrawn(record):
                yield record

    def is_withdrawn(self, record: Record) -> bool:
        """Whether nobody needs to find a page any more: it, or the one that it led to."""
        led_to = self.ledger.get(page_key(record.target), record)
        return bool(
            record.withdrawn
            or led_to.withdrawn
            or any(visit.withdrawn for visit in self.visits_naming(record))
        )

    def visits_naming(self, record: Record) -> list[Record]:
        """Of the page of an organisation, those where the visit which named it first was."""
        if not is_of_organisation(record):
            return []
        return [page for page in self.holders(record.identity) if not is_of_organisation(page)]

    def holders(self, identity: str) -> list[Record]:
        """The pages where an identity was: more than one once its file was renamed."""
        return self._holders.get(identity, [])

    @cached_property
    def _holders(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for record in self.of(Sort.PAGE):
            found.setdefault(identity_at(record), []).append(record)
        return found

    def is_another(self, entry: AnyEntry, identity: str) -> bool:
        """Whether subscribers know an entry as itself, and not by this identity."""
        own = {identity_of(entry)}
        if record := self.ledger.get(page_key(entry.address)):
            own.add(identity_at(record))
        return bool((own - {identity}) & self.known_identities)

    def entry_at(self, address: str) -> AnyEntry | None:
        """The entry that an address leads to, itself or by a redirect."""
        record = self.present.get(page_key(address))
        return self._by_address.get(record.target or address) if record else None


def identity_at(record: Record) -> str:
    """What the identifiers of the entry on a page begin with."""
    return record.identity or record.name.rstrip("/")


def in_ledger(record: Record, code: str, message: str, hint: str) -> Problem:
    """A problem that no page can be named for: it stands at the ledger's own line."""
    return Problem(LEDGER_PATH, record.line, code, message, hint)


def to_type(verb: str, lines: Sequence[str]) -> str:
    """« Écrivez : id: a », or several lines, each quoted: typed on one they would be no YAML."""
    if len(lines) == 1:
        return f"{verb} : {lines[0]}"
    return f"{verb} ces lignes : {' et '.join(f'« {line} »' for line in lines)}"


def withdraw_hint(record: Record, today: date) -> str:
    """The line to write for what was taken away on purpose and that nothing replaces."""
    return f"écrivez dans {LEDGER_NAME} : {replace(record, withdrawn=today)}"
