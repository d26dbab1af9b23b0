"""The body of an entry as HTML that stands alone: in a feed reader, in a mail, without our styles.

What `journal.web.allowed_html` does not list as kept is taken away, never the other way round: what
writes our pages may change, a mail program's tolerance does not.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin

from lxml import etree
from lxml.html import HtmlElement

from journal.newsletter.text_escaping import storable, storable_html
from journal.web.allowed_html import FEED_ATTRIBUTES, FEED_BLOCKS, FEED_SCHEMES, FEED_TAGS
from journal.web.html_trees import new_element, outer_html, tree_of

_DROPPED = frozenset({
    "base", "button", "canvas", "datalist", "dialog", "link", "map", "math", "meta", "noscript",
    "script", "select", "style", "svg", "template", "textarea",
})  # fmt: skip
_DROPPED_LINKS = frozenset({"footnote-backref", "headerlink"})
_DROPPED_CLASS = "linenos"
# Pixels: the width of a mail as most programs show it.
MAX_IMAGE_WIDTH = 600
_MEDIA = ("iframe", "video", "audio", "object", "embed")
# Of any element.
_ATTRIBUTES = frozenset({"lang", "dir"})
_ALIGNMENT = re.compile(r"text-align:\s*(left|right|center)")


def stand_alone(body: str, *, address: str) -> HtmlElement:
    """Rewrite the rendered body of a page.

    Args:
        body: the HTML of `page.content`.
        address: the page's whole address, against which links are resolved.

    Returns:
        A `div` whose content is the body; `inner_html` gives its text.
    """
    root = tree_of(storable_html(body))
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    _settle_checkboxes(root)
    _drop(root)
    _open_boxes(root)
    _lay_tabs_out(root)
    _settle_footnotes(root)
    _replace_media(root)
    _replace_pictograms(root)
    _frame_tables(root)
    _make_absolute(root, address)
    _fit_images(root)
    _keep_only_the_known(root)
    return root


def first_image(root: HtmlElement) -> str:
    """The address of the image that a body shows first; nothing when it shows none."""
    found = next(root.iter("img"), None)
    return "" if found is None else str(found.get("src"))


def image_alone(address: str, alt: str) -> str:
    """A paragraph that is an image."""
    image = new_element("p")
    image.append(new_element("img", {"src": address, "alt": storable(alt), "width": "100%"}))
    return outer_html(image)


def absolute(address: str, base: str) -> str:
    """A whole address, of ASCII characters alone (RFC 3986)."""
    return quote(urljoin(base, address.strip()), safe="%/:=&?~#+!$,;'@()*[]")


def _classes(element: HtmlElement) -> set[str]:
    return set(element.get("class", "").split())


def _with_class(root: HtmlElement, tag: str, name: str) -> list[HtmlElement]:
    # Most have another, or none: there is no need to part them.
    may_have_it = [element for element in root.iter(tag) if name in element.get("class", "")]
    return [element for element in may_have_it if name in _classes(element)]


def _settle_checkboxes(root: HtmlElement) -> None:
    """A list to tick becomes a list with drawn boxes; any other control goes."""
    for control in list(root.iter("input")):
        if control.get("type") == "checkbox" and not _in_tabs(control):
            box = "☑" if control.get("checked") is not None else "☐"
            control.tail = f"{box}{control.tail or ''}"
        control.drop_tree()


def _in_tabs(element: HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and "tabbed-set" in _classes(parent)


def _drop(root: HtmlElement) -> None:
    for element in [found for found in root.iterdescendants() if _is_dropped(found)]:
        # A parent may have gone first.
        if element.getparent() is not None:
            element.drop_tree()


def _is_dropped(element: HtmlElement) -> bool:
    tag = element.tag
    if tag in _DROPPED or element.get("hidden") is not None or element.get("role") == "tooltip":
        return True
    if tag == "form":
        return next(element.iter("p", "li"), None) is None
    names = (element.get("class") or "").split()
    return _DROPPED_CLASS in names or (tag == "a" and not _DROPPED_LINKS.isdisjoint(names))


def _open_boxes(root: HtmlElement) -> None:
    """Admonitions and folded details: a quotation that begins with its title, in bold."""
    for title in [*_with_class(root, "p", "admonition-title"), *root.iter("summary")]:
        _embolden(title)
    for box in [*_with_class(root, "div", "admonition"), *root.iter("details")]:
        box.tag = "blockquote"


def _embolden(element: HtmlElement) -> None:
    """Make an element a paragraph in bold."""
    strong = new_element("strong")
    strong.text, element.text = element.text, None
    strong.extend(list(element))
    element.append(strong)
    element.tag = "p"


def _lay_tabs_out(root: HtmlElement) -> None:
    """Tabs, one after the other, each under its label (pymdownx.tabbed, both of its styles)."""
    for tabs in _with_class(root, "div", "tabbed-set"):
        labels = tabs.findall("./div/label") or tabs.findall("./label")
        blocks = [
            block
            for name in ("tabbed-block", "tabbed-content")
            for block in _with_class(tabs, "div", name)
            if block.find("./div[@class='tabbed-block']") is None
        ]
        for label, block in zip(labels, blocks, strict=False):
            label.drop_tree() if label.tail else label.getparent().remove(label)
            label.tail = None
            _embolden(label)
            block.insert(0, label)
        for row in _with_class(tabs, "div", "tabbed-labels"):
            row.drop_tree()


def _settle_footnotes(root: HtmlElement) -> None:
    """Marks become « [1] »: links inside a page mean nothing in a mail."""
    for mark in _with_class(root, "a", "footnote-ref"):
        mark.text = f"[{(mark.text or '').strip('[]')}]"
        mark.drop_tag()


def _replace_media(root: HtmlElement) -> None:
    """What plays or embeds becomes a link to it."""
    for media in list(root.iter(*_MEDIA)):
        sources = [media.get("src"), media.get("data"), *media.xpath(".//source/@src")]
        source = next((found for found in sources if found), None)
        if source:
            link = new_element("a", {"href": source})
            link.text = media.get("title") or "Voir ce document"
            link.tail, media.tail = media.tail, None
            media.getparent().replace(media, link)
        else:
            media.drop_tree()


def _replace_pictograms(root: HtmlElement) -> None:
    """Emoji drawn as pictures become the characters they stand for."""
    for image in list(root.iter("img")):
        if _classes(image) & {"emojione", "twemoji", "gemoji"}:
            image.tail = f"{image.get('alt', '')}{image.tail or ''}"
            image.drop_tree()


def _frame_tables(root: HtmlElement) -> None:
    """Tables keep their rules and their alignment without a stylesheet."""
    for table in root.iter("table"):
        for name, value in (("border", "1"), ("cellpadding", "6"), ("cellspacing", "0")):
            table.set(name, value)
    for cell in root.iter("td", "th"):
        if match := _ALIGNMENT.search(cell.get("style", "")):
            cell.set("align", match[1])


def _fit_images(root: HtmlElement) -> None:
    """Photographs fit the width they are given: a mail has no stylesheet to hold them in."""
    for image in root.iter("img"):
        width = image.get("width", "")
        if not width.isdecimal() or int(width) > MAX_IMAGE_WIDTH:
            image.set("width", "100%")
            image.attrib.pop("height", None)


def _make_absolute(root: HtmlElement, address: str) -> None:
    """Resolve links and images; what leads nowhere outside a browser becomes its text."""
    for tag, attribute in (("a", "href"), ("img", "src")):
        for element in list(root.iter(tag)):
            target = absolute(element.get(attribute, ""), address)
            scheme = target.partition(":")[0].lower()
            if element.get(attribute) and scheme in FEED_SCHEMES[tag]:
                element.set(attribute, target)
            else:
                text = element.get("alt", "") if tag == "img" else ""
                element.text = f"{text}{element.text or ''}"
                element.drop_tag()


def _keep_only_the_known(root: HtmlElement) -> None:
    for element in list(root.iterdescendants()):
        tag = str(element.tag)
        if tag in FEED_BLOCKS:
            element.tag = tag = "div"
        for name in element.keys():  # noqa: SIM118 - an element is what it holds
            if name not in _ATTRIBUTES and name not in FEED_ATTRIBUTES.get(tag, ()):
                del element.attrib[name]
        if tag not in FEED_TAGS and not (tag == "span" and element.attrib):
            element.drop_tag()
