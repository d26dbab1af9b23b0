"""The built site, as a copy that is leafed through from a folder: `make copie`."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from journal.machine.atomic_files import write_all
from journal.pages.offline_copy import for_a_folder


def main(arguments: list[str] | None = None) -> int:
    """Copy a site, its pages rewritten; whatever was at the target before goes away."""
    parser = argparse.ArgumentParser(description="Copie le site pour l'ouvrir sans serveur.")
    parser.add_argument("site", type=Path, help="dossier du site construit")
    parser.add_argument("copie", type=Path, help="dossier où le copier")
    options = parser.parse_args(arguments)
    shutil.rmtree(options.copie, ignore_errors=True)
    shutil.copytree(options.site, options.copie)
    for path in options.copie.rglob("*.html"):
        write_all({path: for_a_folder(path.read_text("utf-8")).encode()})
    print(f"Pour feuilleter le site, ouvrez {(options.copie / 'index.html').as_posix()}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
