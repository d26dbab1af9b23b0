"""MkDocs, as `python -m mkdocs` runs it, once what it is given can be read: it stops in English.

Exit status: MkDocs's own; 1, a file is missing, or mkdocs.yml is no YAML.
"""

from __future__ import annotations

import gc
import runpy
import sys
from pathlib import Path

from journal.gate.needed_files import why_no_site


def main() -> int:
    """Run MkDocs in the current folder, with the arguments that were given."""
    if fault := why_no_site(Path()):
        print(f"Construction arrêtée. {fault}", file=sys.stderr)
        return 1
    sys.path[0] = str(Path.cwd())  # Not this folder, whose programs are no modules.
    # What is loaded stays; once it is, the hooks have Python look again for what may go.
    gc.disable()
    runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
