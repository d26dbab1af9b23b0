"""The way out towards Zensical, which Material's team announces: the day it opens, this fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from audit.install import FOLDER
from support.building import ROOT
from support.journals import SITE_URL

pytestmark = pytest.mark.audit

LOCK = Path(__file__).with_name("zensical.txt")
WHY = (
    "Zensical n'exécute pas les scripts (hooks) de MkDocs, qui font les thèmes, les flux et les "
    "gabarits de ce site : il ne peut pas encore le construire."
)


@pytest.fixture(scope="module")
def zensical() -> Path:
    """Its program, at its locked version, in a folder of its own."""
    folder = FOLDER / "zensical"
    python = folder / "bin/python"
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, timeout=120)
        pip = (str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(LOCK))
        subprocess.run(pip, check=True, timeout=300)
    except subprocess.SubprocessError:
        pytest.skip("Zensical ne s'installe pas sur cette machine.")
    return python.with_name("zensical")


@pytest.mark.xfail(reason=WHY)
def test_zensical_builds_what_our_hooks_make(zensical: Path, site: Path, tmp_path: Path) -> None:
    for name in ("docs", "hooks", "overrides", "mkdocs.yml", "adresses.txt"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    subprocess.run(
        [str(zensical), "build", "-f", "mkdocs.yml"],
        cwd=tmp_path,
        env=os.environ | {"SITE_URL": SITE_URL},
        capture_output=True,
        check=False,
        timeout=120,
    )
    for name in ("themes/insertion/index.html", "feed_rss_created.xml", "lettres/index.html"):
        assert (site / name).exists()
        assert (tmp_path / "site" / name).exists()
