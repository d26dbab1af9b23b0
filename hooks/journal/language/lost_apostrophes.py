"""Apostrophes that a telephone's keyboard has left out: « l association », « aujourd hui »."""

from __future__ import annotations

import re

_VOWELS = "aeiouyhàâéèêîïôûœAEIOUYHÀÂÉÈÊÎÔÛŒ"
# No unit (« 5 m environ »), no letter of a list (« le point d », « a, b et c »).
_NAMED_BY_LETTERS = (
    *("lettre", "point", "option", "plan", "niveau", "classe", "groupe", "salle", "article"),
    *("annexe", "vitamine", "hépatite", "bâtiment", "zone", "ligne", "quai", "face"),
)
_NO_NAME = r"(?<!\d[ \u00a0\u202f\n])(?<!\b[b-xz] et )(?<!\b[b-xz] ou )" + "".join(
    rf"(?<!{word}[ \n])" for word in _NAMED_BY_LETTERS
)
_APART = r"(?<![^\s(«\"“*>—–…\[])(?<!\w\*)(?<!\w\*\*)"
# « Columns d and e », « "%d"s in »: words of English; « d ela » is « de la ».
_OF_OTHERS = (
    r"(?:(?:et|ou|à|au|aux|and|are|at|have|has|in|into|is|it|its|of|you|your|ela)\b"
    r"|or (?:\w\b|[A-Z]))"
)
# « c » stands before few words: « C est », « c en est fait »; « C extensions » is a language.
_AFTER_C = r"(?:est|en|eût|étai(?:en)?t|étant|eussent)\b"
# Most words are told from these by how they end, at once.
_BEGINS = r"(?=(?:[cdjlmnstCDJLMNST]|[a-zA-Z]{0,5}qu|[aA]ujourd) )"
LOST_APOSTROPHE = re.compile(
    rf"{_APART}{_BEGINS}{_NO_NAME}"
    r"(?P<letters>(?:[cdjlmnst]|(?:(?<=^)|(?<=[.!?…»:>*#-] )|(?<=\n)|(?<=\*))[CDJLMNST])"
    rf"(?= (?!{_OF_OTHERS})(?:(?<![cC] )|(?={_AFTER_C}))[{_VOWELS}][^\W\d_])"
    rf"|(?:[qQ]|[jJ]usq|[lL]orsq|[pP]uisq|[qQ]uoiq)u(?= [{_VOWELS}])"
    # Before one letter: « il n y a », « il l a dit », « d où ».
    r"|[jnsdlm](?= y\b)|[nlmt](?= a [a-zà-ÿ])|[dD](?= où\b)"
    r"|[aA]ujourd(?= hui\b)|[qQ]uelqu(?= une?\b)|[pP]resqu(?= îles?\b)) (?P<word>[^\W\d_]+)",
    re.MULTILINE,
)
# Where one may be, found at once: most pages have none.
NEAR_LOST_APOSTROPHE = re.compile(
    rf" [{_VOWELS}](?:(?<=[cdjlmnstCDJLMNST] .)(?<!\w\w .)|(?<=[qQ]u .)|(?<=rd h)ui)"
)


def with_apostrophes(text: str) -> str:
    """The same text with them."""
    return LOST_APOSTROPHE.sub(r"\g<letters>'\g<word>", text)
