"""The site's own content repeated until it is as large as a figure needs, one day a round."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil
from pathlib import Path
from typing import Any

import yaml

ENTRY_FOLDERS = ("visites", "conseils")
# Header keys whose value names a file, or must stay unique: they follow the copy's number.
NUMBERED_KEYS = ("visite", "lors_de", "id")
# Those that say when a page was published or revised.
DAY_KEYS = ("date", "relu_le")


def repeat_content(docs: Path, target: Path, *, pages: int) -> int:
    """Copy a site's pages, then all its visits and tips again and again under new slugs.

    Each round is a whole: its tips name its visits, its links lead to its own pages.

    Args:
        docs: the folder to copy; left as it is.
        target: a folder that does not exist yet.
        pages: how many Markdown pages to reach; the last round may pass it by a few.

    Returns:
        How many Markdown pages `target` holds.
    """
    shutil.copytree(docs, target)
    entries = [p for f in ENTRY_FOLDERS for p in (docs / f).glob("*.md") if p.stem != "index"]
    missing = pages - _count(target)
    for number in range(2, 2 + ceil(missing / len(entries))):
        slugs = {path.stem: f"{path.stem}-copie-{number}" for path in entries}
        for path in entries:
            text = _copy_entry(path.read_text("utf-8"), slugs, timedelta(days=number - 1))
            (target / path.parent.name / f"{slugs[path.stem]}.md").write_text(text, "utf-8")
    return _count(target)


def remove_templates(docs: Path) -> None:
    """Let every page have its theme's usual template, for a theme that lacks this site's."""
    for path in docs.rglob("*.md"):
        header, body = _split(path.read_text("utf-8"))
        header.pop("template", None)
        path.write_text(_join(header, body), "utf-8")


def _count(docs: Path) -> int:
    return sum(1 for _ in docs.rglob("*.md"))


def _copy_entry(text: str, slugs: Mapping[str, str], earlier: timedelta) -> str:
    """Make an entry refer to the copies of its round, and say that it was published earlier.

    Args:
        text: the entry's page.
        slugs: former slug to new slug.
        earlier: by how much.
    """
    header, body = _split(text)
    # Two pages cannot both answer at a former address.
    header.pop("anciennes_adresses", None)
    for key in header.keys() & set(NUMBERED_KEYS):
        header[key] = slugs.get(header[key], header[key])
    for key in header.keys() & set(DAY_KEYS):
        header[key] = (date.fromisoformat(header[key]) - earlier).isoformat()
    links = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, slugs))})(?=\.md\b)")
    return _join(header, links.sub(lambda match: slugs[match[1]], body))


def _split(text: str) -> tuple[dict[str, Any], str]:
    """A page's header, every value as it was typed, and the text below it."""
    if not text.startswith("---\n"):
        return {}, text
    _, header, body = text.split("---\n", 2)
    return yaml.load(header, Loader=yaml.BaseLoader), body


def _join(header: Mapping[str, Any], body: str) -> str:
    if not header:
        return body
    return f"---\n{yaml.safe_dump(dict(header), allow_unicode=True, sort_keys=False)}---\n{body}"
