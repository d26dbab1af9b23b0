"""Places of visits that are far from all the others: a sign forgotten, a digit too many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from statistics import median

from journal.entries.any_entry import AnyEntry
from journal.entries.visit import Visit
from journal.headers.coordinates import Coordinates
from journal.headers.yaml_text import YamlText
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "coordonnees-lointaines": Explanation(
        "Le lieu est loin de ceux des autres visites : un signe moins oublié le déplace de"
        " plusieurs centaines de kilomètres (simple avertissement).",
        "Copier de nouveau la latitude et la longitude ; si le lieu est bien là, le dire avec des"
        " lettres : `45.76 N, 4.83 E`.",
    ),
}

# Kilometres: how far around their middle the visits of a journal are held; how far another is a
# mistake, when no sign explains it.
_AROUND, _FAR = 100, 300


def far_places(
    entries: Mapping[str, AnyEntry], headers: Mapping[str, YamlText]
) -> Iterator[Problem]:
    """Coordinates that seem to lack a sign, or that are far from all others.

    Nothing is said of a journal whose visits are all over a country, nor of coordinates whose
    letters say that the place is meant.
    """
    visits = [visit for visit in entries.values() if isinstance(visit, Visit) and visit.coordinates]
    visits.sort(key=lambda visit: (visit.published_on, visit.path))
    places = [visit.coordinates for visit in visits if visit.coordinates]
    if len(places) < 2:
        return
    middle = _middle(places)
    far = [
        (visit, place)
        for visit, place in zip(visits, places, strict=True)
        if place.kilometres_to(middle) > _AROUND
    ]
    if len(far) > max(1, len(places) // 5):
        return
    for visit, place in far:
        header = headers[visit.path]
        if re.search("[a-z]", str(header.at(("coordonnees",))), re.IGNORECASE):
            continue
        away = place.kilometres_to(middle)
        meant = min(place.with_other_signs, key=middle.kilometres_to)
        if meant.kilometres_to(middle) < min(_AROUND, away / 3):
            hint = f"Écrivez : coordonnees: {meant} ; ou, si le lieu est bien là :"
        elif away > _FAR and len(places) > 2:
            hint = "Copiez-les de nouveau d'une carte ; ou, si le lieu est bien là, écrivez :"
        else:
            continue
        yield header.problem(
            ("coordonnees",),
            "coordonnees-lointaines",
            f"« {place} » est à {away:.0f} km des autres visites.",
            f"{hint} {place.with_letters}",
            severity=Severity.WARNING,
        )


def _middle(places: list[Coordinates]) -> Coordinates:
    """Where most places are; of two, the first one known."""
    if len(places) == 2:
        return places[0]
    return Coordinates(
        median(place.latitude for place in places), median(place.longitude for place in places)
    )
