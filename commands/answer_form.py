"""Answers whoever sent a form, and keeps its proposal: GitHub alone calls this.

Its branch has been pushed by then (`.ci/publier-la-page`).
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from journal.markdown.escaping import literal
from journal.web.github_client import Forge


def main(arguments: list[str] | None = None) -> None:
    """Say what is in a folder: `reponse.md` on the form, `proposition.md` on its proposal."""
    parser = argparse.ArgumentParser(description="Répond au formulaire, ou ferme sa proposition.")
    parser.add_argument("dossier", type=Path, nargs="?", help="sans lui, la proposition se ferme")
    folder = parser.parse_args(arguments).dossier
    issue = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_bytes())["issue"]
    number = int(issue["number"])
    branch = f"propositions/{number}"
    forge = Forge(os.environ["GITHUB_REPOSITORY"])
    if folder is None:
        forge.withdraw(branch)
        return
    # Said first: whoever sent the form is answered even where no proposal may be opened.
    forge.comment(number, (folder / "reponse.md").read_text("utf-8"))
    change = folder / "proposition.md"
    if change.is_file():
        title = " ".join(str(issue["title"]).split())[:200]
        body = f"Faite d'après un formulaire : {literal(title)}\n\nCloses #{number}\n"
        proposal = forge.propose(branch, title=title, body=body)
        forge.comment(proposal, change.read_text("utf-8"))
        forge.start("check.yml", branch)


if __name__ == "__main__":
    main()
