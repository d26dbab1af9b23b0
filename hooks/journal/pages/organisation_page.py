"""What the page of an organisation says of it: only what the pages about it say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

from lxml.html import fragment_fromstring

from journal.entries.any_entry import AnyEntry
from journal.entries.build import Body
from journal.entries.catalogue import Catalogue
from journal.entries.organisations import Organisation
from journal.entries.page import Source
from journal.entries.tip import Tip
from journal.entries.visit import Visit
from journal.language.french import COLON, of_name, plural, words_of

_END = r".*?[.!?…](?=\s|$)"
# « est une recyclerie de jouets. », down to the end of the sentence.
_IS = rf"\s(?:est|sont)\s(?:une?|des|la|les?|l['’])\b{_END}"
# « est installée dans le quartier de la Bottière », after as much of the sentence.
_STANDS = rf"\s(?:est|sont)\s(?:installé|situé|basé|implanté|établi)e?s?\b{_END}"


def presentation(organisation: Organisation, bodies: Mapping[str, Body]) -> str:
    """The first sentence that begins by its name and says what it is, « JOUJOU est une
    recyclerie… », in the newest page about it that has one; empty without any.

    Args:
        organisation: whose visits say it.
        bodies: path under docs/ to the body of each page.
    """
    return _sentence(organisation, bodies, rf"{_name(organisation)}{_IS}")


def whereabouts(organisation: Organisation, bodies: Mapping[str, Body]) -> str:
    """The first sentence that says where it stands, « Depuis 2023, JOUJOU est installée dans… », in
    the newest page about it that has one; empty without any.
    """
    return _sentence(organisation, bodies, rf"[^.!?…]*?\b{_name(organisation)}{_STANDS}")


def told_at(organisation: Organisation, bodies: Mapping[str, Body]) -> str:
    """Address of the part « Le contexte » of the newest page about it that has one; or empty."""
    for visit in organisation.visits:
        if visit.path in bodies and 'id="le-contexte"' in bodies[visit.path].html:
            return f"{visit.address}#le-contexte"
    return ""


def _name(organisation: Organisation) -> str:
    return re.sub("['’]", "['’]", re.escape(organisation.name))


def _sentence(organisation: Organisation, bodies: Mapping[str, Body], pattern: str) -> str:
    sentence = re.compile(rf"(?:^|[.!?…]\s)(?P<said>{pattern})")
    for visit in organisation.visits:
        html = bodies[visit.path].html if visit.path in bodies else ""
        for paragraph in fragment_fromstring(html, create_parent="div").iter("p"):
            words = " ".join(paragraph.text_content().split(" "))
            if found := sentence.search(words.replace("\n", " ").strip()):
                return found["said"]
    return ""


def presentations(bodies: Mapping[str, Body]) -> Callable[[Organisation], str]:
    """`presentation`, looked for once: a page asks it again for machines, and lists do."""
    known: dict[str, str] = {}

    def said(organisation: Organisation) -> str:
        if organisation.path not in known:
            known[organisation.path] = presentation(organisation, bodies)
        return known[organisation.path]

    return said


def tips_at(organisation: Organisation, catalogue: Catalogue) -> list[Tip]:
    """The tips learned there, visit by visit."""
    return [tip for visit in organisation.visits for tip in catalogue.tips_of(visit)]


def presented_at(organisation: Organisation, catalogue: Catalogue) -> list[Visit]:
    """What others presented during visits there."""
    found = [v for visit in organisation.visits for v in catalogue.presented_during(visit)]
    return [visit for visit in found if visit not in organisation.visits]


def read_elsewhere(organisation: Organisation) -> list[Source]:
    """The sources of the pages about it of which the title names it, each address once."""
    named = words_of(organisation.name)
    found = {
        source.url: source
        for visit in organisation.visits
        for source in visit.sources
        if source.url and named in words_of(source.title)
    }
    return list(found.values())


def entries_of(organisation: Organisation, catalogue: Catalogue) -> list[AnyEntry]:
    """The pages about it: its visits, and their tips."""
    return [*organisation.visits, *tips_at(organisation, catalogue)]


def counted(organisation: Organisation, catalogue: Catalogue) -> str:
    """« 2 visites, 1 visite annoncée, présentée pendant une visite, 3 conseils »."""
    counts = Counter(_state(visit, catalogue) for visit in organisation.visits)
    parts = [
        plural(counts[state], f"visite{state}", f"visites{state and state + 's'}")
        for state in _STATES
        if counts[state]
    ]
    if presented := counts[_PRESENTED]:
        during = "une visite" if presented == 1 else f"{presented} visites"
        parts.append(f"présentée pendant {during}")
    if tips := tips_at(organisation, catalogue):
        parts.append(plural(len(tips), "conseil"))
    return ", ".join(parts)


_PRESENTED = "présentée"
# What follows « visite ».
_STATES = ("", " annoncée", " annulée")


def _state(visit: Visit, catalogue: Catalogue) -> str:
    if visit.presented_during:
        return _PRESENTED
    if visit.cancelled:
        return " annulée"
    return " annoncée" if catalogue.is_ahead(visit) else ""


def summary(organisation: Organisation, catalogue: Catalogue) -> str:
    """« Ce que ce carnet raconte d’ATAO : 1 visite, 3 conseils. »"""
    return (
        f"Ce que ce carnet raconte {of_name(organisation.name)}{COLON}"
        f"{counted(organisation, catalogue)}."
    )
