"""Pages of the built site, as trees one can ask."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import html


def parse(file: Path) -> Any:
    """The tree of an HTML file (lxml's, with `.xpath`)."""
    return html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def asset(site: Path, name: str) -> Path:
    """The one published file of a name, as « journal.css », whatever digest it bears."""
    stem, _, suffix = name.rpartition(".")
    [found] = (site / "assets" / "immutable").glob(f"{stem}.????????.{suffix}")
    return found


def text_of(node: Any) -> str:
    """The text of a node on one line."""
    return " ".join(node.text_content().split())


def tree_of(fragment: str) -> list[Any]:
    """A fragment as plain values: equal for two texts that browsers read alike."""
    return _node(html.fragment_fromstring(fragment, create_parent="div"))


def _node(element: Any) -> list[Any]:
    # lxml writes `disabled` as `disabled="disabled"`.
    values = {name: "" if value == name else value for name, value in element.attrib.items()}
    if "style" in values:
        declarations = values["style"].replace(" ", "").strip(";").split(";")
        values["style"] = ";".join(sorted(declarations))
    if "class" in values:
        values["class"] = " ".join(values["class"].split())
    children = [[_node(child), child.tail or ""] for child in element]
    return [element.tag, values, element.text or "", *children]
