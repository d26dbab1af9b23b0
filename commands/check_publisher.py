"""What whoever publishes the site has still to fill in: `make avertir`; never a failure."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from journal.gate.publisher import empty_fields
from journal.problems.report import FORMATS
from journal.reading.tree import CONFIG_PATH


def main(arguments: list[str] | None = None) -> None:
    """Report the empty fields of the `mkdocs.yml` of the current folder."""
    parser = argparse.ArgumentParser(description="Signale ce que l'éditeur doit encore remplir.")
    parser.add_argument("--format", choices=FORMATS, default="text")
    options = parser.parse_args(arguments)
    problems = empty_fields(Path(CONFIG_PATH).read_text(encoding="utf-8"))
    sys.stdout.write(FORMATS[options.format](problems, ""))


if __name__ == "__main__":
    main()
