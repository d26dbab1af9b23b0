"""Plain text that no reader takes for something else, whatever characters it holds."""

from __future__ import annotations

import html
import json
import re

from journal.web.allowed_html import UNPRINTABLE

# JSON of one line; `json.dumps` would make an encoder for each value.
as_json = json.JSONEncoder(ensure_ascii=False).encode

_REFERENCE = re.compile(r"&#(?:\d+|[xX][0-9a-fA-F]+);?")
_LOOKS_LIKE_A_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_LOOKS_LIKE_AN_ENTITY = re.compile(r"&(?=(#?\w+))")
_AMPERSAND = re.compile(r"&(?=#?\w)")
_WORD_JOINER = "\N{WORD JOINER}"


def storable(text: str) -> str:
    """Text without the characters that would keep a feed from being XML at all."""
    return UNPRINTABLE.sub("", text)


def storable_html(body: str) -> str:
    """HTML without them either, written as such or as references (`&#1;`)."""
    return _REFERENCE.sub(
        lambda match: match[0] if storable(html.unescape(match[0])) else "", storable(body)
    )


def label(text: str) -> str:
    """A title, a name or a theme: read alike by who expects text and by who expects HTML.

    RSS 2.0 does not say which of the two a title is, and readers differ: written as text,
    « l'outil <b> » loses its tag in rss2email; written as HTML, it shows « &lt;b&gt; » in newsboat.
    An invisible word joiner after the sign that opens a tag or an entity settles it: to HTML
    it is no tag any more (HTML, section 13.2.5.6), and to the eye nothing has changed. Ordinary
    titles, with « & » or « < » followed by a space, are left exactly as they are.
    """
    text = storable(text)
    if "<" not in text and "&" not in text:
        return text
    text = _LOOKS_LIKE_A_TAG.sub(f"<{_WORD_JOINER}", text)
    return _LOOKS_LIKE_AN_ENTITY.sub(
        lambda match: f"&{_WORD_JOINER}" if _is_entity(match[1]) else "&", text
    )


def as_html(text: str) -> str:
    """Plain text as the HTML that `description` holds in RSS 2.0: escaped only where it must be."""
    return _AMPERSAND.sub("&amp;", storable(text)).replace("<", "&lt;")


def _is_entity(name: str) -> bool:
    """Whether a browser, or the W3C's validator, may take `&name` for a character reference."""
    return not name.isalpha() or html.unescape(f"&{name}") != f"&{name}"
