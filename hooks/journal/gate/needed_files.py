"""What no site is built without: MkDocs would stop at it in English, or wait for it for ever."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from journal.gate.publisher import check_readable, read_config
from journal.problems.report import as_text
from journal.reading.tree import CONFIG_PATH

# It would look for a file in vain, and read without end, were it a pipe.
_NEEDED: dict[str, tuple[Callable[[Path], bool], str]] = {
    CONFIG_PATH: (Path.is_file, "fichier"),
    "docs": (Path.is_dir, "dossier"),
    "overrides": (Path.is_dir, "dossier"),
}


def why_no_site(root: Path, then: str = "relancez la même commande") -> str:
    """What is missing or cannot be read, and what to do; empty when there can be a site.

    Args:
        root: the folder of mkdocs.yml.
        then: what to do after that.
    """
    for name, (is_there, kind) in _NEEDED.items():
        if not is_there(root / name):
            return f"Le {kind} {name} n'est pas là. Remettez-le, puis {then}."
    config, problems = read_config((root / CONFIG_PATH).read_bytes())
    return as_text([*problems, *check_readable(config)]).rstrip()
