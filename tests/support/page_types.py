"""Every type of page of the site, and an address of each: what the proofs go through."""

from __future__ import annotations

from pathlib import Path

from journal.entries.booklets import is_of_booklet

# Type, as readers would call it -> an address, from the site's root.
PAGE_TYPES = {
    "accueil": "",
    "liste des visites": "visites/",
    "visite": "visites/atao/",
    "liste des conseils": "conseils/",
    "conseil": "conseils/se-faire-connaitre/",
    "liste des guides": "guides/",
    "guide": "guides/premiere-reponse/",
    "liste des structures": "structures/",
    "structure": "structures/atao/",
    "liste des thèmes": "themes/",
    "thème": "themes/marches-publics/",
    "livret": "themes/structurer-son-activite/livret/",
    "liste des lettres": "lettres/",
    "lettre du mois": "lettres/2026-11/",
    "agenda": "agenda/",
    "s'abonner": "abonnement/",
    "recherche": "recherche/",
    "glossaire": "glossaire/",
    "racontez une visite": "contribuer/",
    "écrire une page": "contribuer/ecrire/",
    "messages de vérification": "contribuer/messages/",
    "à propos": "a-propos/",
    "accessibilité": "accessibilite/",
    "mentions légales": "mentions-legales/",
    "page introuvable": "404.html",
}
_OF_FOLDERS = {
    "visites": "visite",
    "conseils": "conseil",
    "guides": "guide",
    "structures": "structure",
    "themes": "thème",
    "lettres": "lettre du mois",
}


def type_of(address: str) -> str:
    """The type of the page at an address; `KeyError` when it has none."""
    if is_of_booklet(address):
        return "livret"
    folder, _, rest = address.partition("/")
    if rest and folder in _OF_FOLDERS:
        return _OF_FOLDERS[folder]
    return {found: name for name, found in PAGE_TYPES.items()}[address]


def addresses(site: Path) -> list[str]:
    """The addresses of all pages of a built site that readers stay on, in alphabetical order."""
    pages = [page for page in site.rglob("*.html") if b"<main" in page.read_bytes()]
    return sorted(page.relative_to(site).as_posix().removesuffix("index.html") for page in pages)
