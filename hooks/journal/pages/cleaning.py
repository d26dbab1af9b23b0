"""What the HTML of a page may hold: text and its structure, nothing that acts.

The gate refuses active content and explains; this takes away whatever the gate let through. Both
lists below say what is kept, never what is refused (OWASP Cross Site Scripting Prevention Cheat
Sheet, « HTML Sanitization »): a way to attack that nobody knows yet is left out too.
"""

from __future__ import annotations

import re

import nh3

# What Markdown and its extensions write, and the few elements that the gate lets people type.
TAGS = frozenset({
    "a", "abbr", "aside", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup",
    "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "ins", "kbd", "li", "mark", "ol", "p",
    "pre", "q", "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var",
})  # fmt: skip

# Any other element leaves its text behind, but for these: what they hold is no prose.
DROPPED_WHOLE = frozenset({
    "iframe", "math", "noembed", "noframes", "noscript", "object", "script", "select", "style",
    "svg", "template", "textarea", "title", "xmp",
})  # fmt: skip

ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"aria-label", "href"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "img": {"alt", "height", "loading", "src", "width"},
    "input": {"checked", "disabled", "type"},
    "ol": {"reversed", "start", "type"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "time": {"datetime"},
}

# Whatever a control was meant to be, it becomes a box to tick. One attribute only: nh3 would write
# two in an order that changes from build to build.
FORCED = {"input": {"type": "checkbox"}}

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
STYLES = frozenset({"text-align"})

# What `toc`, footnotes and people write; anything else would have to be escaped in addresses, and
# an identifier is also a class (hooks/journal/pages/shaping.py).
_ID = re.compile(r"[\w:.-]+")

# What browsers do to an address before they read it (URL Standard, « basic URL parser »).
_IGNORED = re.compile(r"^[\x00-\x20]+|[\t\n\r]")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)

# What XML cannot hold, nor HTML should (XML 1.0, section 2.2): the feeds and the search are made of
# what is cleaned here.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(html: str) -> str:
    """The same page without anything active; what Markdown writes of itself comes out unchanged."""
    cleaned = nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=set(DROPPED_WHOLE),
        attributes=ATTRIBUTES,
        attribute_filter=_filter,
        set_tag_attribute_values=FORCED,
        url_schemes=set(SCHEMES),
        filter_style_properties=set(STYLES),
        strip_comments=True,
        link_rel=None,
    )
    return _UNPRINTABLE.sub("", cleaned)


def clean_label(html: str) -> str:
    """A heading as the table of contents shows it: its text alone, as HTML."""
    return nh3.clean(html, tags=set())


def clean_id(name: str) -> str:
    """An anchor as an attribute can hold it; empty when the page has not kept it."""
    return name if _ID.fullmatch(name) else ""


def _filter(tag: str, attribute: str, value: str) -> str | None:
    """The value to keep of an attribute that is allowed, or None."""
    if attribute in ("href", "src"):
        return _clean_address(attribute, value)
    value = _UNPRINTABLE.sub("", value)
    return clean_id(value) or None if attribute == "id" else value


def _clean_address(attribute: str, value: str) -> str | None:
    # Nothing is taken out of an address whose scheme has been judged: it could become another one.
    if _UNPRINTABLE.search(value):
        return None
    # A picture from another host would tell it who reads this page.
    if attribute == "src" and _ELSEWHERE.match(_IGNORED.sub("", value)):
        return None
    return value
