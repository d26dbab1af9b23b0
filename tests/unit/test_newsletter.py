"""Feeds made from a catalogue: what they hold, under which identifiers, in what order."""

from __future__ import annotations

import html
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml.html import fragment_fromstring

from journal.entries.catalogue import Catalogue
from journal.entries.kinds import Kind
from journal.entries.publisher import Site
from journal.language.typography import typeset
from journal.newsletter.all_files import build_newsletter, unlisted
from journal.newsletter.feeds import feeds_of
from journal.newsletter.items import times_of
from journal.newsletter.opml import write_opml
from journal.newsletter.standalone_html import stand_alone
from journal.newsletter.text_escaping import as_html, label, storable
from journal.web.html_trees import inner_html
from support.journals import DESCRIPTION, THEMES, guide, journal, themes, tip, visit
from support.newsletter import AWKWARD, NAMESPACES, SITE, parse_rss, pictures, publish, shown

MOVED = Site("https://ailleurs.example/", "Autre", "Une phrase.", SITE.authority, "Textes")
ROOT_FEED = "feed_rss_created.xml"


def guids(files: dict[str, bytes], name: str = ROOT_FEED) -> list[str]:
    return [str(guid) for guid in parse_rss(files[name]).xpath("item/guid/text()")]


def test_every_feed_is_written_and_nothing_else() -> None:
    files = publish(journal(visit(tags="[reemploi, achats]"), tip()))
    own = [*Kind, *(f"themes/{slug}" for slug in THEMES)]
    expected = {f"feed_{form}" for form in ("rss_created.xml", "rss_updated.xml")}
    expected |= {f"feed_{form}" for form in ("json_created.json", "json_updated.json")}
    expected |= {f"{place}/feed_rss_created.xml" for place in own}
    expected |= {f"{place}/feed_json_created.json" for place in own}
    assert set(files) == expected


def test_a_journal_without_entries_has_feeds_without_items() -> None:
    files = publish(journal())
    assert guids(files) == []
    assert parse_rss(files[ROOT_FEED]).find("lastBuildDate") is None
    assert json.loads(files["feed_json_created.json"])["items"] == []


def test_the_identifier_outlives_a_rename_a_retitle_and_a_move() -> None:
    before = publish(journal(visit("atelier"), tip("oser")))
    entries = journal(
        visit("atelier"), tip("tenter", id="oser", title="Un tout autre titre de conseil")
    )
    assert guids(publish(entries, MOVED)) == guids(before)
    assert guids(before) == ["tag:essai,2026:visites/atelier", "tag:essai,2026:conseils/oser"]
    permalinks = parse_rss(before[ROOT_FEED]).xpath("item/guid/@isPermaLink")
    assert permalinks == ["false", "false"]


def test_a_rename_changes_no_item_s_link_identifier_nor_time() -> None:
    """Each of the three makes some program show an item again; even the minute, among others."""
    own = {"date": "2026-03-20", "relu_le": "2026-04-01", "structure": "Atelier"}
    before = journal(visit("friche"), tip("oser"), visit("atelier", **own))
    kept = {"id": "atelier", "anciennes_adresses": "[visites/atelier/]"}
    after = journal(visit("friche"), tip("oser", visite="zinc"), visit("zinc", **own, **kept))
    marks = ("link", "guid", "pubDate")

    def known_by(files: dict[str, bytes], name: str) -> list[tuple[str, ...]]:
        items = parse_rss(files[name]).findall("item")
        return [tuple(item.findtext(mark) for mark in marks) for item in items]

    first, second = publish(before), publish(after)
    for name in (ROOT_FEED, "feed_rss_updated.xml", "themes/reemploi/feed_rss_created.xml"):
        assert len(known_by(first, name)) == 3
        assert known_by(second, name) == known_by(first, name)
    urls = [
        [item["url"] for item in json.loads(files["feed_json_created.json"])["items"]]
        for files in (first, second)
    ]
    assert urls[0] == urls[1]


