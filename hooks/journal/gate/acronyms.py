"""Acronyms that nobody explains: whoever is new to a trade stumbles on them.

Capitals are far more often a name (ATAO, JOUJOU), a word of every day (PDF) or a raised voice (un
GRAND merci) than the jargon of a trade, and no sign tells them apart. Hence a narrow rule, which
would rather say nothing: what one counts or owns is no name, « un EPCI », « votre DSP »; what has
no vowel, or comes back as a noun, is no raised voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from journal.entries.any_entry import AnyEntry
from journal.entries.visit import Visit
from journal.gate.draft import Draft
from journal.language.acronyms import is_spelt_in
from journal.language.rare_characters import seeker
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "sigle-inexplique": Explanation(
        "Un sigle n'est expliqué ni dans la page, ni dans le glossaire (simple avertissement).",
        "L'écrire une fois en entier, suivi du sigle entre parenthèses, ou l'ajouter au glossaire.",
    ),
}

# What everybody knows better so than in full, or says loudly.
_EVERYDAY = frozenset({
    "ADN", "AMAP", "BAC", "BAFA", "BNP", "BPM", "BRAVO", "BTP", "BTS", "CAP", "CDD", "CDI",
    "CGT", "CNI", "CSS", "CSV", "DIY", "DOC", "DSL", "DUT", "DVD", "EHPAD", "EURL", "FAQ",
    "FLE", "GPL", "GPS", "GSM", "HLM", "HTML", "IBAN", "IRM", "JPEG", "JPG", "KBIS", "LED",
    "LGBT", "LSF", "MAJ", "MERCI", "MJC", "MOOC", "NON", "ODT", "ONG", "ONU", "OUI", "PDF",
    "PIN", "PME", "PMR", "PNG", "QCM", "RDV", "RER", "RIB", "RIP", "RSA", "RSS", "RTT", "SARL",
    "SAS", "SASU", "SAV", "SCI", "SIM", "SIREN", "SIRET", "SMIC", "SMS", "SNCF", "SOS", "STOP",
    "SUV", "SVG", "SVP", "TER", "TGV", "TNT", "TOP", "TPE", "TTC", "TVA", "URL", "USB", "VHS",
    "VIP", "VTC", "VTT", "WIFI", "XLS",
})  # fmt: skip
_OWNED = (
    r"une?|ce|cet|cette|ces|[mts](?:on|a|es)|notre|nos|votre|vos|leurs?|chaque|plusieurs|quelques"
    r"|certaine?s|aucune?|quelles?|quels?"
)
_OWNER = re.compile(rf"\b(?:{_OWNED})\s+$", re.IGNORECASE)
_ACRONYM = re.compile(r"\b(?<![@#&/.'’-])[A-Z]{3,6}(?![\w&@/'’-]|\.\w)")
# What one may own, where an owner is looked for before it.
_has_capitals = seeker(r"\s[A-Z]{3}")
_CAPITALS = re.compile(r"[A-Z](?<=\s.)[A-Z]{2}")
_NO_VOWEL = re.compile(r"[^AEIOUY]+")
_ROMAN = re.compile(r"M*(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
# What follows a noun: the end, a sign, a word that links it. An adjective in capitals has its noun.
_AS_A_NOUN = re.compile(
    r"\s*(?:$|[^\w\s]|\s(?:d[eu]s?|à|aux?|en|pour|par|avec|sans|est|sont|ont|et|ou|qui|que|sur)\b)"
)
_LOUD = re.compile(r"[A-ZÀ-Þ]{2,}")
# How far before another a word may begin, in letters.
_NEAR = 30


def check_acronyms(
    entry: AnyEntry,
    draft: Draft,
    *,
    entries: Mapping[str, AnyEntry],
    glossary: Draft | None,
) -> Iterator[Problem]:
    """Acronyms that a page uses as nouns and that nothing explains, each once.

    Args:
        entries: path under docs/ to entry: the organisations visited are known by their names.
        glossary: the page that defines words, if there is one.
    """
    # Reading what is code, what is a remark, takes time: few pages have what it would tell apart.
    typed = draft.text.text
    capitals = _CAPITALS.finditer(typed) if _has_capitals(typed) else ()
    if not any(_is_owned(typed, found.start()) for found in capitals):
        return
    prose = draft.text.prose_alone
    uses: dict[str, list[re.Match[str]]] = {}
    for found in _ACRONYM.finditer(prose):
        if not (found[0] in _EVERYDAY or _ROMAN.fullmatch(found[0]) or _is_loud(prose, found)):
            uses.setdefault(found[0], []).append(found)
    unknown = {name: there for name, there in uses.items() if _is_jargon(name, there)}
    if not unknown:
        return
    known = _names(entry, entries) | _explained_elsewhere(draft, glossary)
    for name, there in unknown.items():
        if name in known or _is_explained(name, prose):
            continue
        yield draft.problem(
            there[0].start(),
            "sigle-inexplique",
            f"« {name} » n'est expliqué ni dans cette page, ni dans le glossaire.",
            f"Écrivez-le une fois en entier, suivi de « ({name}) » ; ou ajoutez-le au glossaire.",
            severity=Severity.WARNING,
        )


def _is_jargon(name: str, uses: list[re.Match[str]]) -> bool:
    owned = [use for use in uses if _is_owned(use.string, use.start())]
    if _NO_VOWEL.fullmatch(name):
        return bool(owned)
    return len(uses) > 1 and any(_AS_A_NOUN.match(use.string, use.end()) for use in owned)


def _is_owned(text: str, place: int) -> bool:
    """Whether one counts or owns what stands there: « un EPCI », « votre DSP »."""
    return _OWNER.search(text, max(0, place - _NEAR), place) is not None


def _is_loud(prose: str, found: re.Match[str]) -> bool:
    """Whether a word beside it has capitals alone too: a title, a name in several words."""
    start, end = found.span()
    before = re.findall(r"[^\W\d_]+", prose[max(0, start - _NEAR) : start])
    after = re.match(r"\s*([^\W\d_]+)", prose[end : end + _NEAR])
    beside = [*before[-1:], *(after.groups() if after else ())]
    return any(_LOUD.fullmatch(word) for word in beside)


def _names(entry: AnyEntry, entries: Mapping[str, AnyEntry]) -> set[str]:
    visits = [visit for visit in entries.values() if isinstance(visit, Visit)]
    names = [visit.organisation for visit in visits] + [s.title for s in entry.sources]
    return set(re.findall(r"\w+", " ".join([*names, *entry.authors])))


def _explained_elsewhere(draft: Draft, glossary: Draft | None) -> set[str]:
    """Those in a link, which leads to more; those that the glossary holds, wherever it does."""
    texts = [link.text or "" for link in draft.text.links]
    tags = (tag for tag in draft.text.tags() if tag.name == "abbr")
    texts += [draft.text.text[tag.offset :].partition("</")[0] for tag in tags]
    texts += [glossary.text.text] if glossary else []
    return set(re.findall(r"\b[A-Z]{3,6}\b", " ".join(texts)))


def _is_explained(name: str, prose: str) -> bool:
    """« DSP (…) », « … (DSP) », « DSP : … », « DSP, c'est-à-dire… », « … ou DSP »; or in full."""
    beside = (
        rf"\b{name}\b(?:\s»)?\s*(?:\(|:|,?\sc['’]est[-\s])|(?:\([^()]*|\bou\s(?:«\s)?)\b{name}\b"
    )
    return bool(re.search(beside, prose)) or is_spelt_in(prose, name)
