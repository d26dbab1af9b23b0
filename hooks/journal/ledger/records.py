"""The ledger as text: one promise a line, sorted, so that two versions merge line by line.

annonce visites/atao#annonce « {"title":"Aller voir ATAO",…,"horaire":"14:00-17:00"} »
autorite visites-apprenantes,2026
fichier feed_rss_created.xml
identifiant visites/atao#annonce 2026-11-02
page visites/ancien/ mène à visites/nouveau/
page visites/nouveau/ = visites/ancien « Le titre »
page structures/atao/ = visites/atao « ATAO »
page visites/perdue/ « Le titre » retirée le 2026-11-27
rendez-vous visites/atao 2026-12-03
rendez-vous visites/joujou 2026-12-03/2026-12-05
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from journal.entries.organisations import ORGANISATIONS
from journal.entries.visit import Words
from journal.language.dates import PartialDate, parse_day
from journal.problems.problem import Explanation, Problem

# From the root of the repository, and of the site; and from docs/, as problems say it.
LEDGER_NAME = "adresses.txt"
LEDGER_PATH = f"../{LEDGER_NAME}"

EXPLANATIONS = {
    "registre-illisible": Explanation(
        "Une ligne d'adresses.txt, où le site note ce qui a paru, ne se comprend pas.",
        "La remettre telle qu'elle était.",
    ),
}

HEADING = """\
# Ce que le site a publié, une ligne par chose : rien de cela ne doit se perdre.
# « make adresses » ajoute ce qui est nouveau. On ne retire aucune ligne à la main.
"""


class Sort(StrEnum):
    """What a line promises; the value is its first word."""

    ANNOUNCEMENT = "annonce"
    AUTHORITY = "autorite"
    FILE = "fichier"
    IDENTIFIER = "identifiant"
    PAGE = "page"
    APPOINTMENT = "rendez-vous"


Key: TypeAlias = tuple[Sort, str, str]


@dataclass(frozen=True)
class Record:
    """One promise.

    Attributes:
        sort: what is promised.
        name: the address of a page or file, from the site's root; a permanent identifier without
            its authority; for an appointment, that of its visit; the authority itself.
        day: when the identifier's state was published, or when the visit was announced for.
        identity: the permanent identifier of the entry on that page, without its authority;
            empty when it is the page's address, or when there is none. Of the page of an
            organisation, that of the visit which names it first.
        title: of that entry, to recognise it under another name; for an announcement, all the
            words in which that state of a visit was sent, as JSON.
        target: the page that this former address leads to, or nothing.
        withdrawn: the day since which nobody needs to find it, or None.
        line: its number in the file, from 1.
    """

    sort: Sort
    name: str
    day: str = ""
    identity: str = ""
    title: str = ""
    target: str = ""
    withdrawn: date | None = None
    line: int = field(default=1, compare=False)

    @property
    def key(self) -> Key:
        """What makes it one and the same promise, whatever else its line says."""
        return self.sort, self.name, self.day if self.sort is Sort.APPOINTMENT else ""

    def __str__(self) -> str:
        """Its line."""
        parts: list[str] = [self.sort, self.name]
        parts += [self.day] if self.day else []
        parts += [f"= {self.identity}"] if self.identity else []
        parts += [f"mène à {self.target}"] if self.target else []
        parts += [f"« {self.title} »"] if self.title else []
        if self.withdrawn:
            feminine = self.sort in (Sort.PAGE, Sort.ANNOUNCEMENT)
            agreed = "retirée" if feminine else "retiré"
            parts.append(f"{agreed} le {self.withdrawn.isoformat()}")
        return " ".join(parts)


Records: TypeAlias = Mapping[Key, Record]

_LINE = re.compile(
    rf"(?P<sort>{'|'.join(Sort)}) (?P<name>\S+)"
    r"(?: (?P<day>[0-9X]{4}(?:-[0-9]{2}){0,2}(?:/[0-9]{4}(?:-[0-9]{2}){2})?))?"
    r"(?: = (?P<identity>\S+))?"
    r"(?: mène à (?P<target>\S+))?"
    r"(?: « (?P<title>.*) »)?"
    r"(?: retirée? le (?P<withdrawn>\S+))?"
)
_CONFLICT = re.compile(r"<{7}(?: |$)|\|{7}(?: |$)|={7}$|>{7}(?: |$)")
# How much of a line that cannot be read is said again.
_SHOWN = 80
# What no ledger holds stands for one that cannot be read.
_NO_FILE = b"\0"
_BACK = f"Remettez le registre à sa place : git checkout {LEDGER_NAME}"
_DATED = {Sort.IDENTIFIER, Sort.APPOINTMENT}


def is_of_organisation(record: Record) -> bool:
    """Whether a page is that of an organisation; the list of them is none."""
    return bool(record.identity) and record.name.startswith(f"{ORGANISATIONS}/")


def page_key(address: str) -> Key:
    """The key of a page's record."""
    return Sort.PAGE, address, ""


