"""What all workers of a run read and none changes: made once, by the first that asks for it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    """What a function makes in an empty folder; the others wait until it is there.

    Args:
        folders: where this worker keeps its own.
        name: of the folder, among those that workers share.
        make: takes the folder, and returns where in it the result is.
    """
    base = folders.getbasetemp()
    # With pytest-xdist, the folder of a worker is in that of the run.
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = shared / name, shared / f"{name}.made"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            # Of one that failed.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            done.write_text(str(make(folder)), "utf-8")
    return Path(done.read_text("utf-8"))
