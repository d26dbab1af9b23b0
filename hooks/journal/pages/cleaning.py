"""What the HTML of a page may hold: text and its structure, nothing that acts.

The gate refuses active content and explains; this takes away whatever the gate let through. The
lists of `journal.web.allowed_html` say what is kept, never what is refused (OWASP Cross Site
Scripting Prevention Cheat Sheet, « HTML Sanitization »): a way to attack that nobody knows is left
out too.
"""

from __future__ import annotations

import re

import nh3

from journal.pages.shaping import OURS
from journal.web.allowed_html import (
    DROPPED_WHOLE,
    FORCED,
    PAGE_ATTRIBUTES,
    PAGE_STYLES,
    PAGE_TAGS,
    SCHEMES,
    UNPRINTABLE,
)
from journal.web.pasted_addresses import phone_number

# What `toc`, footnotes and people write; anything else would have to be escaped in addresses, and
# an identifier is also a class (hooks/journal/pages/shaping.py). Never one of the templates' own,
# which scripts and labels look for.
_ID = re.compile(rf"(?!{OURS})[\w:.-]+")

# What browsers do to an address before they read it (URL Standard, « basic URL parser »).
_IGNORED = re.compile(r"^[\x00-\x20]+|[\t\n\r]")
_WEB = re.compile(r"^https?:", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)


def clean(html: str) -> str:
    """The same page without anything active; what Markdown writes of itself comes out unchanged."""
    return UNPRINTABLE.sub("", _PAGES.clean(html))


def clean_label(html: str) -> str:
    """A heading as the table of contents shows it: its text alone, as HTML."""
    return _LABELS.clean(html)


def clean_id(name: str) -> str:
    """An anchor as an attribute can hold it; empty when the page has not kept it."""
    return name if _ID.fullmatch(name) else ""


def _filter(tag: str, attribute: str, value: str) -> str | None:
    """The value to keep of an attribute that is allowed, or None."""
    if attribute in ("href", "src"):
        return _clean_address(attribute, value)
    value = UNPRINTABLE.sub("", value)
    return clean_id(value) or None if attribute == "id" else value


def _clean_address(attribute: str, value: str) -> str | None:
    # Nothing is taken out of an address whose scheme has been judged: it could become another one.
    if UNPRINTABLE.search(value):
        return None
    # A picture from another host would tell it who reads this page.
    if attribute == "src" and _ELSEWHERE.match(_IGNORED.sub("", value)):
        return None
    return _dialled(value) if attribute == "href" else value


def _dialled(address: str) -> str:
    """A number, a mail or a page as every program takes it: no space, nor anything that only helps
    eyes; no capital where a telephone puts one, « Https:// ».
    """
    if address[:4].lower() == "tel:":
        return f"tel:{phone_number(address[4:]) or address[4:]}"
    if address[:7].lower() == "mailto:":
        return re.sub(r"^mailto:\s+", "mailto:", address, flags=re.IGNORECASE).replace(" ", "%20")
    return _WEB.sub(lambda scheme: scheme[0].lower(), address)


_PAGES = nh3.Cleaner(
    tags=set(PAGE_TAGS),
    clean_content_tags=set(DROPPED_WHOLE),
    attributes=PAGE_ATTRIBUTES,
    attribute_filter=_filter,
    set_tag_attribute_values=FORCED,
    url_schemes=set(SCHEMES),
    filter_style_properties=set(PAGE_STYLES),
    strip_comments=True,
    link_rel=None,
)
_LABELS = nh3.Cleaner(tags=set())
