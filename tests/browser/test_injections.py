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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Error,
    Page,
    ProxySettings,
    Request,
)

from journal.gate.examine import Examination
from journal.ledger.remember import Remembrance
from journal.problems.problem import errors
from journal.reading.sources import read_sources
from journal.reading.tree import Tree
from support.building import ROOT, build
from support.injections import INJECTIONS, written
from support.journals import SITE_URL, page, small_tree, write_tree
from support.pictures import picture

NAMES = list(INJECTIONS)
BATCH = 25
# Pages open at the same time: more would not be faster.
TABS = 8
# Without the cleaner, one string in so many is enough to know that the canary works.
STRIDE = 10
# And two whose places are told apart.
HEARD = ("image onerror", "image from elsewhere")
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
class Tab:
    """A tab of Chromium that notes whatever acted in it.

    Attributes:
        page: the tab.
        address: of the site, where nothing is out of bounds.
        fired: what acted since the tab was last asked to show something.
    """

    page: Page
    address: str
    fired: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script("window.canary = n => console.info('canary ' + n)")
        self.page.on("console", self._hear)
        self.page.on("dialog", self._dismiss)
        self.page.on("request", self._see)

    def go(self, address: str, *, loaded: bool = True) -> None:
        """Open a page of the site, and wait until it is loaded."""
        until: Literal["load", "commit"] = "load" if loaded else "commit"
        response = self.page.goto(self.address + address, wait_until=until)
        assert response
        assert response.ok, f"{response.status} {address}"

    def attempt(self, act: Callable[[], object]) -> None:
        """Do something; unless what acted has led the page away, it must succeed."""
        try:
            act()
        except Error as error:
            if not self.fired:
                raise AssertionError(error.message) from error

    def heard(self) -> set[str]:
        """What acted, by name."""
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


@dataclass
class Witness:
    """A Chromium that reads one built site and notes whatever acted."""

    site: Path
    address: str
    context: BrowserContext
    tabs: list[Tab] = field(default_factory=list)

    def open(self, addresses: Sequence[str]) -> dict[str, set[str]]:
        """What acts in pages of the site that somebody reads and uses, each in its own tab.

        One is loaded while another is used: most of the time is spent waiting for the browser.
        """
        while len(self.tabs) < len(addresses):
            self.tabs.append(Tab(self.context.new_page(), self.address))
        tabs = dict(zip(addresses, self.tabs, strict=False))
        for tab in tabs.values():
            tab.fired = []
        for address, tab in tabs.items():
            tab.attempt(partial(tab.go, address, loaded=False))
        for step in (
            lambda page: page.wait_for_load_state("load"),
            lambda page: page.evaluate(f"() => {{ window.use = ({USE})() }}"),
            lambda page: page.evaluate("() => window.use"),
        ):
            for tab in tabs.values():
                tab.attempt(partial(step, tab.page))
        return {address: tab.heard() for address, tab in tabs.items()}

    def open_anew(self, addresses: Sequence[str]) -> dict[str, set[str]]:
        """The same in new tabs: what acts late must not be taken for the next page's."""
        for tab in self.tabs:
            tab.page.close()
        self.tabs.clear()
        return self.open(addresses)

    def show(self, html: str) -> set[str]:
        """What acts in a document of its own, as a feed reader shows it."""
        tab = self._first()
        # A new document: what listens is put into each as it opens.
        tab.page.goto("about:blank")
        tab.fired = []
        tab.attempt(lambda: tab.page.set_content(html))
        tab.attempt(lambda: tab.page.evaluate(USE))
        # What a picture does when it cannot be had comes after the document.
        tab.attempt(lambda: tab.page.evaluate("() => new Promise(done => setTimeout(done, 20))"))
        return tab.heard()

    def search(self, query: str) -> tuple[int, set[str]]:
        """How many results a search has, and what acts in them, all of them shown."""
        tab = self._first()
        results = tab.page.locator(".search-result")
        tab.fired = []
        tab.go(f"recherche/?q={query}")
        results.first.wait_for()
        while tab.page.evaluate(SHOW_MORE):
            tab.page.wait_for_timeout(50)
        tab.attempt(lambda: tab.page.evaluate(USE))
        return results.count(), tab.heard()

    def _first(self) -> Tab:
        if not self.tabs:
            self.tabs.append(Tab(self.context.new_page(), self.address))
        return self.tabs[0]


