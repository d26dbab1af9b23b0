"""Addresses made short: nobody can tell where they lead, and those who take them are counted."""

from __future__ import annotations

from urllib.parse import SplitResult

_HOSTS = frozenset(
    {
        *("bit.ly", "bitly.com", "tinyurl.com", "t.co", "goo.gl", "maps.app.goo.gl", "ow.ly"),
        *("lnkd.in", "is.gd", "v.gd", "buff.ly", "urlz.fr", "urlr.me", "cutt.ly", "rb.gy", "t.ly"),
        *("shorturl.at", "shorturl.fr", "tiny.cc", "rebrand.ly", "dlvr.it", "fb.me"),
    }
)


def is_shortened(parts: SplitResult) -> bool:
    """Whether an address only leads on, to where nobody can tell before they are there."""
    return (parts.hostname or "").removeprefix("www.") in _HOSTS and len(parts.path) > 1
