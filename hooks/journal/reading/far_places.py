"""Places of visits that are far from all the others, or from Nantes: a sign forgotten, a digit too
many.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from statistics import median

from journal.entries.any_entry import AnyEntry
from journal.entries.visit import Visit
from journal.headers.coordinates import Coordinates
from journal.headers.yaml_text import YamlText
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "coordonnees-lointaines": Explanation(
        "Le lieu est loin de ceux des autres visites, ou serait près de Nantes avec un signe moins"
        " : oublié, ce signe déplace un lieu de plusieurs centaines de kilomètres (simple"
        " avertissement).",
        "Copier de nouveau la latitude et la longitude ; si le lieu est bien là, le dire avec des"
        " lettres : `45.76 N, 4.83 E`.",
    ),
}

# Kilometres: how far around their middle the visits of a journal are held; how far another is a
# mistake, when no sign explains it; how far from Nantes one that lacks its sign is meant to be.
_AROUND, _FAR, _NEAR = 100, 300, 60

_NANTES = Coordinates(47.2184, -1.5536)
# The departments of that circle, by which postal codes begin.
_WEST = frozenset({"35", "44", "49", "56", "85"})

# Path of a visit, what is said of its place, and the mend.
_Told = tuple[str, str, str]


def far_places(
    entries: Mapping[str, AnyEntry], headers: Mapping[str, YamlText]
) -> Iterator[Problem]:
    """Coordinates that seem to lack a sign, or that are far from all others.

    Nothing is said of those whose letters say that the place is meant, and that others around are.
    """
    visits = [visit for visit in entries.values() if isinstance(visit, Visit) and visit.coordinates]
    visits.sort(key=lambda visit: (visit.published_on, visit.path))
    places = {visit.path: visit.coordinates for visit in visits if visit.coordinates}
    with_letters = {
        path
        for path in places
        if re.search("[a-z]", str(headers[path].at(("coordonnees",))), re.IGNORECASE)
    }
    sound = with_letters | {visit.path for visit in visits if _is_elsewhere(visit)}
    told = {path: words for path, *words in (*_mirrored(places, sound), *_far(places))}
    for path, (message, hint) in told.items():
        if path in with_letters:
            continue
        yield headers[path].problem(
            ("coordonnees",),
            "coordonnees-lointaines",
            f"« {places[path]} » {message}",
            f"{hint} {places[path].with_letters}",
            severity=Severity.WARNING,
        )


def _far(places: Mapping[str, Coordinates]) -> Iterator[_Told]:
    """Places far from all others; none in a journal whose visits are all over a country."""
    if len(places) < 2:
        return
    middle = _middle(list(places.values()))
    far = {path: away for path, p in places.items() if (away := p.kilometres_to(middle)) > _AROUND}
    if len(far) > max(1, len(places) // 5):
        return
    for path, away in far.items():
        meant = min(places[path].with_other_signs, key=middle.kilometres_to)
        if meant.kilometres_to(middle) < min(_AROUND, away / 3):
            hint = _with_sign(meant)
        elif away > _FAR and len(places) > 2:
            hint = "Copiez-les de nouveau d'une carte ; ou, si le lieu est bien là, écrivez :"
        else:
            continue
        yield path, f"est à {away:.0f} km des autres visites.", hint


def _mirrored(places: Mapping[str, Coordinates], sound: Collection[str]) -> Iterator[_Told]:
    """Places that a minus sign would bring near Nantes, though all lack it; none that is sound, or
    around one of the others.
    """
    meant = {path: Coordinates(p.latitude, -abs(p.longitude)) for path, p in places.items()}
    lacking = {
        path
        for path, place in meant.items()
        if place != places[path] and place.kilometres_to(_NANTES) < _NEAR and path not in sound
    }
    others = [place for path, place in places.items() if path not in lacking]
    for path in places:
        if path in lacking and all(places[path].kilometres_to(o) > _AROUND for o in others):
            message = "est à l'est de Tours ; avec un signe moins, ce serait près de Nantes."
            yield path, message, _with_sign(meant[path])


def _is_elsewhere(visit: Visit) -> bool:
    """Whether the postal code of its address is not of the west."""
    found = re.search(r"\b(\d{2})\d{3}\b", visit.venue or "")
    return found is not None and found[1] not in _WEST


def _with_sign(meant: Coordinates) -> str:
    return f"Écrivez : coordonnees: {meant} ; ou, si le lieu est bien là :"


def _middle(places: list[Coordinates]) -> Coordinates:
    """Where most places are; of two, the first one known."""
    if len(places) == 2:
        return places[0]
    return Coordinates(
        median(place.latitude for place in places), median(place.longitude for place in places)
    )
