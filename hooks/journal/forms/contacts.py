"""Mails and telephone numbers in what people write: found, and left out of the page.

What is sent through a form is public, and so is the page: nobody's address goes further by itself.
"""

from __future__ import annotations

import re

from journal.web.mails_and_phones import A_MAIL, A_PHONE

MAIL, PHONE = "courriel", "téléphone"
# What is put in their place.
NOT_PUBLISHED = re.compile(rf"\((?:{MAIL}|{PHONE}) non publié\)")

# A link to a person: its words stay.
_LINK = re.compile(
    r"\[(?P<words>[^\[\]\n]{1,300})\]\(\s*(?:mailto|tel):[^()\n]{0,300}\)", re.IGNORECASE
)
# What may hold such signs and is nobody's: an address of the web stays whole.
_ANY = re.compile(
    rf"(?P<web>https?://[^\s<>\"]+)|{_LINK.pattern}|<(?:{A_MAIL.pattern})>|(?P<mail>{A_MAIL.pattern})"
    rf"|(?P<phone>{A_PHONE.pattern})",
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

    # « Marie (06 12 34 56 78) » has them already.
    return re.sub(
        rf"\({NOT_PUBLISHED.pattern}\)", lambda twice: twice[0][1:-1], _ANY.sub(put, text)
    ), found
