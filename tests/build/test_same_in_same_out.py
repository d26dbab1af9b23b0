"""The same pages give the same bytes, wherever, whenever and however they are built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from journal.machine import cache
from support.building import FIRST_LETTER, ROOT, share_caches
from support.journals import SITE_URL

A_DAY = 86_400
# Shows every folder from its end, and says so.
CUSTOMIZED = """
import os, pathlib
scan, names = os.scandir, os.listdir
class Scan:
    def __init__(self, items): self.items = iter(items)
    def __iter__(self): return self
    def __next__(self): return next(self.items)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
def reversed_scan(*a):
    with scan(*a) as found: return Scan(sorted(found, key=lambda e: e.name, reverse=True))
os.scandir = reversed_scan
os.listdir = lambda *a: sorted(names(*a), reverse=True)
os.umask(0o077)
if hasattr(os, "sched_setaffinity"): os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
pathlib.Path(os.environ["WITNESS"]).touch()
"""
HERE = {"TZ": "Europe/Paris", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "2",
    "PYTHONUTF8": "0",
    "CACHE": "0",
    "HOME": "/nulle/part",
    "COLUMNS": "20",
}


def files_of(site: Path) -> dict[str, bytes]:
    found = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def built(folder: Path, epoch: float, **environ: str) -> dict[str, bytes]:
    """The files of the real site, copied there and built by another process."""
    for name in ("docs", "hooks", "overrides", "mkdocs.yml", "adresses.txt"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    inherited = {name: os.environ[name] for name in ("PATH", "VIRTUAL_ENV") if name in os.environ}
    known = {"SITE_URL": SITE_URL, "SOURCE_DATE_EPOCH": f"{epoch:.0f}"}
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=folder,
        env=inherited | known | quiet | environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return files_of(folder / "site")


def test_neither_the_place_nor_the_day_nor_the_machine_changes_a_byte(tmp_path: Path) -> None:
    plain, odd, custom = tmp_path / "a", tmp_path / "Mon carnet d’été #1 & 100 %", tmp_path / "c"
    for folder in (plain, odd, custom):
        folder.mkdir()
    (custom / "sitecustomize.py").write_text(CUSTOMIZED, "utf-8")
    witness = tmp_path / "witness"
    # Of the two, one alone finds its typefaces and its cards already made.
    share_caches(plain / cache.FOLDER)
    # After every letter of today's pages, before the next one.
    day = FIRST_LETTER.timestamp() + A_DAY
    first = built(plain, day, **HERE)
    second = built(
        odd, day + 9.4 * A_DAY, PYTHONPATH=str(custom), WITNESS=str(witness), **ELSEWHERE
    )
    assert witness.exists()
    assert len(first) > 40
    assert {name for name in first if first[name] != second.get(name)} == set()
    assert first.keys() == second.keys()
