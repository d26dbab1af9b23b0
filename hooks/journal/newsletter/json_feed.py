"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): text there is plain text."""

from __future__ import annotations

import json
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


def write_json(document: Document, site: Site) -> bytes:
    """A feed, or one of its archives, as JSON: what comes after it is the older one."""
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
        "items": [_item(item) for item in document.items],
    }
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    return storable(text).encode()


def _item(item: Item) -> dict[str, Any]:
    value: dict[str, Any] = {
        "id": item.identifier,
        "url": item.address,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": name} for name in item.authors],
        "tags": list(item.themes),
        "language": "fr",
    }
    if image := item.image:
        value["image"] = image.address
        value["attachments"] = [
            {"url": image.address, "mime_type": image.type, "size_in_bytes": image.length}
        ]
    return value
