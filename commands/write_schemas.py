"""What is drawn from the models and from docs/: `make schemas`.

What editors are told of headers and themes goes to .vscode/, the forms to .github/ISSUE_TEMPLATE/.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from journal.entries.kinds import Kind
from journal.forms.issue_forms import issue_forms
from journal.language.dates import today
from journal.machine.atomic_files import write_all
from journal.new_pages.interview import read_place
from journal.new_pages.schemas import editor_files


def main() -> None:
    """Write the files of the repository in the current folder."""
    place = read_place(Path("docs"), Kind.VISIT, today(os.environ, datetime.now(UTC)))
    files = editor_files() | issue_forms(place.themes, place.visits)
    write_all({Path(path): text.encode() for path, text in files.items()})


if __name__ == "__main__":
    main()
