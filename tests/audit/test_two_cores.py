"""Two cores share a build, and give what one gives."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.corpus import write_pages
from bench.peers import ENVIRONMENT
from support.building import ROOT

pytestmark = pytest.mark.audit


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    write_pages(folder / "docs", pages=150)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("hooks", "overrides"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def build(project: Path, cores: set[int]) -> tuple[dict[str, bytes], str]:
    """The files of a site built on those cores, and what the build says of itself."""
    site = project / f"site-{len(cores)}"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--dirty", "--verbose", "--site-dir", str(site)],
        cwd=project,
        # What one build keeps, the other would not make.
        env=ENVIRONMENT | {"CACHE": "0"},
        capture_output=True,
        encoding="utf-8",
        preexec_fn=lambda: os.sched_setaffinity(0, cores),
    )
    assert done.returncode == 0, done.stderr
    found = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    return found, done.stderr


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="shared on Linux alone")
def test_two_cores_give_what_one_gives(project: Path) -> None:
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        pytest.skip("this machine has one core")
    alone, said_alone = build(project, set(cores[:1]))
    shared, said = build(project, set(cores[:2]))
    laid_out = re.compile(r"Des \d+ pages, (\d+) étaient déjà mises en page")
    [taken], [nothing] = laid_out.findall(said), laid_out.findall(said_alone)
    assert int(nothing) == 0 < int(taken)
    for files in (alone, shared):
        del files["sitemap.xml.gz"]
    assert shared.keys() == alone.keys()
    assert [path for path, content in shared.items() if content != alone[path]] == []
