"""A page that is opened from a folder: no server finds the index of a directory there."""

from __future__ import annotations

import re

# What a reader follows, in the order of its attributes, whose values may hold any sign but quotes.
_FOLLOWED = re.compile(
    r"(?P<before><(?:a|area|form)\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?\s(?:href|action)=\")"
    r"(?P<address>[^\"]*)"
)
# Where the page of a former address sends on.
_SENT_ON = re.compile(
    r"(?P<before><meta http-equiv=\"refresh\" content=\"0; ?url=)(?P<address>[^\"]*)"
)
# A directory beside the page: `../visites/`, `..`, `./#haut`; neither a whole address nor a file.
_DIRECTORY = re.compile(
    r"(?P<path>\.{1,2}(?:/\.\.)*|(?![a-zA-Z][\w+.-]*:|/)[^?#]*/)(?P<rest>[?#].*)?", re.DOTALL
)


def for_a_folder(page: str) -> str:
    """The HTML of a page in which directories are followed by the name of their file."""
    for pattern in (_FOLLOWED, _SENT_ON):
        page = pattern.sub(lambda found: f"{found['before']}{_file(found['address'])}", page)
    return page


def _file(address: str) -> str:
    """`../visites/#haut` is `../visites/index.html#haut`."""
    found = _DIRECTORY.fullmatch(address)
    if found is None:
        return address
    path = found["path"].removesuffix("/")
    return f"{path}/index.html{found['rest'] or ''}"
