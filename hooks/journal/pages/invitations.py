"""Invitations to write here, which a journal without a way in does not make."""

from __future__ import annotations

from lxml.html import HtmlElement

from journal.pages.internal_links import targets_of
from journal.web.html_trees import inner_html, tree_of

# The page that has the ways in, and the guide on how to hold a visit.
WAYS_IN = "contribuer/"
KIT_FILE = "guides/organiser-une-visite.md"
_FRONT_PAGE = ""


def without_invitations(html: str, address: str, *, kit: str) -> str:
    """The body of the page at `address` without what begins with a link to the ways in, and without
    boxes to tick that have one.

    On the front page, whose door it is, an item of a list leads to the kit instead.

    Args:
        kit: address of the kit from there, or nothing when there is none.
    """
    if WAYS_IN not in html:
        return html
    root = tree_of(html)
    for element in [e for e in root.iter("p", "li") if _invites(e, address)]:
        if element.tag == "li" and address == _FRONT_PAGE and kit:
            link = element[0]
            link.set("href", kit)
            link.text, link.tail = "J’organise une visite", " Le kit : avant, pendant, après."
        else:
            element.drop_tree()
    return inner_html(root)


def _invites(element: HtmlElement, address: str) -> bool:
    if "task-list-item" in (element.get("class") or ""):
        return any((WAYS_IN, "") in targets_of(link, address) for link in element.iter("a"))
    if (element.text or "").strip() or not len(element) or element[0].tag != "a":
        return False
    return (WAYS_IN, "") in targets_of(element[0], address)
