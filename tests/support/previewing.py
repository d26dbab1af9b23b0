"""A real preview: `mkdocs serve` on a copy of the project, in a process of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from journal.machine import cache
from support.building import ROOT, share_caches

SECONDS = 60


@dataclass
class Preview:
    """A preview under way.

    Attributes:
        address: where it is, ending with a slash.
        docs: the folder of the pages it shows.
        output: the file where it writes what it says.
        process: the program.
    """

    address: str
    docs: Path
    output: Path
    process: subprocess.Popen[bytes]

    @property
    def said(self) -> str:
        """Everything it said until now."""
        return self.output.read_text("utf-8", "replace")

    def get(self, path: str) -> tuple[int, str]:
        """Status and HTML of a page."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=SECONDS) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Wait until a condition holds; fail if the preview stops, or after a while."""
        end = time.monotonic() + SECONDS
        while not condition():
            assert self.process.poll() is None, self.said[-3_000:]
            assert time.monotonic() < end, self.said[-3_000:]
            time.sleep(0.1)


@contextmanager
def preview(folder: Path, prepare: Callable[[Path], None]) -> Iterator[Preview]:
    """Preview a copy of the real pages.

    Args:
        folder: an empty folder, for the copy.
        prepare: changes the copied docs/ before the preview starts.
    """
    for name in ("docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    # Material gives the site nothing, and a third of each build goes in listing its icons.
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    alone = text.replace("name: material", "name: null").replace(
        "[robots.txt]", "[404.html, robots.txt]"
    )
    assert "404.html" in alone
    (folder / "mkdocs.yml").write_text(alone, "utf-8")
    prepare(folder / "docs")
    share_caches(folder / cache.FOLDER)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    output = folder / "preview.log"
    serve = ("serve", "--dirty", "--livereload", "--dev-addr", f"127.0.0.1:{port}")
    command = (sys.executable, "-m", "mkdocs", *serve)
    quiet = {"NO_MKDOCS_2_WARNING": "1", "GIT_PYTHON_REFRESH": "quiet", "SITE_URL": ""}
    with output.open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | quiet, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        found = Preview(f"http://127.0.0.1:{port}/", folder / "docs", output, process)
        found.wait_for(lambda: "Serving on" in found.said)
        yield found
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
