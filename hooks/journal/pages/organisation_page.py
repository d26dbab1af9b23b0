"""What the page of an organisation says of it: only what the pages about it say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from lxml.html import HtmlElement, fragment_fromstring

from journal.entries.any_entry import AnyEntry
from journal.entries.build import Body
from journal.entries.catalogue import Catalogue
from journal.entries.organisations import Organisation
from journal.entries.page import Source
from journal.entries.tip import Tip
from journal.entries.visit import Visit
from journal.language.french import COLON, of_name, plural, words_of

_END = r".*?[.!?…](?=\s|$)"
# « est une recyclerie de jouets. », after a name, down to the end of the sentence.
_IS = re.compile(rf"\s(?:est|sont)\s(?:une?|des|la|les?|l['’])\b{_END}")
# « est installée dans le quartier de la Bottière (Nantes Métropole, 2023). »
_PARTICIPLE = r"(?:installé|situé|basé|implanté|établi)"
_STANDS = re.compile(rf"\s(?:est|sont)\s{_PARTICIPLE}e?s?\s(?P<place>[^,;:.!?…(]+){_END}")
_STANDING = re.compile(_PARTICIPLE)
# What comes before the first word of a sentence, before any.
_FIRST, _WITHIN = re.compile(r"(?:^|[.!?…]\s)$"), re.compile(r"(?:^|[.!?…]\s)[^.!?…]*$")
_EDGE = re.compile(r"\b")
_CONTEXT, _PARAGRAPH = re.compile('id="le-contexte"'), re.compile("<p")
# « (Nantes Métropole, 17 novembre 2023). », which ends it.
_SOURCE = re.compile(r"\([^()]*\)(?=\s?[.!?…]$)")


def presentation(organisation: Organisation, bodies: Mapping[str, Body]) -> str:
    """The first sentence that begins by its name and says what it is, « JOUJOU est une
    recyclerie… », in the newest page about it that has one; empty without any.

    Args:
        organisation: whose visits say it.
        bodies: path under docs/ to the body of each page.
    """
    for words, at, after in _named(organisation, bodies):
        if (found := _IS.match(words, after)) and _FIRST.search(words[:at]):
            return words[at : found.end()]
    return ""


def whereabouts(organisation: Organisation, bodies: Mapping[str, Body]) -> str:
    """« Dans le quartier de la Bottière (Nantes Métropole, 2023) »: the place and the source of the
    first sentence that says where it stands, in the newest page about it that has one; or empty.
    """
    for words, at, after in _named(organisation, bodies, _STANDING):
        found = _STANDS.match(words, after)
        if found and _EDGE.match(words, at) and _WITHIN.search(words[:at]):
            place, source = found["place"].strip(), _SOURCE.search(words, after, found.end())
            return f"{place[0].upper()}{place[1:]}{f' {source[0]}' if source else ''}"
    return ""


def context_of(
    organisation: Organisation,
    bodies: Mapping[str, Body],
    presentation_of: Callable[[Organisation], str],
) -> tuple[Visit, list[str]] | None:
    """The newest page about it that has a part « Le contexte », with the paragraphs of it, but for
    what presents it; None without any.
    """
    for visit, body in _told(organisation, bodies, _CONTEXT):
        for heading in body.iterchildren("h2"):
            if heading.get("id") == "le-contexte":
                said = presentation_of(organisation)
                paragraphs = [_words(p).replace(said, "").strip() for p in _paragraphs(heading)]
                return visit, list(filter(None, paragraphs))
    return None


def _paragraphs(heading: HtmlElement) -> Iterator[HtmlElement]:
    """What stands under a heading, down to the next one of its level."""
    for element in heading.itersiblings():
        if element.tag == "h2":
            return
        if element.tag == "p":
            yield element


def _words(paragraph: HtmlElement) -> str:
    words = " ".join(paragraph.text_content().split(" "))
    return words.replace("\n", " ").strip()


def _told(
    organisation: Organisation, bodies: Mapping[str, Body], holding: re.Pattern[str]
) -> Iterator[tuple[Visit, HtmlElement]]:
    """The pages about it that hold something, each with its body."""
    for visit in organisation.visits:
        if visit.path in bodies and holding.search(html := bodies[visit.path].html):
            yield visit, fragment_fromstring(html, create_parent="div")


def _named(
    organisation: Organisation, bodies: Mapping[str, Body], holding: re.Pattern[str] = _PARAGRAPH
) -> Iterator[tuple[str, int, int]]:
    """The paragraphs of those that name it, each with where its name begins, and ends."""
    name = organisation.name.replace("'", "’")
    for _, body in _told(organisation, bodies, holding):
        for paragraph in body.iter("p"):
            words = _words(paragraph)
            alike, at = words.replace("'", "’"), -1
            while (at := alike.find(name, at + 1)) >= 0:
                yield words, at, at + len(name)


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
