"""The life of a journal: whatever is renamed, retitled, dated anew or deleted, with or without the
right keys, nothing leaves the ledger silently; and to write what is asked for is enough.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from hypothesis import given
from hypothesis import strategies as st

from journal.ledger.records import Record, Records, Sort, write_ledger
from journal.ledger.remember import remember
from journal.ledger.update import updated, withdraw
from journal.problems.problem import Problem, errors
from support.gate import AROUND
from support.journals import TODAY, as_files, visit

# Stays for ever, so that every theme has an entry.
ANCHOR = "pilier"


@dataclass
class Page:
    """One visit, as its author last left it."""

    slug: str
    title: str
    keys: dict[str, str] = field(default_factory=lambda: {"date": "2026-06-12"})
    organisation: str = ""

    def __post_init__(self) -> None:
        self.organisation = f"Structure {self.slug}"

    def file(self, theme: str) -> dict[str, str]:
        tags = f"[emploi, {theme}]" if self.slug == ANCHOR else "[emploi]"
        words = {"title": self.title, "structure": self.organisation, "tags": tags}
        return visit(self.slug, **words, **self.keys)

    @property
    def address(self) -> str:
        return f"visites/{self.slug}/"

    @property
    def organisation_address(self) -> str:
        return f"structures/{self.organisation.lower().replace(' ', '-')}/"

    @property
    def former(self) -> list[str]:
        return re.findall(r"[^\[\], ]+", self.keys.get("anciennes_adresses", ""))


@dataclass
class Journal:
    """A small journal, and its ledger."""

    pages: list[Page]
    theme: str = "reemploi"
    aliases: str = ""
    ledger: Records = field(default_factory=dict)

    def found(self):
        files = {"index.md": AROUND["index.md"], "themes.yml": self.themes()}
        for page in self.pages:
            files |= page.file(self.theme)
        return remember(as_files(files), write_ledger(self.ledger).encode(), today=TODAY)

    def themes(self) -> str:
        lines = "emploi:\n  nom: Emploi\n  description: Une phrase.\n"
        lines += f"{self.theme}:\n  nom: Le thème\n  description: Une phrase.\n"
        return lines + (f"  alias: {self.aliases}\n" if self.aliases else "")

    def problems(self) -> list[Problem]:
        return errors(self.found().examination.problems)

    def write(self) -> None:
        """Note what stands now; all that was noted before still is, and still leads somewhere."""
        found = self.found()
        assert errors(found.examination.problems) == []
        after = updated(found.ledger, found.present)
        assert self.ledger.keys() <= after.keys()
        for key, record in self.ledger.items():
            assert after[key].day == record.day
            assert key in found.present or after[key].withdrawn or self.is_over(record, after)
        self.ledger = after

    @staticmethod
    def is_over(record: Record, ledger: Records) -> bool:
        """Whether the page of a lost promise was withdrawn, or leads to another one now."""
        if record.name.startswith("structures/"):
            return any(
                holder.withdrawn
                for holder in ledger.values()
                if (holder.identity or holder.name.rstrip("/")) == record.identity
            )
        if record.sort is Sort.PAGE:
            return bool(ledger[Sort.PAGE, record.target, ""].withdrawn)
        if record.sort is Sort.FILE:
            return False
        holders = [
            holder
            for holder in ledger.values()
            if holder.sort is Sort.PAGE
            and (holder.identity or holder.name.rstrip("/")) == record.name.partition("#")[0]
        ]
        return any(holder.withdrawn or holder.target for holder in holders)

    def obey(self, problem: Problem) -> None:
        """Write what a problem asks for, to the letter."""
        asked = problem.hint.partition(" : ")[2].partition(" (")[0]
        lines = dict(line.split(": ", 1) for line in re.findall("« (.*?) »", asked) or [asked])
        if problem.path == "themes.yml":
            self.aliases = lines["alias"]
            return
        [page] = [page for page in self.pages if problem.path == f"visites/{page.slug}.md"]
        page.keys |= lines


@st.composite
def deeds(draw: st.DrawFn) -> list[tuple[str, int, bool, bool]]:
    """What is done, to which page, and whether each of two right keys is written."""
    names = st.sampled_from(
        ["rename", "retitle", "redate", "delete", "merge", "add", "theme", "id", "organisation"]
    )
    deed = st.tuples(names, st.integers(0, 9), st.booleans(), st.booleans())
    return draw(st.lists(deed, min_size=1, max_size=8))


def do(journal: Journal, number: int, deed: tuple[str, int, bool, bool]) -> bool | None:
    """Do one thing.

    Returns:
        Whether it must be refused; None when only deletion, which no key mends, is.
    """
    name, index, first, second = deed
    page = journal.pages[index % len(journal.pages)]
    new = f"page-{number}"
    if name == "add":
        journal.pages.append(Page(new, f"Une visite chez {number}"))
    elif name == "retitle":
        page.title = f"Une tout autre visite, {number}"
    elif name in ("redate", "id"):
        kept = {"redate": ("date", "2026-06-12"), "id": ("id", page.keys.get("id", page.slug))}
        key, value = kept[name]
        page.keys[key] = value if first else {"date": "2026-06-13", "id": new}[key]
        return not first
    elif name == "theme":
        journal.theme, old = f"theme-{number}", journal.theme
        if first:
            aliases = [*re.findall(r"[\w-]+", journal.aliases), old]
            journal.aliases = f"[{', '.join(aliases)}]"
        return not first
    elif name == "organisation":
        return respell(page, number, leads=first)
    elif page.slug == ANCHOR:
        return False
    elif name == "rename":
        return rename(page, new, same=first, leads=second)
    elif name == "merge":
        merge(page, journal)
    else:
        journal.pages.remove(page)
        return None
    return False


def rename(page: Page, new: str, *, same: bool, leads: bool) -> bool:
    """Rename a file, and write the keys that say so or not; whether that must be refused."""
    same = same or "id" in page.keys
    if leads:
        page.keys["anciennes_adresses"] = f"[{', '.join([*page.former, page.address])}]"
    if same:
        page.keys.setdefault("id", page.slug)
    page.slug = new
    return not (same and leads)


def respell(page: Page, number: int, *, leads: bool) -> bool:
    """Call an organisation otherwise, and write where its page was or not."""
    old, page.organisation = page.organisation_address, f"Structure {number}"
    if leads:
        page.keys["anciennes_adresses"] = f"[{', '.join([*page.former, old])}]"
    return not leads


def merge(page: Page, journal: Journal) -> None:
    """Delete a page, and have another one take its place."""
    journal.pages.remove(page)
    heir = journal.pages[0]
    addresses = [*heir.former, *page.former, page.address, page.organisation_address]
    heir.keys["anciennes_adresses"] = f"[{', '.join(addresses)}]"


@given(deeds())
def test_nothing_leaves_the_ledger_silently(done: list[tuple[str, int, bool, bool]]) -> None:
    journal = Journal([Page(ANCHOR, "Une visite au pilier"), Page("usine", "Une visite à l'usine")])
    journal.write()
    for number, deed in enumerate(done):
        before = [page.slug for page in journal.pages]
        refused = do(journal, number, deed)
        if refused is None:
            [gone] = {*before} - {page.slug for page in journal.pages}
            assert {problem.code for problem in journal.problems()} == {"adresse-perdue"}
            present = journal.found().present
            journal.ledger = withdraw(journal.ledger, present, f"visites/{gone}/", TODAY)
        elif refused:
            problems = journal.problems()
            assert problems
            for problem in problems:
                assert re.match(
                    r"(?:Ajoutez|Écrivez)(?: ces lignes)? : |Retirez la ligne", problem.hint
                )
                if problem.hint.startswith("Retirez"):
                    [page] = [p for p in journal.pages if problem.path == f"visites/{p.slug}.md"]
                    del page.keys["id"]
                else:
                    journal.obey(problem)
        journal.write()


def test_what_makes_it_refuse_is_noticed() -> None:
    journal = Journal([Page(ANCHOR, "Une visite au pilier")])
    journal.write()
    journal.pages[0] = replace(journal.pages[0], slug="autre")
    assert "adresse-perdue" in {problem.code for problem in journal.problems()}