def as_records(records: Iterable[Record]) -> dict[Key, Record]:
    """Records by their keys; of two with one key, the last."""
    return {record.key: record for record in records}


def ledger_in(folder: Path) -> bytes | None:
    """The bytes of the ledger of a repository; None when there is none.

    What bears its name and cannot be read (a folder, a pipe, a link that leads nowhere) is no
    missing ledger: nothing would be held against what was published, and nobody would know.
    """
    file = folder / LEDGER_NAME
    try:
        if file.is_file():
            return file.read_bytes()
        return _NO_FILE if os.path.lexists(file) else None
    # A link that leads to itself is a RuntimeError to Python 3.11 and 3.12.
    except (OSError, RuntimeError):
        return _NO_FILE


def write_ledger(records: Records) -> str:
    """The text of the ledger: its heading, then its lines in order."""
    return HEADING + "".join(f"{line}\n" for line in sorted(map(str, records.values())))


def read_ledger(content: bytes) -> tuple[dict[Key, Record], list[Problem]]:
    """Read a ledger, in whatever order and with whatever ends of lines it comes.

    Args:
        content: the file's bytes.

    Returns:
        What could be read, and the lines that could not.
    """
    if content == _NO_FILE:
        return {}, [unreadable(1, "Ce n'est pas un fichier que l'on puisse lire.", _BACK)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        return {}, [
            unreadable(
                number, "Cette ligne n'est pas en UTF-8.", "Enregistrez le fichier en UTF-8."
            )
        ]
    found: dict[Key, Record] = {}
    problems = []
    for number, typed in enumerate(re.split(r"\r\n?|\n", text), start=1):
        line = typed.strip()
        if not line or line.startswith("#"):
            continue
        record = _record(line, number)
        if record is None:
            problems.append(_explained(line, number))
        elif record.key in found:
            problems.append(_twice(record, found[record.key]))
        else:
            found[record.key] = record
    return found, problems


def _record(line: str, number: int) -> Record | None:
    match = _LINE.fullmatch(line)
    if not match:
        return None
    sort, day = Sort(match["sort"]), match["day"] or ""
    try:
        if sort in _DATED:
            PartialDate.parse(day) if sort is Sort.APPOINTMENT else parse_day(day)
        elif day:
            return None
        withdrawn = parse_day(match["withdrawn"]) if match["withdrawn"] else None
        if sort is Sort.ANNOUNCEMENT and not withdrawn:
            Words.model_validate_json(match["title"] or "")
    except ValueError:
        return None
    return Record(
        sort,
        match["name"],
        day,
        match["identity"] or "",
        match["title"] or "",
        match["target"] or "",
        withdrawn,
        number,
    )


def unreadable(line: int, message: str, hint: str) -> Problem:
    """A problem of a line of the ledger that cannot be read."""
    return Problem(LEDGER_PATH, line, "registre-illisible", message, hint)


def _explained(line: str, number: int) -> Problem:
    if _CONFLICT.match(line):
        return unreadable(
            number,
            "Deux versions du registre se rencontrent ici, et personne n'a choisi.",
            "Gardez les lignes des deux versions, et retirez celle-ci, faite de signes.",
        )
    return unreadable(
        number,
        f"« {_start_of(line)} » n'est pas une ligne du registre.",
        "Remettez-la telle qu'elle était, comme « page visites/atao/ » ou « identifiant "
        "visites/atao 2026-11-22 ».",
    )


def _start_of(line: str) -> str:
    """What is enough to find a line: announcements are long."""
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()}…"


def _twice(record: Record, first: Record) -> Problem:
    return unreadable(
        record.line,
        f"« {record.sort} {record.name} » est déjà à la ligne {first.line}.",
        "Gardez une seule des deux lignes, la plus juste.",
    )
