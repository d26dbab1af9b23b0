"""The page of our own site that an address leads to, and the path by which a page names it."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import SplitResult, unquote, urlsplit

from journal.gate.link_targets import Surroundings
from journal.markdown.text import MarkdownText
from journal.web.hosts import is_own_machine, is_private

# Where GitHub shows a file of a repository: as its text, to be changed, or as it is.
_SOURCES = {
    "github.com": re.compile(r"/[^/]+/[^/]+/(?:blob|blame|edit|raw)/[^/]+/docs/(?P<file>.+)"),
    "raw.githubusercontent.com": re.compile(
        r"/[^/]+/[^/]+/(?:refs/heads/)?[^/]+/docs/(?P<file>.+)"
    ),
}
# No page has this path.
_NOWHERE = "?"


def path_on_our_site(parts: SplitResult, around: Surroundings) -> str | None:
    """The path of a link from our site's root, without slashes around; None for another site.

    A machine of one's own is where a preview is looked at: it stands for our site.
    """
    if is_private(parts.hostname or ""):
        path = unquote(parts.path).removesuffix("index.html").strip("/")
        return path if path or is_own_machine(parts.hostname or "") else _NOWHERE
    if not around.site_url:
        return None
    ours = urlsplit(around.site_url)
    root = ours.path.rstrip("/") + "/"
    if parts.hostname != ours.hostname or not f"{parts.path}/".startswith(root):
        return None
    return unquote(f"{parts.path}/".removeprefix(root)).removesuffix("index.html/").strip("/")


def own_page(parts: SplitResult | None, origin: str, around: Surroundings) -> str | None:
    """The path, from a page, of the one that an address of our site leads to; None when none is."""
    inside = path_on_our_site(parts, around) if parts else None
    if parts is None or inside is None:
        return None
    # A preview has the path of the published site before its own.
    root = urlsplit(around.site_url).path.strip("/")
    within = inside.removeprefix(root).strip("/") if root else inside
    for path in dict.fromkeys((inside, within)):
        for file in (f"{path}.md", f"{path}/index.md".lstrip("/"), path):
            if around.has(file):
                return relative(file, origin) + _anchor(
                    parts.fragment, around.hints.texts.get(file)
                )
    return None


def own_source(parts: SplitResult, origin: str, around: Surroundings) -> str | None:
    """The path, from a page, of the file of ours that GitHub shows at an address; else None."""
    kind = _SOURCES.get(parts.hostname or "")
    found = kind.fullmatch(unquote(parts.path)) if kind else None
    if not found or not (around.has(found["file"]) or around.has_file(found["file"])):
        return None
    return relative(found["file"], origin)


def _anchor(fragment: str, page: MarkdownText | None) -> str:
    """What follows `#` in an address, where the page that it leads to has it."""
    is_there = page is None or unquote(fragment) in page.anchors
    return f"#{fragment}" if fragment and is_there and not fragment.startswith(":") else ""


def relative(path: str, origin: str) -> str:
    """The path of a file as a page writes it: `../glossaire.md`."""
    return posixpath.relpath(path, posixpath.dirname(origin) or ".")


def resolve(path: str, origin: str) -> str:
    """A link's path, from docs/: `../glossaire.md` in `visites/atao.md` is `glossaire.md`."""
    if path.startswith("/"):
        return path.lstrip("/") + "?"  # From the root of a host: never a file, whatever its name.
    return posixpath.normpath(posixpath.join(posixpath.dirname(origin), path))
