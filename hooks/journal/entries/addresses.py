"""Where things are on the site: pages, pictures, sharing cards, and the addresses they once had."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable
from typing import NamedTuple
from urllib.parse import unquote

from journal.entries.entry import Entry
from journal.entries.kinds import Kind
from journal.entries.organisations import ORGANISATIONS, organisation_address
from journal.entries.reserved_paths import CARDS, is_too_long, name_taken
from journal.entries.themes import Theme
from journal.entries.visit import Visit

# The page that defines words, each under its anchor.
GLOSSARY = "glossaire/"
GLOSSARY_FILE = "glossaire.md"
# Folders, each of them named: neither `..` nor a whole address may lead a file out of the site. In
# percent escapes, letters that have accents and spaces: any other sign could be one that a host
# obeys (a `*` leads every address on).
_SIGN = r"[\w~-]|%(?:20|[89A-Fa-f][0-9A-Fa-f])"
_ADDRESS = re.compile(rf"(?:(?:{_SIGN})(?:{_SIGN}|\.)*/)+")
# Where addresses that may change begin.
_FOLDERS = "|".join((*Kind, "themes", ORGANISATIONS))


class Claim(NamedTuple):
    """A former address that an entry or a theme wants to lead to itself.

    Attributes:
        address: from the site's root, with a final slash.
        owner: the entry or theme.
        rank: its place among the owner's former addresses.
    """

    address: str
    owner: Entry | Theme
    rank: int


def normalise(address: str) -> str:
    """An address as the catalogue writes them: « /visites/x » is « visites/x/ »."""
    return address.strip().strip("/") + "/"


def former(typed: str) -> str:
    """A former address as the catalogue writes them, however it was typed: the file it had
    (`docs/visites/x.md`), the one that was published (`visites/x/index.html`), or the whole address
    (`https://…/visites/x/#haut`).
    """
    path = re.split(r"[?#]", typed.strip())[0].removesuffix("index.html/")
    whole = re.fullmatch(r"https?://[^/]+/(?P<path>.*)", path)
    path = re.sub(r"(?:^|/)index\.(?:html?|md)$", "", whole["path"] if whole else path)
    path = path.removesuffix(".md").removeprefix("docs/")
    # The published site may stand under another address than its host's own.
    within = re.search(rf"(?:^|/)(?P<path>(?:{_FOLDERS})/.*)", path) if whole else None
    return normalise(within["path"] if within else path)


def address_of(path: str) -> str:
    """The address of a page, from its path under docs/: `visites/index.md` is at `visites/`."""
    return normalise(path.removesuffix(".md").removesuffix("index"))


def is_address(address: str) -> bool:
    """Whether a former address is one that this site may have had, and not a way out of it."""
    path = former(address)
    # Escapes that stand for no letter would name a file that nobody can ask for.
    says = folder_at(path)
    return (
        not (name_taken(path) or is_too_long(path))
        and bool(_ADDRESS.fullmatch(path))
        and says.isprintable()
        and "\ufffd" not in says
    )


def folder_at(address: str) -> str:
    """The folder that is found at an address, both from the site's root: hosts look for the letters
    that percent escapes stand for.
    """
    return unquote(address)


def image_path(entry: Entry) -> str | None:
    """The path under docs/ of an entry's image, or None; its prints may be at other addresses."""
    if not entry.image:
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), entry.image))


def card_address(entry: Entry) -> str:
    """Address of an entry's sharing card, from the site's root."""
    return f"{CARDS}/{entry.kind.value}-{entry.slug}.png"


def first_address(entry: Entry) -> str:
    """The address at which an entry was first published, from the site's root: whatever its file is
    called now, it is still found there.

    Its identifier says it, which is made of its first slug. When an `id` is no address that the
    entry has or had, the first of its former ones is the one.
    """
    if entry.permanent_id is None:
        return entry.address
    named = f"{entry.kind.value}/{entry.permanent_name}/"
    before = _former_addresses(entry)
    return named if named in (entry.address, *before) else next(iter(before), entry.address)


def redirects(
    entries: Iterable[Entry], themes: Iterable[Theme], *, taken: Collection[str] = ()
) -> tuple[dict[str, str], list[Claim]]:
    """Where each former address leads, and those that something else holds already.

    Args:
        entries, themes: all that has former addresses; what is no address is left out.
        taken: addresses of other pages, from the site's root with a final slash.

    Returns:
        Former address to present address, both from the site's root with a final slash; and the
        claims that cannot be met.
    """
    owners: tuple[Entry | Theme, ...] = (*entries, *themes)
    held = {*taken, *(owner.address for owner in owners)}
    held |= {organisation_address(owner) for owner in owners if isinstance(owner, Visit)}
    found: dict[str, str] = {}
    refused = []
    for owner in owners:
        for index, address in enumerate(_former_addresses(owner)):
            if not is_address(address):
                continue
            if folder_at(address) in held:
                refused.append(Claim(address, owner, index))
            else:
                held.add(folder_at(address))
                found[address] = _present_address(owner, address)
    return found, refused


def _present_address(owner: Entry | Theme, former_address: str) -> str:
    """Where a former address of an owner leads: that of an organisation, which has no file, to the
    organisation of the visit that claims it.
    """
    if isinstance(owner, Visit) and former_address.startswith(f"{ORGANISATIONS}/"):
        return organisation_address(owner)
    return owner.address


def _former_addresses(owner: Entry | Theme) -> list[str]:
    if isinstance(owner, Theme):
        return list(owner.former_addresses)
    return [former(address) for address in owner.former_addresses]
