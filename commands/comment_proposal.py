"""What a proposed change would do, as the comment that GitHub shows beside it.

Both versions are read, and nothing of them is run. Exit status: 0, the comment is written; 2,
SITE_URL is no address.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from journal.entries.publisher import site_url_fault
from journal.language.dates import today
from journal.ledger.records import ledger_in
from journal.machine.atomic_files import write_all
from journal.maintenance.proposal_changes import Difference, Sources
from journal.maintenance.proposal_comment import comment
from journal.reading.tree import CONFIG_PATH, read_tree


def main(arguments: list[str] | None = None) -> int:
    """Compare two folders, each of which has docs/, mkdocs.yml and adresses.txt."""
    parser = argparse.ArgumentParser(description="Dit ce que change une proposition.")
    parser.add_argument("--avant", type=Path, required=True, help="dossier de la version publiée")
    parser.add_argument("--apres", type=Path, required=True, help="dossier de la proposition")
    parser.add_argument("--sortie", type=Path, required=True, help="fichier où écrire le message")
    parser.add_argument("--copie", default="", help="adresse où télécharger le site construit")
    options = parser.parse_args(arguments)
    site_url = os.environ.get("SITE_URL", "")
    if site_url and (fault := site_url_fault(site_url)):
        print(f"{fault}.", file=sys.stderr)
        return 2
    site_url += "/" if site_url and not site_url.endswith("/") else ""
    day = today(os.environ, datetime.now(UTC))
    before, after = _read(options.avant), _read(options.apres)
    difference = Difference.of(before, after, today=day, site_url=site_url)
    said = comment(difference, site_url=site_url, copy=options.copie)
    write_all({options.sortie: said.encode()})
    return 0


def _read(folder: Path) -> Sources:
    config = folder / CONFIG_PATH
    return Sources(
        read_tree(folder / "docs"),
        ledger_in(folder),
        config.read_bytes().decode("utf-8", "replace") if config.is_file() else "",
    )


if __name__ == "__main__":
    sys.exit(main())
