"""Files whose name says what they hold: a host may have them kept for ever (RFC 8246), and an old
page never meets the style or the script of a new one.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from hashlib import sha256

# All of them are there, and nothing else: hosts are told so of folders, never of names.
FOLDER = "assets/immutable"
# Enough to tell the versions of one file apart; each page pays for each sign.
_SIGNS = 8


def immutable_address(name: str, content: bytes) -> str:
    """Where a file is published, from the site's root: « a.css » is « …/a.1f3c5b7d.css »."""
    stem, suffix = posixpath.splitext(posixpath.basename(name))
    return f"{FOLDER}/{stem}.{digest_of(content)}{suffix}"


def digest_of(content: bytes) -> str:
    """A few signs that change with a content."""
    return sha256(content).hexdigest()[:_SIGNS]


def named_by_content(files: Mapping[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """Each file of a folder with its address and its content, which calls others by theirs.

    Args:
        files: name to content; one that calls others comes after them. They are called between
            quotation marks.
    """
    found: dict[str, tuple[str, bytes]] = {}
    for name, content in files.items():
        for other, (address, _) in found.items():
            called = posixpath.basename(address)
            content = content.replace(f'"{other}"'.encode(), f'"{called}"'.encode())
        found[name] = immutable_address(name, content), content
    return found
