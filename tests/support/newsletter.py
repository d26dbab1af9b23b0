"""What the tests of the newsletter share: feeds of small journals, and feeds read strictly."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from journal.entries.catalogue import Catalogue
from journal.entries.publisher import Sender, Site
from journal.newsletter.all_files import build_newsletter
from journal.newsletter.letter_mail import Press, press
from journal.pages.colours import read_palette
from journal.pictures.fonts import family
from journal.pictures.picture_addresses import Picture
from support.building import ROOT

# What breaks feeds: signs of XML and HTML, apostrophes, quotation marks, a ligature, an emoji.
AWKWARD = 'L\'outil <b>fou</b> & l’« œuvre » "à neuf" ]]> 🌱'

SITE = Site(
    url="https://carnet.example/nantes/",
    name="Carnet",
    description="Un carnet de visites.",
    authority="essai,2026",
    licence="Textes : licence d'essai",
    terms="licence d'essai",
)

SENDER = Sender("Association du carnet", "lettre@carnet.example")
OVERRIDES = ROOT / "overrides"

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
}


def publish(catalogue: Catalogue, site: Site = SITE, **changes: Any) -> dict[str, bytes]:
    """Every feed of a catalogue whose entries all have the same body; no problem expected."""
    arguments: dict[str, Any] = {
        "catalogue": catalogue,
        "bodies": dict.fromkeys((e.path for e in catalogue.entries), "<p>Un texte.</p>"),
        "pictures": {},
        "site": site,
    }
    files, problems = build_newsletter(**arguments | changes)
    assert problems == []
    return dict(files)


def letter_press(pictures: Collection[str] = ()) -> Press:
    """What the real letters are printed with; pictures are published where they are."""
    palette = read_palette(OVERRIDES)
    return press(
        str(OVERRIDES),
        pictures={path: path for path in pictures},
        light=palette.light,
        dark=palette.dark,
        family=family(),
    )


def pictures(lengths: Mapping[str, int]) -> dict[str, Picture]:
    """Pictures published where they are committed, by what their plain prints weigh in bytes."""
    return {path: Picture(path, length, 8, 6, (), b"") for path, length in lengths.items()}


def parse_rss(feed: bytes | Path) -> Any:
    """The `channel` of a feed, read by a parser that forgives nothing."""
    content = feed.read_bytes() if isinstance(feed, Path) else feed
    [channel] = etree.fromstring(content, etree.XMLParser(recover=False, no_network=True))
    return channel


def shown(text: str) -> str:
    """A label as the eye sees it, without the joiners that keep it from being taken for HTML."""
    return text.replace("\N{WORD JOINER}", "")
