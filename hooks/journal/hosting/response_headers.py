"""The one table of what a host says beside each file: `_headers`, nginx and Caddy are made from it.

Whatever a page says of itself (its policy, its referrer) is said as headers too, with what only a
header may say (`frame-ancestors`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from journal.entries.reserved_paths import INDEX
from journal.web.content_security_policy import REFERRER, page_policy
from journal.web.hashed_names import FOLDER

# Files whose names change with what they hold (RFC 8246): a year is as long as a host may say.
FOR_EVER = "public, max-age=31536000, immutable"
FOR_EVER_IN = (f"{FOLDER}/", f"{INDEX}/fragment/", f"{INDEX}/index/")
# Everything else is asked for again each time, and answered by « 304 » as long as it is the same.
ASKED_AGAIN = "no-cache"

_TEXT = "; charset=utf-8"
# By the end of a name: what hosts guess otherwise from one to the next. Feeds have no type of their
# own, as on GitHub Pages: given « application/rss+xml » or « application/feed+json », Firefox
# downloads them, and Chromium shows them without their style sheet. Readers of feeds take any.
TYPES = {
    ".css": f"text/css{_TEXT}",
    ".gz": "application/gzip",
    ".html": f"text/html{_TEXT}",
    ".ics": f"text/calendar{_TEXT}",
    ".jpg": "image/jpeg",
    ".js": f"text/javascript{_TEXT}",
    ".json": "application/json",
    ".md": f"text/markdown{_TEXT}",
    ".opml": f"text/x-opml{_TEXT}",
    ".png": "image/png",
    ".svg": f"image/svg+xml{_TEXT}",
    ".txt": f"text/plain{_TEXT}",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": f"application/xml{_TEXT}",
}
OTHER_TYPE = "application/octet-stream"
# For hosts, or for the next build: readers have nothing to do there.
UNSERVED = ("_headers", "_redirects", ".nojekyll")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site is.

    Attributes:
        host: its name, with a port if need be.
        root: the path where it begins, from « / » to « / ».
        headers: what is said of all of its files, by name.
    """

    host: str
    root: str
    headers: dict[str, str]


def place_of(site_url: str) -> Place:
    """What hosts must know of a site, from its address."""
    parts = urlsplit(site_url)
    headers = {
        "Content-Security-Policy": f"{page_policy()};frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": REFERRER,
        "X-Content-Type-Options": "nosniff",
    }
    return Place(parts.netloc, parts.path or "/", headers)


def cache_of(path: str) -> str:
    """How long browsers may keep a file, from the site's root, without asking again."""
    return FOR_EVER if path.startswith(FOR_EVER_IN) else ASKED_AGAIN


def type_of(path: str) -> str:
    """The media type of a file."""
    return TYPES.get(f".{path.rpartition('.')[2]}", OTHER_TYPE)


def is_compressed_ahead(path: str) -> bool:
    """Whether a file is sent compressed: it is a text, which no program has compressed yet."""
    return bool(re.match(r"text/|image/svg|application/(?!gzip|octet)", type_of(path)))
