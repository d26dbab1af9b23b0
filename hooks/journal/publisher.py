"""Who publishes the site, and what the site says of itself: mkdocs.yml, its `extra` above all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from journal.entries import Entry

# What the law asks a publisher to state (loi n° 2004-575 du 21 juin 2004, article 1-1) and what
# readers need to reach them: key of `extra.editeur` -> name of the line in the legal notice.
PUBLISHER = {
    "nom": "Éditeur",
    "adresse": "Adresse",
    "courriel": "Courriel",
    "telephone": "Téléphone",
    "responsable": "Responsable de la publication",
    "hebergeur": "Hébergeur",
}
LICENCE = {"nom": "Licence des textes", "url": "Adresse de la licence"}


@dataclass(frozen=True, slots=True)
class Site:
    """What the site says of itself.

    Attributes:
        url: the site's address, ending with a slash.
        name: its name, as plain text.
        description: one sentence, as plain text.
        authority: fixed authority of permanent identifiers (RFC 4151).
        licence: the licence of the texts, as plain text.
    """

    url: str
    name: str
    description: str
    authority: str
    licence: str

    @classmethod
    def of(cls, *, url: str, name: str, description: str, extra: Mapping[str, Any]) -> Site:
        """Read the licence and the authority from the `extra` keys of `mkdocs.yml`."""
        licence = extra.get("licence") or {}
        words = [str(licence[key]) for key in ("nom", "url") if licence.get(key)]
        said = ", ".join(words) or "licence à préciser par l’éditeur"
        # French sets a no-break space before a colon.
        licence_line = f"Textes\N{NO-BREAK SPACE}: {said}"
        return cls(url, name, description, str(extra.get("autorite") or ""), licence_line)


def legal_notice(extra: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The lines of the legal notice: (name, value), the value empty where nobody filled it in."""
    publisher = extra.get("editeur") or {}
    return [(label, str(publisher.get(key) or "")) for key, label in PUBLISHER.items()]


def correction_link(
    entry: Entry, *, extra: Mapping[str, Any], site_url: str, repo_url: str
) -> str | None:
    """Where a reader reports a mistake in an entry: a mail ready to write, an issue, or None.

    Args:
        entry: the entry at fault.
        extra: `config.extra`; `editeur.courriel` wins when set.
        site_url: the site's address, ending with a slash.
        repo_url: address of the repository, or an empty text.
    """
    subject = f"Correction : {entry.title}"
    body = f"Page concernée : {site_url}{entry.address}\r\n\r\n"
    if mail := (extra.get("editeur") or {}).get("courriel"):
        # RFC 6068, section 2: spaces as %20, line breaks as %0D%0A.
        return f"mailto:{mail}?subject={quote(subject)}&body={quote(body)}"
    if repo_url:
        return f"{repo_url.rstrip('/')}/issues/new?{urlencode({'title': subject, 'body': body})}"
    return None
