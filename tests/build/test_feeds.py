"""The newsletter: every entry, once, in order, with its days and its themes' names."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import feedparser
import pytest
from lxml import etree
from lxml.html import fragment_fromstring
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs_rss_plugin.util import Util

from journal.language.typography import typeset
from support.building import ROOT, build
from support.html import parse, text_of
from support.journals import SITE_URL, guide, small_tree, tip, visit, write_tree
from support.json_schema import Draft202012Validator
from support.newsletter import AWKWARD, NAMESPACES, parse_rss, shown
from support.rss_rules import complaints

SCHEMA = json.loads((Path(__file__).parent / "json_feed_1_1.schema.json").read_text("utf-8"))

BuildTree = Callable[[dict[str, str]], Path]


def read(feed: Path) -> feedparser.FeedParserDict:
    parsed = feedparser.parse(feed.read_bytes())
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def test_the_feed_lists_all_entries_and_only_them(build_tree: BuildTree) -> None:
    site = build_tree(small_tree(visit("usine"), tip("voir", visite="usine")))
    links = [entry.link for entry in read(site / "feed_rss_created.xml").entries]
    assert links == [
        f"{SITE_URL}visites/atelier/",
        f"{SITE_URL}visites/usine/",
        f"{SITE_URL}conseils/oser/",
        f"{SITE_URL}conseils/voir/",
    ]
    as_json = json.loads((site / "feed_json_created.json").read_text("utf-8"))
    assert [item["url"] for item in as_json["items"]] == links


def test_an_item_has_the_catalogues_day_and_the_themes_names(site: Path) -> None:
    entries = read(site / "feed_rss_created.xml").entries
    [atao] = [entry for entry in entries if entry.link.endswith("/visites/atao/")]
    assert atao.published == "Sun, 22 Nov 2026 00:04:00 +0100"
    assert "Économie sociale et solidaire" in [tag.term for tag in atao.tags]
    assert atao.summary.startswith("Comment s’y prendre pour vendre aux collectivités")


def test_the_updated_feed_follows_the_last_revision(build_tree: BuildTree) -> None:
    site = build_tree(small_tree(tip("relu", relu_le="2026-07-01")))
    newest = read(site / "feed_rss_updated.xml").entries[0]
    assert newest.link == f"{SITE_URL}conseils/relu/#relu-2026-07-01"
    assert newest.id.endswith(":conseils/relu;relu=2026-07-01")
    assert newest.published == "Wed, 01 Jul 2026 00:00:00 +0200"
    [anchor] = parse(site / "conseils/relu/index.html").xpath("//*[@id='relu-2026-07-01']")
    assert text_of(anchor) == "relu le 1er juillet 2026"


def rss_feeds(site: Path) -> list[Path]:
    found = sorted(site.rglob("feed_rss_*.xml"))
    assert len(found) >= 5
    return found


def json_feeds(site: Path) -> list[Path]:
    found = sorted(site.rglob("feed_json_*.json"))
    assert len(found) == len(rss_feeds(site))
    return found


@pytest.fixture(scope="session")
def awkward_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose name, titles, themes and authors hold all that breaks feeds, and an image."""
    folder = tmp_path_factory.mktemp("awkward")
    quoted = json.dumps(AWKWARD, ensure_ascii=False)
    both = {"title": quoted, "auteurs": f"[{quoted}]"}
    files = small_tree(
        visit(body=BODY, image="etabli.png", image_alt=quoted, **both),
        tip(**both),
        guide(**both),
        {"themes.yml": f"reemploi:\n  nom: {quoted}\n  description: {quoted}\n"},
    )
    docs = write_tree(folder / "docs", files)
    (docs / "visites/etabli.png").write_bytes((ROOT / "overrides/assets/feed.png").read_bytes())
    before = dict(os.environ)
    os.environ["SITE_URL"] = SITE_URL
    try:
        return build(folder / "site", docs=docs, site_name=AWKWARD, site_description=AWKWARD)
    finally:
        os.environ.clear()
        os.environ.update(before)


BODY = """\
Un [conseil utile](../conseils/oser.md), ![Un établi](etabli.png) et `du <code>` 🌱.

!!! note "À savoir"
    Un encadré.

| Année | Tonnes |
|-------|-------:|
| 2021  | 4      |

- [ ] À faire
"""


@pytest.fixture(params=["site", "awkward_site"])
def any_site(request: pytest.FixtureRequest) -> Path:
    site: Path = request.getfixturevalue(request.param)
    return site


def test_no_feed_breaks_a_rule_of_rss(any_site: Path) -> None:
    for feed in rss_feeds(any_site):
        address = SITE_URL + feed.relative_to(any_site).as_posix()
        assert complaints(feed.read_bytes(), address=address) == [], feed


def test_feedparser_reads_every_feed_without_a_complaint(any_site: Path) -> None:
    for feed in rss_feeds(any_site):
        parsed = read(feed)
        assert parsed.version == "rss20"
        assert parsed.entries
        assert all(entry.content[0].value for entry in parsed.entries)


def test_every_json_feed_follows_the_specification(any_site: Path) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    validator = Draft202012Validator(SCHEMA)
    for feed in json_feeds(any_site):
        value = json.loads(feed.read_text("utf-8"))
        assert [error.message for error in validator.iter_errors(value)] == [], feed
        assert value["feed_url"] == SITE_URL + feed.relative_to(any_site).as_posix()


@pytest.mark.parametrize(
    "change",
    [
        lambda feed: feed.pop("version"),
        lambda feed: feed.update(icon=None),
        lambda feed: feed["items"][0].pop("content_html"),
        lambda feed: feed["items"][0].update(url="visites/atao/"),
        lambda feed: feed["items"][0].update(date_published="2026-11-22"),
        lambda feed: feed["items"][0].update(author="Ada"),
    ],
)
def test_the_specification_can_fail(site: Path, change: Callable[[Any], object]) -> None:
    value = json.loads((site / "feed_json_created.json").read_text("utf-8"))
    change(value)
    assert list(Draft202012Validator(SCHEMA).iter_errors(value))


def test_a_body_arrives_whole_and_stands_alone(site: Path) -> None:
    for feed in rss_feeds(site):
        for item in parse_rss(feed).findall("item"):
            address = urldefrag(item.findtext("link")).url.removeprefix(SITE_URL)
            page = site / address / "index.html"
            body = fragment_fromstring(
                item.findtext("content:encoded", None, NAMESPACES), create_parent="div"
            )
            article = parse(page).xpath("//article")[0]
            for heading in article.xpath("./h2[@id]"):
                said = text_of(heading).rstrip(" ¶")
                assert [text_of(h) for h in body.iter("h2")].count(said) == 1, said
            for paragraph in article.xpath("./p[not(@class)]"):
                assert text_of(paragraph) in text_of(body)
            for address in body.xpath("//@href | //@src"):
                assert address.startswith(("https://", "http://", "mailto:")), address
            assert not body.xpath("//script | //form | //input | //*[@class] | //*[@id]")
            assert "¶" not in text_of(body)


def test_what_is_awkward_travels_intact(awkward_site: Path) -> None:
    shown_as = typeset(AWKWARD)
    channel = parse_rss(awkward_site / "feed_rss_created.xml")
    assert shown(channel.findtext("title")) == shown_as
    for item in channel.findall("item"):
        assert shown(item.findtext("title")) == shown_as
        assert shown(item.findtext("category")) == shown_as
        assert shown(item.findtext("dc:creator", None, NAMESPACES)) == shown_as
    value = json.loads((awkward_site / "feed_json_created.json").read_text("utf-8"))
    assert (value["title"], value["items"][0]["title"]) == (shown_as, shown_as)
    page = parse(awkward_site / "themes/reemploi/index.html")
    own = page.xpath("//link[@rel='alternate' and @type='application/rss+xml']")[-1]
    assert shown(own.get("title")).endswith(shown_as)


def test_the_image_has_its_true_length(awkward_site: Path) -> None:
    item = parse_rss(awkward_site / "feed_rss_created.xml").find("item")
    enclosure = item.find("enclosure")
    image = awkward_site / enclosure.get("url").removeprefix(SITE_URL)
    assert int(enclosure.get("length")) == image.stat().st_size
    assert enclosure.get("type") == "image/png"
    body = item.findtext("content:encoded", None, NAMESPACES)
    assert fragment_fromstring(body, create_parent="div").find(".//img").get("src") == (
        enclosure.get("url")
    )


def test_the_channels_image_is_small_enough(site: Path) -> None:
    channel = parse_rss(site / "feed_rss_created.xml")
    logo = site / channel.findtext("image/url").removeprefix(SITE_URL)
    header = logo.read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(header[16:20], "big") <= 144


