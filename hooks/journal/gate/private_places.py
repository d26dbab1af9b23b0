"""What a page must not tell of a place: the code of its door, whose home it is."""

from __future__ import annotations

from collections.abc import Iterator

from journal.entries.any_entry import AnyEntry
from journal.entries.visit import Visit
from journal.gate.draft import Draft
from journal.gate.link_targets import Surroundings
from journal.headers.yaml_text import YamlText
from journal.language.french import folded
from journal.language.private_places import (
    AT_HOME,
    BELL_OF,
    CODE_ON_THE_WAY,
    DOOR_CODE,
    OPEN_PLACE,
    may_open_a_door,
)
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "code-de-porte": Explanation(
        "La page donne le code d'une porte, et tout le monde peut la lire.",
        "Le retirer : il se dit aux personnes inscrites.",
    ),
    "domicile-publie": Explanation(
        "Le lieu de rendez-vous semble être chez quelqu'un (simple avertissement).",
        "Donner un lieu ouvert à tout le monde.",
    ),
}

_CODE = (
    "C'est le code d'une porte : la page est publique, et part dans les flux et les agendas.",
    "Retirez-le ; il se dit aux personnes inscrites.",
)


def check(draft: Draft, _: Surroundings) -> Iterator[Problem]:
    """The code of a door in a text."""
    if not may_open_a_door(draft.text.prose):
        return
    for found in DOOR_CODE.finditer(draft.text.prose):
        yield draft.problem(found.start(), "code-de-porte", *_CODE)


def check_places(entry: AnyEntry, header: YamlText) -> Iterator[Problem]:
    """The code of a door anywhere in a header; somebody's home where people are to meet."""
    texts: dict[str, str | None] = {"title": entry.title, "description": entry.description}
    ways: dict[str, str | None] = {}
    if isinstance(entry, Visit):
        ways = {"lieu": entry.place, "adresse": entry.venue, "horaire": entry.hours}
    for key, text in (texts | ways).items():
        if (CODE_ON_THE_WAY if key in ways else DOOR_CODE).search(text or ""):
            yield header.problem((key,), "code-de-porte", *_CODE)
        elif key in ways and isinstance(entry, Visit) and (said := _home(text or "", entry)):
            yield header.problem(
                (key,),
                "domicile-publie",
                f"« {said} » : cela ressemble au domicile de quelqu'un, et la page est publique.",
                "Donnez un lieu ouvert à tout le monde, comme un arrêt de tram ou l'entrée de la "
                "structure ; le reste se dit aux personnes inscrites.",
                severity=Severity.WARNING,
            )


def _home(text: str, visit: Visit) -> str:
    """What makes a place look like somebody's; nothing when it names what was visited."""
    plain = folded(text)
    found = AT_HOME.search(plain) or BELL_OF.search(text)
    if not found or OPEN_PLACE.search(plain) or folded(visit.organisation) in plain:
        return ""
    return found[0].strip()
