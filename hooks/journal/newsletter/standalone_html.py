"""The body of an entry as HTML that stands alone: in a feed reader, in a mail, without our styles.

What `journal.web.allowed_html` does not list as kept is taken away, never the other way round: what
writes our pages may change, a mail program's tolerance does not.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

from lxml import etree, html
from lxml.html import HtmlElement
from lxml.html.builder import E

from journal.newsletter.text_escaping import storable, storable_html
from journal.web.allowed_html import FEED_ATTRIBUTES, FEED_BLOCKS, FEED_SCHEMES, FEED_TAGS

_DROPPED = (
    "//script | //style | //template | //noscript | //svg | //math | //canvas | //dialog"
    " | //button | //select | //textarea | //datalist | //link | //meta | //base | //map"
    " | //form[not(.//p or .//li)] | //*[@hidden] | //*[@role='tooltip']"
    " | //a[contains(concat(' ', @class, ' '), ' headerlink ')]"
    " | //a[contains(concat(' ', @class, ' '), ' footnote-backref ')]"
    " | //*[contains(concat(' ', @class, ' '), ' linenos ')]"
)
# Pixels: the width of a mail as most programs show it.
MAX_IMAGE_WIDTH = 600
_MEDIA = "//iframe | //video | //audio | //object | //embed"
_ALIGNMENT = re.compile(r"text-align:\s*(left|right|center)")


def stand_alone(body: str, *, address: str) -> HtmlElement:
    """Rewrite the rendered body of a page.

    Args:
        body: the HTML of `page.content`.
        address: the page's whole address, against which links are resolved.

    Returns:
        A `div` whose content is the body; `inner_html` gives its text.
    """
    root = html.fragment_fromstring(storable_html(body), create_parent="div")
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
    image = html.Element("img", {"src": address, "alt": storable(alt), "width": "100%"})
    return outer_html(E.p(image))


def inner_html(root: HtmlElement) -> str:
    """The content of a `div` as HTML."""
    return outer_html(root).removeprefix("<div>").removesuffix("</div>")


def outer_html(element: HtmlElement) -> str:
    """An element as HTML, without what follows it."""
    whole: str = html.tostring(element, encoding="unicode", with_tail=False)
    return whole


def absolute(address: str, base: str) -> str:
    """A whole address, of ASCII characters alone (RFC 3986)."""
    return quote(urljoin(base, address.strip()), safe="%/:=&?~#+!$,;'@()*[]")


def _classes(element: HtmlElement) -> set[str]:
    return set(element.get("class", "").split())


def _with_class(root: HtmlElement, tag: str, name: str) -> list[HtmlElement]:
    return [element for element in root.iter(tag) if name in _classes(element)]


def _settle_checkboxes(root: HtmlElement) -> None:
    """A list to tick becomes a list with drawn boxes; any other control goes."""
    for control in root.findall(".//input"):
        if control.get("type") == "checkbox" and not _in_tabs(control):
            box = "☑" if control.get("checked") is not None else "☐"
            control.tail = f"{box}{control.tail or ''}"
        control.drop_tree()


def _in_tabs(element: HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and "tabbed-set" in _classes(parent)


def _drop(root: HtmlElement) -> None:
    for element in root.xpath(_DROPPED):
        # A parent may have gone first.
        if element.getparent() is not None:
            element.drop_tree()


def _open_boxes(root: HtmlElement) -> None:
    """Admonitions and folded details: a quotation that begins with its title, in bold."""
    for title in [*_with_class(root, "p", "admonition-title"), *root.findall(".//summary")]:
        _embolden(title)
    for box in [*_with_class(root, "div", "admonition"), *root.findall(".//details")]:
        box.tag = "blockquote"


def _embolden(element: HtmlElement) -> None:
    """Make an element a paragraph in bold."""
    strong = html.Element("strong")
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
    for media in root.xpath(_MEDIA):
        sources = [media.get("src"), media.get("data"), *media.xpath(".//source/@src")]
        source = next((found for found in sources if found), None)
        if source:
            link = html.Element("a", {"href": source})
            link.text = media.get("title") or "Voir ce document"
            link.tail, media.tail = media.tail, None
            media.getparent().replace(media, link)
        else:
            media.drop_tree()


def _replace_pictograms(root: HtmlElement) -> None:
    """Emoji drawn as pictures become the characters they stand for."""
    for image in root.findall(".//img"):
        if _classes(image) & {"emojione", "twemoji", "gemoji"}:
            image.tail = f"{image.get('alt', '')}{image.tail or ''}"
            image.drop_tree()


def _frame_tables(root: HtmlElement) -> None:
    """Tables keep their rules and their alignment without a stylesheet."""
    for table in root.findall(".//table"):
        for name, value in (("border", "1"), ("cellpadding", "6"), ("cellspacing", "0")):
            table.set(name, value)
    for cell in root.xpath(".//td | .//th"):
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
        for element in root.findall(f".//{tag}"):
            target = absolute(element.get(attribute, ""), address)
            if element.get(attribute) and urlsplit(target).scheme in FEED_SCHEMES[tag]:
                element.set(attribute, target)
            else:
                text = element.get("alt", "") if tag == "img" else ""
                element.text = f"{text}{element.text or ''}"
                element.drop_tag()


def _keep_only_the_known(root: HtmlElement) -> None:
    for element in list(root.iterdescendants()):
        if element.tag in FEED_BLOCKS:
            element.tag = "div"
        allowed = FEED_ATTRIBUTES.get(str(element.tag), set()) | {"lang", "dir"}
        for name in set(element.attrib) - allowed:
            del element.attrib[name]
        if element.tag not in FEED_TAGS and not (element.tag == "span" and element.attrib):
            element.drop_tag()
