"""A proposal as a ZIP that anybody may have made: what is taken of it, and how much."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from io import BytesIO

from journal.ledger.records import LEDGER_NAME
from journal.reading.tree import CONFIG_PATH

# In bytes, and in files: ten times what the journal has.
MOST_BYTES, MOST_FILE, MOST_FILES = 300_000_000, 20_000_000, 5_000

# Folders and names that no system takes for anything else: neither `..`, a drive nor a root.
_PAGE = re.compile(r"docs/(?:(?!\.{1,2}/)[^/\\:\0]{1,200}/)*(?!\.{1,2}$)[^/\\:\0]{1,200}")
# What reading a ZIP that is damaged, enciphered or cut raises.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error),
    *(NotImplementedError, RuntimeError, EOFError, OSError),
)
_OTHERS = frozenset({CONFIG_PATH, LEDGER_NAME})


class RefusedError(ValueError):
    """Why nothing is taken of a parcel: its argument is a sentence in French."""


def unpacked(content: bytes) -> dict[str, bytes]:
    """Path from the repository's root to content: docs/, mkdocs.yml and adresses.txt alone.

    Raises:
        RefusedError: it is no ZIP, too heavy once opened, or holds something else.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as parcel:
            members = [member for member in parcel.infolist() if not member.is_dir()]
            if len(members) > MOST_FILES:
                raise RefusedError(f"Plus de {MOST_FILES} fichiers.")
            return _read(parcel, members)
    except _BROKEN as error:
        raise RefusedError("Ce n'est pas un fichier ZIP qui se lit.") from error


def _read(parcel: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = MOST_BYTES
    for member in members:
        name = member.filename
        kind = stat.S_IFMT(member.external_attr >> 16)
        if not (_PAGE.fullmatch(name) or name in _OTHERS) or kind not in (0, stat.S_IFREG):
            raise RefusedError("Il y a autre chose que des pages, leurs réglages et le registre.")
        if name in found:
            raise RefusedError("Un même fichier y est deux fois.")
        # What a parcel says of its sizes may be wrong: no more is read than what is allowed.
        with parcel.open(member) as stream:
            found[name] = stream.read(MOST_FILE + 1)
        left -= len(found[name])
        if len(found[name]) > MOST_FILE or left < 0:
            raise RefusedError("Les fichiers sont trop lourds.")
    return found
