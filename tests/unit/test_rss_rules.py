"""The rules that feeds are held to can fail."""

from __future__ import annotations

import pytest

from support.journals import journal, visit
from support.newsletter import SITE, publish
from support.rss_rules import complaints

ADDRESS = f"{SITE.url}feed_rss_created.xml"


def feed() -> str:
    catalogue = journal(visit(image="a.png", image_alt="Une photo"))
    files = publish(catalogue, image_lengths={"visites/a.png": 3})
    return files["feed_rss_created.xml"].decode()


def test_a_sound_feed_breaks_no_rule() -> None:
    assert complaints(feed().encode(), address=ADDRESS) == []


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ("<title>Carnet", "<title>Carnet & Cie"),
        ("<title>Une visite", "<title>Une &lt;b&gt;visite&lt;/b&gt;"),
        ("<title>Une visite", "<title>Une visite &amp;eacute;"),
        ('isPermaLink="false"', 'isPermaLink="true"'),
        ('rel="self"', 'rel="alternate"'),
        ("Fri, 20 Mar", "Thu, 20 Mar"),
        ("+0100</pubDate>", "CET</pubDate>"),
        ("<language>fr", "<language>français"),
        ("<url>https://carnet.example/nantes/", "<url>"),
        ("<ttl>", "<author>Ada</author><ttl>"),
        ("&lt;p&gt;Un texte", "&lt;script&gt;&lt;/script&gt;&lt;p&gt;Un texte"),
        ("&lt;p&gt;Un texte", '&lt;p onclick="a"&gt;Un texte'),
        ("Un texte", '&lt;a href="../b/"&gt;b&lt;/a&gt;'),
        ('length="3"', 'length="None"'),
        (">Une photo<", ">Une &lt;b&gt;photo&lt;/b&gt;<"),
    ],
)
def test_a_broken_feed_is_noticed(sound: str, broken: str) -> None:
    text = feed()
    assert sound in text
    assert complaints(text.replace(sound, broken).encode(), address=ADDRESS)
