"""A new page, in a few questions asked on the terminal: `make visite`.

Exit status: 0, the page is written; 1, nothing is.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from journal.language.dates import today
from journal.new_pages.interview import KINDS, create
from journal.new_pages.skeletons import RefusedError


def main(arguments: list[str] | None = None) -> int:
    """Create a page in the docs/ of the current folder; the exit status is 1 when none is."""
    parser = argparse.ArgumentParser(description="Crée une page à partir de son modèle.")
    parser.add_argument("kind", choices=KINDS, metavar="|".join(KINDS))
    kind = parser.parse_args(arguments).kind
    if sys.stdin.isatty():
        # The arrow keys and the accents in what one types; not every Python has it.
        with suppress(ImportError):
            importlib.import_module("readline")
    try:
        path = create(kind, Path("docs"), today(os.environ, datetime.now(UTC)), input, print)
    except (EOFError, KeyboardInterrupt):
        print("\nArrêté : aucune page n'a été créée.")
        return 1
    except RefusedError as refused:
        print(refused, file=sys.stderr)
        return 1
    except FileExistsError as error:
        print(f"{error.filename} existe déjà : elle reste comme elle est.", file=sys.stderr)
        return 1
    except OSError:
        print("La page n'a pas pu être écrite : disque plein, ou dossier protégé.", file=sys.stderr)
        return 1
    print(
        f"\n{path.as_posix()} est créée. Remplacez-y chaque « À COMPLÉTER » par votre texte.\n"
        "« make serve » montre la page ; « make check » dit ce qu'il reste à compléter."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
