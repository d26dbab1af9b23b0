"""What the search weighs for a reader, and what its index adds to a build."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.build_time import ENVIRONMENT, build
from bench.figure import Figure
from bench.search_pages import ROOT, write_pages

sys.path.append(str(ROOT / "tests"))

from playwright.sync_api import Page, Response, sync_playwright

from support.chromium import find, launch_arguments
from support.serving import serve

# One word, among the most frequent and among the rare: the heaviest is kept.
QUERIES = ("marché", "insertion", "épicerie", "photovoltaïque")
# Kilobytes (gzip) up to the first results, by how many pages the site has.
LIMITS = {100: 200, 1_000: 200, 5_000: 260}
PAGES_INDEXED = 1_000
ROUNDS = 5

# Types a query over the last one, and waits for results that answer it.
_TIMED = """query => new Promise(done => {
  const field = document.querySelector("[type=search]");
  const status = document.querySelector(".search-status");
  const start = performance.now();
  new MutationObserver((_, watch) => {
    if (!status.textContent.includes(query) || !document.querySelector(".search-title")) return;
    watch.disconnect();
    done(performance.now() - start);
  }).observe(document.querySelector(".search-results"), { childList: true, subtree: true });
  field.value = query;
  field.dispatchEvent(new Event("input", { bubbles: true }));
})"""


def measure_weight(pages: int) -> Figure:
    """Gzip kilobytes that a browser asks for, from opening the search to the first results."""
    with TemporaryDirectory() as folder:
        site = _build(Path(folder), pages)
        heaviest = max(_weights(site).values())
    return Figure(
        f"Chercher un mot parmi {pages} pages, tout compris, comparé à ce qui est permis",
        heaviest / 1_000,
        LIMITS[pages],
        unit="ko",
        limit=1.0,
    )


def measure_latency(pages: int) -> Figure:
    """Milliseconds between a letter typed and the first results, once the search is loaded."""
    with TemporaryDirectory() as folder, _browsing(_build(Path(folder), pages)) as (page, root):
        page.goto(f"{root}recherche/?q=visite")
        page.locator(".search-title").first.wait_for()
        times = [page.evaluate(_TIMED, query) for query in QUERIES * ROUNDS]
    return Figure(
        f"Premiers résultats parmi {pages} pages, une fois la recherche chargée (médiane)",
        median(times),
        300,
        unit="ms",
        limit=1.0,
    )


def measure_time() -> Figure:
    """Build with and without the search, in turn; seconds of wall-clock time per build."""
    with TemporaryDirectory() as folder:
        with_search, without = Path(folder, "with"), Path(folder, "without")
        write_project(with_search, pages=PAGES_INDEXED)
        write_project(without, pages=PAGES_INDEXED)
        config = (without / "mkdocs.yml").read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in config if "publish_search.py" not in line]
        assert len(kept) == len(config) - 1, "mkdocs.yml no longer names the hook in a line"
        (without / "mkdocs.yml").write_text("".join(kept), "utf-8")
        times: dict[Path, list[float]] = {with_search: [], without: []}
        for _ in range(ROUNDS):
            for project, found in times.items():
                found.append(build(project))
    return Figure(
        f"Construire {PAGES_INDEXED} pages avec la recherche, comparé à sans (médianes)",
        median(times[with_search]),
        median(times[without]),
        unit="s",
        limit=1.25,
    )


def write_project(project: Path, *, pages: int) -> None:
    """Copy this site with pages to search."""
    write_pages(project / "docs", pages=pages)
    shutil.copy(ROOT / "mkdocs.yml", project)
    for folder in ("hooks", "overrides"):
        shutil.copytree(ROOT / folder, project / folder)


def _build(folder: Path, pages: int) -> Path:
    write_project(folder / "project", pages=pages)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", str(folder / "site")]
    subprocess.run(command, cwd=folder / "project", env=ENVIRONMENT, check=True)
    return folder / "site"


@contextmanager
def _browsing(site: Path) -> Iterator[tuple[Page, str]]:
    executable = find()
    with (
        serve(site) as host,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=launch_arguments()) as browser,
        browser.new_page() as page,
    ):
        yield page, host.address


def _weights(site: Path) -> dict[str, int]:
    weights = {}
    for query in QUERIES:
        with _browsing(site) as (page, root):
            weights[query] = _weight(page, root, query)
    return weights


def _weight(page: Page, root: str, query: str) -> int:
    responses: list[Response] = []
    page.goto(root)
    page.on("response", lambda response: responses.append(response))
    page.get_by_role("searchbox").fill(query)
    page.locator(".search-title").first.wait_for()
    bodies = [response.body() for response in responses]
    return sum(min(len(body), len(gzip.compress(body, 6))) for body in bodies)
