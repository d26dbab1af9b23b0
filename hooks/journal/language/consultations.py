"""The day on which a source was read, where people put it: among the words that name the source."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from journal.language.dates import parse_day
from journal.language.typed_days import guess_day, guess_partial_date

# What was read, said once more: only after a sign, « Titre de la page, page consultée le… ».
_WHAT = (
    r"(?:(?<=[,;.(\[–—-] )|(?<=[(\[]))"
    r"(?:page|site(?: web| internet)?|document|article|version|lien|en ligne)s?,? "
)
_READ = (
    rf"(?:(?:{_WHAT})?(?:dernière fois )?(?:consult[ée]e?s?|vue?s?|lue?s?|visité|visitée?s?"
    r"|relevée?s?|récupérée?s?|accédée?s?)(?: en ligne| sur internet)?(?: ?:| le| en date du)"
    r"|(?:(?:date|jour) de (?:dernière )?|dernière )?(?:consultation|acc[èe]s)(?: ?:| le)(?: le)?"
    r"|dernier acc[èe]s(?: ?:| le)"
    r"|(?:last )?(?:accessed|retrieved|viewed|visited)(?: ?:| on)?)"
)
_DAY = (
    r"(?:(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche),? )?"
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|\d{1,2}(?:er|st|nd|rd|th)?[ /.-](?:\d{1,2}|[^\W\d_]{3,9}\.?)[ /.-](?:\d{4}|\d{2})"
    r"|[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})(?![\d/-])"
    r"(?:,? à \d{1,2} ?[h:](?: ?\d{2})?)?"
)
# Between brackets, or down to a sign or to the end.
_CONSULTED = re.compile(
    rf"(?:(?P<opens>[(\[]) ?)?(?<!\w){_READ} (?P<day>{_DAY})"
    r"(?(opens) ?[)\]]|(?= ?[,;.:–—-](?: |$)| ?$| from ))",
    re.IGNORECASE,
)
# « consulté en mars 2026 », « (lu fin 03/2026) »: of a month or a year; only after a sign.
_VAGUELY_CONSULTED = re.compile(
    r"(?:(?P<opens>[(\[]) ?|(?<=[,;.:–—-] ))"
    r"(?:(?:page|site(?: web| internet)?|document|article|version)s?,? )?(?:dernière fois )?"
    r"(?:(?:consult[ée]e?s?|lue?s?)(?: en ligne)?|(?:date de |dernière )consultation"
    r"|(?:last )?(?:accessed|retrieved))(?: ?:)?"
    r"(?: (?:en|in|au|fin|début|mi|courant|mois de|de)){0,2}[ -]"
    r"(?P<when>(?:[^\W\d_]{3,9}\.? |\d{1,2}[/-])?\d{4})"
    r"(?(opens) ?[)\]]|(?= ?[,;.:–—-](?: |$)| ?$| from ))",
    re.IGNORECASE,
)
_SIGNS = " ,;:.–—-"


class Consultation(NamedTuple):
    """What names a source, and the day on which it was read."""

    named: str
    day: date


def consultation(text: str) -> Consultation | None:
    """The day on which a source was read, when the words that name it say so: « Insee, Chiffres,
    consulté le 3 mars 2026 ».

    Returns:
        None without such a day, or when it is not whole; its name is empty when nothing else is
        said.
    """
    text = " ".join(text.split())
    for found in _CONSULTED.finditer(text):
        day = _whole(found["day"])
        if day:
            return Consultation(_without(found), day)
    return None


def named_without_month(text: str) -> tuple[str, str] | None:
    """What names a source without the month or year in which it was read, and these: « Insee,
    consulté en mars 2026 ».
    """
    found = _VAGUELY_CONSULTED.search(" ".join(text.split()))
    if found and (found["when"].isdecimal() or guess_partial_date(found["when"])):
        return _without(found), found["when"]
    return None


def _without(found: re.Match[str]) -> str:
    before = found.string[: found.start()].rstrip(_SIGNS)
    after = found.string[found.end() :].lstrip(_SIGNS).removeprefix("from ")
    return ", ".join(filter(None, [before, after]))


def _whole(typed: str) -> date | None:
    try:
        return parse_day(typed)
    except ValueError:
        return guess_day(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", typed))
