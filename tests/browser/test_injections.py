"""Whatever a contributor writes, wherever: nothing acts in the pages, the search or the feeds.

The gate is by-passed here, so that what is tried is what stands behind it: the templates, which
escape, and the cleaner. Chromium opens each page; a canary tells when something acted: a script
that calls it, a dialog, a request to another host (leaving the page is one).
"""

from __future__ import annotations

import json
import re
import threading
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Dialog,
    Error,
    Page,
    ProxySettings,
    Request,
)

from journal import check
from journal.problems import errors
from journal.reading import read_sources
from journal.tree import Tree
from support.building import ROOT, SITE_URL, build, page, small_tree, write_tree
from support.injections import INJECTIONS, written

NAMES = list(INJECTIONS)
BATCH = 25
# Without the cleaner, one string in so many is enough to know that the canary works.
STRIDE = 10
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"

# Where a string is written -> last two digits of what its canary says.
BODY, HEADING, LINK, TARGET, CAPTION, PICTURE, SOURCE = range(1, 8)
TITLE, DESCRIPTION, ORGANISATION, TOWN, AUTHOR, ALTERNATIVE, DOCUMENT = range(11, 18)
THEME, THEME_DESCRIPTION, PLAIN_TITLE, PLAIN_DESCRIPTION = range(21, 25)

LISTS = (
    *("", "visites/", "conseils/", "themes/", "abonnement/", "recherche/", "404.html"),
    *("visites/feed_rss_created.xml", "sitemap.xml"),
)

# In every title, for a search to find all of them.
COMMON = "canari"

# What a reader may do to a page: use its controls, follow what is not a plain link, stay a while.
USE = """async () => {
  const plain = ["http:", "https:", "mailto:", "tel:"];
  for (const element of document.querySelectorAll("*")) {
    for (const {name} of [...element.attributes])
      if (name.startsWith("on")) element.dispatchEvent(new Event(name.slice(2)));
    const target = element.href?.baseVal ?? element.href;
    if (!target || element.localName === "link") continue;
    if (!plain.includes(new URL(target, location).protocol))
      element.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
  }
  for (const control of document.querySelectorAll("button, [type=submit], [type=image]"))
    if (!control.closest("[role=search]")) control.click();
  await new Promise(done => setTimeout(done, 10));
}"""


SHOW_MORE = (
    "() => { const more = document.querySelector('.search-more'); more?.click(); return !!more }"
)


def number(injection: int, place: int) -> int:
    """What the canary says: which string, and where it was written."""
    return 100_000 + injection * 100 + place


def named(said: str) -> str:
    """« canary 100203 » as the name of a string and the number of a place, if it is one of ours."""
    if match := re.search(r"\b1(\d{3})(\d\d)\b", said):
        return f"{NAMES[int(match[1])]}, place {int(match[2])}"
    return said


class _Handler(SimpleHTTPRequestHandler):
    """Serves a site whose files never change: the browser keeps what all pages share."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: tests say what they saw."""


@dataclass
class Witness:
    """A Chromium that reads one built site and notes whatever acted."""

    site: Path
    address: str
    page: Page
    fired: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script("window.canary = n => console.info('canary ' + n)")
        self.page.on("console", self._hear)
        self.page.on("dialog", self._dismiss)
        self.page.on("request", self._see)

    def open(self, address: str) -> set[str]:
        """What acts in a page of the site that somebody reads and uses."""
        return self._watch(lambda: self._go(address))

    def open_alone(self, address: str) -> set[str]:
        """The same, in a tab of its own: what acts late must not be taken for the next page's."""
        old, self.page = self.page, self.page.context.new_page()
        old.close()
        self.__post_init__()
        return self.open(address)

    def show(self, html: str) -> set[str]:
        """What acts in a document of its own, as a feed reader shows it."""
        if self.page.url != "about:blank":
            self.page.goto("about:blank")
        return self._watch(lambda: self.page.set_content(html))

    def search(self, query: str) -> set[str]:
        """What acts in the results of a search, all of them shown."""

        def look() -> None:
            self._go(f"recherche/?q={query}")
            results = self.page.locator(".search-result")
            results.first.wait_for()
            while self.page.evaluate(SHOW_MORE):
                self.page.wait_for_timeout(50)
            self.found = results.count()

        return self._watch(look)

    def _go(self, address: str) -> None:
        response = self.page.goto(self.address + address)
        assert response
        assert response.ok, f"{response.status} {address}"

    def _watch(self, act: Callable[[], object]) -> set[str]:
        self.fired = []
        for step in (act, lambda: self.page.evaluate(USE)):
            try:
                step()
            except Error as error:
                # The page was led away while it was being opened or used.
                if not self.fired:
                    raise AssertionError(error.message) from error
        return {named(said) for said in self.fired}

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self.address, SITE_URL, "data:", "blob:")):
            self.fired.append(request.url)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.text.startswith("canary "):
            self.fired.append(message.text)

    def _dismiss(self, dialog: Dialog) -> None:
        self.fired.append(f"dialog {dialog.message}")
        dialog.dismiss()


