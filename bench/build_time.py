"""How long this site takes to build, against Material as it comes, on the same pages.

Each build is a process of its own, as for whoever types the command: Python's start, imports and
every plugin count. Builds of the two sites alternate, so that a slow moment of the machine weighs
on both, and medians leave out the odd one.

Material as it comes puts every page in its navigation, which this site does not do: see `nav` in
mkdocs.yml for what that saves.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import yaml
from mkdocs.utils.yaml import yaml_load

from bench.corpus import remove_templates, repeat_content
from bench.figure import Figure

ROOT = Path(__file__).parents[1]
PAGES = 200
ROUNDS = 7
LIMIT = 1.5

# No banner; and addresses that do not depend on who measures.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k not in ("SITE_URL", "REPO_URL")} | {
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
}


def measure() -> Figure:
    """Build both sites in turn; the figure is in seconds of wall-clock time per build."""
    with TemporaryDirectory() as folder:
        ours, plain = Path(folder, "ours"), Path(folder, "plain")
        pages = write_our_project(ours, pages=PAGES)
        write_plain_project(plain, pages=PAGES)
        times = _alternate((ours, plain))
    return Figure(
        f"Construire {pages} pages, comparé à Material seul (médianes de {ROUNDS})",
        median(times[ours]),
        median(times[plain]),
        unit="s",
        limit=LIMIT,
    )


def write_our_project(project: Path, *, pages: int) -> int:
    """Copy this site with its pages repeated; return how many Markdown pages it has."""
    count = repeat_content(ROOT / "docs", project / "docs", pages=pages)
    shutil.copy(ROOT / "mkdocs.yml", project)
    for folder in ("hooks", "overrides"):
        shutil.copytree(ROOT / folder, project / folder)
    return count


def write_plain_project(project: Path, *, pages: int) -> int:
    """Write the same pages and the same Markdown for Material alone; return how many pages."""
    count = repeat_content(ROOT / "docs", project / "docs", pages=pages)
    remove_templates(project / "docs")
    with (ROOT / "mkdocs.yml").open(encoding="utf-8") as file:
        extensions = yaml_load(file)["markdown_extensions"]
    config = {
        "site_name": "Material seul",
        "site_url": "http://127.0.0.1:8000/",
        "theme": {"name": "material", "language": "fr", "font": False},
        "plugins": ["search"],
        "markdown_extensions": extensions,
    }
    # Not `safe_dump`: an extension's setting may be a Python function.
    (project / "mkdocs.yml").write_text(yaml.dump(config), "utf-8")
    return count


def _alternate(projects: tuple[Path, ...]) -> dict[Path, list[float]]:
    """Build each project once unmeasured, then all in turn; seconds of each build."""
    for project in projects:
        build(project)
    times: dict[Path, list[float]] = {project: [] for project in projects}
    for _ in range(ROUNDS):
        for project in projects:
            times[project].append(build(project))
    return times


def build(project: Path) -> float:
    """Build a project in a new process and a new folder; return how many seconds it took.

    Raises:
        RuntimeError: the build failed; the message is what it printed.
    """
    with TemporaryDirectory() as site:
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", site]
        start = perf_counter()
        result = subprocess.run(
            command, cwd=project, env=ENVIRONMENT, capture_output=True, encoding="utf-8"
        )
        elapsed = perf_counter() - start
    if result.returncode:
        raise RuntimeError(result.stdout + result.stderr)
    return elapsed
