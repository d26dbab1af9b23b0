"""Whether a built site is sound (HTML, XML, JSON, calendars, what hosts read) and does nothing."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Collection, Container, Iterator
from pathlib import Path

import html5lib
from lxml import html

# As URL parsers read a scheme, past what they pass over.
_ACTS = re.compile(r"^[\x00-\x20]*(?:javascript|data|vbscript):", re.IGNORECASE)
_ELSEWHERE = re.compile(r"^[\x00-\x20]*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
_CALENDAR_LINE = re.compile(r"(?:[A-Z][A-Z-]*[:;]| ).*")


def html_faults(page: str) -> list[str]:
    """Why a page is no sound HTML."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(page)
    repeated = Counter(node.get("id") for node in tree.iter() if node.get("id"))
    return [str(error) for error in parser.errors] + [n for n, c in repeated.items() if c > 1]


def active(page: str) -> Iterator[str]:
    """What of a page would act, or ask another host."""
    for element in html.document_fromstring(page).iter("*"):
        if element.tag in ("iframe", "object", "embed", "base", "applet", "frame"):
            yield element.tag
        is_data = element.get("type") == "application/ld+json"
        if element.tag == "script" and (element.text or "").strip() and not is_data:
            yield "script"
        for name, value in element.attrib.items():
            if name.startswith("on") or (name in ("href", "src", "action") and _ACTS.match(value)):
                yield f"{element.tag} {name}={value}"
            if name in ("src", "srcset", "poster", "data") and _ELSEWHERE.match(value):
                yield f"{element.tag} {name}={value}"


def site_faults(site: Path, sources: Collection[str]) -> dict[str, list[str]]:
    """Path of each file that is at fault -> why.

    Args:
        site: the folder.
        sources: paths under docs/ of the pages whose HTML is parsed strictly, which takes a while.
    """
    strictly = {site / source.removesuffix("index.md").removesuffix(".md") for source in sources}
    found: dict[str, list[str]] = {}
    for path in sorted(site.rglob("*")):
        if path.is_file() and (faults := _faults(path, strictly)):
            found[path.relative_to(site).as_posix()] = faults
    return found


def _faults(path: Path, strictly: Container[Path]) -> list[str]:
    try:
        match path.suffix or path.name:
            case ".html":
                page = path.read_text("utf-8")
                return [*active(page), *(html_faults(page) if path.parent in strictly else ())]
            case ".xml" | ".opml" | ".svg":
                ET.parse(path)
            case ".json":
                json.loads(path.read_text("utf-8"))
            case ".ics":
                lines = path.read_bytes().decode().split("\r\n")
                return [line for line in lines[:-1] if not _CALENDAR_LINE.fullmatch(line)]
            case "_redirects":
                lines = path.read_text("utf-8").split("\n")[:-1]
                return [line for line in lines if not re.fullmatch(r"/\S* /\S* 301!?", line)]
            case _:
                pass
    except (ET.ParseError, ValueError) as error:
        return [str(error)]
    return []
