"""Known weaknesses of what is installed: `make failles`; on GitHub, each week, one issue says them.

Exit status: 0, the round is done; 1, nothing could be looked up, and nothing is said.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from journal.maintenance.vulnerabilities import (
    MARKER,
    TITLE,
    UnansweredError,
    as_issue,
    of_npm_audit,
    of_pip_audit,
)
from journal.web.github_client import Forge

PIP_LOCKS = ("requirements.txt", "requirements-test.txt", "tests/audit/zensical.txt")
NPM_LOCKS = ("tests/audit/package-lock.json", "tests/scripts/package-lock.json")
_PATIENCE = 600  # seconds


def main(arguments: list[str] | None = None) -> int:
    """Look every locked program up."""
    parser = argparse.ArgumentParser(description="Cherche les failles connues des dépendances.")
    parser.add_argument("--discussion", action="store_true", help="tient la discussion de GitHub")
    options = parser.parse_args(arguments)
    try:
        found = [one for lock in PIP_LOCKS for one in of_pip_audit(lock, _pip_audit(lock))]
        found += [one for lock in NPM_LOCKS for one in of_npm_audit(lock, _npm_audit(lock))]
    except UnansweredError as error:
        print(f"Les failles de « {error} » n'ont pas pu être cherchées.", file=sys.stderr)
        return 1
    if options.discussion:
        forge = Forge(os.environ["GITHUB_REPOSITORY"])
        forge.keep_issue(TITLE, as_issue(found), is_open=bool(found))
    else:
        print(as_issue(found).removeprefix(f"{MARKER}\n\n"), end="")
    return 0


def _pip_audit(lock: str) -> str:
    # Everything has its version and its hash there: nothing is installed to know what is.
    options = ("--disable-pip", "--require-hashes", "--progress-spinner=off", "--format=json")
    return _said(sys.executable, "-m", "pip_audit", *options, "--requirement", lock)


def _npm_audit(lock: str) -> str:
    folder = Path(lock).parent
    return _said("npm", "audit", "--package-lock-only", "--json", "--prefix", str(folder))


def _said(*command: str) -> str:
    """What a program says, whose status only tells whether it found anything."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
