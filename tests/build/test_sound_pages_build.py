"""Whatever the gate accepts builds: no identifier twice, no tag crossed, nothing lost on the way.

Pages are the real ones, changed at random; those that pass the gate are built whole, strictly, and
their HTML is parsed as strictly as html5lib does.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from shutil import rmtree

import pytest

from journal.problems.problem import errors
from support.building import ROOT, build
from support.gate import AROUND, HEADER, examined_body
from support.journals import small_tree, write_tree
from support.mutations import scrambled
from support.sound_sites import html_faults

# So many pages in a build, and so many builds: all at once would need gigabytes.
A_BUILD, BUILDS = 30, 50

REAL = [
    path.read_text("utf-8").split("\n---\n", 1)[1]
    for folder in ("visites", "conseils")
    for path in sorted((ROOT / "docs" / folder).glob("*.md"))
    if path.name != "index.md"
]


def mutated(chance: random.Random) -> str:
    """A real body, changed; each link leads to a page that is there."""
    return scrambled(chance, re.sub(r"\]\([^)]*\)", "](oser.md)", chance.choice(REAL)))


def accepted(seed: int) -> list[str]:
    """Changed bodies that the gate lets through, always the same for a seed."""
    chance = random.Random(seed)
    found: list[str] = []
    while len(found) < A_BUILD:
        body = mutated(chance)
        if not errors(examined_body(body)):
            found.append(body)
    return found


def assert_built(bodies: list[str], folder: Path) -> None:
    files = small_tree(AROUND) | {"index.md": small_tree()["index.md"]}
    files["visites/index.md"] = small_tree()["visites/index.md"]
    for rank, body in enumerate(bodies):
        files[f"conseils/change-{rank}.md"] = HEADER + body
    site = build(folder / "site", docs=write_tree(folder / "docs", files))
    for rank, body in enumerate(bodies):
        page = (site / f"conseils/change-{rank}/index.html").read_text("utf-8")
        assert html_faults(page) == [], body


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.audit) for seed in range(1, BUILDS))]
)
def test_changed_pages_that_pass_build_soundly(tmp_path: Path, seed: int) -> None:
    assert_built(accepted(seed), tmp_path)
    rmtree(tmp_path)


def test_what_stopped_a_build_is_refused() -> None:
    assert errors(examined_body("<ins>\n\n- [ ] Un.</ins>\n- [ ] Deux.\n"))
