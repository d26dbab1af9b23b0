"""The pages to be read over: `make relecture`; on GitHub, each month, one issue says them."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from journal.gate.examine import examine
from journal.language.dates import today
from journal.reading.tree import read_tree
from journal.upkeep.reviews import TITLE, as_issue, due_for_review
from journal.web.forge import Forge


def main(arguments: list[str] | None = None) -> None:
    """Say what is due in the docs/ of the current folder."""
    parser = argparse.ArgumentParser(description="Dit quelles pages sont à relire.")
    parser.add_argument("--discussion", action="store_true", help="tient la discussion de GitHub")
    options = parser.parse_args(arguments)
    day = today(os.environ, datetime.now(UTC))
    due = due_for_review(examine(read_tree(Path("docs")), today=day), day)
    if options.discussion:
        forge = Forge(os.environ["GITHUB_REPOSITORY"])
        forge.keep_issue(TITLE, as_issue(due), is_open=bool(due))
    else:
        print("\n\n".join(as_issue(due).split("\n\n")[1:]), end="")


if __name__ == "__main__":
    main()
