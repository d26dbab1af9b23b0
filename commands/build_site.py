"""The site, built beside the one there is, then put in its place in one step: `make site`.

Built where it is, it would be destroyed by a build that is refused. What has not changed since
then is the same file in both (`hooks/rebuild_what_changed.py`).
Exit status: MkDocs's own; 1, another build is under way, or the site cannot take its place; 130,
interrupted.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from journal.machine.atomic_folders import held, remove, replace, restore
from journal.machine.left_behind import FORMER
from journal.problems.system_errors import refusal

SITE = Path("site")
# Where the former site is while it is replaced, on systems that need two steps for it.
ASIDE = Path("site.ancien")
# Each run has its own: what a killed one left still writing spoils no other.
DRAFT = "site.nouveau"


def main() -> int:
    """Build the site of the current folder."""
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(130))
    lock = held(Path())
    if lock is None:
        return _refuse(
            "Le site est déjà en cours de construction dans ce dossier : attendez la fin, puis "
            "relancez la même commande."
        )
    draft = Path(f"{DRAFT}.{os.getpid()}")
    try:
        restore(SITE, aside=ASIDE)
        for left in (*Path().glob(f"{DRAFT}*"), ASIDE):
            remove(left)
        if status := _build(draft, lock):
            return status
        replace(SITE, draft, aside=ASIDE)
    except OSError as error:
        return _refuse(
            f"Le nouveau site n'a pas pu prendre sa place, et l'ancien reste : {refusal(error)}"
        )
    finally:
        remove(draft)
    return 0


def _build(draft: Path, lock: int) -> int:
    """Run MkDocs; its status. It shares the lock: should this process be killed, no other build
    begins before that one ends.
    """
    here = Path(__file__).parent
    mkdocs = [sys.executable, str(here / "run.py"), str(here / "run_mkdocs.py")]
    command = [*mkdocs, "build", "--dirty", "--strict", "--site-dir", str(draft)]
    environ = os.environ | {FORMER: str(SITE.absolute())}
    process = subprocess.Popen(command, env=environ, pass_fds=[lock])
    try:
        status = process.wait()
    except BaseException:
        process.terminate()
        process.wait()
        raise
    return status if status >= 0 else 128 - status


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
