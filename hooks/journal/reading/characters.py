"""The characters of a source file: what copying left in them is mended, or refused with clean text.

One function cleans what the gate reads, what MkDocs publishes and what the search finds. It keeps
lines where they are. What cannot be mended without its author is said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from journal.language.rare_characters import EMPTY_LETTER, NEVER_SEEN, signs_of
from journal.problems.problem import Explanation, Problem
from journal.reading.mojibake import is_crossed, may_be_misread, read_well

EXPLANATIONS = {
    "texte-mal-decode": Explanation(
        "Des lettres accentuées ont été remplacées par d'autres signes (« Ã© » pour « é »).",
        "Recopier la ligne que le message propose.",
    ),
    "caractere-perdu": Explanation(
        "Un caractère s'est perdu à la copie, et personne ne peut le lire.",
        "Le taper à nouveau, ou le retirer.",
    ),
    "caractere-de-commande": Explanation(
        "La ligne contient un caractère de commande, qui ne se voit pas.",
        "Recopier la ligne que le message propose.",
    ),
}

# ---- What is mended -----------------------------------------------------------------------------

# What Windows-1252 puts where Unicode has control characters; five places hold nothing.
_WINDOWS = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D)
}
# « Next line » to some, « … » to Windows: beside other signs of Windows, or within badly read ones.
_NEXT_LINE = re.compile(r"(?<=[ÃÂâÅ€])\x85")
# Breaks that word processors put within a paragraph: Markdown knows none of them.
_BREAK = "\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
_BREAKS = re.compile(f"(?<![ {_BREAK}])[ {_BREAK}]*[{_BREAK}] *")
# What nobody sees: soft hyphens, spaces without width, marks of direction, tags but in a flag.
# A soft hyphen that is at the end of a line is one that is seen: the word goes on below.
_HYPHENATED = re.compile(r"(?<=[^\W\d_])\u00ad(?=\n[ >]*[^\W\d_])")
# An accent that a printed page sets apart from its letter: « e ́ ».
_APART = re.compile("(?<=[^\\W\\d_]) (?=[\u0300-\u0302\u0308\u0327])")
_UNSEEN = re.compile(
    # A flag is kept.
    "(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f)"
    f"|(?<![ÃÂ])\u00ad|[{NEVER_SEEN}\U000e0000-\U000e007f]"
    "|(?<=[\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[\x00-\u024f])"
)
# What changes the look of signs and of other letters than ours.
_SELECTORS = re.compile(
    "(?<=[A-Za-z\u00c0-\u024f])[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
)
_EMPTY = re.compile(EMPTY_LETTER)
# Letters that only a typeface should make: ligatures, wide and mathematical letters and figures.
_DRAWN = re.compile("[ĲĳŀĿŉſǆǅǄǉǈǇǌǋǊǳǲǱﬀ-ﬆﬓ-ﬗＡ-Ｚａ-ｚ０-９\U0001d400-\U0001d7ff]+")
# Letters in a circle or a square, as social networks draw whole words; one alone is a sign.
_ENCLOSED = re.compile(
    "[Ⓐ-ⓩ]{3,}|[\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]{3,}"
)
# The signs that people and machines type for an apostrophe; the grave accent marks code too.
_APOSTROPHE = re.compile(
    r"(?<=[^\W\d_ÃÂâ])[ʼʹˈ′‘‛＇](?=[^\W\d_])"
    r"|(?<![\w`])(?P<elided>[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|aujourd|entr)"
    r"[`´](?=[aeiouyhàâäéèêëîïôöûùüœæ])",
    re.IGNORECASE,
)
_ODD = re.compile(
    f"[\x0b\x0c\x1c-\x1f\x80-\x9f\u00ad\u2028\u2029{NEVER_SEEN}\u200c\u200d\u2800\u3164\uffa0"
    "\ufe00-\ufe0f\U000e0000-\U000e01ef\u0300-\u0302\u0308\u0327Ⓐ-ⓩ\U0001f130-\U0001f189"
    "´ʼʹˈ′‘‛＇`ĲĳŀĿŉſǆ-ǌǱ-ǳǄǅﬀ-ﬗ０-９Ａ-Ｚａ-ｚ\U0001d400-\U0001d7ff]"
)


def clean(text: str) -> str:
    """The same text, line for line, in characters that every reader has and sees."""
    if _ODD.search(signs_of(text)):
        if re.search("[\x80-\x84\x86-\x9f]", text):
            text = text.translate(_WINDOWS).replace("\x85", "…")
        text = _BREAKS.sub(" ", _NEXT_LINE.sub("…", text))
        text = _HYPHENATED.sub("-", _APART.sub("", text))
        text = _SELECTORS.sub("", _UNSEEN.sub(r"\1", _EMPTY.sub(" ", text)))
        text = _ENCLOSED.sub(lambda letters: "".join(map(_letter_in, letters[0])), text)
        text = _DRAWN.sub(lambda drawn: unicodedata.normalize("NFKC", drawn[0]), text)
        text = _APOSTROPHE.sub(lambda sign: f"{sign['elided'] or ''}’", text)
    return unicodedata.normalize("NFC", text)


def _letter_in(sign: str) -> str:
    """The letter that a circle or a square is around."""
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain.isascii() else chr(ord("A") + (ord(sign) - 0x1F130) % 32)


# ---- What is refused ----------------------------------------------------------------------------

# The last two of each plane are no signs: HTML refuses them.
_NO_SIGNS = "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(1, 15))
_LOST_SIGNS = (
    "\x81\x8d\x8f\x90\x9d\ufdd0-\ufdef\ufff9-\uffff\ue000-\uf8ff\U000f0000-\U0010ffff" + _NO_SIGNS
)
_LOST = re.compile(f"[{_LOST_SIGNS}]")
# Such a sign with the space before it, where there is one after it too.
_ALONE = re.compile(rf"(?:(?<=\s)|^|\s)[{_LOST_SIGNS}]+(?=\s|$)")
# What YAML refuses among them.
_UNREADABLE = re.compile("[\x81\x8d\x8f\x90\x9d\ufffe\uffff]")
# The bullets of Word, in a typeface of its own.
_BULLET = re.compile(r"(?P<indent> *)[\ue000-\uf8ff][ \t\u00a0]+")
# How a machine that writes marks its sources.
_CITATION = re.compile(r" ?\ue200[a-z]+\ue202[^\ue200\ue201\n]{1,200}\ue201?")
_COMMAND_SIGNS = "\x01-\x08\x0e-\x1b\x7f"
_COMMAND = re.compile(f"[{_COMMAND_SIGNS}]")
_LOST_OR_COMMAND = re.compile(f"[{_COMMAND_SIGNS}{_LOST_SIGNS}]")
# A line that one can read in a message.
_SHORT = 200
_AROUND = 30


def check_characters(path: str, text: str) -> Iterator[Problem]:
    """What is left to mend, line by line.

    Args:
        path: the file, under docs/.
        text: as `clean` gives it.
    """
    if not _is_suspect(text):
        return
    crossed = is_crossed(text)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.isascii() and line.isprintable():
            continue
        if (meant := read_well(line, crossed=crossed)) != line or (
            meant := _with_accents(line)
        ) != line:
            yield Problem(
                path,
                number,
                "texte-mal-decode",
                "Les lettres accentuées de cette ligne ont été mal lues par un logiciel.",
                f"Écrivez : {_changed(line, clean(meant))}",
            )
        elif lost := _LOST.search(line):
            yield _lost(path, number, line, lost)
        if _COMMAND.search(line):
            yield Problem(
                path,
                number,
                "caractere-de-commande",
                "Cette ligne contient un caractère de commande, qui ne se voit pas.",
                f"Écrivez : {_changed(line, _COMMAND.sub('', line))}",
            )


# Accents that stand before their letter, as some programs print them: « r´eponse », « ¸ca ».
_ACCENT = re.compile(
    r"(?P<accent>[´¨ˆ¸])(?:(?<=´)[eE]|(?<=¨)[eiuıEIU]|(?<=ˆ)[aeiouıAEIOU]|(?<=¸)[cC])"
)
_MARKS_OF = {"´": "\u0301", "¨": "\u0308", "ˆ": "\u0302", "¸": "\u0327"}


def _is_suspect(text: str) -> bool:
    """Whether something may be left to mend; of most texts, nothing else is asked."""
    signs = signs_of(text)
    return (
        bool(_LOST_OR_COMMAND.search(signs))
        or not _MARKS_OF.keys().isdisjoint(signs)
        or may_be_misread(text)
    )


def _with_accents(line: str) -> str:
    """A line whose accents stand on the letters that follow them."""
    return _ACCENT.sub(
        lambda found: unicodedata.normalize(
            "NFC", found[0][1].replace("ı", "i") + _MARKS_OF[found["accent"]]
        ),
        line,
    )


def readable(text: str) -> str:
    """A text of which `check_characters` has said what is wrong, so that the rest can be read."""
    if not _is_suspect(text):
        return text
    return _UNREADABLE.sub("\ufffd", _COMMAND.sub("", text))


def _lost(path: str, number: int, line: str, lost: re.Match[str]) -> Problem:
    place = (path, number, "caractere-perdu")
    if bullet := _BULLET.match(line):
        return Problem(
            *place,
            "Cette ligne commence par une puce de traitement de texte, que personne d'autre ne "
            "voit.",
            f"Écrivez : {bullet['indent']}- {_shortened(_LOST.sub('', line[bullet.end() :]))}",
        )
    if _CITATION.search(line):
        hint = f"Écrivez : {_changed(line, _CITATION.sub('', line))}"
        return Problem(*place, "Un renvoi d'un autre outil est resté dans le texte.", hint)
    without = _changed(line, _ALONE.sub("", line))
    if lost[0] == "\ufffc":
        return Problem(
            *place,
            "Un objet collé, sans doute une image, s'est perdu à la copie.",
            f"Écrivez : {without.replace(lost[0], '')} ; pour une image, déposez son fichier dans "
            "docs/images/.",
        )
    before = line[: lost.start()].split()[-1:] if lost.start() else []
    word = "".join(before) + "…" + "".join(line[lost.end() :].split()[:1])
    is_alone = bool(_ALONE.match(line, max(0, lost.start() - 1)))
    return Problem(
        *place,
        f"Un caractère s'est perdu à la copie, dans « {word[: _AROUND * 2]} ».",
        f"Tapez-le à nouveau. S'il ne servait à rien, écrivez : {without}"
        if is_alone
        else "Tapez-le à nouveau à cet endroit.",
    )


def _changed(line: str, meant: str) -> str:
    """A corrected line; of a long one, what has changed and a few words around it."""
    if len(meant) <= _SHORT:
        return meant.strip()
    same = next((i for i, (a, b) in enumerate(zip(line, meant, strict=False)) if a != b), 0)
    start = meant.rfind(" ", 0, max(0, same - _AROUND)) + 1
    return f"…{meant[start : start + _SHORT].strip()}…"


def _shortened(text: str) -> str:
    return text.strip() if len(text) <= _SHORT else f"{text[:_SHORT].strip()}…"
