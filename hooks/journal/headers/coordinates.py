"""Where something is, read from what people copy from a map: latitude, then longitude (WGS 84)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, WithJsonSchema

from journal.headers.refused_values import refusal
from journal.problems.problem import Explanation

EXPLANATIONS = {
    "coordonnees-illisibles": Explanation(
        "« coordonnees » ne désigne pas un lieu : une latitude, puis une longitude, en degrés.",
        "Les copier depuis une carte en ligne : `47.2065, -1.5645`.",
    ),
    "coordonnees-echangees": Explanation(
        "La longitude semble écrite avant la latitude : le lieu serait sur un autre continent.",
        "Écrire la latitude d'abord : en France, c'est le nombre le plus grand.",
    ),
}


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A place of the Earth.

    Attributes:
        latitude: in decimal degrees, from -90 to 90; north is positive.
        longitude: in decimal degrees, from -180 to 180; east is positive.
        METRES_A_DEGREE: of latitude; the mean radius of the Earth is 6,371 km.
    """

    METRES_A_DEGREE: ClassVar[int] = 111_195

    latitude: float
    longitude: float

    def __str__(self) -> str:
        """« 47.2065, -1.5645 », which is how they are typed."""
        return f"{self.latitude:.10g}, {self.longitude:.10g}"

    @property
    def exist(self) -> bool:
        """Whether the Earth has such a place."""
        return abs(self.latitude) <= 90 and abs(self.longitude) <= 180

    @property
    def swapped(self) -> Coordinates:
        """The same numbers the other way round."""
        return Coordinates(self.longitude, self.latitude)

    @property
    def in_france(self) -> bool:
        """Whether they are in the box around metropolitan France."""
        return 41 <= self.latitude <= 51.5 and -5.5 <= self.longitude <= 10

    @property
    def with_letters(self) -> str:
        """« 47.2065 N, 1.5645 O », by which one says that the place is meant."""
        north, east = "N" if self.latitude >= 0 else "S", "E" if self.longitude >= 0 else "O"
        return f"{abs(self.latitude):.10g} {north}, {abs(self.longitude):.10g} {east}"

    @property
    def with_other_signs(self) -> tuple[Coordinates, ...]:
        """The three places of the Earth that differ by a sign, or by both."""
        north, east = self.latitude, self.longitude
        return Coordinates(north, -east), Coordinates(-north, east), Coordinates(-north, -east)

    def kilometres_to(self, other: Coordinates) -> float:
        """As the crow flies; near enough when they are in one country."""
        east = (self.longitude - other.longitude) * cos(radians(self.latitude))
        return hypot(self.latitude - other.latitude, east) * self.METRES_A_DEGREE / 1000


_NUMBER, _LETTER = r"[+-]?\d{1,3}(?:[.,]\d+)?", r"\s?°?\s?"
_TYPED = re.compile(
    rf"(?P<first>{_NUMBER}){_LETTER}(?P<side>[NSEOW])?(?:\s*[,;/]\s*|\s+)"
    rf"(?P<second>{_NUMBER}){_LETTER}(?P<other_side>[NSEOW])?",
    re.IGNORECASE | re.ASCII,
)
# « 47°13'06.2"N », as maps show it.
_SEXAGESIMAL = re.compile(
    r"(\d{1,3})°\s?(\d{1,2}(?:[.,]\d+)?)['′’]\s?(?:(\d{1,2}(?:[.,]\d+)?)(?:[\"″”]|'')\s?)?([NSEOW])",
    re.IGNORECASE | re.ASCII,
)
# « N 47.2184 W 1.5536 », « lat 47.2184 lon -1.5536 ».
_LETTER_FIRST = re.compile(
    rf"(?:(?P<side>[NS])|lat(?:itude)?)[ :=]*(?P<north>{_NUMBER})°?[ ,;/]+"
    rf"(?:(?P<other_side>[EOW])|lon(?:g|gitude)?|lng)[ :=]*(?P<east>{_NUMBER})°?",
    re.IGNORECASE | re.ASCII,
)
_APART_SIGN = re.compile(r"(?<![\d.])- +(?=\d)")
# Within the address of a map, or beside names: `#map=16/47.2184/-1.5536`, `mlat=…&mlon=…`.
_WITHIN = re.compile(
    r"([+-]?\d{1,3}[.,]\d{2,})(?:%2C|[\s,;/&°]|\bm?lon(?:gitude)?\s?[=:]|\blng\s?[=:])+"
    r"([+-]?\d{1,3}[.,]\d{2,})",
    re.IGNORECASE | re.ASCII,
)
_MINUS = str.maketrans({"−": "-", "–": "-", "‑": "-", "\u00a0": " ", "\u202f": " "})


