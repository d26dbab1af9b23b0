"""Says something of the proposal that a run of « Vérifier » was about: GitHub alone calls this.

Which one it is comes from the event, which GitHub writes, and from the last commit of the proposal
as it stands: never from what the run left.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from journal.web.github_client import Forge


def main(arguments: list[str] | None = None) -> None:
    """Write or change the one comment; nothing, when the proposal is closed or has moved on."""
    parser = argparse.ArgumentParser(description="Commente la proposition vérifiée.")
    parser.add_argument("message", type=Path)
    body = parser.parse_args(arguments).message.read_text("utf-8")
    run = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_bytes())["workflow_run"]
    forge = Forge(os.environ["GITHUB_REPOSITORY"])
    owner = run["head_repository"]["owner"]["login"]
    number = forge.proposal(owner, run["head_branch"], head=run["head_sha"])
    if number is None:
        print("Cette proposition n'est plus ouverte, ou elle a changé depuis : rien n'est dit.")
    else:
        forge.comment(number, body)


if __name__ == "__main__":
    main()
