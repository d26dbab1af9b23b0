"""The files by which Netlify, Cloudflare Pages and their like are told: `_headers`, `_redirects`.

Both are read by those that know them, and are plain files elsewhere, as on GitHub Pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from journal.hosting.response_headers import FOR_EVER, FOR_EVER_IN, Place

HEADERS, REDIRECTS = "_headers", "_redirects"

# Cloudflare takes one « * » a line, and adds the values of all lines that a path meets: no header
# is said twice of one path. What is asked again each time is their own rule, as are types.
_LINE = re.compile(r"(\S+)\s+(\S+)\s+301", re.ASCII)


def write_headers(place: Place) -> str:
    """The file `_headers`."""
    blocks = {f"{place.root}*": place.headers}
    blocks |= {f"{place.root}{folder}*": {"Cache-Control": FOR_EVER} for folder in FOR_EVER_IN}
    return "\n".join(
        "\n".join((path, *(f"  {name}: {value}" for name, value in headers.items()), ""))
        for path, headers in blocks.items()
    )


def write_redirects(ways: Mapping[str, str], place: Place) -> str:
    """The file `_redirects`, from former to present addresses, both from the site's root.

    A page stands at each former address, for hosts that read no such file. Netlify lets it stand
    unless « 301! » says so, which Cloudflare does not know, and passes over.
    """
    return "".join(
        f"{_path(place, former)} {_path(place, present)} {status}\n"
        for former, present in ways.items()
        for status in ("301!", "301")
    )


def read_redirects(text: str) -> Iterator[tuple[str, str]]:
    """Each former path with the present one, both from the host's root, in percent escapes."""
    for line in text.splitlines():
        if found := _LINE.fullmatch(line):
            yield found[1], found[2]


def _path(place: Place, address: str) -> str:
    return quote(f"{place.root}{address}", safe="/%~")
