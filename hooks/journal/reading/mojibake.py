"""What a text said before a program read its bytes in the wrong encoding."""

from __future__ import annotations

import re
from itertools import islice

from journal.language.rare_characters import signs_of

# Letters and signs of French outside ASCII: all that is looked for.
_FRENCH = "àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ«»‘’“”–—…€°·•\u00a0\u202f"
# Where UTF-8 is read as something else; ftfy knows the others, and most of these.
_READ_AS = ("cp1252", "mac_roman", "cp850", "cp437")
# How letters begin when UTF-8 is read as Windows-1252, and what may follow them.
_WINDOWS = "ÂÃÄÅÎÏÐÑâãðï"
_AFTER_WINDOWS = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ \u00a0"
# What Windows-1252 makes of « ” », whose third byte it shows as nothing.
_CUT_QUOTE = re.compile(r"â€(?=[ .,;:!?)\]»]|$)")
# (what wrote, what read), both one byte a letter.
_CROSSED = (
    ("mac_roman", "cp1252"),
    ("cp1252", "mac_roman"),
    ("cp1252", "cp850"),
    ("cp850", "cp1252"),
)
# What these make of French letters, and no word holds after a small letter.
_SIGNS = "ÈËÍÁÙÓÎÔÚÞÛÆÏÕŽŠŒ‡ˆ‚ƒþ˘˚\x81\x8d\x8f\x90\x9d"
_WITHIN = re.compile(
    rf"[{_SIGNS}](?:(?<=[a-zà-ÿ].)(?=[a-zà-ÿ\W{_SIGNS}]|$)|(?<=[ˆ‡])(?<!\S.)(?!\S))"
)
# Signs that are looked at before a text is judged.
_ENOUGH = 20
# How often each is met in French, more or less.
_COMMON = {"é": 10, "è": 4, "à": 4, "’": 4, "ê": 2, "ç": 1, "ù": 1, "ô": 1, "î": 1, "û": 1}


def _sequences() -> dict[str, str]:
    """What stands for each letter of French read in each wrong encoding, and that letter."""
    found = {}
    for letter in _FRENCH:
        for encoding in _READ_AS:
            wrong = letter.encode().decode(encoding, "ignore")
            if len(wrong) == len(letter.encode()):
                found[wrong] = letter
    return found


_SEQUENCES = _sequences()
_SEQUENCE = re.compile("|".join(map(re.escape, sorted(_SEQUENCES, key=len, reverse=True))))


def _doubled() -> str:
    """How what UTF-8 writes in several bytes begins, read otherwise: two signs.

    One branch for each first sign, which is all that most texts are searched for.
    """
    following = dict.fromkeys(_WINDOWS, _AFTER_WINDOWS)
    for wrong in _SEQUENCES:
        following[wrong[0]] = following.get(wrong[0], "") + re.escape(wrong[1])
    return "|".join(f"{first}[{seconds}]" for first, seconds in following.items())


_DOUBLED = re.compile(_doubled())


# What each of them begins with.
_FIRST = re.compile(f"[{_SIGNS}{_WINDOWS}{''.join(sorted({w[0] for w in _SEQUENCES}))}]")


def may_be_misread(text: str) -> bool:
    """Whether `read_well` may find something in a text: a cheap question."""
    if not _FIRST.search(signs_of(text)):
        return False
    return _DOUBLED.search(text) is not None or _WITHIN.search(text) is not None


def is_crossed(text: str) -> bool:
    """Whether letters were each read as another; one word may be a name, as in « LaÎle »."""
    around = (text[max(0, sign.start() - 3) : sign.end() + 3] for sign in _WITHIN.finditer(text))
    return not text.isascii() and len(set(islice(around, _ENOUGH))) > 1


def read_well(line: str, *, crossed: bool) -> str:
    """What a line said before it was badly read; the same line when it was well read.

    Args:
        line: one line of a text.
        crossed: whether letters of that text were each read as another.
    """
    if line.isascii():
        return line
    if _DOUBLED.search(line):
        import ftfy  # here: it takes a tenth of the gate's time, for texts that are rare

        # ftfy leaves « Å“ », which is « œ » in French.
        whole = _CUT_QUOTE.sub("â€\x9d", line)
        return _SEQUENCE.sub(lambda found: _SEQUENCES[found[0]], ftfy.fix_encoding(whole))
    return _uncrossed(line) if crossed and _WITHIN.search(line) else line


def _uncrossed(line: str) -> str:
    """A line whose letters were each read as another: what makes the most French of them."""
    meant = [
        "".join(sign if sign.isascii() else _decoded(sign, wrote, read) for sign in line)
        for wrote, read in _CROSSED
    ]
    best = max(meant, key=lambda text: sum(_COMMON.get(sign, 0) for sign in text))
    return line if _WITHIN.search(best) else best


def _decoded(sign: str, wrote: str, read: str) -> str:
    """One letter as it was written; itself when what read it has no such letter."""
    try:
        # What Windows-1252 leaves empty is a control character.
        byte = sign.encode("latin-1") if "\x80" <= sign < "\xa0" else sign.encode(read)
        return byte.decode(wrote)
    except UnicodeError:
        return sign
