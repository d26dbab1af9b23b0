"""What search engines and social networks read of an entry (schema.org, as JSON-LD)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journal.entries.addresses import card_address
from journal.entries.catalogue import Catalogue
from journal.entries.entry import AnyEntry


def structured_data(
    entry: AnyEntry,
    catalogue: Catalogue,
    *,
    site_url: str,
    site_name: str,
    extra: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """What the page is and its BreadcrumbList, ready for `json.dumps`.

    Args:
        entry: the entry of the page.
        catalogue: where its themes are found.
        site_url: ends with a slash.
        site_name: who signs an entry without authors.
        extra: `config.extra`; its `licence` and `editeur` are left out while they are empty.
    """
    return [
        _posting(entry, catalogue, site_url, site_name, extra),
        _breadcrumbs(entry, site_url),
    ]


def _posting(
    entry: AnyEntry,
    catalogue: Catalogue,
    site_url: str,
    site_name: str,
    extra: Mapping[str, Any],
) -> dict[str, Any]:
    site = {"@type": "Organization", "name": site_name, "url": site_url}
    publisher = (extra.get("editeur") or {}).get("nom")
    licence = (extra.get("licence") or {}).get("url")
    about = [
        {"@type": "Thing", "name": theme.name, "url": f"{site_url}{theme.address}"}
        for theme in catalogue.themes_of(entry)
    ]
    posting: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": entry.kind.called.schema,
        "headline": entry.title,
        "description": entry.description,
        "datePublished": entry.published_on.isoformat(),
        "dateModified": entry.updated_on.isoformat(),
        "inLanguage": "fr",
        "url": f"{site_url}{entry.address}",
        "mainEntityOfPage": f"{site_url}{entry.address}",
        "image": f"{site_url}{card_address(entry)}",
        "author": [{"@type": "Person", "name": name} for name in entry.authors] or [site],
        "publisher": {"@type": "Organization", "name": publisher} if publisher else site,
        "about": about,
    }
    return posting | ({"license": licence} if licence else {})


def _breadcrumbs(entry: AnyEntry, site_url: str) -> dict[str, Any]:
    steps = [
        ("Accueil", site_url),
        (entry.kind.called.heading, f"{site_url}{entry.kind.value}/"),
        (entry.title, f"{site_url}{entry.address}"),
    ]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }
