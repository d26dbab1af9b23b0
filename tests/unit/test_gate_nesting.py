"""Deep nesting, tried in another process: a segmentation fault would take this one along."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.building import ROOT
from support.gate import AROUND, HEADER
from support.journals import write_tree

HOOKS = ROOT / "hooks"

_DEEP = (
    "[",
    "{",
    "{{{",
    "- ",
    "? ",
    '"',
    "'",
    "!",
    "&a ",
    "*",
    "a: ",
    "[{",
    "[a, ",
    "- [",
    "|",
    "`",
)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The sound pages, on the disk."""
    return write_tree(tmp_path / "docs", AROUND)


# Everything that reads YAML, on nothing but signs: `title:` and signs, a list and signs.
_READ = """\
import sys
from journal.headers.frontmatter import read_front_matter
from journal.reading.themes_file import read_themes
from journal.headers.yaml_text import read_yaml
for atom in sys.argv[2:]:
    deep = atom * int(sys.argv[1])
    assert read_yaml(f"title: {deep}", "a.md")[1], atom
    assert read_front_matter(f"---\\n{deep}\\n---\\nx\\n", "a.md")[1], atom
    assert read_themes(f"emploi:\\n  nom: {deep}\\n")[1], atom
"""


def python(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(HOOKS)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("count", [10_000, 1_000_000])
def test_nesting_is_no_way_to_stop_the_gate(docs: Path, count: int) -> None:
    for index, atom in enumerate(_DEEP):
        deep = atom * count
        (docs / f"conseils/en-tete-{index}.md").write_text(f"---\ntitle: {deep}\n---\nx\n", "utf-8")
        (docs / f"conseils/liste-{index}.md").write_text(f"---\n{deep}\n---\nx\n", "utf-8")
        (docs / f"conseils/texte-{index}.md").write_text(f"{HEADER}{deep}\n{atom}\n", "utf-8")
    done = python(str(ROOT / "commands/check.py"), "--format=json", cwd=docs.parent)
    assert done.stderr == ""
    assert done.returncode == 1
    said = {problem["path"] for problem in json.loads(done.stdout)}
    for index in range(len(_DEEP)):
        assert f"docs/conseils/en-tete-{index}.md" in said
        assert f"docs/conseils/liste-{index}.md" in said


@pytest.mark.parametrize("count", [100, 1_000_000])
def test_nesting_is_refused_wherever_yaml_is_read(count: int) -> None:
    done = python("-c", _READ, str(count), "[", "{", "{{{", "- ", "? ", "[{", "[a, ", "- [", "*")
    assert done.stderr == ""
    assert done.returncode == 0
