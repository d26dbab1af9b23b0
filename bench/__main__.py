"""Builds this site and others of the same words, in turn; writes `RESULTS.md` and its drawing.

Sizes come from `SIZES`, in pages. What is measured is a ratio to Material, within one run: a slow
moment of the machine weighs on all, and medians leave out the odd one. Exits with 1 when a goal is
not held.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench import peers, readers, timing, weight
from bench.results import Run, write

DEFAULT_SIZES = "100 1000"
# How many times each is built, by how many pages there are at most.
ROUNDS = ((100, 3), (1_000, 2), (10_000, 1))
# Of what this site keeps from one build to the next, what a build without caches still has.
DRAWN = ("cards", "drawings", "fonts", "pictures")
CHANGED = "conseils/conseil-0000-1"


def main() -> int:
    """Measure every size; 1 when one of the goals is not held."""
    runs = []
    for size in map(int, os.environ.get("SIZES", DEFAULT_SIZES).split()):
        print(f"{size} pages…", file=sys.stderr, flush=True)
        with TemporaryDirectory(prefix="bench-") as folder:
            runs.append(_measured(Path(folder), size))
    goals = write(runs)
    print("\n".join(map(str, goals)))
    return 0 if all(goal.is_held for goal in goals) else 1


def _measured(folder: Path, size: int) -> Run:
    ours = peers.ours(folder / "ours", pages=size)
    material = peers.material(folder / "material", pages=size)
    others = [material, *peers.others(folder, pages=size)]
    drawing = timing.cost_of(ours).wall
    costs: dict[str, list[timing.Cost]] = defaultdict(list)
    previews: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for _ in range(next(rounds for most, rounds in ROUNDS if size <= most)):
        _forget(ours)
        costs["cold"].append(timing.cost_of(ours))
        _change(ours)
        costs["warm"].append(timing.cost_of(ours))
        for peer in others:
            costs[peer.name].append(timing.cost_of(peer))
        _preview(ours)  # which leaves what it knows to the next
        for name, project in (("ours", ours), ("material", material)):
            previews[name].append(_preview(project))
    site = ours.folder / ours.built
    return Run(
        size,
        {name: _median(found) for name, found in costs.items()},
        {name: tuple(map(median, zip(*found, strict=True))) for name, found in previews.items()},
        material.name,
        drawing,
        weight.weigh(site),
        readers.measure(site),
    )


def _preview(project: peers.Project) -> tuple[float, float]:
    page = project.folder / "docs" / f"{CHANGED}.md"
    return timing.preview(project, page, f"{CHANGED}/")


def _median(costs: list[timing.Cost]) -> timing.Cost:
    walls, users, memories = zip(*((c.wall, c.user, c.memory) for c in costs), strict=True)
    return timing.Cost(median(walls), median(users), median(memories))


def _forget(project: peers.Project) -> None:
    """Throw away what a build has kept, but what it has drawn."""
    for kept in (project.folder / ".cache").iterdir():
        if kept.name not in DRAWN:
            shutil.rmtree(kept)


def _change(project: peers.Project) -> None:
    """Change a page, otherwise each time."""
    with (project.folder / f"docs/{CHANGED}.md").open("a", encoding="utf-8") as page:
        page.write(f"\nRelu une fois de plus, à {perf_counter():.0f} secondes.\n")


if __name__ == "__main__":
    sys.exit(main())
