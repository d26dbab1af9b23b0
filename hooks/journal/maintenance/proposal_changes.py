"""Two versions of the journal, and what there is between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from journal.entries.addresses import address_of
from journal.ledger.records import Record, Sort, read_ledger
from journal.ledger.remember import Remembrance, remember
from journal.newsletter.published_states import State, states_of
from journal.problems.problem import Problem, Severity, errors
from journal.reading.tree import Tree


@dataclass(frozen=True)
class Sources:
    """What a version is made from.

    Attributes:
        tree: every file of docs/.
        ledger: the bytes of `adresses.txt`; None when there is none.
        config: the text of mkdocs.yml.
    """

    tree: Tree
    ledger: bytes | None = None
    config: str = ""


@dataclass(frozen=True)
class Version:
    """The journal as it stands, or as it would.

    Attributes:
        tree: every file of docs/.
        found: what the gate finds there, with its ledger at hand.
    """

    tree: Tree
    found: Remembrance

    @classmethod
    def of(cls, sources: Sources, *, today: date, site_url: str = "") -> Version:
        """Examine a version, on a day and for a site as `remember` has it."""
        found = remember(
            sources.tree, sources.ledger, today=today, site_url=site_url, config=sources.config
        )
        return cls(sources.tree, found)

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong."""
        return self.found.examination.problems

    @property
    def states(self) -> dict[str, State]:
        """Permanent identifier of each state, without the authority, to the state."""
        entries = self.found.examination.catalogue.entries
        return {state.identifier(""): state for entry in entries for state in states_of(entry)}

    def title_of(self, path: str) -> str:
        """What a page is called; its path when it does not say."""
        header = self.found.examination.headers.get(path)
        title = header.values.get("title") if header else None
        return title if isinstance(title, str) and title.strip() else path


@dataclass(frozen=True, slots=True)
class PageChange:
    """A file of docs/ that is not what it was.

    Attributes:
        path: under docs/.
        title: what the page is called; the path of what is no page.
        done: « nouvelle », « changée », « retirée »; a page, or a file that a person may open.
        address: from the site's root; empty when the site has no such page yet, or no more.
    """

    path: str
    title: str
    done: str
    address: str


@dataclass(frozen=True, slots=True)
class AddressChange:
    """An address that does not lead where it led.

    Attributes:
        name: a page's or a file's, from the site's root.
        now: what becomes of it, in French, to be read after the address.
        target: the page that it leads to from now on, or nothing.
    """

    name: str
    now: str
    target: str = ""


@dataclass(frozen=True)
class Difference:
    """What a proposed change would do.

    Attributes:
        before: what the change was made from.
        after: what it would give.
        today: the day for which the site is built.
    """

    before: Version
    after: Version
    today: date

    @classmethod
    def of(cls, before: Sources, after: Sources, *, today: date, site_url: str = "") -> Difference:
        """Examine both; what the first one promises is held to be promised by the second."""
        promised = replace(after, ledger=_with_former_lines(after.ledger, before.ledger))
        old = Version.of(before, today=today, site_url=site_url)
        return cls(old, Version.of(promised, today=today, site_url=site_url), today)

    @property
    def problems(self) -> list[Problem]:
        """What stops the build, then the warnings that were not there before."""
        known = {(p.path, p.code, p.message) for p in self.before.problems}
        stops = errors(self.after.problems)
        told = (p for p in self.after.problems if p.severity is Severity.WARNING)
        return [*stops, *(p for p in told if (p.path, p.code, p.message) not in known)]

    @property
    def is_readable(self) -> bool:
        """Whether both catalogues have everything: of a part, nothing can be said to be missing."""
        return not errors([*self.before.problems, *self.after.problems])

    def pages(self) -> Iterator[PageChange]:
        """The files that change, in the order of their paths."""
        before, after = self.before.tree, self.after.tree
        for path in sorted({*before, *after}):
            old, new = before.get(path), after.get(path)
            if old == new:
                continue
            done = "changée" if old and new else "nouvelle" if new else "retirée"
            title = (self.after if new else self.before).title_of(path)
            is_online = old and new and path.endswith(".md")
            yield PageChange(path, title, done, address_of(path) if is_online else "")

    def news(self) -> list[State]:
        """What subscribers would receive, the newest first: each state that is not out yet."""
        known = self.before.states
        return [state for name, state in self.after.states.items() if name not in known]

    def reviews(self) -> list[State]:
        """What those who ask to be told of revisions would receive besides."""
        known = {state.review_identifier("") for state in self.before.states.values()}
        return [
            state
            for name, state in self.after.states.items()
            if name in self.before.states and state.review_identifier("") not in known
        ]

    def addresses(self) -> Iterator[AddressChange]:
        """The addresses that would lead elsewhere, or nowhere."""
        before, after = self.before.found, self.after.found
        for key in sorted({*before.present, *after.present}):
            if key[0] in (Sort.PAGE, Sort.FILE):
                old, new = before.present.get(key), after.present.get(key)
                yield from self._change(old, new, after.ledger.get(key))

    @staticmethod
    def _change(
        old: Record | None, new: Record | None, promised: Record | None
    ) -> Iterator[AddressChange]:
        if new and new.target and new.target != (old.target if old else ""):
            yield AddressChange(new.name, "mène à", new.target)
        elif old and old.target and new:
            yield AddressChange(new.name, "redevient une page")
        elif old and not new:
            withdrawn = promised and promised.withdrawn
            yield AddressChange(
                old.name, "est retirée exprès" if withdrawn else "ne mène plus à rien"
            )


def _with_former_lines(own: bytes | None, former: bytes | None) -> bytes | None:
    """A ledger, faults included, and after it whatever a former one has besides."""
    if own is None or former is None:
        return former if own is None else own
    known, _ = read_ledger(own)
    records, _ = read_ledger(former)
    lines = [str(record) for key, record in records.items() if key not in known]
    return own + "".join(f"\n{line}" for line in lines).encode()