def test_the_plugin_lists_every_entry_at_its_days() -> None:
    """After live reloads it lists pages again: as they were, and those that are gone."""
    catalogue = journal(visit(relu_le="2026-04-01"))
    days = (date(2026, 3, 20), date(2026, 4, 1))
    stale = ("visites/atelier.md", days[0], days[0])
    gone = ("visites/partie.md", *days)
    assert unlisted({stale, gone, ("visites/atelier.md", *days)}, catalogue, ()) == []
    assert unlisted({stale, gone}, catalogue, {"visites/atelier.md"}) == []
    [problem] = unlisted({stale, gone}, catalogue, ())
    assert problem.path == "visites/atelier.md"
    assert "Le greffon rss ne la liste pas" in problem.message


def build(catalogue: Catalogue, **changes: Any) -> Any:
    arguments: dict[str, Any] = {
        "catalogue": catalogue,
        "bodies": dict.fromkeys((e.path for e in catalogue.entries), "<p>Un texte.</p>"),
        "pictures": {},
        "site": SITE,
    }
    files, problems = build_newsletter(**arguments | changes)
    return dict(files), problems


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"bodies": {}}, "n'a pas été construit"),
        ({"pictures": {}}, "image « photo.jpg » ne peut pas partir"),
    ],
)
def test_an_entry_that_fails_is_named_and_nothing_is_written(
    changes: dict[str, Any], said: str
) -> None:
    catalogue = journal(visit(image="photo.jpg", image_alt="Une photo"))
    sound = {"pictures": pictures({"visites/photo.jpg": 3})}
    assert build(catalogue, **sound)[1] == []
    files, [problem] = build(catalogue, **sound | changes)
    assert files == {}
    assert problem.path == "visites/atelier.md"
    assert "« Une visite chez Atelier »" in problem.message
    assert said in problem.message


def test_a_page_shown_with_its_mistakes_is_in_no_feed() -> None:
    catalogue = journal(visit(), visit("friche"))
    files, problems = build(catalogue, withheld={"visites/friche.md"})
    assert problems == []
    assert guids(files) == ["tag:essai,2026:visites/atelier"]


def test_ties_are_ordered_as_in_the_catalogue() -> None:
    catalogue = journal(
        visit(), tip("a", ordre="2"), tip("b", ordre="1"), tip("c"), tip("d", date="2026-03-21")
    )
    files = publish(catalogue)
    assert [guid.rpartition("/")[2] for guid in guids(files)] == ["d", "atelier", "b", "a", "c"]


def test_the_updated_feed_goes_by_the_last_revision() -> None:
    files = publish(journal(visit(relu_le="2026-07-01"), tip(date="2026-05-01")))
    channel = parse_rss(files["feed_rss_updated.xml"])
    assert channel.xpath("item/pubDate/text()") == [
        "Wed, 01 Jul 2026 00:00:00 +0200",
        "Fri, 01 May 2026 00:00:00 +0200",
    ]
    assert channel.findtext("lastBuildDate") == "Wed, 01 Jul 2026 00:00:00 +0200"
    assert parse_rss(files[ROOT_FEED]).findtext("lastBuildDate") == (
        "Fri, 01 May 2026 00:00:00 +0200"
    )


def test_ties_of_the_updated_feed_are_ordered_as_in_the_catalogue_too() -> None:
    later = {"date": "2026-05-01", "relu_le": "2026-07-01"}
    files = publish(journal(visit(relu_le="2026-07-01"), tip("b", **later), tip("a", **later)))
    names = [guid.rpartition("/")[2] for guid in guids(files, "feed_rss_updated.xml")]
    assert names == [f"{name};relu=2026-07-01" for name in ("atelier", "a", "b")]


