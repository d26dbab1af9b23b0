"""The file in which somebody's answers arrived, as text: of any editor, or a whole mail."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from journal.forms.mail_parts import Joined, Mail, joined_to, read_mail
from journal.new_pages.skeletons import RefusedError

# What documents and pictures begin with.
_NO_TEXT = (*(b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\xff\xd8\xff", b"\x89PNG"),)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# A letter with an accent in UTF-8: nobody types these two signs of Windows-1252 in a row.
_ACCENT = re.compile(rb"\xc3[\x80-\xbf]|\xc5[\x92\x93]|\xe2\x80[\x80-\xbf]")
# RFC 5322, section 3.6.8; and the line that mailboxes put before.
_HEADERS = re.compile(
    rb"\A(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+(?=\r?\n)", re.ASCII
)
_OF_A_MAIL = re.compile(
    rb"^(?:MIME-Version|Message-ID|Received|Content-Type|Content-Transfer-Encoding):",
    re.IGNORECASE | re.MULTILINE,
)


def incoming(data: bytes) -> Mail:
    """The text of a file: UTF-8, UTF-16 with its mark, Windows-1252, or a mail (RFC 5322).

    Raises:
        RefusedError: it is a document or a picture.
    """
    if data.startswith(_NO_TEXT):
        raise RefusedError(
            "Ce fichier n'est pas du texte : ouvrez-le, copiez-en les questions et les réponses "
            "dans un fichier texte, comme courriel.txt, puis recommencez avec lui."
        )
    if is_mail(data):
        return read_mail(_from_first_header(data), _decoded)
    return Mail(_decoded(data))


def with_files(mail: Mail, files: Iterable[tuple[str, bytes]]) -> Mail:
    """A text with pictures more: those of other mails, and files.

    Args:
        mail: the text.
        files: names, and contents.
    """
    found: list[Joined] = []
    others = list(mail.others)
    for name, data in files:
        if is_mail(data):
            other = read_mail(_from_first_header(data), _decoded)
            found += other.joined.values()
            others += other.others
        else:
            found.append(Joined(name, data))
    known = {picture.data for picture in mail.joined.values()}
    return joined_to(mail, [picture for picture in found if picture.data not in known], others)


def is_mail(data: bytes) -> bool:
    """Whether a file is a whole mail (RFC 5322), as programs save them."""
    headers = _HEADERS.match(_from_first_header(data))
    return bool(headers and _OF_A_MAIL.search(headers[0]))


def _from_first_header(data: bytes) -> bytes:
    """A mail without what an editor or a copy left above it: a byte order mark, blank lines."""
    return data.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")


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
