"""A whole mail as its program saved it (RFC 5322): its words, and the pictures joined to it."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from io import BytesIO

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from journal.forms.mail_marks import (
    mark_emphasis,
    mark_items,
    mark_quotations,
    say,
    words_in,
)
from journal.forms.split_by_question import receive
from journal.gate.links import is_vague
from journal.new_pages.skeletons import RefusedError
from journal.pictures.original_photograph import Photograph
from journal.web.pasted_addresses import as_target

_BLOCKS = ("p", "div", "ul", "ol", "li", "tr", "h1", "h2", "h3", "h4", "blockquote")
_PICTURE_NAME = re.compile(r".*\.(?:jpe?g|png|heic|heif|webp|avif)", re.IGNORECASE | re.DOTALL)
_WEB = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
# Words that are the address already.
_WEB_WORDS = re.compile(r"<?(?:https?://|www\.)|\S+\.[a-z]{2,4}(?:/\S*)?$", re.IGNORECASE)
_SEAL = re.compile(r"application/(?:pgp|pkcs7|x-pkcs7)-\S+")
# What a mail shows by itself is no photograph when one of its sides has fewer pixels.
_NARROW = 200
# What mail programs write in a text where a picture stands.
_SHOWN = (r"\[cid:\s*{cid}\]", r"\[(?:image|photo)\s*:\s*{name}\]", r"<{name}>")

_UNREADABLE = (
    "Ce courriel ne peut pas être lu : ouvrez-le, copiez-en les questions et les réponses dans un "
    "fichier texte, comme courriel.txt, puis recommencez avec lui."
)

Decode = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Joined:
    """A picture joined to a mail; `cid` is how the mail itself calls it, or nothing."""

    name: str
    data: bytes
    cid: str = ""


@dataclass(frozen=True)
class Mail:
    """What somebody sent.

    Attributes:
        text: its words; `![name](address)` where a picture stands among them.
        joined: address in the text to picture, in their order.
        others: names of the files that are no pictures of the visit.
    """

    text: str
    joined: Mapping[str, Joined] = field(default_factory=dict)
    others: tuple[str, ...] = ()


def read_mail(data: bytes, decode: Decode) -> Mail:
    """The mail in a file.

    Args:
        data: the file.
        decode: reads bytes whose encoding is not said.

    Raises:
        RefusedError: Python's parser stops on it; or it holds more mails, one in another, than
            anybody forwards.
    """
    try:
        return _read(data, decode)
    # Of a header that is malformed, that parser takes what is not there.
    except (RecursionError, LookupError, AttributeError, ValueError) as error:
        raise RefusedError(_UNREADABLE) from error


def _read(data: bytes, decode: Decode) -> Mail:
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts = [part for part in message.walk() if isinstance(part, EmailMessage)]
    texts = [_around_pictures(parts, decode), *(_text(part, decode) for part in parts)]
    texts = [text for text in texts if text.strip()]
    # The answers may be in the mail that was forwarded, in a file, or whole in the HTML alone.
    text = next((t for t in texts if receive(t).form), "\n\n".join(texts[:1]))
    pictures: dict[bytes, Joined] = {}
    others: list[str] = []
    for part in filter(_is_file, parts):
        content = _content(part)
        picture = Joined(_name(part), content, str(part.get("Content-ID", "")).strip("<> "))
        if _is_picture(part) and not _decorates(part, content):
            pictures.setdefault(content, picture)
        elif not _SEAL.match(part.get_content_type()):
            text = _put(text, picture, "")
            others.append(picture.name)
    return joined_to(Mail(text), pictures.values(), dict.fromkeys(others))


def joined_to(mail: Mail, pictures: Iterable[Joined], others: Iterable[str]) -> Mail:
    """A mail with pictures more, where its program said that they stand; and its other files."""
    text, joined = mail.text, dict(mail.joined)
    for rank, picture in enumerate(pictures, len(joined) + 1):
        address = f"cid:{rank}"
        joined[address] = picture
        text = _put(text, picture, f"![{picture.name}]({address})")
    return Mail(text, joined, tuple(others))


# ---- Words -------------------------------------------------------------------------------------


def _around_pictures(parts: list[EmailMessage], decode: Decode) -> str:
    """The plain text of a mail whose program cut it where pictures stand; else nothing."""
    pieces: list[str] = []
    places: list[str] = []
    for part in parts:
        if part.get_content_type() == "text/plain" and not part.get_filename():
            pieces += [*places, _text(part, decode)]
            places = []
        elif pieces and _is_picture(part):
            places.append(f"[image: {_name(part)}]\n")
    return "\n".join(pieces) if len(pieces) > 1 else ""


def _text(part: EmailMessage, decode: Decode) -> str:
    """The words of a part; nothing when it has none."""
    kind = part.get_content_type()
    if kind not in ("text/plain", "text/html"):
        return ""
    charset = part.get_content_charset("utf-8")
    words = _content(part)
    try:
        text = words.decode(charset)
    except (LookupError, ValueError):
        text = decode(words)
    # Some encodings make halves of letters, which no file can hold.
    text = text.encode("utf-8", "replace").decode()
    return _without_tags(text) if kind == "text/html" else text


def _without_tags(html: str) -> str:
    """The text of a mail that has no other form, each block on its own line."""
    try:
        root = document_fromstring(html.encode(), parser=HTMLParser(encoding="utf-8"))
    except etree.ParserError:  # There is nothing in it.
        return ""
    for element in list(root.iter("style", "script", "head")):
        if isinstance(element, HtmlElement):
            element.drop_tree()
    _markwords_in(root)
    for image in root.iter("img"):
        source = image.get("src", "")
        image.tail = f"{f'[{source}]' if source.startswith('cid:') else ''}{image.tail or ''}"
    for element in root.iter("br", *_BLOCKS):
        element.tail = f"\n{element.tail or ''}"
        if element.tag != "br":
            element.text = f"\n{element.text or ''}"
    return etree.tostring(root, method="text", encoding="unicode")


def _markwords_in(root: HtmlElement) -> None:
    """Write as Markdown what words alone would lose: rows of a table, strikes, links."""
    for table in list(root.iter("table")):
        cells = [[words_in(cell) for cell in row.iter("td", "th")] for row in table.iter("tr")]
        # Tables of one column, and those of questions, only lay the mail out.
        is_shown = len(cells) > 1 and min(map(len, cells)) > 1 and not any(table.iter("img"))
        if is_shown and not any("?" in cell for row in cells for cell in row):
            rows = "\n".join("\t".join(row) for row in cells)
            say(table, f"\n{rows}\n")
    mark_emphasis(root)
    mark_items(root)
    for link in list(root.iter("a")):
        words, address = words_in(link), link.get("href", "").strip()
        if _WEB.fullmatch(address) and words and not (_WEB_WORDS.match(words) or "[" in words):
            # « ici » alone would be refused.
            linked = f"[{words}]({as_target(address)})"
            say(link, f"{words} <{address}>" if is_vague(words) else linked)
    mark_quotations(root)
    for heading in list(root.iter("h2", "h3", "h4")):
        if (words := words_in(heading)) and not words.endswith(("?", ":")):
            say(heading, f"### {words}")


def _put(text: str, picture: Joined, words: str) -> str:
    """A text with some words where a program said that a picture stands."""
    for pattern in _SHOWN:
        called = pattern.format(cid=re.escape(picture.cid), name=re.escape(picture.name))
        found = re.search(called, text, re.IGNORECASE)
        if found and (picture.cid or "{cid}" not in pattern):
            return f"{text[: found.start()]}{words}{text[found.end() :]}"
    return text


# ---- Files -------------------------------------------------------------------------------------


def _is_file(part: EmailMessage) -> bool:
    """Whether a part is more than words of the mail."""
    if part.is_multipart():
        return False
    return part.get_content_maintype() != "text" or part.get_filename() is not None


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _name(part: EmailMessage) -> str:
    """The file's name, on one line; never a path."""
    name = re.split(r"[/\\]", str(part.get_filename() or ""))[-1]
    return " ".join(re.sub(r"[\[\]()<>`\x00-\x1f]", " ", name).split())[:100] or "sans nom"


def _is_picture(part: EmailMessage) -> bool:
    kind = part.get_content_type()
    is_named = kind == "application/octet-stream" and _PICTURE_NAME.fullmatch(_name(part))
    return (kind.startswith("image/") and kind != "image/svg+xml") or bool(is_named)


def _decorates(part: EmailMessage, content: bytes) -> bool:
    """Whether a picture is the logo of a signature, or a dot that counts readers."""
    return bool(part.get("Content-ID")) and min(Photograph.read(BytesIO(content)).size) < _NARROW
