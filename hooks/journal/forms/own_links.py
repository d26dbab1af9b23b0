"""Addresses of our own site, as browsers show them: the path of the page instead."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from journal.forms.written_page import Page
from journal.headers.frontmatter import read_front_matter
from journal.new_pages.answers import Place
from journal.reading.decoding import read_text

_LINK = re.compile(r"\]\((?P<address>https?://[^\s()<>]+)\)", re.IGNORECASE)
_BARE = re.compile(r"<(?P<address>https?://[^\s<>]+)>", re.IGNORECASE)


def with_own_links(page: Page, path: str, place: Place) -> Page:
    """A page whose links to our site name the file of the page that they lead to.

    Args:
        page: as it was written.
        path: its own, under docs/.
        place: what is in docs/, and the address of the published site.
    """
    if not place.site_url:
        return page

    def linked(found: re.Match[str]) -> str:
        file, anchor = _file_at(found["address"], place)
        return f"]({_relative(file, path)}{anchor})" if file else found[0]

    def named(found: re.Match[str]) -> str:
        file, anchor = _file_at(found["address"], place)
        return f"[{_title(file, place)}]({_relative(file, path)}{anchor})" if file else found[0]

    # A header has addresses of other sites alone.
    start = page.lines.index("---", 1)
    body = [_BARE.sub(named, _LINK.sub(linked, line)) for line in page.lines[start:]]
    return replace(page, lines=[*page.lines[:start], *body])


def _file_at(address: str, place: Place) -> tuple[str, str]:
    """The file of docs/ that an address of our site shows, or nothing; and what follows « # »."""
    parts, ours = urlsplit(address), urlsplit(place.site_url)
    root = f"{ours.path.rstrip('/')}/"
    if parts.hostname != ours.hostname or not f"{parts.path}/".startswith(root):
        return "", ""
    inside = f"{unquote(parts.path)}/".removeprefix(root).removesuffix("index.html/").strip("/")
    files = (f"{inside}.md", f"{inside}/index.md".lstrip("/"))
    file = next((file for file in files if file in place.tree), "")
    is_plain = re.fullmatch(r"[\w-]+", parts.fragment)
    return file, f"#{parts.fragment}" if is_plain else ""


def _title(file: str, place: Place) -> str:
    text, _ = read_text(file, place.tree[file])
    title = read_front_matter(text or "", file)[0].header.values.get("title")
    return re.sub(r"[\[\]\\`<>*_]", "", title if isinstance(title, str) else file)


def _relative(file: str, path: str) -> str:
    return posixpath.relpath(file, posixpath.dirname(path))
