"""The name of a commune in what people type for a place: « 44000 NANTES », « à Nantes »."""

from __future__ import annotations

import re

# « 44000 Nantes », « 8 rue de l'Exemple, 44000 Nantes »: the name follows the code.
_AFTER_CODE = re.compile(r"(?:.*\W)?(?:F-?)?\d{2} ?\d{3},? (?P<name>[^\W\d_][^\d,;]*)")
# « Nantes 44000 », « Nantes (44) », « Nantes, 44 ».
_BEFORE_CODE = re.compile(
    r"(?P<name>[^\W\d_][^\d,;()]*?)(?:,? \d{2} ?\d{3}|(?:,| -| \(| ?#) ?\d{2,3}\)?)"
)
_IN_THE_COUNTRY = re.compile(
    r",? \(?(?:France|Loire[- ]Atlantique|Pays de la Loire)\)?$", re.IGNORECASE
)
# « Rezé, près de Nantes »; « Saint-Denis-près-Martel » is a name.
_NEAR = re.compile(r"(?<=\w),? \(?(?:près|à côté|à proximité) (?:de |d['’])[^()]{2,40}\)?$")
_CEDEX = re.compile(r"(?<=\w) +cedex(?: +\d+)?$", re.IGNORECASE)
_LED_TO = re.compile(
    r"^(?:(?:[Ll]a )?(?:[Cc]ommune|[Vv]ille) (?:de |d['’])|à (?!côté|proximité))(?=\w)"
)
_SMALL_WORDS = re.compile(
    r"(?<=[-' ’])(?:Sur|Sous|En|De|D|Du|Des|La|L|Le|Les|Lès|Et|Aux?)(?=[-' ’])"
)
_LONGEST_ACRONYM = 3


def commune_meant(typed: str) -> str:
    """The name as maps have it; empty where a text names none."""
    name = _NEAR.sub("", _IN_THE_COUNTRY.sub("", typed.strip().rstrip(".,; ")))
    name = _CEDEX.sub("", name)
    found = _AFTER_CODE.fullmatch(name) or _BEFORE_CODE.fullmatch(name)
    name = _LED_TO.sub("", found["name"] if found else name).strip()
    if not re.search(r"[^\W\d_]", name):
        return ""
    if (name.isupper() or (name.islower() and "-" in name)) and len(name) > _LONGEST_ACRONYM:
        name = _SMALL_WORDS.sub(lambda word: word[0].lower(), name.title())
    return name[:1].upper() + name[1:]
