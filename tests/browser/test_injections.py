"""Whatever a contributor writes, wherever: nothing acts in the pages, the search or the feeds.

The gate is by-passed here, so that what is tried is what stands behind it: the templates, which
escape, and the cleaner. Chromium opens each page; a canary tells when something acted: a script
that calls it, a dialog, a request to another host (leaving the page is one).
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.attacker import (
    BATCH,
    BODY,
    COMMON,
    NAMES,
    TITLE,
    attacked_visit,
    build_attacked,
    build_settings,
    number,
)
from support.injections import INJECTIONS, written
from support.journals import SITE_URL
from support.sound_sites import site_faults
from support.witness import Tab, Witness, reading

# Pages open at the same time: more would not be faster.
TABS = 8
# What acts by no script of its own, at the end.
QUIET = [name for name in NAMES if name.startswith(("place of ", "template of "))]
ACTIVE = NAMES[: -len(QUIET)]
# Without the cleaner, one string in so many is enough to know that the canary works.
STRIDE = 16
# And two whose places are told apart.
HEARD = ("image onerror", "image from elsewhere")
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"

# The way to a calendar, which is used as whatever is no plain link; the pages that show it.
CALENDAR = {f"{SITE_URL.replace('https', 'webcal')}agenda.ics"}
WITH_CALENDAR = {"abonnement/", "agenda/"}
LISTS = (
    *("", "visites/", "conseils/", "themes/", "abonnement/", "recherche/", "404.html"),
    *("visites/feed_rss_created.xml", "sitemap.xml"),
)


@pytest.fixture(scope="module")
def witness(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Witness]:
    """The site as it would be published, but for the weight of feeds: all bodies are in them."""
    with pytest.MonkeyPatch.context() as changes:
        changes.setattr("journal.newsletter.feed_files.MOST_BYTES", 5_000_000)
        site = build_attacked(tmp_path_factory.mktemp("attacked"), changes, range(len(NAMES)))
    with reading(browser, site) as opened:
        yield opened


@pytest.fixture(scope="module")
def settled(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Witness]:
    """A small site whose settings are an attacker's."""
    with pytest.MonkeyPatch.context() as changes:
        site = build_settings(tmp_path_factory.mktemp("settings"), changes)
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
        tried = sorted({*range(0, len(ACTIVE), STRIDE), *map(NAMES.index, HEARD)})
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
    """Nothing acts in any of these pages but the way to a calendar, where there is one."""
    return {page: CALENDAR if page in WITH_CALENDAR else set() for page in addresses}


def test_there_is_enough_to_try() -> None:
    assert len(INJECTIONS) >= 60
    titles = [
        json.loads(attacked_visit(i).split("\n")[1].removeprefix("title: "))
        for i in range(len(NAMES))
    ]
    borne = [i for i, title in enumerate(titles) if f"{number(i, TITLE)}" in title]
    assert len(borne) > 120


# One page in three here, and all in the audit: each string is also in the lists, the feeds and the
# search below, and is cleaned by itself in the tests of the cleaner.
@pytest.mark.parametrize(
    "first",
    [
        pytest.param(first, marks=pytest.mark.audit if first % 3 else ())
        for first in range(-(-len(NAMES) // TABS))
    ],
)
def test_nothing_acts_in_the_pages_of_visits(first: int, witness: Witness) -> None:
    indexes = range(first, len(NAMES), -(-len(NAMES) // TABS))
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
        # All but bodies are a line each: more of them are shown at once.
        size = BATCH if name == CONTENT else 4 * BATCH
        for start in range(0, len(shown), size):
            assert witness.show("<hr>".join(shown[start : start + size])) == set(), name
    digest = ET.parse(witness.site / "lettres/feed_rss_created.xml").iter("item")
    bodies = {item.findtext(CONTENT) for item in (*listed, *digest)}
    for file in witness.site.glob("*/feed_json_created*.json"):
        for item in json.loads(file.read_text("utf-8"))["items"]:
            assert item["content_html"] in bodies


def test_nothing_acts_in_the_results_of_a_search(witness: Witness) -> None:
    found, heard = witness.search(COMMON)
    assert found >= len(NAMES)
    assert heard == set()


def test_scripts_find_what_is_theirs_whatever_bears_its_name(witness: Witness) -> None:
    [tab] = witness.tabs[:1] or [Tab(witness.context.new_page(), witness.address)]
    for name in QUIET:
        tab.go(f"visites/v{NAMES.index(name)}/")
        found = tab.page.locator("[id^='site:']").evaluate_all("all => all.map(({id}) => id)")
        assert len(found) == len(set(found)), name
        tab.page.keyboard.press("Control+k")
        tab.page.keyboard.type(COMMON)
        tab.page.locator(".masthead .search-result, form .search-result").first.wait_for()


def test_nothing_of_the_settings_acts_or_ends_what_holds_it(settled: Witness) -> None:
    pages = sorted(path.relative_to(settled.site) for path in settled.site.rglob("*.html"))
    opened = [str(path).removesuffix("index.html") for path in pages]
    heard: dict[str, set[str]] = {}
    for start in range(0, len(opened), TABS):
        heard |= settled.open(opened[start : start + TABS])
    assert heard == silence(opened)
    assert site_faults(settled.site, ["index.md", "mentions-legales.md", "livret/index.md"]) == {}
    for name in ("mentions-legales/index.html", "abonnement/index.html", "agenda/index.html"):
        assert "vol@evil.example" in (settled.site / name).read_text("utf-8")
    feeds = (settled.site / "feed_rss_created.xml", settled.site / "lettres/feed_rss_created.xml")
    for channel in map(ET.parse, feeds):
        # An identifier is compared, and shown by nobody.
        shown = [each.text or "" for each in channel.iter() if each.tag != "guid"]
        assert settled.show("<hr>".join(shown)) == set()


def test_nothing_is_filled_in_by_templates(witness: Witness) -> None:
    index = NAMES.index("template of Jinja")
    page = (witness.site / f"visites/v{index}/index.html").read_text("utf-8")
    # In the title, the summary, the body…
    assert page.count("cycler.__init__.__globals__") >= 3
    assert "<class" not in page
    assert "MkDocsConfig" not in page


# ---- That it would be seen -------------------------------------------------------------------


def test_without_the_cleaner_the_canary_is_heard(unclean: Witness) -> None:
    tried = ACTIVE[::STRIDE]
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
    image, elsewhere = HEARD
    tried = [name for name in (*ACTIVE[::STRIDE], image) if name != elsewhere]
    opened = [f"visites/v{NAMES.index(name)}/" for name in tried]
    with reading(browser, unclean.site, in_policy=True) as kept:
        assert kept.open_anew(opened) == silence(opened)
        failures: list[str | None] = []
        kept.tabs[0].page.on("requestfailed", lambda request: failures.append(request.failure))
        kept.open([f"visites/v{NAMES.index(elsewhere)}/"])
        assert set(failures) == {"csp"}


def test_the_canary_is_heard_from_a_feed_too(unclean: Witness) -> None:
    for name in ("image onerror", "javascript in raw HTML", "button", "frame with its document"):
        index = NAMES.index(name)
        html = written(INJECTIONS[name], number(index, BODY))
        assert unclean.show(html) == {f"{name}, place {BODY}"}
