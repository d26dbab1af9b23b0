"""A journal of two years, built: its archives, and the feeds of a theme that was renamed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest

from build.test_feeds import SCHEMA
from build.test_published_files import ALLOWED
from support.building import build
from support.html import parse, text_of
from support.journals import SITE_URL, small_tree, tip, write_tree
from support.json_schema import Draft202012Validator
from support.rss_rules import complaints

THEMES = "reemploi:\n  nom: Réemploi\n  description: Servir encore.\n  alias: [recup]\n"
TIPS = 30


def tips() -> Iterator[dict[str, str]]:
    """Two a month, from the beginning of 2025 on."""
    for number in range(TIPS):
        month, day = divmod(number, 2)
        published = f"{2025 + month // 12}-{1 + month % 12:02}-{1 + day:02}"
        yield tip(f"n{number:02}", date=published)


@pytest.fixture(scope="session", params=["1795500000", "1830000000"], ids=["soon", "much later"])
def lasting_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lasting")
    files = small_tree(*tips(), {"themes.yml": THEMES})
    docs = write_tree(folder / "docs", files)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", SITE_URL)
        patch.setenv("SOURCE_DATE_EPOCH", request.param)
        return build(folder / "site", docs=docs)


def feeds_in(site: Path) -> dict[str, bytes]:
    found = (*site.rglob("feed_rss_*.xml"), *site.rglob("feed_json_*.json"))
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in sorted(found)}


def test_each_file_is_meant_and_follows_the_rules(lasting_site: Path) -> None:
    feeds = feeds_in(lasting_site)
    validator = Draft202012Validator(SCHEMA)
    assert sum("-2025" in name for name in feeds) == 2 * len(("site", "tips", "theme", "alias"))
    for name, content in feeds.items():
        assert ALLOWED.fullmatch(name), name
        if name.endswith(".xml"):
            assert complaints(content, address=SITE_URL + name) == [], name
            assert not feedparser.parse(content).bozo, name
        else:
            assert [e.message for e in validator.iter_errors(json.loads(content))] == [], name


@pytest.mark.parametrize("folder", ["", "conseils/", "themes/reemploi/", "themes/recup/"])
def test_from_the_newest_item_one_reaches_the_very_first(lasting_site: Path, folder: str) -> None:
    count = TIPS + len(("tip",) if folder == "conseils/" else ("tip", "visit"))
    step, found = f"{SITE_URL}{folder}feed_rss_created.xml", set()
    while step:
        parsed = feedparser.parse((lasting_site / step.removeprefix(SITE_URL)).read_bytes())
        found |= {entry.id for entry in parsed.entries}
        older = [link.href for link in parsed.feed.links if link.rel == "prev-archive"]
        step = older[0] if older else ""
    assert len(found) == count
    step, as_json = f"{SITE_URL}{folder}feed_json_created.json", set()
    while step:
        value = json.loads((lasting_site / step.removeprefix(SITE_URL)).read_text("utf-8"))
        as_json |= {item["id"] for item in value["items"]}
        step = value.get("next_url")
    assert as_json == found


def test_people_find_the_archives_year_by_year(lasting_site: Path) -> None:
    page = parse(lasting_site / "abonnement/index.html")
    [line] = page.xpath("//p[contains(., 'année par année')]")
    assert line.xpath("a/@href") == ["../feed_rss_created-2025.xml"]
    assert text_of(line).endswith("année par année : 2025.")
    opml = (lasting_site / "abonnement/flux.opml").read_text("utf-8")
    assert "-2025" not in opml
    assert "recup" not in opml


def test_the_former_address_of_a_theme_leads_on_and_keeps_its_feeds(lasting_site: Path) -> None:
    folder = lasting_site / "themes/recup"
    assert parse(folder / "index.html").xpath("//meta[@http-equiv='refresh']")
    old = feedparser.parse((folder / "feed_rss_created.xml").read_bytes())
    new = feedparser.parse((lasting_site / "themes/reemploi/feed_rss_created.xml").read_bytes())
    assert [entry.id for entry in old.entries] == [entry.id for entry in new.entries]
    assert old.feed.link == f"{SITE_URL}themes/reemploi/"
