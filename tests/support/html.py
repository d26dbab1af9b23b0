"""Pages of the built site, as trees one can ask."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import html


def parse(file: Path) -> Any:
    """The tree of an HTML file (lxml's, with `.xpath`)."""
    return html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def text_of(node: Any) -> str:
    """The text of a node on one line."""
    return " ".join(node.text_content().split())
