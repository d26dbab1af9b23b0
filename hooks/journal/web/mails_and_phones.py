"""Mails and telephone numbers within a text, as people write them."""

from __future__ import annotations

import re

# « nom@example.org », « nom (at) example.org », « nom [arobase] example.org »; bounded, so that no
# text takes long.
A_MAIL = re.compile(
    r"(?:mailto:\s*)?(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?[(\[{<]\s?(?:at|arobase|a|@)\s?[)\]}>]\s?"
    r"|\s@\s?)(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}(?![\w-])",
    re.IGNORECASE,
)
_SPACE = r"[\s.\u00a0\u202f\u2010-\u2015/-]{0,2}"
# « 01/02/2026 12:00 » is a day.
_DATE = r"[0-9]{2}[/.-][0-9]{2}[/.-](?:19|20)[0-9]{2}"
# In France, written by twos or in the manner of free numbers; abroad, after a plus.
A_PHONE = re.compile(
    rf"(?:tel:\s*)?(?<![\w,.+-])(?!{_DATE})(?:"
    rf"(?:(?:\+|00){_SPACE}33{_SPACE}(?:\(0\){_SPACE})?[1-9]|0{_SPACE}?[1-9])(?:{_SPACE}[0-9]{{2}}){{4}}"
    rf"|0{_SPACE}8[0-9]{{2}}{_SPACE}[0-9]{{3}}{_SPACE}[0-9]{{3}}"
    rf"|(?:\+|00)[1-9][0-9]{{0,2}}(?:{_SPACE}[0-9]{{2,4}}){{3,5}}"
    r")(?![\w-])",
    re.IGNORECASE,
)
