"""The body of a page as a tree, and back: what is HTML already, and of ours."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

# Of one class, whatever the element: lxml.html would ask Python which, each time one is met.
_PARSER = etree.HTMLParser(huge_tree=True)
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))


def tree_of(html: str) -> HtmlElement:
    """A `div` around a body."""
    root: HtmlElement = etree.fromstring(f"<html><body>{html}</body></html>", _PARSER)[0]
    root.tag = "div"
    return root


def new_element(tag: str, attributes: dict[str, str] | None = None) -> HtmlElement:
    """An element of its own."""
    made: HtmlElement = _PARSER.makeelement(tag, attributes)
    return made


def inner_html(root: HtmlElement) -> str:
    """The HTML inside a `div`."""
    return outer_html(root).removeprefix("<div>").removesuffix("</div>")


def outer_html(root: HtmlElement) -> str:
    """An element as HTML, without what follows it."""
    whole: str = etree.tostring(root, method="html", encoding="unicode", with_tail=False)
    return whole
