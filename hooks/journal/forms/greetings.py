"""What people say before an answer and after it, to whoever reads the message: no page has it."""

from __future__ import annotations

import re

_HELLO = re.compile(
    r"\A\s*(?:bonjour|bonsoir|salut|coucou|hello|madame,? monsieur|ch[eè]re?s? [^\n,]{2,30})"
    r"(?: [^\n,.!:]{2,30})?[ ,.!]*\n+(?=\S)",
    re.IGNORECASE,
)
# With the name, and the function, that follow.
_BYE = re.compile(
    r"\n[ \t]*(?:(?:bien |très )?cordialement|(?:bien )?amicalement|bien à (?:vous|toi)"
    r"|solidairement|(?:bonne|belle) (?:journée|soirée|continuation|réception)|à bientôt"
    r"|(?:un grand |mille )?merci(?: (?:d.avance|à vous|beaucoup|pour tout))?)[ ,.!]*"
    r"(?:\n+[^\n]{1,60}){0,3}\s*\Z",
    re.IGNORECASE,
)


def without_greetings(answer: str) -> str:
    """An answer without « Bonjour, » above it nor « Cordialement, Léa » below it."""
    return _BYE.sub("", _HELLO.sub("", answer, count=1), count=1).rstrip("\n")
