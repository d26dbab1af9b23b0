"""Whether the links out still answer: `make liens`; on GitHub, each week, one issue says it.

Exit status: 0, the round is done; 1, nothing answers at all, and nothing is said.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from journal.gate.examine import examine
from journal.language.dates import today
from journal.maintenance.dead_links import MARKER, TITLE, as_issue, remembered_in, report
from journal.maintenance.outgoing_links import outside_links
from journal.reading.tree import read_tree
from journal.web.github_client import Forge
from journal.web.link_status import Asker


def main(arguments: list[str] | None = None) -> int:
    """Ask every address of the docs/ of the current folder."""
    parser = argparse.ArgumentParser(description="Vérifie les liens vers d'autres sites.")
    parser.add_argument("--discussion", action="store_true", help="tient la discussion de GitHub")
    options = parser.parse_args(arguments)
    day = today(os.environ, datetime.now(UTC))
    repository = os.environ.get("GITHUB_REPOSITORY", "")
    forge = Forge(repository) if options.discussion else None
    known = forge.issue(MARKER) if forge else None
    places = outside_links(examine(read_tree(Path("docs")), today=day))
    asker = Asker(f"carnet-de-visites (+{os.environ.get('REPO_URL') or 'make liens'})")
    answers = {address: asker.ask(address) for address in places}
    found = report(places, answers, remembered_in(known["body"]) if known else {}, day)
    if found.is_cut_off:
        print("Aucune adresse ne répond : cette machine n'est pas reliée.", file=sys.stderr)
        return 1
    if forge:
        # What could not be asked today is no reason to close what was open.
        is_open = found.is_due or bool(known and found.is_doubtful)
        forge.keep_issue(TITLE, as_issue(found), is_open=is_open)
    else:
        print("\n".join(as_issue(found).split("\n\n")[2:]), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
