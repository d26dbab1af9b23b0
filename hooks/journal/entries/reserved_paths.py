"""What the site publishes beside the pages and pictures of docs/: one list, which the gate asks
before anything is written, and the build once it knows all of its files.

A former address, or a folder of pictures, that bears one of these names would take the place of a
file, or lose its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from journal.entries.organisations import ORGANISATIONS
from journal.headers.value_types import NAME_BYTES

# Folders of which each file is the build's, from the site's root.
ASSETS, CARDS, INDEX = "assets", "partage", "pagefind"
OWN_FOLDERS = frozenset({ASSETS, CARDS, INDEX, ".well-known"})
# Pages that the build adds, as if they were files under docs/, and that pages may link to: the
# lists of the months' letters and of organisations, the agenda, the messages of the gate.
ADDED = (
    *("lettres/index.md", f"{ORGANISATIONS}/index.md"),
    *("agenda.md", "contribuer/messages.md"),
)
_LETTER = re.compile(r"lettres/\d{4}-\d{2}", re.ASCII)
# Any file that is published: pages, their Markdown, feeds, calendars, lists for machines, style,
# prints.
_FILE = re.compile(
    r"(?:index|404)\.html(?:\.md)?|_headers|_redirects|.+\.(?:xml|json|ics|opml|txt|js|css|woff2?"
    r"|ico|png|jpe?g|webp|svg|webmanifest|gz|br)",
    re.IGNORECASE,
)
# Linux takes 4,096 bytes for a whole path, that of the site's folder included.
_PATH_BYTES = 1_000


def name_taken(path: str) -> str | None:
    """The part of a folder's path, from the site's root, that is a file or a folder of the build's;
    None when nothing stands in its way. Some disks take capitals for small letters.
    """
    parts = PurePosixPath(path).parts
    if _LETTER.fullmatch("/".join(parts)):
        return "/".join(parts)
    if parts and parts[0].lower() in OWN_FOLDERS:
        return parts[0]
    files = ("/".join(parts[:n]) for n, part in enumerate(parts, 1) if _FILE.fullmatch(part))
    return next(files, None)


def is_too_long(path: str) -> bool:
    """Whether no disk may hold a path, with what the build adds to a name."""
    sizes = [len(part.encode()) for part in path.split("/")]
    return max(sizes) > NAME_BYTES or sum(sizes) > _PATH_BYTES


def in_one_place(paths: Iterable[str]) -> Iterator[str]:
    """Published files that stand in the place of another, or of a folder that has others.

    Args:
        paths: every file of the site, from its root.
    """
    counts = Counter(paths)
    folders: set[str] = set()
    for path in counts:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    yield from (path for path in sorted(counts) if counts[path] > 1 or path in folders)
