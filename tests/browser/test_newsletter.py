"""How one finds the feeds, copies an address, and what a browser shows of a feed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, Page, Route, expect

from journal.web.content_security_policy import redirect_policy
from support.colours import shown
from support.journals import journal, tip, visit
from support.newsletter import OVERRIDES, SITE, publish


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(locale="fr-FR") as context:
        yield context.new_page()


def test_a_theme_page_offers_its_feed_and_asks_for_no_sitemap_beside_it(
    page: Page, address: str
) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url.removeprefix(address)))
    page.goto(f"{address}themes/reemploi/")
    page.wait_for_load_state("networkidle")
    links = page.evaluate(
        """() => [...document.querySelectorAll(
            'link[type="application/rss+xml"][rel~="alternate"]')].map((link) => link.href)"""
    )
    assert links == [
        f"{address}feed_rss_created.xml",
        f"{address}feed_rss_updated.xml",
        f"{address}lettres/feed_rss_created.xml",
        f"{address}themes/reemploi/feed_rss_created.xml",
    ]
    assert any(name.startswith("assets/immutable/journal.") for name in requests)
    # Material's script asked for a sitemap beside each of them; no script of ours does.
    assert [name for name in requests if "sitemap" in name] == []


def test_copying_an_address_is_announced(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}abonnement/")
    page.get_by_role("heading", name="Un seul thème ?").click()
    page.get_by_role("button", name="Copier l’adresse : Réemploi").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/themes/reemploi/feed_rss_created.xml")
    expect(page.get_by_role("main").get_by_role("status")).to_have_text(
        f"Adresse copiée : {copied}"
    )
    # What is heard begins with what is seen.
    done = page.get_by_role("button", name="Copié : Réemploi")
    expect(done).to_have_text("Copié")
    box = done.bounding_box()
    assert box
    assert box["height"] >= 44
    expect(page.get_by_role("button", name="Copier l’adresse : Réemploi")).to_be_visible()


def test_a_copy_that_failed_is_said_where_one_looks(page: Page, address: str) -> None:
    page.goto(f"{address}abonnement/")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error('non')) }")
    page.get_by_role("heading", name="Un seul thème ?").click()
    page.get_by_role("button", name="Copier l’adresse : Réemploi").click()
    expect(page.get_by_role("button", name="Échec : Réemploi")).to_have_text("Échec")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("sélectionnez l’adresse")


def test_without_scripts_the_addresses_are_there_and_no_button(
    browser: Browser, address: str
) -> None:
    with browser.new_page(java_script_enabled=False) as page:
        page.goto(f"{address}abonnement/")
        page.get_by_role("heading", name="Un seul thème ?").click()
        assert page.locator("button[data-copy]:visible").count() == 0
        assert page.get_by_text("/themes/reemploi/feed_rss_created.xml").is_visible()


@pytest.mark.parametrize("path", ["feed_rss_created.xml", "themes/reemploi/feed_rss_created.xml"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_feed_opened_in_a_browser_explains_itself(
    browser: Browser, address: str, path: str, scheme: str
) -> None:
    def as_xml(route: Route) -> None:
        route.fulfill(response=route.fetch(), content_type="application/xml")

    with browser.new_page(viewport={"width": 320, "height": 800}, color_scheme=scheme) as page:
        page.route("**/*.xml", as_xml)
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        seen = page.evaluate(SEEN)
        assert seen["ground"] == shown("papier", scheme)
        assert seen["address"].endswith(path)
        assert seen["help"].endswith("/abonnement/")
        assert "Ceci est un flux" in seen["said"]
        assert seen["selectable"] == "all"
        assert seen["hidden"] == ["none"]
        assert seen["width"] <= 320


def test_an_archive_opened_in_a_browser_gives_the_feeds_own_address(
    browser: Browser, address: str
) -> None:
    tips = [tip(f"n{number}", date=f"2025-03-{number + 1:02}") for number in range(20)]
    first = visit(date="2024-02-03", visite_le="2024-02-02")
    archive = publish(journal(first, *tips))["feed_rss_created-2024.xml"]
    with browser.new_page() as page:
        page.route(
            "**/feed_rss_created-2024.xml",
            lambda route: route.fulfill(body=archive, content_type="application/xml"),
        )
        page.goto(f"{address}feed_rss_created-2024.xml")
        page.wait_for_load_state("networkidle")
        seen = page.evaluate(SEEN)
        assert "Ceci est l’archive d’un flux" in seen["said"]
        assert seen["address"] == f"{SITE.url}feed_rss_created.xml"


@pytest.mark.parametrize(("scripts", "fragment"), [(True, "#annonce"), (False, "")])
def test_a_former_address_that_a_feed_keeps_leads_to_the_news_at_once(
    browser: Browser, *, scripts: bool, fragment: str
) -> None:
    """Without scripts too, but for the place in the page; and « back » does not come back here."""
    template = Environment(loader=FileSystemLoader(OVERRIDES)).get_template("redirect.html")
    leading = {"config": {}, "script": "../mener.js", "redirect_policy": redirect_policy()}
    pages = {
        f"{SITE.url}vieux/": template.render(location="../neuf/", title="Neuf", **leading),
        f"{SITE.url}mener.js": (OVERRIDES / "assets/redirect.js").read_text("utf-8"),
        f"{SITE.url}neuf/": "<!doctype html><p id=annonce>Ici</p>",
        f"{SITE.url}flux/": "<!doctype html>",
    }

    def answer(route: Route) -> None:
        route.fulfill(body=pages[route.request.url.partition("#")[0]], content_type="text/html")

    with browser.new_page(java_script_enabled=scripts) as page:
        page.route(f"{SITE.url}**", answer)
        page.goto(f"{SITE.url}flux/")
        page.goto(f"{SITE.url}vieux/#annonce", wait_until="commit")
        expect(page.get_by_text("Ici")).to_be_visible()
        assert page.url == f"{SITE.url}neuf/{fragment}"
        page.go_back()
        assert page.url == f"{SITE.url}flux/"


@pytest.mark.parametrize("width", [320, 375, 430])
@pytest.mark.parametrize("path", ["feed_rss_created.xml", "lettres/feed_rss_created.xml"])
def test_a_feed_opened_on_a_telephone_can_be_read(
    browser: Browser, address: str, path: str, width: int
) -> None:
    """A telephone lays XML out far wider than its screen, then shrinks it."""

    def as_xml(route: Route) -> None:
        route.fulfill(response=route.fetch(), content_type="application/xml")

    screen = {"width": width, "height": 740}
    with browser.new_page(viewport=screen, screen=screen, is_mobile=True, has_touch=True) as page:
        page.route("**/*.xml", as_xml)
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        scale = page.evaluate("visualViewport.scale")
        assert scale < 0.5, "this telephone shrinks the page"
        sizes = page.evaluate(
            """() => ["rss", "item", "dc:identifier", "link"].map((name) => {
                const [found] = [...document.getElementsByTagName(name)].slice(-1);
                return parseFloat(getComputedStyle(found).fontSize);
            })"""
        )
        assert min(sizes) * scale >= 13, sizes
        assert sizes[0] * scale >= 14.5
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


SEEN = """() => {
  const find = (name) => document.getElementsByTagName(name)[0];
  const style = (element, part) => getComputedStyle(element, part);
  return {
    ground: style(document.documentElement).backgroundColor,
    address: find("dc:identifier").textContent,
    help: find("dc:relation").textContent,
    said: style(find("dc:identifier"), "::before").content,
    selectable: style(find("dc:identifier")).userSelect,
    hidden: [...new Set([...document.getElementsByTagName("content:encoded")]
      .map((element) => style(element).display))],
    width: document.documentElement.scrollWidth,
  };
}"""
