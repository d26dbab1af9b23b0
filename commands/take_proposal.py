"""What a run of « Vérifier » left of a proposal, put in a folder: GitHub alone calls this.

Whoever proposed may have made the parcel: nothing of it is run, and little of it is taken. Exit
status: 0, the folder is there; 1, there is nothing to take, or it is refused.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from journal.machine.atomic_files import write_all
from journal.maintenance.proposal_archive import MOST_BYTES, RefusedError, unpacked
from journal.web.github_client import Forge


def main(arguments: list[str] | None = None) -> int:
    """Take the parcel of the run that the event tells of."""
    parser = argparse.ArgumentParser(description="Prend ce qu'une vérification a laissé.")
    parser.add_argument("dossier", type=Path)
    folder = parser.parse_args(arguments).dossier
    run = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_bytes())["workflow_run"]["id"]
    forge = Forge(os.environ["GITHUB_REPOSITORY"])
    parcel = forge.artifact(int(run), "proposition", most_bytes=MOST_BYTES)
    if parcel is None:
        return _refuse("La vérification n'a laissé aucune proposition, ou elle est trop lourde.")
    try:
        write_all({folder / name: content for name, content in unpacked(parcel).items()})
    except RefusedError as refused:
        return _refuse(f"La proposition n'est pas prise. {refused}")
    except OSError:
        return _refuse("La proposition n'est pas prise : ses noms de fichiers se contredisent.")
    return 0


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
