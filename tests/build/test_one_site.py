"""`make site` with real processes, interrupted, killed and started twice: one whole site, always.

A program of a few lines stands for MkDocs: it writes files slowly, each with the number of its run.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from support.building import ROOT, link_code

pytestmark = pytest.mark.skipif(os.name == "nt", reason="make is not there")

FILES = 20
MKDOCS = f"""
import os, sys, time
from pathlib import Path
site = Path(sys.argv[-1])
run = os.environ["RUN"]
Path("started").touch()
end = time.monotonic() + 30
while os.environ.get("WAITS") and not Path("go").exists() and time.monotonic() < end:
    time.sleep(0.01)
for number in range({FILES}):
    file = site / str(number % 3) / str(number)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(run)
    time.sleep(0.001)
"""
LOST = f"{MKDOCS}\nimport shutil; shutil.rmtree(site)"
FULL = "import errno, os; raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))"
BUSY = (
    "Le site est déjà en cours de construction dans ce dossier : attendez la fin, puis relancez la "
    "même commande.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which to build, with that program in it."""
    (tmp_path / "mkdocs.py").write_text(MKDOCS, "utf-8")
    (tmp_path / "mkdocs.yml").touch()
    for name in ("docs", "overrides"):
        (tmp_path / name).mkdir()
    return tmp_path


def start(folder: Path, run: int, **environ: str) -> subprocess.Popen[str]:
    """Start a build, as the leader of a group of its own."""
    return subprocess.Popen(
        [sys.executable, ROOT / "commands/build_site.py"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT / "hooks"), "RUN": str(run)} | environ,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """How a build ended, and what it said."""
    _, said = process.communicate(timeout=60)
    return process.returncode, said


def wait_for(path: Path) -> None:
    for _ in range(3000):
        if path.exists():
            return
        time.sleep(0.01)
    pytest.fail(f"{path.name} never came")


def site_of(folder: Path) -> str:
    """The run that made the site; it is whole, and of that run alone."""
    files = [path for path in (folder / "site").rglob("*") if path.is_file()]
    runs = {path.read_text("utf-8") for path in files}
    assert (len(files), len(runs)) == (FILES, 1)
    return runs.pop()


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("site*"))


def test_of_two_builds_the_second_says_that_there_is_a_first(folder: Path) -> None:
    first = start(folder, 1, WAITS="1")
    wait_for(folder / "started")
    assert ended(start(folder, 2)) == (1, BUSY)
    (folder / "go").touch()
    assert ended(first) == (0, "")
    assert site_of(folder) == "1"
    assert ended(start(folder, 3)) == (0, "")
    assert site_of(folder) == "3"
    assert left_in(folder) == ["site"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_build_leaves_the_site_as_it_was(folder: Path, number: int) -> None:
    assert ended(start(folder, 1)) == (0, "")
    (folder / "started").unlink()
    build = start(folder, 2, WAITS="1")
    wait_for(folder / "started")
    build.send_signal(number)
    assert ended(build) == (130, "")
    assert site_of(folder) == "1"
    assert left_in(folder) == ["site"]


def test_a_build_whose_head_was_killed_is_still_the_only_one(folder: Path) -> None:
    assert ended(start(folder, 1)) == (0, "")
    (folder / "started").unlink()
    build = start(folder, 2, WAITS="1")
    wait_for(folder / "started")
    with build:
        build.kill()
    assert ended(start(folder, 3)) == (1, BUSY)
    (folder / "go").touch()
    for _ in range(100):
        if ended(start(folder, 4))[0] == 0:
            break
    assert site_of(folder) == "4"
    assert left_in(folder) == ["site"]


def test_a_build_that_fails_gives_its_status(folder: Path) -> None:
    assert ended(start(folder, 1)) == (0, "")
    (folder / "mkdocs.py").write_text("import sys; sys.exit(7)", "utf-8")
    assert ended(start(folder, 2)) == (7, "")
    assert (site_of(folder), left_in(folder)) == ("1", ["site"])


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda f: (f / "mkdocs.yml").unlink(), "Le fichier mkdocs.yml n'est pas là."),
        (lambda f: (f / "docs").rmdir(), "Le dossier docs n'est pas là."),
        (lambda f: (f / "overrides").rmdir(), "Le dossier overrides n'est pas là."),
        (lambda f: (f / "mkdocs.yml").write_text('a: "b'), "mkdocs.yml:1: Les guillemets"),
        (lambda f: (f / "mkdocs.py").write_text(FULL), "il n'y a plus de place sur le disque. Fa"),
        (lambda f: (f / "mkdocs.py").write_text(LOST), "prendre sa place, et l'ancien reste : "),
        (lambda f: (f / "mkdocs.py").write_text("open('nulle/part', 'w')"), "(nulle/part)"),
        (lambda f: (f / "mkdocs.yml").unlink() or os.mkfifo(f / "mkdocs.yml"), "Le fichier mkdocs"),
    ],
    ids=[
        "no settings",
        "no docs",
        "no templates",
        "unreadable",
        "full disk",
        "lost",
        "no folder",
        "pipe",
    ],
)
def test_what_keeps_mkdocs_from_building_is_said_in_one_sentence(
    folder: Path, spoil: Callable[[Path], object], said: str
) -> None:
    assert ended(start(folder, 1)) == (0, "")
    spoil(folder)
    status, words = ended(start(folder, 2))
    assert status == 1
    assert words.startswith(("Construction arrêtée. ", "Commande arrêtée : ", "Le nouveau site "))
    assert said in words
    assert len(words.splitlines()) == 1
    assert (site_of(folder), left_in(folder)) == ("1", ["site"])