@contextmanager
def reading(browser: Browser, site: Path, *, in_policy: bool = False) -> Iterator[Witness]:
    """A witness of a site; nothing gets out of this machine.

    Args:
        in_policy: whether the policy of pages holds: it would hide what the cleaner lets through.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    # Nobody listens there: every other host is out of reach, and asking for it is noted.
    nowhere: ProxySettings = {"server": "http://127.0.0.1:9", "bypass": "127.0.0.1"}
    with browser.new_context(proxy=nowhere, bypass_csp=not in_policy) as context:
        yield Witness(site, f"http://127.0.0.1:{server.server_port}/", context)
    server.shutdown()
    server.server_close()


# ---- The journal of an attacker --------------------------------------------------------------


def attacked_journal(indexes: Sequence[int]) -> dict[str, str]:
    """One visit for each string, which bears it everywhere; tips and themes for several."""
    search = page(title="Rechercher", description="Trouver une page.", template="search_page.html")
    files = small_tree({"recherche.md": search})
    themes = {"reemploi": {"nom": "Réemploi", "description": "Servir encore."}}
    for index in indexes:
        string = INJECTIONS[NAMES[index]]
        files[f"visites/v{index}.md"] = attacked_visit(index)
        theme = themes.setdefault(f"t{index // BATCH}", {"nom": "", "description": ""})
        theme["nom"] += written(string, number(index, THEME))
        theme["description"] += written(string, number(index, THEME_DESCRIPTION))
    for batch in sorted({index // BATCH for index in indexes}):
        some = [index for index in indexes if index // BATCH == batch]
        files[f"conseils/c{batch}.md"] = attacked_tip(some)
        files[f"a{batch}.md"] = attacked_page(some)
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
    return page(f"Un texte.\n\n{at(BODY)}\n", **in_json(header))


def attacked_tip(indexes: Sequence[int]) -> str:
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
    return page("\n\n".join(blocks) + "\n", **in_json(header))


def attacked_page(indexes: Sequence[int]) -> str:
    """A plain page, whose header has no rule of length."""
    header = {
        key: " ".join(written(INJECTIONS[NAMES[index]], number(index, place)) for index in indexes)
        for key, place in (("title", PLAIN_TITLE), ("description", PLAIN_DESCRIPTION))
    }
    return page(**in_json(header))


def in_json(header: Mapping[str, object]) -> dict[str, str | None]:
    """The keys of a header, as `page` takes them: JSON is YAML, every value arrives as it is."""
    return {key: json.dumps(value) for key, value in header.items()}


def padded(text: str, least: int, most: int) -> str:
    """A text of a length that the model takes; a string too long for it is left out."""
    text = "" if len(text) > most - 10 else text
    return f"{text} {COMMON}".strip().ljust(least, "…")


def let_through(tree: Tree, _ledger: object, *, today: date, **_: object) -> Remembrance:
    """The gate without its guards: headers are read, bodies are not looked at."""
    texts = {
        path: file.content.decode()
        for path, file in tree.items()
        if file.content and path.endswith((".md", ".yml"))
    }
    reading = read_sources(texts, today=today)
    # Every string that a header may hold is in the site, or this would not be tried at all.
    # Marks and codes are refused in a title; they go through here, as all the rest.
    assert {problem.code for problem in errors(reading.problems)} <= {"texte-simple"}
    return Remembrance(Examination(reading.catalogue, []), {}, {})


def build_attacked(folder: Path, changes: pytest.MonkeyPatch, indexes: Sequence[int]) -> Path:
    """Build the journal of an attacker, who has these strings, with the gate wide open."""
    docs = write_tree(folder / "docs", attacked_journal(indexes))
    (docs / "visites/x.png").write_bytes(picture("PNG"))
    changes.setattr("journal.ledger.remember.remember", let_through)
    changes.setenv("SITE_URL", SITE_URL)
    # Without the sharing cards: pictures, that take longer to draw than all the rest to write.
    listed = re.findall(r"^  - (hooks/\w+\.py)", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M)
    assert "hooks/publish_sharing_cards.py" in listed
    hooks = [hook for hook in listed if hook != "hooks/publish_sharing_cards.py"]
    return build(folder / "site", docs=docs, strict=False, hooks=hooks)


@pytest.fixture(scope="module")
def witness(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Witness]:
    """The site as it would be published."""
    with pytest.MonkeyPatch.context() as changes:
        site = build_attacked(tmp_path_factory.mktemp("attacked"), changes, range(len(NAMES)))
    with reading(browser, site) as opened:
        yield opened


@pytest.fixture(scope="module")
def unclean(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Witness]:
    """The same without the cleaner and with fewer strings, but for a character that would stop
    the build."""
    with pytest.MonkeyPatch.context() as changes:
        for function in ("clean", "clean_id", "clean_label"):
            changes.setattr(
                f"journal.pages.cleaning.{function}", lambda html: html.replace("&#1;", "")
            )
        tried = sorted({*range(0, len(NAMES), STRIDE), *map(NAMES.index, HEARD)})
        site = build_attacked(tmp_path_factory.mktemp("unclean"), changes, tried)
    with reading(browser, site) as opened:
        yield opened


def items(site: Path) -> list[ET.Element]:
    """The visits and tips of the two feeds that hold all of them, archives included."""
    return [
        item
        for kind in ("visites", "conseils")
        for file in sorted((site / kind).glob("feed_rss_created*.xml"))
        for item in ET.parse(file).iter("item")
    ]


# ---- What must not happen --------------------------------------------------------------------


def silence(addresses: Sequence[str]) -> dict[str, set[str]]:
    """Nothing acts in any of these pages."""
    return {address: set() for address in addresses}


def test_there_is_enough_to_try() -> None:
    assert len(INJECTIONS) >= 60
    titles = [
        json.loads(attacked_visit(i).split("\n")[1].removeprefix("title: "))
        for i in range(len(NAMES))
    ]
    borne = [i for i, title in enumerate(titles) if f"{number(i, TITLE)}" in title]
    assert len(borne) > 120


@pytest.mark.parametrize("first", range(0, len(NAMES), TABS))
def test_nothing_acts_in_the_pages_of_visits(first: int, witness: Witness) -> None:
    indexes = range(first, min(first + TABS, len(NAMES)))
    assert witness.open(opened := [f"visites/v{index}/" for index in indexes]) == silence(opened)


@pytest.mark.parametrize("batch", range(-(-len(NAMES) // BATCH)))
def test_nothing_acts_in_headings_links_images_themes_and_plain_pages(
    batch: int, witness: Witness
) -> None:
    opened = [f"conseils/c{batch}/", f"themes/t{batch}/", f"a{batch}/"]
    assert witness.open(opened) == silence(opened)


def test_nothing_acts_in_a_list(witness: Witness) -> None:
    assert witness.open(LISTS) == silence(LISTS)


def test_nothing_acts_in_what_feed_readers_show(witness: Witness) -> None:
    listed = items(witness.site)
    assert len(listed) > len(NAMES) + len(NAMES) // BATCH
    # Readers of feeds take all of these for HTML, and show many one after the other.
    for name in (CONTENT, "title", "description", CREATOR, "category"):
        shown = [found.text for item in listed for found in item.iterfind(name)]
        assert len(shown) >= len(NAMES)
        for start in range(0, len(shown), BATCH):
            assert witness.show("<hr>".join(shown[start : start + BATCH])) == set(), name
    digest = ET.parse(witness.site / "lettres/feed_rss_created.xml").iter("item")
    bodies = {item.findtext(CONTENT) for item in (*listed, *digest)}
    for file in witness.site.glob("*/feed_json_created*.json"):
        for item in json.loads(file.read_text("utf-8"))["items"]:
            assert item["content_html"] in bodies


def test_nothing_acts_in_the_results_of_a_search(witness: Witness) -> None:
    found, heard = witness.search(COMMON)
    assert found >= len(NAMES)
    assert heard == set()


# ---- That it would be seen -------------------------------------------------------------------


def test_without_the_cleaner_the_canary_is_heard(unclean: Witness) -> None:
    tried = NAMES[::STRIDE]
    heard = unclean.open_anew([f"visites/v{NAMES.index(name)}/" for name in tried])
    silent = [name for name, said in zip(tried, heard.values(), strict=True) if not said]
    # Some strings are of other browsers, or of other times; some, reading a body again mends.
    assert len(silent) <= len(tried) / 3, silent


def test_without_the_cleaner_headings_and_feeds_act(unclean: Witness) -> None:
    image, elsewhere = map(NAMES.index, HEARD)
    [heard] = unclean.open_anew([f"conseils/c{image // BATCH}/"]).values()
    assert {"image onerror, place 2", "image onerror, place 3"} <= heard
    bodies = {item.findtext("link"): item.findtext(CONTENT) for item in items(unclean.site)}
    heard = unclean.show(bodies[f"{SITE_URL}visites/v{elsewhere}/"])
    assert heard == {"image from elsewhere, place 1"}


def test_without_the_cleaner_the_policy_lets_nothing_act_in_a_page(
    browser: Browser, unclean: Witness
) -> None:
    tried = [*NAMES[::STRIDE], *HEARD]
    opened = [f"visites/v{NAMES.index(name)}/" for name in tried]
    opened.append(f"conseils/c{NAMES.index(HEARD[0]) // BATCH}/")
    with reading(browser, unclean.site, in_policy=True) as kept:
        assert kept.open_anew(opened) == silence(opened)


def test_the_canary_is_heard_from_a_feed_too(unclean: Witness) -> None:
    for name in ("image onerror", "javascript in raw HTML", "button", "frame with its document"):
        index = NAMES.index(name)
        html = written(INJECTIONS[name], number(index, BODY))
        assert unclean.show(html) == {f"{name}, place {BODY}"}