def test_each_review_is_news_in_the_updated_feed_alone() -> None:
    first, second = (publish(journal(visit(relu_le=day))) for day in ("2026-04-01", "2026-04-02"))
    own = "tag:essai,2026:visites/atelier"
    assert guids(first) == guids(second) == [own]
    assert [guids(files, "feed_rss_updated.xml") for files in (first, second)] == [
        [f"{own};relu=2026-04-01"],
        [f"{own};relu=2026-04-02"],
    ]
    links = [
        parse_rss(files["feed_rss_updated.xml"]).findtext("item/link") for files in (first, second)
    ]
    assert links == [f"{SITE.url}visites/atelier/#relu-2026-04-0{n}" for n in (1, 2)]
    [item] = json.loads(second["feed_json_created.json"])["items"]
    assert item["date_modified"] == "2026-04-02T00:00:00+02:00"


def test_the_feed_of_a_kind_or_of_a_theme_holds_only_its_own() -> None:
    entries = journal(visit(tags="[emploi]"), tip(tags="[achats, emploi]"), guide(tags="[achats]"))
    files = publish(entries)
    held = {
        name: [g.rpartition(":")[2] for g in guids(files, name)]
        for name in files
        if "/" in name and name.endswith(".xml")
    }
    assert held == {
        "visites/feed_rss_created.xml": ["visites/atelier"],
        "conseils/feed_rss_created.xml": ["conseils/oser"],
        "themes/emploi/feed_rss_created.xml": ["visites/atelier", "conseils/oser"],
        "guides/feed_rss_created.xml": ["guides/debuter"],
        "themes/achats/feed_rss_created.xml": ["conseils/oser", "guides/debuter"],
        "themes/lancement/feed_rss_created.xml": [],
        "themes/reemploi/feed_rss_created.xml": [],
    }


def test_a_guide_says_what_it_is_and_where_its_facts_come_from() -> None:
    files = publish(journal(guide(date="2026-03-20", relu_le="2026-04-01")))
    [item] = json.loads(files["guides/feed_json_created.json"])["items"]
    assert item["content_html"].startswith("<p><strong>Guide</strong></p>")
    assert '<a href="https://example.org/lue/">Une page lue</a>' in item["content_html"]
    [review] = json.loads(files["feed_json_updated.json"])["items"]
    assert review["id"] == "tag:essai,2026:guides/debuter;relu=2026-04-01"


def test_an_entry_that_a_library_cannot_take_is_named_too() -> None:
    catalogue = journal(visit())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("journal.newsletter.items.stand_alone", broken)
        files, [problem] = build(catalogue)
    assert (files, problem.path) == ({}, "visites/atelier.md")
    assert "profondeur" in problem.message


def broken(body: str, *, address: str) -> Any:
    raise ValueError("trop de profondeur")


def test_dates_bear_the_offset_of_paris_in_winter_as_in_summer() -> None:
    files = publish(journal(visit(date="2026-12-01"), tip(date="2026-03-29")))
    assert parse_rss(files[ROOT_FEED]).xpath("item/pubDate/text()") == [
        "Tue, 01 Dec 2026 00:00:00 +0100",
        "Sun, 29 Mar 2026 00:00:00 +0100",
    ]


def test_items_of_one_day_are_a_minute_apart_in_the_contracts_order() -> None:
    files = publish(
        journal(visit(), tip("b", ordre="1"), tip("a", ordre="2"), tip("c", date="2026-03-21"))
    )
    for name in (ROOT_FEED, "feed_rss_updated.xml"):
        assert parse_rss(files[name]).xpath("item/pubDate/text()") == [
            "Sat, 21 Mar 2026 00:00:00 +0100",
            "Fri, 20 Mar 2026 00:02:00 +0100",
            "Fri, 20 Mar 2026 00:01:00 +0100",
            "Fri, 20 Mar 2026 00:00:00 +0100",
        ]


