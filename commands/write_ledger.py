"""Brings `adresses.txt` up to date: `make adresses`, `make adresses RETIRER=visites/ancienne/`.

Exit status: 0, the ledger has everything; 1, something would be lost, and nothing is written.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from journal.language.dates import today
from journal.ledger.records import LEDGER_NAME, Records, ledger_in, read_ledger, write_ledger
from journal.ledger.remember import remember
from journal.ledger.update import RefusedError, changes, joined, updated, withdraw
from journal.machine.atomic_files import write_all
from journal.problems.problem import errors
from journal.problems.report import as_text
from journal.reading.tree import CONFIG_PATH, read_tree

LEDGER = Path(LEDGER_NAME)


def main(arguments: list[str] | None = None) -> int:
    """Update the ledger of the current folder, and say in French what changed."""
    parser = argparse.ArgumentParser(description="Met le registre des adresses à jour.")
    parser.add_argument("--retirer", default="", help="page ou fichier supprimé exprès")
    parser.add_argument("--joindre", default="", help="registre du site en ligne")
    options = parser.parse_args(arguments)
    if options.joindre:
        return _join(Path(options.joindre))
    day = today(os.environ, datetime.now(UTC))
    config = Path(CONFIG_PATH).read_text("utf-8")
    tree, old = read_tree(Path("docs")), ledger_in(Path())
    found = remember(tree, old, today=day, config=config)
    ledger = found.ledger
    if options.retirer:
        try:
            ledger = withdraw(ledger, found.present, options.retirer, day)
        except RefusedError as refused:
            return _refuse(str(refused))
        found = remember(tree, write_ledger(ledger).encode(), today=day, config=config)
    if problems := errors(found.examination.problems):
        return _refuse(f"{as_text(problems)}Rien n'est écrit : corrigez d'abord.")
    _write(read_ledger(old or b"")[0], updated(ledger, found.present))
    return 0


def _join(published: Path) -> int:
    """Add what the published ledger has besides."""
    own, problems = read_ledger(ledger_in(Path()) or b"")
    theirs, others = read_ledger(published.read_bytes())
    if problems:
        return _refuse(f"{as_text(problems)}Rien n'est écrit : corrigez d'abord.")
    if others or not theirs:
        return _refuse(f"{published} n'est pas un registre : rien n'y est pris.")
    _write(own, joined(own, theirs))
    return 0


def _write(before: Records, after: Records) -> None:
    said = list(changes(before, after))
    write_all({LEDGER: write_ledger(after).encode()})
    print(*said, sep="\n", end="\n" if said else "")
    print(f"{LEDGER_NAME} est à jour." if said else f"{LEDGER_NAME} était déjà à jour.")


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
