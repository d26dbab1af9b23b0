"""MkDocs, as `python -m mkdocs` runs it, but for what the machine refuses it: said in one sentence.

Exit status: MkDocs's own; 1, a file cannot be read or written.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

from journal.problems.refusals import refusal


def main() -> int:
    """Run MkDocs in the current folder, with the arguments that were given."""
    sys.path[0] = str(Path.cwd())  # Not this folder, whose programs are no modules.
    try:
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except OSError as error:
        print(f"Construction arrêtée : {refusal(error)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
