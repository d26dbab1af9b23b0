"""The W3C's feed validator has nothing to say of any feed, archives and letters included."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audit.feed_validator import complaints, install
from support.building import build
from support.journals import SITE_URL, small_tree, tip, visit
from support.newsletter import AWKWARD

pytestmark = pytest.mark.audit

BuildTree = Callable[[dict[str, str]], Path]

MOVED = {
    "visite_le": "2026-02-04",
    "reportee_du": "2026-01-28",
    "reportee_le": "2026-01-20",
    "annulee": "2026-01-27",
}
TITLE = json.dumps(f"Oser {AWKWARD}", ensure_ascii=False)
BODY = "Un [site](https://exemple.org/?a=1&b=2).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"


@pytest.fixture(scope="session", autouse=True)
def _validator() -> None:
    if reason := install():
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


def tips() -> Iterator[dict[str, str]]:
    """One a month, from the beginning of 2024 on: both feeds and letters have archives."""
    for number in range(30):
        day = f"{2024 + number // 12}-{1 + number % 12:02}-05"
        yield tip(f"n{number:02}", date=day, body=BODY, title=TITLE)


def published(site: Path) -> dict[str, Path]:
    found = sorted(site.rglob("feed_rss_*.xml"))
    return {SITE_URL + file.relative_to(site).as_posix(): file for file in found}


def test_nothing_is_said_of_the_sites_own_feeds(tmp_path: Path) -> None:
    feeds = published(build(tmp_path / "site"))
    assert len(feeds) > 10
    assert complaints(feeds) == []


def test_nothing_is_said_of_lives_archives_and_letters(build_tree: BuildTree) -> None:
    moved = visit("friche", date="2026-01-10", lieu="Rezé", horaire="14:00-17:00", **MOVED)
    feeds = published(build_tree(small_tree(moved, *tips())))
    for folder in ("", "conseils/", "lettres/"):
        assert f"{SITE_URL}{folder}feed_rss_created-2024.xml" in feeds
    assert complaints(feeds) == []


@pytest.mark.parametrize(
    ("sound", "spoilt", "told"),
    [
        ('rel="self"', 'rel="alternate"', "atom:link"),
        ("+0100</pubDate>", "CET</pubDate>", "pubDate"),
        ('isPermaLink="false"', 'isPermaLink="true"', "guid"),
        ("&lt;p&gt;", "&lt;script&gt;&lt;/script&gt;&lt;p&gt;", "content:encoded"),
        ('href="https://carnet', 'href="../carnet', "self"),
    ],
)
def test_what_is_wrong_is_found(
    build_tree: BuildTree, tmp_path: Path, sound: str, spoilt: str, told: str
) -> None:
    file = build_tree(small_tree()) / "feed_rss_created.xml"
    text = file.read_text("utf-8")
    assert sound in text
    file.write_text(text.replace(sound, spoilt), "utf-8")
    [first, *_] = complaints({f"{SITE_URL}feed_rss_created.xml": file})
    assert told in first