def _coordinates(value: object) -> object:
    if isinstance(value, Coordinates):
        return value
    typed = _flat(value)
    text = typed.translate(_MINUS)
    found = _TYPED.fullmatch(text)
    if not found:
        raise _unreadable(typed, _guess(text))
    first = _signed(found["first"], found["side"])
    second = _signed(found["second"], found["other_side"])
    place = Coordinates(first, second)
    sides = f"{found['side'] or ' '}{found['other_side'] or ' '}".upper()
    if re.search("[EOW].|.[NS]", sides) or (not place.exist and place.swapped.exist):
        raise _swapped(typed, place)
    if not place.exist:
        raise _unreadable(typed)
    if not re.search("[.,]", found["first"] + found["second"]) or place == Coordinates(0, 0):
        raise refusal(
            "coordonnees-illisibles",
            "« {value} » ne désigne pas un lieu : un degré fait cent kilomètres.",
            "Copiez aussi les décimales, comme 47.2065, -1.5645.",
            typed,
        )
    # Letters say which is which: who means the Horn of Africa types them.
    if not sides.strip() and place.swapped.in_france and not place.in_france:
        raise _swapped(typed, place, f" ; ou, si le lieu est bien là : {place.with_letters}")
    return place


def _flat(value: object) -> str:
    """What was typed, on a line; a decimal comma makes a list of four of two numbers."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {item}" for key, item in value.items())
    if isinstance(value, list | tuple):
        items = [str(item).strip() for item in value]
        if len(items) == 4 and all(re.fullmatch(r"-?\d+", item) for item in items):
            return f"[{items[0]},{items[1]}, {items[2]},{items[3]}]"
        return ", ".join(items)
    return str(value).strip()


def _signed(number: str, side: str | None) -> float:
    degrees = float(number.replace(",", "."))
    if not side:
        return degrees
    return -abs(degrees) if side.upper() in "SOW" else abs(degrees)


def _guess(text: str) -> Coordinates | None:
    """The place that a text means in another form: degrees and minutes, the address of a map."""
    sides = {}
    for degrees, minutes, seconds, side in _SEXAGESIMAL.findall(text):
        second = float((seconds or "0").replace(",", "."))
        minute = float(minutes.replace(",", "."))
        total = round(int(degrees) + minute / 60 + second / 3600, 5)
        sides["NS" if side.upper() in "NS" else "EOW"] = _signed(str(total), side)
    if len(sides) == 2:
        return Coordinates(sides["NS"], sides["EOW"])
    if turned := _LETTER_FIRST.fullmatch(text):
        return Coordinates(
            _signed(turned["north"], turned["side"]), _signed(turned["east"], turned["other_side"])
        )
    text = _APART_SIGN.sub("-", text)
    if found := _WITHIN.search(text) or _TYPED.fullmatch(text.strip("[]() ")):
        numbers = [number for number in found.groups() if number and number[-1].isdecimal()]
        place = Coordinates(*(_signed(number, None) for number in numbers))
        return place.swapped if place.swapped.in_france else place
    return None


def _unreadable(typed: str, meant: Coordinates | None = None) -> Exception:
    hint = "Écrivez la latitude, puis la longitude, en degrés, comme 47.2065, -1.5645."
    if meant and meant.exist:
        hint = f"Écrivez : {meant}"
    message = "« {value} » n'est pas une latitude et une longitude en degrés."
    return refusal("coordonnees-illisibles", message, hint, typed)


def _swapped(typed: str, place: Coordinates, otherwise: str = "") -> Exception:
    return refusal(
        "coordonnees-echangees",
        "« {value} » semble donner la longitude avant la latitude.",
        f"Écrivez : {place.swapped}{otherwise}",
        typed,
    )


_SCHEMA = {
    "anyOf": [
        {
            "type": "string",
            "pattern": r"^[+-]?[0-9]{1,3}([.,][0-9]+)?\s?°?\s?[NSns]?(\s*[,;/]\s*|\s+)"
            r"[+-]?[0-9]{1,3}([.,][0-9]+)?\s?°?\s?[EOWeow]?$",
            "patternErrorMessage": "Écrivez la latitude, puis la longitude : 47.2065, -1.5645.",
        },
        {
            "type": "array",
            "items": {"type": ["number", "string"]},
            "minItems": 2,
            "maxItems": 2,
        },
    ]
}
Position = Annotated[Coordinates, BeforeValidator(_coordinates), WithJsonSchema(_SCHEMA)]