@pytest.mark.parametrize("kills", [8, pytest.param(200, marks=pytest.mark.audit)])
def test_killed_at_any_moment_there_is_a_whole_site(folder: Path, kills: int) -> None:
    chance = random.Random(kills)
    began = time.monotonic()
    assert ended(start(folder, 0)) == (0, "")
    whole, known = time.monotonic() - began, "0"
    for run in range(1, kills + 1):
        build = start(folder, run)
        time.sleep(chance.uniform(0.3, 1.1) * whole)
        os.killpg(build.pid, signal.SIGKILL)
        build.communicate()
        assert site_of(folder) in {known, str(run)}
        known = site_of(folder)
    assert ended(start(folder, -1)) == (0, "")
    assert (site_of(folder), left_in(folder)) == ("-1", ["site"])


@pytest.mark.audit
def test_real_builds_killed_at_any_moment_leave_a_whole_site(tmp_path: Path) -> None:
    for name in ("commands", "docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("adresses.txt", "mkdocs.yml"):
        shutil.copy2(ROOT / name, tmp_path / name)
    chance = random.Random(0)
    began = time.monotonic()
    assert ended(start(tmp_path, 0))[0] == 0
    whole, site = time.monotonic() - began, contents(tmp_path / "site")
    assert len(site) > 100
    for run in range(12):
        build = start(tmp_path, run)
        time.sleep(chance.uniform(0.1, 1.1) * whole)
        os.killpg(build.pid, signal.SIGKILL)
        build.communicate()
        assert contents(tmp_path / "site") == site
    assert ended(start(tmp_path, -1))[0] == 0
    assert (contents(tmp_path / "site"), left_in(tmp_path)) == (site, ["site"])


# Copies the folder $0 into a disk of its own, where $2 kilobytes are left; builds there, then again
# once there is room, and keeps what each build published.
ON_A_SMALL_DISK = """
set -e
mkdir "$1/disk"
mount -t tmpfs -o size=100m tmpfs "$1/disk"
cp -r "$0/." "$1/disk"
cd "$1/disk"
left=$(df --output=avail --block-size=1k . | tail -n 1)
head -c $(((left - $2) * 1024)) /dev/zero > fill
for when in full free; do
    "$PYTHON" commands/build_site.py 2> "$1/said-$when" && status=0 || status=$?
    echo $status > "$1/status-$when"
    cp -r site "$1/site-$when"
    ls -d site* > "$1/left-$when"
    rm -f fill
done
"""


def built_on_a_small_disk(source: Path, place: Path, room: int) -> tuple[int, str]:
    """Build twice, as above: the status of the first build, and what it said."""
    place.mkdir()
    if not shutil.which("unshare"):
        pytest.skip("no disk of one's own here")
    done = subprocess.run(
        [
            *("unshare", "--map-root-user", "--mount", "sh", "-c", ON_A_SMALL_DISK),
            *(str(source), str(place), str(room)),
        ],
        env=os.environ | {"PYTHONPATH": "hooks", "RUN": "2", "PYTHON": sys.executable},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    if done.returncode and not (place / "status-full").exists():
        pytest.skip(f"no disk of one's own here: {done.stderr}")
    assert (place / "status-free").read_text() == "0\n", (place / "said-free").read_text("utf-8")
    assert {(place / f"left-{when}").read_text() for when in ("full", "free")} == {"site\n"}
    said = (place / "said-full").read_text("utf-8")
    assert "Traceback" not in said
    return int((place / "status-full").read_text()), said


def test_on_a_full_disk_the_site_stays_and_one_sentence_says_why(folder: Path) -> None:
    link_code(folder, "commands", "hooks")
    assert ended(start(folder, 1)) == (0, "")
    outcomes = set()
    for room in (0, 8, 40, 200):
        place = folder.parent / f"{folder.name}-{room}"
        status, said = built_on_a_small_disk(folder, place, room)
        runs = {path.read_text("utf-8") for path in (place / "site-full").glob("*/*")}
        assert runs == ({"1"} if status else {"2"})
        assert len(list((place / "site-free").glob("*/*"))) == FILES
        if status:
            assert said.startswith(("Commande arrêtée : ", "Le nouveau site n'a pas pu "))
            assert "il n'y a plus de place sur le disque" in said
        outcomes.add(status)
    assert outcomes == {0, 1}


@pytest.mark.audit
def test_real_builds_on_a_full_disk_leave_a_whole_site(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in ("commands", "docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, source / name)
    for name in ("adresses.txt", "mkdocs.yml"):
        shutil.copy2(ROOT / name, source / name)
    assert ended(start(source, 0))[0] == 0
    site = contents(source / "site")
    shutil.rmtree(source / ".cache")
    (source / "site/old").touch()
    statuses = []
    for room in (0, 100, 400, 1000, 1800, 2600, 3000, 3300, 3500, 3700, 8000):
        place = tmp_path / f"{room}"
        status, said = built_on_a_small_disk(source, place, room)
        old = site | {"old": b""}
        assert contents(place / "site-full") == (old if status else site), room
        assert contents(place / "site-free") == site, room
        assert "il n'y a plus de place sur le disque" in said or not status, room
        statuses.append(status)
    assert statuses == sorted(statuses, reverse=True)
    assert set(statuses) == {0, 1}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