def test_no_item_is_later_than_its_day() -> None:
    """However many there are: the site may be built at any time of that day, and is sent then."""
    times = times_of([date(2026, 3, 20)] * 2_000)
    assert {time.date() for time in times} == {date(2026, 3, 20)}
    assert times == sorted(times, reverse=True)


def test_the_image_comes_first_with_its_true_length_and_type() -> None:
    catalogue = journal(visit(image="../images/établi 1.jpg", image_alt='Un "établi"'))
    address = "https://carnet.example/nantes/images/%C3%A9tabli%201.jpg"
    files = publish(catalogue, pictures=pictures({"images/établi 1.jpg": 12_345}))
    [item] = parse_rss(files[ROOT_FEED]).findall("item")
    enclosure = {"url": address, "length": "12345", "type": "image/jpeg"}
    assert dict(item.find("enclosure").attrib) == enclosure
    media = item.find("media:content", NAMESPACES)
    assert dict(media.attrib) == {
        "url": address,
        "fileSize": "12345",
        "type": "image/jpeg",
        "medium": "image",
    }
    assert media.findtext("media:description", namespaces=NAMESPACES) == 'Un "établi"'
    body = item.findtext("content:encoded", namespaces=NAMESPACES)
    kind, first, *_ = fragment_fromstring(body, create_parent="div")
    assert kind.text_content() == "Visite apprenante · Atelier · 14\xa0mars\xa02026"
    assert dict(first[0].attrib) == {"src": address, "alt": 'Un "établi"', "width": "100%"}
    [as_json] = json.loads(files["feed_json_created.json"])["items"]
    assert as_json["image"] == address
    assert as_json["attachments"] == [
        {"url": address, "mime_type": "image/jpeg", "size_in_bytes": 12_345}
    ]


def test_an_image_that_already_opens_the_body_is_not_repeated() -> None:
    catalogue = journal(visit(image="a.png", image_alt="Une photo"))
    files = publish(
        catalogue,
        pictures=pictures({"visites/a.png": 3}),
        bodies={"visites/atelier.md": '<p><img src="../a.png" alt="Une photo"></p>'},
    )
    body = parse_rss(files[ROOT_FEED]).find("item").findtext("content:encoded", None, NAMESPACES)
    assert body.count("<img") == 1


def test_awkward_characters_travel_intact_everywhere() -> None:
    shown_as = typeset(AWKWARD)
    quoted = json.dumps(AWKWARD, ensure_ascii=False)
    header = {
        "title": quoted,
        "description": json.dumps(f"{DESCRIPTION} {AWKWARD}", ensure_ascii=False),
    }
    catalogue = journal(visit(**header, auteurs=f"[{quoted}]"), themes("achats", reemploi=quoted))
    site = Site(SITE.url, AWKWARD, AWKWARD, SITE.authority, AWKWARD)
    files = publish(catalogue, site)
    for name, content in files.items():
        if name.endswith(".xml"):
            channel = parse_rss(content)
            own_theme = name.startswith("themes/")
            assert shown(channel.findtext("title")).startswith(shown_as)
            assert shown(channel.findtext("description")) in (
                ("Une phrase.",) if own_theme else (shown_as, channel.findtext("description"))
            )
            assert shown(channel.findtext("copyright")) == AWKWARD
            assert channel.findtext("image/title") == channel.findtext("title")
        for title in parse_rss(content).xpath("item/title") if name.endswith(".xml") else ():
            assert shown(title.text) == shown_as
            assert shown(title.getparent().findtext("category")) == shown_as
            assert shown(title.getparent().findtext("dc:creator", None, NAMESPACES)) == shown_as
    as_json = json.loads(files["feed_json_created.json"])
    assert (as_json["title"], as_json["description"]) == (shown_as, shown_as)
    [item] = as_json["items"]
    assert (item["title"], item["tags"], item["authors"]) == (
        *(shown_as, [shown_as], [{"name": shown_as}]),
    )
    outlines = etree.fromstring(write_opml(feeds_of(catalogue, site), site)).iter("outline")
    assert html.unescape(next(outlines).get("text")) == shown_as


