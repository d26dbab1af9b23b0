"""What editors are told of headers and themes, written to .vscode/: `make schemas`."""

from __future__ import annotations

from pathlib import Path

from journal.disk import write_all
from journal.writing.schemas import editor_files


def main() -> None:
    """Write the files of the repository in the current folder."""
    write_all({Path(path): text.encode() for path, text in editor_files().items()})


if __name__ == "__main__":
    main()