def test_an_unchanged_site_gives_the_same_feeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day later too: nothing in a feed comes from the clock; both days are after any page's."""
    feeds = []
    for day, epoch in enumerate(("4000000000", "4000200000")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        site = build(tmp_path / str(day))
        files = [*rss_feeds(site), *json_feeds(site), site / "abonnement/flux.opml"]
        feeds.append({file.relative_to(site): file.read_bytes() for file in files})
    assert feeds[0] == feeds[1]


def test_no_repeats_after_live_reloads(tmp_path: Path) -> None:
    """As `mkdocs serve` does: the plugins stay, the configuration is read again."""
    docs = write_tree(tmp_path / "docs", small_tree())
    listed: list[int] = []
    for turn in range(3):
        config = load_config(
            config_file=str(ROOT / "mkdocs.yml"),
            docs_dir=str(docs),
            site_dir=str(tmp_path / "site"),
        )
        if turn == 0:
            config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        listed.append(len(config.plugins["rss"].pages_to_filter))
        items = parse_rss(tmp_path / "site/feed_rss_created.xml").findall("item")
        assert len(items) == 2
    assert listed == [2, 4, 6], "the plugin no longer repeats itself: this test proves nothing"


def forgets_one(pages: list[Any], filter_attribute: str, length: int) -> list[Any]:
    """Takes the place of a function of the plugin's, and leaves a tip out."""
    return [page for page in pages if "oser" not in page.guid]


def test_a_preview_goes_on_when_an_entry_fails(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Util, "filter_pages", staticmethod(forgets_one))
    config = load_config(
        config_file=str(ROOT / "mkdocs.yml"),
        docs_dir=str(write_tree(tmp_path / "docs", small_tree())),
        site_dir=str(tmp_path / "site"),
    )
    config.plugins.on_startup(command="serve", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_startup(command="build", dirty=False)
    assert "docs/conseils/oser.md:1: « Un conseil pour oser »" in caplog.text
    caplog.clear()


def test_an_entry_that_fails_stops_the_build_and_is_named(
    build_tree: BuildTree, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Util, "filter_pages", staticmethod(forgets_one))
    with pytest.raises(Abort, match="1 page"):
        build_tree(small_tree())
    assert "docs/conseils/oser.md:1: « Un conseil pour oser » n'a pas pu" in caplog.text
    caplog.clear()


def test_a_theme_page_announces_its_own_feed_besides_the_sites(site: Path) -> None:
    for address, own in {
        "themes/reemploi/": "feed_rss_created.xml",
        "visites/": "feed_rss_created.xml",
        "conseils/": "feed_rss_created.xml",
        "visites/atao/": None,
    }.items():
        page = parse(site / address / "index.html")
        links = page.xpath("//link[@type='application/rss+xml']")
        found = [link.get("href") for link in links if "alternate" in link.get("rel").split()]
        up = "../" * address.count("/")
        expected = [f"{up}feed_rss_created.xml", f"{up}feed_rss_updated.xml"]
        expected.append(f"{up}lettres/feed_rss_created.xml")
        assert found == expected + ([own] if own else [])


def test_feedparser_discovers_the_feeds_of_a_page(site: Path) -> None:
    """Pointed at a page, it finds links among its elements, as readers do."""
    page = feedparser.parse((site / "themes/reemploi/index.html").read_bytes())
    found = [
        link.href
        for link in page.feed.links
        if "alternate" in link.rel.split() and link.type == "application/rss+xml"
    ]
    assert "feed_rss_created.xml" in found


def test_the_subscribe_page_lists_every_feed(site: Path) -> None:
    page = parse(site / "abonnement/index.html")
    listed = [link.text_content() for link in page.xpath("//dl[@class='feeds']//a")]
    assert sorted(listed) == sorted(
        SITE_URL + feed.relative_to(site).as_posix() for feed in rss_feeds(site)
    )
    assert page.xpath("//dl[@class='feeds']//button/@data-copy") == listed
    assert all(button.get("hidden") is not None for button in page.xpath("//button[@data-copy]"))
    opml = etree.fromstring((site / "abonnement/flux.opml").read_bytes())
    assert opml.xpath("//outline/@xmlUrl") == listed


def test_each_list_leads_to_its_own_feed_among_all(site: Path) -> None:
    """Where it is explained, beside the button that copies it, rather than to bare XML."""
    known = parse(site / "abonnement/index.html").xpath("//dl[@class='feeds']/dt/@id")
    lists = [f"themes/{path.parent.name}/" for path in site.glob("themes/*/feed_rss_created.xml")]
    assert len(lists) > 3
    for page in ("visites/", "conseils/", "guides/", *lists):
        [way] = parse(site / page / "index.html").xpath("//*[@class='own-feed']/a/@href")
        address, _, anchor = way.partition("#")
        assert address.endswith("../abonnement/")
        assert anchor in known
        assert anchor == f"site:flux-{page.strip('/').replace('/', '-')}"


def test_the_publishers_sign_up_is_offered_where_it_is_set(tmp_path: Path, site: Path) -> None:
    offered = "//a[.='Recevoir la lettre par courriel']/@href"
    pages = ("index.html", "abonnement/index.html", "visites/atelier/index.html")
    assert not any(parse(site / page.replace("atelier", "atao")).xpath(offered) for page in pages)
    docs = write_tree(tmp_path / "docs", small_tree())
    config = load_config(config_file=str(ROOT / "mkdocs.yml"))
    extra = {**config.extra, "inscription_courriel": "https://inscription.example/?a=1&b=2"}
    own = build(tmp_path / "site", docs=docs, extra=extra)
    for page in pages:
        assert parse(own / page).xpath(offered) == ["https://inscription.example/?a=1&b=2"], page


def test_every_page_announces_the_feeds(site: Path) -> None:
    page = (site / "visites/atao/index.html").read_text("utf-8")
    for name in ("feed_rss_created.xml", "feed_rss_updated.xml"):
        assert '<link rel="alternate" type="application/rss+xml"' in page
        assert f'href="../../{name}"' in page
        assert (site / name).is_file()
