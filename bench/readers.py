"""What a built site costs its readers: the first view of a page, then one search."""

from __future__ import annotations

import gzip
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.corpus import ROOT

sys.path += [str(ROOT / "tests"), str(ROOT / "hooks")]

from playwright.sync_api import Page, Response, sync_playwright

from support.chromium import find, launch_arguments
from support.serving import serve

# A tip: most readers come to one, from a link.
PAGE = "conseils/conseil-0000-1/"
# One word, among the most frequent and among the rare: the heaviest is kept.
QUERIES = ("marché", "insertion", "épicerie", "photovoltaïque")
ROUNDS = 3

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


@dataclass(frozen=True)
class Readers:
    """Kilobytes (gzip) of a first view; those of a first search, milliseconds to its results."""

    view: float
    search: float
    answer: float


def measure(site: Path) -> Readers:
    """What a browser asks of a built site, and how long a search takes once it is loaded."""
    executable = find()
    with (
        serve(site) as host,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=launch_arguments()) as browser,
    ):
        views, searches = [], []
        for query in QUERIES:
            with browser.new_context() as context:
                view, search = _visit(context.new_page(), f"{host.address}{PAGE}", query)
            views.append(view)
            searches.append(search)
        page = browser.new_page()
        page.goto(f"{host.address}recherche/?q=visite")
        page.locator(".search-title").first.wait_for()
        times = [page.evaluate(_TIMED, query) for query in QUERIES * ROUNDS]
    return Readers(max(views), max(searches), median(times))


def _visit(page: Page, address: str, query: str) -> tuple[float, float]:
    """Kilobytes of a first view, then of a first search."""
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(address, wait_until="networkidle")
    view = _weight(responses)
    responses.clear()
    page.get_by_role("searchbox").fill(query)
    page.locator(".search-title").first.wait_for()
    return view, _weight(responses)


def _weight(responses: list[Response]) -> float:
    bodies = [response.body() for response in responses]
    return sum(min(len(body), len(gzip.compress(body, 6))) for body in bodies) / 1_000
