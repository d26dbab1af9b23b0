"""The file in which somebody's answers arrived, as text: of any editor, or a whole mail."""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from email.message import EmailMessage

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from journal.writing.blanks import RefusedError

# What documents and pictures begin with.
_NO_TEXT = (*(b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\xff\xd8\xff", b"\x89PNG"),)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# A letter with an accent in UTF-8: nobody types these two signs of Windows-1252 in a row.
_ACCENT = re.compile(rb"\xc3[\x80-\xbf]|\xc5[\x92\x93]|\xe2\x80[\x80-\xbf]")
_HEADERS = re.compile(
    rb"\A(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+(?=\r?\n)", re.ASCII
)
_OF_A_MAIL = re.compile(
    rb"^(?:MIME-Version|Message-ID|Received|Content-Type|Content-Transfer-Encoding):",
    re.IGNORECASE | re.MULTILINE,
)
_BLOCKS = ("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote")


def text_of(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, Windows-1252, or a mail (RFC 5322).

    Raises:
        RefusedError: it is a document or a picture.
    """
    if data.startswith(_NO_TEXT):
        raise RefusedError(
            "Ce fichier n'est pas du texte : ouvrez-le, copiez-en les questions et les réponses "
            "dans un fichier texte, comme courriel.txt, puis recommencez avec lui."
        )
    headers = _HEADERS.match(data)
    if headers and _OF_A_MAIL.search(headers[0]):
        return _mail(data)
    return _decoded(data)


def _decoded(data: bytes) -> str:
    if data.startswith(_UTF_16):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if not _ACCENT.search(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    return data.decode("utf-8", "replace")


def _mail(data: bytes) -> str:
    """The words of a mail, which its program encoded."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("plain", "html"))
    if not isinstance(body, EmailMessage):
        return ""
    content = body.get_payload(decode=True)
    charset = body.get_content_charset("utf-8")
    words = content if isinstance(content, bytes) else b""
    try:
        text = words.decode(charset)
    except (LookupError, UnicodeDecodeError):
        text = _decoded(words)
    return _without_tags(text) if body.get_content_subtype() == "html" else text


def _without_tags(html: str) -> str:
    """The text of a mail that has no other form, each block on its own line."""
    if not html.strip():
        return ""
    html = re.sub(r"<(style|script|head)\b.*?</\1\s*>", "", html, flags=re.DOTALL | re.IGNORECASE)
    root = document_fromstring(html.encode(), parser=HTMLParser(encoding="utf-8"))
    for element in root.iter("br", *_BLOCKS):
        element.tail = f"\n{element.tail or ''}"
    return etree.tostring(root, method="text", encoding="unicode")
