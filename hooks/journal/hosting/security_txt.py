"""Whom to tell of a weakness: `/.well-known/security.txt` (RFC 9116)."""

from __future__ import annotations

from datetime import date

from journal.entries.publisher import Site

ADDRESS = ".well-known/security.txt"
# The publication of each night renews it: one that stops leaves the best part of a year.
_MONTHS = 11


def write_security(site: Site, today: date) -> str | None:
    """The file, or None when the publisher has given no way in.

    It expires on the first of a month, so that two builds of a same month are the same.
    """
    if not site.mail:
        return None
    months = today.year * 12 + today.month - 1 + _MONTHS
    expires = date(months // 12, months % 12 + 1, 1)
    lines = [
        f"Contact: mailto:{site.mail}",
        f"Expires: {expires.isoformat()}T00:00:00Z",
        "Preferred-Languages: fr",
        f"Canonical: {site.url}{ADDRESS}",
    ]
    if site.repository:
        lines.append(f"Policy: {site.repository.rstrip('/')}/blob/main/SECURITY.md")
    return "\n".join(lines) + "\n"
