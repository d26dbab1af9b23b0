"""The pages to be read over and the visits to be told: `make relecture`; on GitHub, each month, one
issue says them.
"""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from journal.entries.publisher import review_months
from journal.gate.examine import examine
from journal.headers.yaml_text import read_yaml
from journal.language.dates import today
from journal.maintenance.pages_to_review import TITLE, as_issue, due_for_review, untold
from journal.reading.tree import CONFIG_PATH, read_tree
from journal.web.github_client import Forge


def main(arguments: list[str] | None = None) -> None:
    """Say what is due in the docs/ of the current folder."""
    parser = argparse.ArgumentParser(description="Dit quelles pages sont à relire.")
    parser.add_argument("--discussion", action="store_true", help="tient la discussion de GitHub")
    options = parser.parse_args(arguments)
    day = today(os.environ, datetime.now(UTC))
    config, _ = read_yaml(Path(CONFIG_PATH).read_text("utf-8"), CONFIG_PATH)
    extra = config.at(("extra",))
    months = review_months(extra if isinstance(extra, dict) else {})
    examination = examine(read_tree(Path("docs")), today=day)
    due = due_for_review(examination, day, months=months)
    awaited = untold(examination.catalogue, day)
    if options.discussion:
        forge = Forge(os.environ["GITHUB_REPOSITORY"])
        forge.keep_issue(TITLE, as_issue(due, awaited), is_open=bool(due or awaited))
    else:
        print("\n\n".join(as_issue(due, awaited).split("\n\n")[1:]), end="")


if __name__ == "__main__":
    main()
