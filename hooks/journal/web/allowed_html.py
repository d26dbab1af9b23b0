"""What HTML may hold, where: typed by contributors, published on a page, sent to subscribers.

The lists stand side by side because each is a part of the next: what may be typed is published,
what is published is sent or says in the newsletter what it meant.
"""

from __future__ import annotations

import re

# ---- Everywhere --------------------------------------------------------------------------------

# Where a page of the web is, and where a link may lead.
WEB_SCHEMES = frozenset({"http", "https"})
SCHEMES = WEB_SCHEMES | {"mailto", "tel"}

# What XML cannot hold, even escaped, nor HTML should (XML 1.0, section 2.2).
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# ---- Typed by contributors ---------------------------------------------------------------------

# Inline elements for which Markdown has no mark, and which do nothing but mean something.
TYPED_TAGS = frozenset(
    {"abbr", "br", "cite", "del", "ins", "kbd", "mark", "q", "small", "sub", "sup"}
)
VOID = frozenset({"br"})
TYPED_ATTRIBUTES = frozenset({"title", "lang"})
# In braces, after an image: the place it takes, before it is loaded.
ATTRIBUTES_IN_BRACES = frozenset({"id", "class", "lang", "title", "width", "height", "loading"})
# Of a heading of the glossary, whose word opens its definition only where a link asks for it.
EVERYDAY_WORD = "mot-courant"
# Any other class would borrow a look of the site's: hide a text that feeds still send, say.
CLASSES_IN_BRACES = frozenset({EVERYDAY_WORD})

# What a browser knows: any other word after `<` is text as long as no `>` follows.
ELEMENTS = frozenset(
    {
        *("a", "abbr", "address", "article", "aside", "audio", "b", "base", "basefont"),
        *("blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code"),
        *("col", "colgroup", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt"),
        *("em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame"),
        *("frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i"),
        *("iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link", "main"),
        *("mark", "math", "menu", "menuitem", "meta", "nav", "noframes", "noscript", "object"),
        *("ol", "optgroup", "option", "p", "param", "picture", "pre", "q", "s", "script"),
        *("search", "section", "select", "small", "source", "span", "strong", "style", "sub"),
        *("summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot"),
        *("th", "thead", "title", "tr", "track", "u", "ul", "var", "video"),
    }
)

# ---- Published on a page -----------------------------------------------------------------------

# What Markdown and its extensions write, and the few elements that the gate lets people type.
PAGE_TAGS = frozenset({
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

PAGE_ATTRIBUTES = {
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
PAGE_STYLES = frozenset({"text-align"})

# ---- Sent to subscribers -----------------------------------------------------------------------

FEED_TAGS = frozenset({
    "a", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "div", "dl",
    "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
    "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "strong", "sub",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var",
})  # fmt: skip
# Sections become plain blocks; any other element is replaced by what it contains.
FEED_BLOCKS = frozenset({
    "address", "article", "aside", "center", "footer", "header", "hgroup", "main", "nav",
    "section",
})  # fmt: skip
FEED_ATTRIBUTES = {
    "a": {"href"},
    "blockquote": {"cite"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed", "type"},
    "table": {"border", "cellpadding", "cellspacing"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "time": {"datetime"},
}
FEED_SCHEMES = {"a": SCHEMES, "img": WEB_SCHEMES}
