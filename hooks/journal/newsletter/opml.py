"""Feeds in one file that feed readers import (OPML 2.0, http://opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin

from lxml import etree

from journal.entries.publisher import Site
from journal.language.typography import typeset
from journal.newsletter.feeds import Feed
from journal.newsletter.text_escaping import as_html, storable


def write_opml(feeds: Iterable[Feed], site: Site) -> bytes:
    """One folder, named as the site, with the feeds in it; `text` is HTML there, as OPML says."""
    name = typeset(site.name)
    root = etree.Element("opml", {"version": "2.0"})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = storable(name)
    folder = etree.SubElement(etree.SubElement(root, "body"), "outline", {"text": as_html(name)})
    for feed in feeds:
        attributes = {
            "type": "rss",
            "text": as_html(feed.title),
            "title": as_html(feed.title),
            "description": as_html(feed.description),
            "xmlUrl": urljoin(site.url, feed.rss),
            "htmlUrl": urljoin(site.url, feed.page),
            "language": "fr",
            "version": "RSS2",
        }
        etree.SubElement(
            folder, "outline", {name: storable(value) for name, value in attributes.items()}
        )
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
