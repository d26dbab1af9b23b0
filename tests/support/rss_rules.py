"""What the W3C's feed validator looks at, as far as our feeds are concerned, without the validator.

`complaints` knows the elements that we write and refuses all others, so that a new one is first
tried with the validator itself (https://validator.w3.org/feed/docs/rss2.html).
"""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree
from lxml.html import fragment_fromstring

from support.newsletter import NAMESPACES

_CHANNEL = (
    "title link description atom:link fh:archive? atom:link* dc:identifier dc:relation language"
    " copyright lastBuildDate? ttl image item*"
)
_ITEM = (
    "title link description content:encoded? dc:creator+ category* guid pubDate"
    " enclosure? media:content?"
)
_TYPE = "application/rss+xml"
_RELATIONS = {"self", "current", "prev-archive", "next"}
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:-]+/[!-;=?-Z_a-z~]*")
# RFC 822, with the four-figure year of RFC 2822 and a zone in figures.
_DATE = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"\d{4} \d\d:\d\d:\d\d [+-]\d{4}"
)
_HTML = re.compile(r"</\w+>|&#?\w+|<[A-Za-z!/?]")
_TAGS = re.compile(
    "a|b|blockquote|br|caption|cite|code|dd|del|dfn|div|dl|dt|em|figcaption|figure|h[1-6]|hr|i|img"
    "|ins|kbd|li|mark|ol|p|pre|q|s|samp|small|span|strong|su[bp]|t(able|body|d|foot|h|head|ime|r)"
    "|u|ul|var"
)


def complaints(feed: bytes, *, address: str) -> list[str]:
    """Every rule that a feed breaks.

    Args:
        feed: the RSS file.
        address: where it is published.
    """
    try:
        root = etree.fromstring(feed, etree.XMLParser(recover=False))
    except etree.XMLSyntaxError as error:
        return [f"not XML: {error}"]
    found = [] if (root.tag, root.get("version")) == ("rss", "2.0") else ["not RSS 2.0"]
    [channel] = root
    found += _out_of_place(channel, _CHANNEL)
    found += _of_channel(channel, address)
    for item in channel.findall("item"):
        found += _out_of_place(item, _ITEM) + _of_item(item)
    guids = [guid.text for guid in channel.iter("guid")]
    if len(guids) != len(set(guids)):
        found.append("the same guid twice")
    return found


def _name(element: Any) -> str:
    name = etree.QName(element)
    prefixes = {uri: f"{prefix}:" for prefix, uri in NAMESPACES.items()}
    return prefixes.get(name.namespace, name.namespace or "") + name.localname


def _out_of_place(parent: Any, order: str) -> list[str]:
    """The children must be those of `order`, a regular expression on their names."""
    names = " ".join(_name(child) for child in parent) + " "
    pattern = "".join(
        f"(?:{re.escape(n.rstrip('?+*'))} ){n[len(n.rstrip('?+*')) :]}" for n in order.split()
    )
    return [] if re.fullmatch(pattern, names) else [f"elements of {parent.tag}: {names}"]


def _of_channel(channel: Any, address: str) -> list[str]:
    found = []
    for path in ("link", "dc:identifier", "dc:relation", "image/url", "image/link"):
        value = channel.findtext(path, "", NAMESPACES)
        if not _ADDRESS.fullmatch(value):
            found.append(f"{path}: {value}")
    found += _of_history(channel, address)
    found += [
        f"the {name} of the image is not the channel's"
        for name in ("title", "link")
        if channel.findtext(f"image/{name}") != channel.findtext(name)
    ]
    if not channel.findtext("ttl", "").isdecimal() or channel.findtext("language") != "fr":
        found.append("ttl or language")
    dates = channel.findall("lastBuildDate") + channel.findall("item/pubDate")
    found += [f"date: {d.text}" for d in dates if not _is_date(d.text)]
    titles = [*channel.findall("title"), *channel.findall("copyright"), *channel.iter("category")]
    titles += channel.findall("item/title")
    titles += channel.findall("item/media:content/media:description", NAMESPACES)
    found += [f"HTML in a {t.tag}: {t.text}" for t in titles if _HTML.search(t.text)]
    return found


def _of_history(channel: Any, address: str) -> list[str]:
    """Links to itself and to its archives (RFC 5005, section 4)."""
    links = channel.findall("atom:link", NAMESPACES)
    found = [f"type of a link: {link.get('type')}" for link in links if link.get("type") != _TYPE]
    relations = [link.get("rel") for link in links]
    addresses = dict(zip(relations, (link.get("href") for link in links), strict=True))
    if relations[0] != "self" or addresses["self"] != address:
        found.append("no link to itself")
    if len(addresses) != len(links) or addresses.keys() - _RELATIONS:
        found.append(f"links: {relations}")
    if (channel.find("fh:archive", NAMESPACES) is not None) != ("current" in addresses):
        found.append("an archive, and only an archive, leads to the current feed")
    others = [href for relation, href in addresses.items() if relation != "self"]
    found += [f"archives: {href}" for href in others if not _ADDRESS.fullmatch(href)]
    if len({*addresses.values()}) != len(addresses):
        found.append("an archive that is itself")
    return found


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    return parsedate_to_datetime(text).strftime("%a") == text[:3]


def _of_item(item: Any) -> list[str]:
    found = []
    if not _ADDRESS.fullmatch(item.findtext("link")):
        found.append("link of an item")
    if item.find("guid").get("isPermaLink") != "false":
        found.append("a guid that is no address must say so")
    body = fragment_fromstring(
        item.findtext("content:encoded", "", NAMESPACES), create_parent="div"
    )
    for element in body.iterdescendants():
        if not _TAGS.fullmatch(element.tag):
            found.append(f"{element.tag} in a body")
        found += [f"{name} in a body" for name in element.attrib if name.startswith("on")]
        found += ["style in a body"] if "style" in element.attrib else []
    found += [
        f"in a body: {address}"
        for address in body.xpath("//@href | //@src")
        if not _ADDRESS.fullmatch(address) and not address.startswith(("mailto:", "tel:"))
    ]
    enclosure = item.find("enclosure")
    if enclosure is not None and not (
        _ADDRESS.fullmatch(enclosure.get("url"))
        and enclosure.get("length").isdecimal()
        and re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", enclosure.get("type"))
    ):
        found.append("enclosure")
    return found