def test_an_unchanged_journal_gives_the_same_bytes() -> None:
    assert publish(journal(visit(), tip())) == publish(journal(visit(), tip()))


def test_what_xml_cannot_hold_is_left_out() -> None:
    catalogue = journal(visit())
    body = "<p>a\x00b\x0bc\ufffed<img class='twemoji' alt='&#1;&#x1f;' src='a.png'>&#2;&#233;</p>"
    files = publish(catalogue, bodies={"visites/atelier.md": body})
    [item] = parse_rss(files[ROOT_FEED]).findall("item")
    assert "<p>abcdé</p>" in item.findtext("content:encoded", None, NAMESPACES)


@pytest.mark.parametrize(
    "title",
    [
        "Eau & rivières",
        "Moins d'1 € < 2 €",
        "R&D et ESS",
        "a > b",
        "100 % « neuf »",
        "]]>",
        "🌱&🌱",
    ],
)
def test_an_ordinary_title_is_left_exactly_as_it_is(title: str) -> None:
    assert label(title) == title


@pytest.mark.parametrize(
    ("title", "joined"),
    [
        ("un <b>gros</b> lot", "un <\u2060b>gros<\u2060/b> lot"),
        ("écrire &eacute;", "écrire &\u2060eacute;"),
        ("AT&copy", "AT&\u2060copy"),
        ("&#233;", "&\u2060#233;"),
        ("<!-- rien -->", "<\u2060!-- rien -->"),
    ],
)
def test_what_looks_like_html_is_kept_from_being_taken_for_it(title: str, joined: str) -> None:
    assert label(title) == joined


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Eau & rivières : l'essai", "Eau & rivières : l'essai"),
        ("un <b> et R&D", "un &lt;b> et R&amp;D"),
    ],
)
def test_a_description_is_escaped_as_html_only_where_it_must(text: str, escaped: str) -> None:
    assert as_html(text) == escaped


@given(st.text())
def test_any_text_reads_alike_as_text_and_as_html(text: str) -> None:
    expected = storable(text)
    assert shown(label(text)) == shown(expected)
    etree.fromstring(etree.tostring(_element(label(text))))
    for form in (label(text), as_html(text)):
        read = fragment_fromstring(f"-{form}-", create_parent="p")
        assert len(read) == 0
        assert shown(read.text).split() == shown(f"-{expected}-").split()


@given(st.text() | st.from_regex(r"(<[a-z]+( (src|alt|class)='[^']*')?>|&#?\w+;?|[a-z ]){,20}"))
def test_any_body_becomes_one_that_stands_alone(body: str) -> None:
    inner = inner_html(stand_alone(body, address=SITE.url))
    etree.fromstring(etree.tostring(_element(storable(inner))))
    # A block that is left in what runs in a line (`<b><a><p>`) is moved out by the parser: once.
    again = stand_alone(inner, address=SITE.url)
    first = stand_alone(body, address=SITE.url)
    assert again.text_content().split() == first.text_content().split()
    assert inner_html(stand_alone(inner_html(again), address=SITE.url)) == inner_html(again)


def _element(text: str) -> Any:
    element = etree.Element("title")
    element.text = text
    return element


def test_opml_lists_every_feed_with_whole_addresses() -> None:
    feeds = feeds_of(journal(visit()), SITE)
    tree = etree.fromstring(write_opml(feeds, SITE))
    assert (tree.tag, tree.get("version")) == ("opml", "2.0")
    listed = tree.findall("body/outline/outline")
    assert [outline.get("xmlUrl") for outline in listed] == [SITE.url + f.rss for f in feeds]
    assert {outline.get("type") for outline in listed} == {"rss"}
    assert all(outline.get("text") for outline in listed)
