"""The search's scripts where they need no browser: `node --test` on each file beside this one."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.test.mjs"))


@pytest.mark.skipif(
    not (shutil.which("node") or os.environ.get("CI")), reason="Node n'est pas installé"
)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.partition(".")[0])
def test_scripts_hold_what_they_promise(path: Path) -> None:
    node = shutil.which("node")
    assert node, "Il faut Node : rien n'est sauté en intégration continue."
    done = subprocess.run(
        [node, "--test", path], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# pass 0" not in done.stdout


def test_each_pure_part_is_tested() -> None:
    assert {path.name.partition(".")[0] for path in FILES} >= {"query", "spelling", "results"}
