"""Addresses that once led to an entry or a theme, and must still lead there."""

from __future__ import annotations

from journal.catalogue import Catalogue
from journal.problems import Problem
from journal.themes import THEMES_PATH


def normalise(address: str) -> str:
    """An address as the catalogue writes them: « /visites/x » is « visites/x/ »."""
    return address.strip().strip("/") + "/"


def redirects(catalogue: Catalogue) -> tuple[dict[str, str], list[Problem]]:
    """Where each former address leads, and the former addresses that something else now holds.

    Returns:
        Former address to present address, both from the site's root with a final slash.
    """
    taken = {e.address for e in catalogue.entries} | {t.address for t in catalogue.used_themes}
    claims = [
        (normalise(address), entry.address, f"docs/{entry.path}", 1)
        for entry in catalogue.entries
        for address in entry.former_addresses
    ]
    claims += [
        (f"themes/{alias}/", theme.address, THEMES_PATH, theme.line)
        for theme in catalogue.used_themes
        for alias in theme.aliases
    ]
    found: dict[str, str] = {}
    problems = []
    for former, present, path, line in claims:
        if former in taken or former in found:
            problems.append(_taken(former, path, line))
        else:
            found[former] = present
    return found, problems


def _taken(address: str, path: str, line: int) -> Problem:
    return Problem(
        path,
        line,
        "adresse-deja-prise",
        f"L'ancienne adresse « {address} » est déjà celle d'une autre page.",
        "Retirez-la d'ici, ou de l'autre page.",
    )