@contextmanager
def reading(browser: Browser, site: Path) -> Iterator[Witness]:
    """A witness of a site; nothing gets out of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    # Nobody listens there: every other host is out of reach, and asking for it is noted.
    nowhere: ProxySettings = {"server": "http://127.0.0.1:9", "bypass": "127.0.0.1"}
    with browser.new_context(proxy=nowhere) as context:
        yield Witness(site, f"http://127.0.0.1:{server.server_port}/", context.new_page())
    server.shutdown()
    server.server_close()


# ---- The journal of an attacker --------------------------------------------------------------


def attacked_journal() -> dict[str, str]:
    """One visit for each string, which bears it everywhere; tips and themes for several."""
    search = "title: Rechercher\ndescription: Trouver une page.\ntemplate: search_page.html"
    files = small_tree({"recherche.md": page(search)})
    themes = {"reemploi": {"nom": "Réemploi", "description": "Servir encore."}}
    for index, name in enumerate(NAMES):
        files[f"visites/v{index}.md"] = attacked_visit(index)
        theme = themes.setdefault(f"t{index // BATCH}", {"nom": "", "description": ""})
        theme["nom"] += written(INJECTIONS[name], number(index, THEME))
        theme["description"] += written(INJECTIONS[name], number(index, THEME_DESCRIPTION))
    for batch in range(0, len(NAMES), BATCH):
        indexes = range(batch, min(batch + BATCH, len(NAMES)))
        files[f"conseils/c{batch // BATCH}.md"] = attacked_tip(indexes)
        files[f"a{batch // BATCH}.md"] = attacked_page(indexes)
    # JSON is YAML: every value arrives as it is.
    files["themes.yml"] = json.dumps(themes)
    return files


def attacked_visit(index: int) -> str:
    def at(place: int) -> str:
        return written(INJECTIONS[NAMES[index]], number(index, place))

    header = {
        "title": padded(at(TITLE), 10, 110),
        "description": padded(at(DESCRIPTION), 50, 200),
        "date": "2026-03-20",
        "visite_le": "2026-03-14",
        "structure": at(ORGANISATION),
        "lieu": at(TOWN),
        "auteurs": [at(AUTHOR)],
        "sources": [{"titre": at(DOCUMENT), "url": "https://carnet.example/"}],
        "image": "x.png",
        "image_alt": at(ALTERNATIVE),
        "tags": [f"t{index // BATCH}"],
    }
    return page(json.dumps(header), f"Un texte.\n\n{at(BODY)}")


def attacked_tip(indexes: range) -> str:
    """A tip whose headings, links and images bear strings."""
    header = {
        "title": "Un conseil pour se méfier",
        "description": padded("", 50, 200),
        "date": "2026-03-20",
        "visite": "atelier",
        "tags": ["reemploi"],
    }
    blocks = []
    for index in indexes:
        places = {
            place: written(INJECTIONS[NAMES[index]].partition("\n")[0], number(index, place))
            for place in (HEADING, LINK, TARGET, CAPTION, PICTURE, SOURCE)
        }
        blocks += [
            f"## Un titre {places[HEADING]}",
            f"[lire {places[LINK]}](../index.md)",
            f"[lire]({places[TARGET]})",
            f'[lire](../index.md "{places[CAPTION]}")',
            f"![{places[PICTURE]}](../visites/x.png)",
            f"![image]({places[SOURCE]})",
        ]
    return page(json.dumps(header), "\n\n".join(blocks))


def attacked_page(indexes: range) -> str:
    """A plain page, whose header has no rule of length."""
    header = {
        key: " ".join(written(INJECTIONS[NAMES[index]], number(index, place)) for index in indexes)
        for key, place in (("title", PLAIN_TITLE), ("description", PLAIN_DESCRIPTION))
    }
    return page(json.dumps(header))


def padded(text: str, least: int, most: int) -> str:
    """A text of a length that the model takes; a string too long for it is left out."""
    text = "" if len(text) > most - 10 else text
    return f"{text} {COMMON}".strip().ljust(least, "…")


# A picture of one dot.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63"
    "f8cfc0f01f0005000101a5f645400000000049454e44ae426082"
)


def let_through(tree: Tree, *, today: date, **_: object) -> check.Examination:
    """The gate without its guards: headers are read, bodies are not looked at."""
    texts = {
        path: file.content.decode()
        for path, file in tree.items()
        if file.content and path.endswith((".md", ".yml"))
    }
    reading = read_sources(texts, today=today)
    # Every string that a header may hold is in the site, or this would not be tried at all.
    assert errors(reading.problems) == []
    return check.Examination(reading.catalogue, [])


def build_attacked(folder: Path, changes: pytest.MonkeyPatch) -> Path:
    """Build the journal of an attacker with the gate wide open."""
    docs = write_tree(folder / "docs", attacked_journal())
    (docs / "visites/x.png").write_bytes(DOT)
    changes.setattr(check, "examine", let_through)
    changes.setenv("SITE_URL", SITE_URL)
    # Without the sharing cards: pictures, that take longer to draw than all the rest to write.
    listed = re.findall(r"^  - (hooks/\w+\.py)", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M)
    assert "hooks/publish_cards.py" in listed
    hooks = [hook for hook in listed if hook != "hooks/publish_cards.py"]
    return build(folder / "site", docs=docs, strict=False, hooks=hooks)


@pytest.fixture(scope="module")
def witness(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Witness]:
    """The site as it would be published."""
    with pytest.MonkeyPatch.context() as changes:
        site = build_attacked(tmp_path_factory.mktemp("attacked"), changes)
    with reading(browser, site) as opened:
        yield opened


@pytest.fixture(scope="module")
def unclean(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Witness]:
    """The same site without the cleaner, but for a character that would stop the build."""
    with pytest.MonkeyPatch.context() as changes:
        for function in ("clean", "clean_id", "clean_label"):
            changes.setattr(f"journal.cleaning.{function}", lambda html: html.replace("&#1;", ""))
        site = build_attacked(tmp_path_factory.mktemp("unclean"), changes)
    with reading(browser, site) as opened:
        yield opened


def items(site: Path) -> list[ET.Element]:
    """The visits and tips of the two feeds that hold all of them."""
    return [
        item
        for kind in ("visites", "conseils")
        for item in ET.parse(site / kind / "feed_rss_created.xml").iter("item")
    ]


# ---- What must not happen --------------------------------------------------------------------


def test_there_is_enough_to_try() -> None:
    assert len(INJECTIONS) >= 60
    titles = [json.loads(attacked_visit(i).split("\n")[1])["title"] for i in range(len(NAMES))]
    borne = [i for i, title in enumerate(titles) if f"{number(i, TITLE)}" in title]
    assert len(borne) > 120


@pytest.mark.parametrize("index", range(len(NAMES)), ids=NAMES)
def test_nothing_acts_in_the_page_of_a_visit(index: int, witness: Witness) -> None:
    assert witness.open(f"visites/v{index}/") == set()


@pytest.mark.parametrize("batch", range(-(-len(NAMES) // BATCH)))
def test_nothing_acts_in_headings_links_images_themes_and_plain_pages(
    batch: int, witness: Witness
) -> None:
    for address in (f"conseils/c{batch}/", f"themes/t{batch}/", f"a{batch}/"):
        assert witness.open(address) == set()


@pytest.mark.parametrize("address", LISTS)
def test_nothing_acts_in_a_list(address: str, witness: Witness) -> None:
    assert witness.open(address) == set()


def test_nothing_acts_in_what_feed_readers_show(witness: Witness) -> None:
    listed = items(witness.site)
    assert len(listed) > len(NAMES) + len(NAMES) // BATCH
    # Readers of feeds take all of these for HTML, and show many one after the other.
    for name in (CONTENT, "title", "description", CREATOR, "category"):
        shown = [found.text for item in listed for found in item.iterfind(name)]
        assert len(shown) >= len(NAMES)
        for start in range(0, len(shown), 10):
            assert witness.show("<hr>".join(shown[start : start + 10])) == set(), name
    bodies = {item.findtext(CONTENT) for item in listed}
    for file in witness.site.glob("*/feed_json_created.json"):
        for item in json.loads(file.read_text("utf-8"))["items"]:
            assert item["content_html"] in bodies


def test_nothing_acts_in_the_results_of_a_search(witness: Witness) -> None:
    assert witness.search(COMMON) == set()
    assert witness.found >= len(NAMES)


# ---- That it would be seen -------------------------------------------------------------------


def test_without_the_cleaner_the_canary_is_heard(unclean: Witness) -> None:
    tried = NAMES[::STRIDE]
    silent = [n for n in tried if not unclean.open_alone(f"visites/v{NAMES.index(n)}/")]
    # Some strings are of other browsers, or of other times.
    assert len(silent) < len(tried) / 3, silent


def test_without_the_cleaner_headings_and_feeds_act(unclean: Witness) -> None:
    image = NAMES.index("image onerror")
    heard = unclean.open_alone(f"conseils/c{image // BATCH}/")
    assert {"image onerror, place 2", "image onerror, place 3"} <= heard
    elsewhere = NAMES.index("image from elsewhere")
    bodies = {item.findtext("link"): item.findtext(CONTENT) for item in items(unclean.site)}
    heard = unclean.show(bodies[f"{SITE_URL}visites/v{elsewhere}/"])
    assert heard == {"image from elsewhere, place 1"}


def test_the_canary_is_heard_from_a_feed_too(unclean: Witness) -> None:
    for name in ("image onerror", "javascript in raw HTML", "button", "frame with its document"):
        index = NAMES.index(name)
        html = written(INJECTIONS[name], number(index, BODY))
        assert unclean.show(html) == {f"{name}, place {BODY}"}
