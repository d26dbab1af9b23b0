"""How long a command takes, and how long a preview takes to show what was saved.

Each build is a process of its own, as for whoever types the command: Python's start, imports and
every plugin count.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

from bench.peers import ENVIRONMENT, Project

PATIENCE = 600
# That of `make serve`: what a build kept for that address is of use.
PORT = 8000


@dataclass(frozen=True)
class Cost:
    """What one run costs: seconds by the clock, seconds of work on all cores, memory.

    The memory, in megabytes, is that of the largest of the run's processes.
    """

    wall: float
    user: float
    memory: float


def cost_of(project: Project) -> Cost:
    """Build a project in a new process.

    Raises:
        RuntimeError: the build failed; the message is what it printed.
    """
    with TemporaryFile() as said:
        start = perf_counter()
        process = subprocess.Popen(
            project.command,
            cwd=project.folder,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if process.returncode:
            raise RuntimeError(f"{project.name} : {said.read().decode(errors='replace')}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1_000)


def preview(project: Project, source: Path, address: str) -> tuple[float, float]:
    """Seconds from the start of a preview to its first page; from a save to the page that has it.

    Args:
        project: one that is served.
        source: the page that is changed, and put back.
        address: where it is served, from the site's root.
    """
    assert project.served
    page, as_it_was = f"http://127.0.0.1:{PORT}/{address}", source.read_text("utf-8")
    start = perf_counter()
    with _running(project, project.served(PORT)):
        _wait(page, "<html")
        started = perf_counter() - start
        try:
            sleep(1)
            source.write_text(f"{as_it_was}\nUne phrase de plus, enregistrée.\n", "utf-8")
            start = perf_counter()
            _wait(page, "de plus, enregistrée")
            saved = perf_counter() - start
        finally:
            source.write_text(as_it_was, "utf-8")
    return started, saved


@contextmanager
def _running(project: Project, command: tuple[str, ...]) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        cwd=project.folder,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _wait(page: str, text: str) -> None:
    end = perf_counter() + PATIENCE
    while perf_counter() < end:
        try:
            with urlopen(page, timeout=PATIENCE) as answer:
                if text in answer.read().decode():
                    return
        except (URLError, ConnectionError):
            pass
        sleep(0.02)
    raise RuntimeError(f"{page} ne montre pas « {text} ».")
