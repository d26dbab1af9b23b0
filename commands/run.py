"""Runs another of these programs, and says in one sentence what the machine refuses it.

A disk that is full, a file that may not be read: Python would show where it happened, in English.
Exit status: that of the program; 1, it was refused something.
"""

from __future__ import annotations

import os
import runpy
import shutil
import sys

# Of what it compiles, Python would keep a half on a disk that is nearly full, then stop at it.
_ENOUGH = 50_000_000
if shutil.disk_usage(__file__).free < _ENOUGH:
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"

from journal.problems.system_errors import refusal  # noqa: E402


def main() -> int:
    """Run the program that the first argument names, with the others."""
    del sys.argv[0]
    try:
        runpy.run_path(sys.argv[0], run_name="__main__")
    except OSError as error:
        print(f"Commande arrêtée : {refusal(error)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
