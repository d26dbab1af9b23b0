"""Where a French text cites the law."""

from __future__ import annotations

import re

from journal.language.french import MONTHS, folded
from journal.language.rare_characters import seeker

# Codes as French names them. « Code de la route » is what one learns to drive, far more often than
# it is law; « code de conduite », « code de la porte » are none.
_CODES = (
    "de la commande publique|des marchés publics|du travail|de l['’]environnement|de commerce"
    "|de l['’]action sociale|de la sécurité sociale|de la santé publique|de la consommation"
    "|de l['’]éducation|de la construction|de l['’]urbanisme|de la mutualité|des assurances"
    "|de la propriété intellectuelle|de justice administrative|de procédure|des relations entre"
    "|du patrimoine|des transports(?! en commun)|de l['’]énergie|civil\\b|pénal\\b|rural et"
    "|électoral\\b|forestier\\b|monétaire et financier|général d"
)
_NUMBER = r"n\s?[°ºo]\s?\d"
# An article of a code has four figures and a rank, or three and more ranks: « L2 », « R120-55 » and
# postal codes are none, unless they are said to be articles. « Association loi 1901 » is a status.
_CITATION = re.compile(
    # Nowhere else does one begin: few places of a text are worth a longer look.
    r"\b(?=[acdlor])(?:"
    rf"(?-i:[LRD])\.?\s?\*?(?:\d{{4}}(?:-\d{{1,3}})+|\d{{3}}(?:-\d{{1,3}}){{2,}})(?![\d-])"
    rf"|(?:articles?|art\.)\s(?-i:[LRD])\.?\s?\*?\d{{3,4}}(?:-\d+)+"
    rf"|(?:articles?|art\.)\s\d+(?:er|-\d+)?"
    rf"\s(?:de la loi|du décret|de l['’]ordonnance|du code)\b"
    rf"|(?:loi|décret|ordonnance|arrêté)\s{_NUMBER}[\d-]*"
    rf"|(?:loi|décret|ordonnance)\s(?:19|20)?\d\d-\d+"
    rf"|(?:loi|décret|ordonnance)\sdu\s(?!1er juillet 1901)\d{{1,2}}(?:er)?\s"
    rf"(?:{'|'.join(MONTHS)})\s\d{{4}}"
    rf"|(?:directive|règlement)\s\((?:UE|CEE?)\)\s(?:{_NUMBER}|\d)[\d/]*"
    rf"|(?:directive|règlement)\s(?:n°\s?)?\d+/\d+/(?:UE|CEE?)\b"
    rf"|code\s(?:{_CODES}))",
    re.IGNORECASE,
)
# Where one may be.
_may_cite = seeker(
    r"(?i)(?:articles?|art\.)\s[lrd\d]|(?:loi|décret|ordonnance|arrêté)\s(?:n|du\s|\d)"
    r"|(?:directive|règlement)\s[(n\d]|code\s(?:d[eu]|général|civil|pénal|rural|électo|fores|mon)"
    r"|(?-i:[LRD])\.?\s?\*?\d{3}"
)


def cited(text: str) -> re.Match[str] | None:
    """The first place where a text cites the law: « L2113-13 », « décret n° 2022-767 »…"""
    if not _may_cite(text):
        return None
    every = _CITATION.finditer(text)
    return next((found for found in every if not _is_reference(text, found)), None)


def _is_reference(text: str, found: re.Match[str]) -> bool:
    """Whether what looks like an article is the number of something else, or a day."""
    before = _WORD_BEFORE.search(text, max(0, found.start() - 20), found.start())
    is_of_a_thing = before is not None and folded(before[1]) in _THINGS
    return _LETTER.match(found[0]) is not None and (is_of_a_thing or bool(_DAY.search(found[0])))


_LETTER = re.compile(r"[LRD]\b|[LRD]\d")
_DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$")
_WORD_BEFORE = re.compile(r"(\w+)(?:\.? |\s?n°\s?|[ :\u00a0])+$")
# What has numbers with a letter before them.
_THINGS = frozenset(
    {
        *("ref", "reference", "modele", "lot", "salle", "bus", "ligne", "cote", "devis", "facture"),
        *("dossier", "bon", "piece", "vis", "chantier", "marche", "commande", "machine", "camion"),
        *("batiment", "bureau", "atelier", "place", "casier", "serie", "type", "version", "plan"),
    }
)
