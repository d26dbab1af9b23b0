"""The few rules of French that the site needs: days, alphabetical order, plurals."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from journal.language.rare_characters import signs_of

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

# Of the week, which begins on a Monday for Python and for the French alike.
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

# A no-break space stands before a colon.
COLON = "\N{NO-BREAK SPACE}: "

# The longest name of a page, in signs, that one is given.
MAX_SLUG = 60
# No name ends with « avec la ».
_LINKS_AT_THE_END = re.compile(
    r"(?:-(?:a|au|aux|avec|c|ce|ces|cette|chez|d|dans|de|des|du|en|et|j|l|la|le|les|leur|leurs|m|n"
    r"|ne|on|ou|par|pour|qu|que|qui|s|sa|sans|se|ses|si|son|sur|t|un|une|vers|votre|vos))+$"
)

_LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}


def day_and_month(day: int, month: int) -> str:
    """« 25 janvier », « 1er mai »."""
    return f"{'1er' if day == 1 else day} {MONTHS[month - 1]}"


def of_month(month: int) -> str:
    """« d’avril », « de mai », after a word such as « mois »."""
    return f"{'d’' if MONTHS[month - 1][0] in 'aeiou' else 'de '}{MONTHS[month - 1]}"


def format_date(day: date) -> str:
    """« 1er décembre 2020 »."""
    # Babel, tried in its place, has no « 1er ».
    return f"{day_and_month(day.day, day.month)} {day.year}"


def with_weekday(day: date, words: str) -> str:
    """« jeudi 10 décembre 2026 », of the words that say a day."""
    return f"{DAYS[day.weekday()]} {words}"


def of_name(name: str, *, apostrophe: str = "’") -> str:
    """« d’ATAO », « de JOUJOU », « du Solilab », « des Ecossolies », before a name as it is.

    Args:
        name: what follows.
        apostrophe: the plain one in what somebody is to type.
    """
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return f"{contracted}{name.removeprefix(article)}"
    # Nobody can tell from its letters whether an « h » or a « y » is mute.
    return f"d{apostrophe}{name}" if folded(name)[:1] in set("aeiou") else f"de {name}"


def within(name: str) -> str:
    """A name inside a sentence: « Réemploi » is « réemploi », « ESS et emploi » stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def plural(count: int, singular: str, plural: str | None = None) -> str:
    """« 0 visite », « 1 visite », « 2 visites »: in French the plural starts at two."""
    return f"{count} {singular if count < 2 else plural or singular + 's'}"


def size(count: int) -> str:
    """« 900 ko », « 1,5 Mo », « 10 Mo »: a number of bytes as people say it."""
    if count < 1_000_000:
        return f"{count // 1000} ko"
    return f"{count / 1_000_000:.1f}".removesuffix(".0").replace(".", ",") + " Mo"


def without_accents(text: str) -> str:
    """Letters without diacritics, ligatures opened: « Œuvre réemployée », « OEuvre reemployee »."""
    if text.isascii():
        return text
    for ligature, letters in _LIGATURES.items():  # `translate` looks each letter up.
        text = text.replace(ligature, letters)
    bare = unicodedata.normalize("NFKD", text)
    for mark in filter(unicodedata.combining, set(signs_of(bare))):
        bare = bare.replace(mark, "")
    return bare


def folded(text: str) -> str:
    """Letters alone, for comparing: neither accents nor capitals make a difference."""
    return without_accents(text).casefold()


def words_of(text: str) -> str:
    """The words of a text, folded, each between spaces: « L'Œuvre » is `" l oeuvre "`."""
    words = folded(text)
    for sign in set(signs_of(words)):
        if not sign.isalnum():
            words = words.replace(sign, " ")
    return f" {' '.join(words.split())} "


def slugified(text: str) -> str:
    """What an address is made of: « Épicerie d'à côté » is `epicerie-d-a-cote`; may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", without_accents(text).lower()).strip("-")


def short_slug(slug: str) -> str:
    """As many whole words of what an address is made of as somebody reads."""
    if len(slug) <= MAX_SLUG:
        return slug
    short = slug[: MAX_SLUG + 1].rpartition("-")[0] or slug[:MAX_SLUG]
    return _LINKS_AT_THE_END.sub("", short)


def sort_key(text: str) -> tuple[str, str]:
    """Key that sorts as a French dictionary does: É with E, œ as oe, case last.

    The first level compares letters alone and the second settles ties, as the root collation of
    CLDR does (Unicode Technical Standard 10, sections 1.1 and 1.2).
    """
    return folded(text), text
