"""A feed as RSS 2.0 (https://www.rssboard.org/rss-specification): a tree, items as lines in it.

Modules: Atom for the feed's own address (RFC 4287), content for whole bodies, Dublin Core for
authors, Feed History for archives (RFC 5005), Media RSS for pictures.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from email.utils import format_datetime
from html import escape
from urllib.parse import urljoin

from lxml import etree

from journal.entries.publisher import Site
from journal.newsletter.feed_files import Document
from journal.newsletter.feeds import Basis
from journal.newsletter.items import Image, Item
from journal.newsletter.text_escaping import as_html, label, storable

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
HISTORY = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
_NAMESPACES = {"atom": ATOM, "content": CONTENT, "dc": DC, "fh": HISTORY, "media": MEDIA}

STYLESHEET = "assets/feed.css"
LOGO = "assets/feed.png"
SUBSCRIBE_PAGE = "abonnement/"

# Minutes between two visits of a feed reader: the site is published a few times a day at most.
TIME_TO_LIVE = 360

# What follows the last item.
_END = b"  </channel>"


def write_item(item: Item) -> bytes:
    """An item, as the lines that it takes in a feed: trees would take longer."""
    lines = [
        _line("title", label(item.title)),
        _line("link", item.address),
        _line("description", as_html(item.summary)),
        _line("content:encoded", item.html) if item.html else "",
        *(_line("dc:creator", label(author)) for author in item.authors),
        *(_line("category", label(theme)) for theme in item.themes),
        _line("guid", item.identifier, ' isPermaLink="false"'),
        _line("pubDate", format_datetime(item.dated)),
        _image_lines(item.image) if item.image else "",
    ]
    return storable(f"    <item>\n{''.join(lines)}    </item>\n").encode()


def write_rss(
    document: Document, site: Site, written: Callable[[Item], bytes] = write_item
) -> bytes:
    """A feed, or one of its archives, as RSS.

    Args:
        document: the feed.
        site: what it says of the site.
        written: `write_item`, or what remembers what it gave: an item is in several feeds.
    """
    root, channel = _empty()
    _describe(channel, document, site)
    # Without it browsers show bare XML; a relative address works wherever the site lives.
    style = posixpath.relpath(STYLESHEET, document.feed.folder or ".")
    root.addprevious(
        etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{style}"')
    )
    whole = etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    head, end, rest = whole.rpartition(_END)
    return b"".join([head, *map(written, document.items), end, rest])


def _empty() -> tuple[etree._Element, etree._Element]:
    """A feed, and its channel, in which there is nothing yet."""
    root = etree.Element("rss", {"version": "2.0"}, nsmap=_NAMESPACES)
    return root, etree.SubElement(root, "channel")


def _describe(channel: etree._Element, document: Document, site: Site) -> None:
    feed = document.feed
    address, page = urljoin(site.url, document.rss), urljoin(site.url, feed.page)
    _add(channel, "title", label(document.title))
    _add(channel, "link", page)
    _add(channel, "description", label(feed.description))
    _link(channel, "self", address)
    if document.is_archive:
        etree.SubElement(channel, f"{{{HISTORY}}}archive")
        _link(channel, "current", urljoin(site.url, feed.rss))
    if document.older:
        relation = "prev-archive" if feed.basis is Basis.CREATED else "next"
        _link(channel, relation, urljoin(site.url, feed.file("rss", document.older)))
    # What the stylesheet shows to who opens the feed in a browser: text that can be copied. From an
    # archive too, it is the feed that one subscribes to.
    _add(channel, f"{{{DC}}}identifier", urljoin(site.url, feed.rss))
    _add(channel, f"{{{DC}}}relation", urljoin(site.url, SUBSCRIBE_PAGE))
    _add(channel, "language", "fr")
    _add(channel, "copyright", label(site.licence))
    if document.items:
        _add(channel, "lastBuildDate", format_datetime(document.items[0].dated))
    _add(channel, "ttl", str(TIME_TO_LIVE))
    image = etree.SubElement(channel, "image")
    _add(image, "url", urljoin(site.url, LOGO))
    _add(image, "title", label(document.title))
    _add(image, "link", page)


def _link(channel: etree._Element, relation: str, address: str) -> None:
    link = {"rel": relation, "type": "application/rss+xml", "href": address}
    etree.SubElement(channel, f"{{{ATOM}}}link", link)


def _image_lines(image: Image) -> str:
    address = escape(image.address)
    shown = _line("media:description", label(image.alt), ' type="plain"')
    return (
        f'      <enclosure url="{address}" length="{image.length}" type="{image.type}"/>\n'
        f'      <media:content url="{address}" fileSize="{image.length}" type="{image.type}"'
        ' medium="image">\n'
        f"  {shown}      </media:content>\n"
    )


def _line(name: str, text: str, attributes: str = "") -> str:
    said = escape(text, quote=False).replace("\r", "&#13;")
    return f"      <{name}{attributes}>{said}</{name}>\n"


def _add(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, name)
    element.text = storable(text)
    return element
