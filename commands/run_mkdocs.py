"""MkDocs, as `python -m mkdocs` runs it, once what it is given can be read: it stops in English.

Exit status: MkDocs's own; 1, a file is missing, or mkdocs.yml is no YAML.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

from journal.gate.publisher import check_readable, read_config
from journal.problems.report import as_text
from journal.reading.tree import CONFIG_PATH


def main() -> int:
    """Run MkDocs in the current folder, with the arguments that were given."""
    if fault := _missing() or _unreadable(Path(CONFIG_PATH).read_bytes()):
        print(f"Construction arrêtée. {fault}", file=sys.stderr)
        return 1
    sys.path[0] = str(Path.cwd())  # Not this folder, whose programs are no modules.
    runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    return 0


def _missing() -> str:
    """What MkDocs would look for in vain; or read without end, were it a pipe."""
    kinds = {CONFIG_PATH: (Path.is_file, "fichier"), "docs": (Path.is_dir, "dossier")}
    for name, (is_there, kind) in kinds.items():
        if not is_there(Path(name)):
            return f"Le {kind} {name} n'est pas là. Remettez-le, puis relancez la même commande."
    return ""


def _unreadable(content: bytes) -> str:
    config, problems = read_config(content)
    return as_text([*problems, *check_readable(config)]).rstrip()


if __name__ == "__main__":
    sys.exit(main())
