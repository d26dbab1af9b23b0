"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): text there is plain text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

from journal.entries.publisher import Site
from journal.newsletter.feed_files import Document
from journal.newsletter.items import Item
from journal.newsletter.rss import LOGO
from journal.newsletter.text_escaping import storable

HELP = (
    "Ceci est un flux : copiez son adresse dans un lecteur de flux pour recevoir chaque nouveauté."
)


# `json.dumps` would make one for each text.
_as_json = json.JSONEncoder(ensure_ascii=False).encode


def write_item(item: Item) -> bytes:
    """An item, as the lines that it takes in a feed."""
    # No text breaks a line: JSON writes « \n ».
    return _lines(_value(item)).replace(b"\n", b"\n  ")


def write_json(
    document: Document, site: Site, written: Callable[[Item], bytes] = write_item
) -> bytes:
    """A feed, or one of its archives, as JSON: what comes after it is the older one.

    Args:
        document: the feed.
        site: what it says of the site.
        written: `write_item`, or what remembers what it gave: an item is in several feeds.
    """
    feed = document.feed
    older = urljoin(site.url, feed.file("json", document.older)) if document.older else None
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": document.title,
        "home_page_url": urljoin(site.url, feed.page),
        "feed_url": urljoin(site.url, feed.json),
        **({"next_url": older} if older else {}),
        "description": feed.description,
        "user_comment": HELP,
        "favicon": urljoin(site.url, LOGO),
        "language": "fr",
        "authors": [{"name": site.name, "url": site.url}],
    }
    items = b",\n  ".join(map(written, document.items))
    held = b"[\n  %b\n ]" % items if items else b"[]"
    return b'%b,\n "items": %b\n}\n' % (_lines(value).removesuffix(b"\n}"), held)


def _lines(value: dict[str, Any]) -> bytes:
    """A line for each: `json.dumps` that indents goes through texts without its fast part."""
    lines = ",\n ".join(f'"{name}": {_as_json(held)}' for name, held in value.items())
    return storable(f"{{\n {lines}\n}}").encode()


def _content(item: Item) -> dict[str, str]:
    if not item.html:
        return {"content_text": item.summary}
    return {"summary": item.summary, "content_html": item.html}


def _value(item: Item) -> dict[str, Any]:
    value: dict[str, Any] = {
        "id": item.identifier,
        "url": item.address,
        "title": item.title,
        **_content(item),
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": name} for name in item.authors],
        "tags": list(item.themes),
    }
    if image := item.image:
        value["image"] = image.address
        value["attachments"] = [
            {"url": image.address, "mime_type": image.type, "size_in_bytes": image.length}
        ]
    return value
