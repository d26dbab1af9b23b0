"""The gate with a memory: what is wrong in docs/, and what of the published site would be lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from journal.entries.any_entry import model_of
from journal.entries.publisher import Site
from journal.gate.examine import Examination, examine
from journal.headers.yaml_text import read_yaml
from journal.ledger.announcements import with_announcements
from journal.ledger.compare import Comparison
from journal.ledger.current_records import present_records
from journal.ledger.identifiers import (
    lost_identifiers,
    moved_days,
    old_news,
    unsaid_postponements,
)
from journal.ledger.lost_lines import emptied_ledger, lost_lines
from journal.ledger.lost_pages import lost_files, lost_pages, renamed_themes
from journal.ledger.records import LEDGER_NAME, Records, Sort, read_ledger, unreadable
from journal.ledger.wrong_clock import by_the_clock
from journal.machine.cache import Cache
from journal.machine.memory import Memory
from journal.problems.guesses import Guesses
from journal.problems.problem import Explanation, Problem, errors, sort_problems, tidy
from journal.reading.tree import CONFIG_PATH, THEMES_FILE, Tree

EXPLANATIONS = {
    "autorite-changee": Explanation(
        "« autorite », dans mkdocs.yml, identifie les pages pour toujours.",
        "La remettre telle qu'elle était.",
    ),
}


@dataclass(frozen=True)
class Remembrance:
    """What the gate finds with the ledger at hand.

    Attributes:
        examination: everything that is wrong, the ledger's part included.
        ledger: what was published once; empty when there is no ledger.
        present: what is published now.
    """

    examination: Examination
    ledger: Records
    present: Records


def remember(
    tree: Tree,
    ledger: bytes | None,
    *,
    today: date,
    site_url: str = "",
    config: str = "",
    colours: Collection[str] | None = None,
    cache: Cache | None = None,
    memory: Memory | None = None,
) -> Remembrance:
    """Examine a tree, then hold it against what was published.

    Args:
        tree: every file of docs/.
        ledger: the bytes of `adresses.txt`; None without one, and then nothing is compared.
        today, site_url, config, colours, cache, memory: as `journal.gate.examine.examine` takes
            them.
    """
    memory = memory or Memory()
    examination = examine(
        tree,
        today=today,
        site_url=site_url,
        config=config,
        colours=colours,
        cache=cache,
        memory=memory,
    )
    records, problems = read_ledger(ledger or b"")
    # What was worked out of it before is known then.
    catalogue = memory.same("catalogue", with_announcements(examination.catalogue, records))
    examination = replace(examination, catalogue=catalogue)
    site = _site(config, site_url)
    paths = [path for path in tree if path.endswith(".md")]
    present = memory.kept(
        "present", (catalogue, paths, site), lambda: present_records(catalogue, paths, site)
    )
    if ledger is None:
        return Remembrance(_by_the_clock(examination, {}, today), {}, present)
    if not problems:
        problems += emptied_ledger(records, catalogue)
    if site.authority:
        problems += _changed_authority(records, present, config)
    comparison = Comparison(records, present, catalogue, examination.headers, today, Guesses())
    known = renamed_themes(examination.problems, comparison)
    if _is_whole(examination, tree):
        lost = list(_lost(comparison))
        # What a line that cannot be read would have said is neither lost nor new.
        if not problems:
            lost += [*lost_lines(comparison), *old_news(comparison, {p.path for p in lost})]
        problems += lost
    problems = sort_problems([*known, *map(tidy, problems)])
    examination = _by_the_clock(replace(examination, problems=problems), records, today)
    return Remembrance(examination, records, present)


def _by_the_clock(examination: Examination, ledger: Records, today: date) -> Examination:
    problems = by_the_clock(
        examination.problems, today=today, ledger=ledger, catalogue=examination.catalogue
    )
    return replace(examination, problems=problems)


def _lost(comparison: Comparison) -> Iterator[Problem]:
    pages, told = lost_pages(comparison)
    yield from pages
    yield from lost_files(comparison)
    yield from lost_identifiers(comparison, told)
    yield from moved_days(comparison)
    yield from unsaid_postponements(comparison)


def _is_whole(examination: Examination, tree: Tree) -> bool:
    """Whether the catalogue has everything: a page that cannot be read is not a page that left."""
    broken = any(problem.path == THEMES_FILE for problem in errors(examination.problems))
    return not broken and all(examination.catalogue.at(p) for p in tree if model_of(p))


def _site(config: str, site_url: str) -> Site:
    """What mkdocs.yml says of the site, as far as the ledger asks."""
    settings, _ = read_yaml(config, f"../{CONFIG_PATH}")
    name, extra = settings.values.get("site_name"), settings.values.get("extra")
    return Site.of(
        url=site_url,
        name=str(name or ""),
        description="",
        extra=extra if isinstance(extra, dict) else {},
    )


def _changed_authority(records: Records, present: Records, config: str) -> Iterator[Problem]:
    """An authority that is another one: each identifier would be another one with it."""
    settings, _ = read_yaml(config, f"../{CONFIG_PATH}")
    held = [r for r in records.values() if r.sort is Sort.AUTHORITY and not r.withdrawn]
    if not held:
        return
    # There is one: that of the site, else the first.
    kept = next((record for record in held if record.key in present), held[0])
    for record in held:
        if record is not kept:
            yield unreadable(
                record.line,
                f"« {record.sort} {record.name} » est de trop : le registre a déjà son autorité, "
                f"« {kept.name} », à la ligne {kept.line}.",
                f"Supprimez la ligne {record.line} d'{LEDGER_NAME}.",
            )
    if kept.key not in present:
        yield settings.problem(
            ("extra", "autorite"),
            "autorite-changee",
            "Sous une autre autorité, tous les identifiants changent : chaque personne abonnée "
            "recevrait tout une seconde fois.",
            f"Écrivez : autorite: {kept.name}",
        )
