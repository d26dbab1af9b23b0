"""The newsletter: every entry, once, in order, with its days and its themes' names."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import feedparser

from support.building import SITE_URL, small_tree, tip

BuildTree = Callable[[dict[str, str]], Path]


def read(feed: Path) -> feedparser.FeedParserDict:
    parsed = feedparser.parse(feed.read_bytes())
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def test_the_feed_lists_all_entries_and_only_them(site: Path) -> None:
    links = [entry.link for entry in read(site / "feed_rss_created.xml").entries]
    assert sorted(links) == [
        f"{SITE_URL}conseils/acculturer-a-l-ess/",
        f"{SITE_URL}conseils/se-faire-connaitre/",
        f"{SITE_URL}conseils/se-lancer-sans-attendre/",
        f"{SITE_URL}visites/atao/",
        f"{SITE_URL}visites/joujou/",
    ]
    as_json = json.loads((site / "feed_json_created.json").read_text("utf-8"))
    assert [item["url"] for item in as_json["items"]] == links


def test_an_item_has_the_catalogues_day_and_the_themes_names(site: Path) -> None:
    entries = read(site / "feed_rss_created.xml").entries
    [atao] = [entry for entry in entries if entry.link.endswith("/visites/atao/")]
    assert atao.published == "Sun, 22 Nov 2026 06:00:00 +0100"
    assert "Économie sociale et solidaire" in [tag.term for tag in atao.tags]
    assert atao.summary.startswith("Comment s'y prendre pour vendre aux collectivités")


def test_the_updated_feed_follows_the_last_revision(build_tree: BuildTree) -> None:
    site = build_tree(small_tree(tip("relu", more="relu_le: 2026-07-01")))
    newest = read(site / "feed_rss_updated.xml").entries[0]
    assert newest.link == f"{SITE_URL}conseils/relu/"
    assert newest.published == "Wed, 01 Jul 2026 06:00:00 +0200"


def test_every_page_announces_the_feeds(site: Path) -> None:
    page = (site / "visites/atao/index.html").read_text("utf-8")
    for name in ("feed_rss_created.xml", "feed_rss_updated.xml"):
        assert '<link rel="alternate" type="application/rss+xml"' in page
        assert f'href="../../{name}"' in page
        assert (site / name).is_file()
