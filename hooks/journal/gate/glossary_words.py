"""The words of the glossary: each is a heading of its own, once, in its place, as texts have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from journal.entries.addresses import GLOSSARY_FILE
from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.language.acronyms import ACRONYM
from journal.language.french import folded, slugified, sort_key
from journal.markdown.elements import Heading
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "mot-introuvable": Explanation(
        "Un mot du glossaire est écrit comme aucune page ne l'écrira : rien ne l'ouvrira (simple "
        "avertissement).",
        "Recopier la ligne que le message propose.",
    ),
    "mot-en-double": Explanation(
        "Le glossaire a deux fois le même mot (simple avertissement).",
        "Réunir les deux définitions sous un seul titre.",
    ),
    "mot-mal-range": Explanation(
        "Un mot du glossaire n'est pas à sa place dans l'alphabet (simple avertissement).",
        "Le déplacer, avec sa définition.",
    ),
}

_BELOW = " ; et la définition dessous"
# « ( #zone ) », « { #zone », « [#zone] »: braces that are none.
_BRACES = re.compile(r"\s*[({\[]\s*#\s*(?P<id>[\w-]+)\s*(?P<rest>\.[\w-]+)?\s*[)}\]]?\s*$")
# « ZFU : zone franche urbaine », « ZFU - zone franche urbaine ».
_APART = re.compile(r"^(?P<first>[^,:]+?)(?:\s?:|\s[-–—=])\s+(?P<rest>\S.*)$")
_OR = re.compile(r"^(?P<first>[^,]+?)\s+(?:ou|/)\s+(?P<other>[^,]+)$")
_QUOTED = re.compile(r"^[«“\"]\s*(?P<words>[^«»“”\"]+?)\s*[»”\"]\.?$")
_ALSO = re.compile(r"\bOn dit (?:aussi|souvent|parfois|encore)\s(?P<names>[^.\n]{2,200})")
_NAME = re.compile(r"«\s?([^«»\n]+?)\s?»")


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """What keeps a word of the glossary from opening where pages have it."""
    if draft.path != GLOSSARY_FILE:
        return
    words = [heading for heading in draft.text.headings() if heading.level == 2]
    if not words:
        return
    for heading in draft.text.headings():
        if heading.level == 2 and (line := _as_meant(heading)):
            yield _unfound(draft, heading.offset, line)
        elif heading.level == 3 and heading.identifier:
            # A heading within a meaning needs no address of its own.
            line = f"## {heading.text} {{ #{heading.identifier} }}"
            yield _unfound(draft, heading.offset, line)
    twice = list(_check_twice(draft, words))
    # What is written twice has no other place.
    yield from twice or _check_order(draft, words)


def _unfound(draft: Draft, offset: int, line: str) -> Problem:
    return draft.problem(
        offset,
        "mot-introuvable",
        "Écrit ainsi, ce mot ne s'ouvrira dans aucune page.",
        f"Écrivez : {line}",
        severity=Severity.WARNING,
    )


def _as_meant(heading: Heading) -> str:
    """The line of a word that no text will have; empty for any other."""
    text, identifier, rest = heading.text, heading.identifier, ""
    if mistyped := _BRACES.search(text):
        text, identifier = text[: mistyped.start()], mistyped["id"]
        rest = f" {mistyped['rest']}" if mistyped["rest"] else ""
    if quoted := _QUOTED.match(text):
        text = quoted["words"]
    also = ""
    if apart := _APART.match(text):
        if ACRONYM.fullmatch(apart["first"]):
            text = f"{apart['first']}, {apart['rest']}"
        else:
            text, also = apart["first"], _BELOW
    elif either := _OR.match(text):
        text = either["first"]
        also = f" ; et, dans la définition : On dit aussi « {either['other']} »."
    # « Z.F.U. », as nobody types it.
    text = re.sub(r"^(?:[A-Z]\.){2,}[A-Z]?(?=,|$)", lambda found: found[0].replace(".", ""), text)
    text = re.sub(r"(?<=[^\W\d_]{3})\.$", "", text)
    if text == heading.text:
        return ""
    return f"## {text} {{ #{identifier or slugified(text.partition(',')[0])}{rest} }}{also}"


def _names(heading: Heading) -> Iterator[str]:
    """What a word is called: an acronym, and what it stands for."""
    first, _, rest = heading.text.partition(",")
    yield first
    if ACRONYM.fullmatch(first.strip()) and rest:
        yield rest


def _key(name: str) -> str:
    """A name as texts are searched: neither accents, capitals nor the sign of a plural."""
    words = re.findall(r"\w+", folded(name))
    return " ".join(word.rstrip("sx") if len(word) > 3 else word for word in words)


def _check_twice(draft: Draft, words: list[Heading]) -> Iterator[Problem]:
    """The same word twice, or what one is also called, which another one is."""
    known: dict[str, Heading] = {}
    for heading in words:
        names = [key for name in _names(heading) if (key := _key(name))]
        first = next((known[name] for name in names if name in known), None)
        known |= {name: heading for name in names if name not in known}
        if first:
            yield _twice(draft, heading.offset, heading.text, first)
    ends = [heading.offset for heading in words[1:]] + [len(draft.text.text)]
    for heading, end in zip(words, ends, strict=True):
        for said in _ALSO.finditer(draft.text.prose, heading.end, end):
            for name in _NAME.finditer(said["names"]):
                first = known.get(_key(name[1]))
                if first and first is not heading:
                    yield _twice(draft, said.start(), name[1], first)


def _twice(draft: Draft, offset: int, word: str, first: Heading) -> Problem:
    line = draft.text.position(first.offset)[0]
    return draft.problem(
        offset,
        "mot-en-double",
        f"« {word} » est déjà dans le glossaire, à la ligne {line}.",
        "Réunissez les deux définitions, et gardez le premier titre : son adresse a peut-être été "
        "recopiée.",
        severity=Severity.WARNING,
    )


def _check_order(draft: Draft, words: list[Heading]) -> Iterator[Problem]:
    """The only word that is out of its place; many are an order that somebody chose."""
    keys = [sort_key(re.sub(r"[^\w\s]", " ", heading.text).strip()) for heading in words]
    wrong = [rank for rank, (one, two) in enumerate(pairwise(keys), 1) if two < one]
    if len(wrong) != 1:
        return
    rank = wrong[0]
    # One that was put too early makes the next one wrong, which is not.
    if keys[rank + 1 : rank + 2] and keys[rank + 1] < keys[rank - 1]:
        rank -= 1
    others = [heading for heading in words if heading is not words[rank]]
    after = [h for h in others if sort_key(h.text)[0] < keys[rank][0]]
    place = f"après « {after[-1].text} »" if after else f"avant « {others[0].text} »"
    yield draft.problem(
        words[rank].offset,
        "mot-mal-range",
        f"« {words[rank].text} » n'est pas à sa place dans l'alphabet.",
        f"Déplacez ce mot et sa définition {place}.",
        severity=Severity.WARNING,
    )
