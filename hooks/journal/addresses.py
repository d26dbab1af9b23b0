"""Addresses that once led to an entry or a theme, and must still lead there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from journal.catalogue import Catalogue
from journal.entries import Entry
from journal.headers.yaml_text import YamlText
from journal.problems.problem import Problem
from journal.themes import THEMES_PATH, Theme

# Folders, each of them named: neither `..` nor a whole address may lead a file out of the site.
_ADDRESS = re.compile(r"(?:[\w~%-][\w.~%-]*/)+")


def normalise(address: str) -> str:
    """An address as the catalogue writes them: « /visites/x » is « visites/x/ »."""
    return address.strip().strip("/") + "/"


def address_of(path: str) -> str:
    """The address of a page, from its path under docs/: `visites/index.md` is at `visites/`."""
    return normalise(path.removesuffix(".md").removesuffix("index"))


def is_address(address: str) -> bool:
    """Whether a former address is one that this site may have had, and not a way out of it."""
    return bool(_ADDRESS.fullmatch(normalise(address)))


def redirects(
    catalogue: Catalogue, taken: Collection[str] = ()
) -> tuple[dict[str, str], list[Problem]]:
    """Where each former address leads, and the former addresses that something else now holds.

    Args:
        catalogue: all that has former addresses; what is no address is left out.
        taken: addresses of other pages, from the site's root with a final slash.

    Returns:
        Former address to present address, both from the site's root with a final slash.
    """
    return former_addresses(catalogue.entries, catalogue.used_themes, taken=taken)


def former_addresses(
    entries: Iterable[Entry],
    themes: Iterable[Theme],
    *,
    taken: Collection[str],
    headers: Mapping[str, YamlText] | None = None,
) -> tuple[dict[str, str], list[Problem]]:
    """As `redirects`, for any entries and themes, with their headers for the lines of problems."""
    held = set(taken)
    claims: list[tuple[str, str, str, int]] = []
    for entry in entries:
        held.add(entry.address)
        header = (headers or {}).get(entry.path, YamlText())
        claims += [
            (
                normalise(address),
                entry.address,
                f"docs/{entry.path}",
                header.position(("anciennes_adresses", index))[0],
            )
            for index, address in enumerate(entry.former_addresses)
            if is_address(address)
        ]
    for theme in themes:
        held.add(theme.address)
        claims += [
            (f"themes/{alias}/", theme.address, THEMES_PATH, theme.line) for alias in theme.aliases
        ]
    found: dict[str, str] = {}
    problems = []
    for former, present, path, line in claims:
        if former in held or former in found:
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
