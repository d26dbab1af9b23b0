"""A Chromium that reads a site and hears whatever acts in it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

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

from support.attacker import named
from support.journals import SITE_URL

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
