"""Mails and telephone numbers in what people write: found, and left out of the page.

What is sent through a form is public, and so is the page: nobody's address goes further by itself.
"""

from __future__ import annotations

import re

MAIL, PHONE = "courriel", "téléphone"

# « nom@example.org », « nom (at) example.org », « nom [arobase] example.org »; bounded, so that no
# text takes long.
_MAIL = re.compile(
    r"(?:mailto:\s*)?(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?[(\[{<]\s?(?:at|arobase|@)\s?[)\]}>]\s?"
    r"|\s@\s?)(?:[\w-]{1,63}\.){1,4}[a-zA-Z]{2,24}(?![\w-])",
    re.IGNORECASE,
)
_SPACE = r"[\s.\u00a0\u202f\u2010-\u2015/-]{0,2}"
# « 01/02/2026 12:00 » is a day.
_DATE = r"[0-9]{2}[/.-][0-9]{2}[/.-](?:19|20)[0-9]{2}"
# In France, written by twos or in the manner of free numbers; abroad, after a plus.
_PHONE = re.compile(
    rf"(?:tel:\s*)?(?<![\w,.+-])(?!{_DATE})(?:"
    rf"(?:(?:\+|00){_SPACE}33{_SPACE}(?:\(0\){_SPACE})?[1-9]|0{_SPACE}?[1-9])(?:{_SPACE}[0-9]{{2}}){{4}}"
    rf"|0{_SPACE}8[0-9]{{2}}{_SPACE}[0-9]{{3}}{_SPACE}[0-9]{{3}}"
    rf"|\+[1-9][0-9]{{0,2}}(?:{_SPACE}[0-9]{{2,4}}){{3,5}}"
    r")(?![\w])",
)
# A link to a person: its words stay.
_LINK = re.compile(
    r"\[(?P<words>[^\[\]\n]{1,300})\]\(\s*(?:mailto|tel):[^()\n]{0,300}\)", re.IGNORECASE
)


# What may hold such signs and is nobody's: an address of the web stays whole.
_ANY = re.compile(
    rf"(?P<web>https?://[^\s<>\"]+)|{_LINK.pattern}|<(?:{_MAIL.pattern})>|(?P<mail>{_MAIL.pattern})"
    rf"|(?P<phone>{_PHONE.pattern})",
    re.IGNORECASE,
)


def without_contacts(text: str) -> tuple[str, list[str]]:
    """A text by which nobody can be reached, and each `MAIL` or `PHONE` that it had."""
    found: list[str] = []

    def put(contact: re.Match[str]) -> str:
        if contact["web"]:
            return contact["web"]
        is_phone = contact["phone"] or ((contact["words"] or "") and "tel:" in contact[0].lower())
        found.append(PHONE if is_phone else MAIL)
        return contact["words"] if contact["words"] else f"({found[-1]} non publié)"

    return _ANY.sub(put, text), found
