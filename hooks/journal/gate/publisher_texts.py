"""The publisher's texts in mkdocs.yml: read by MkDocs as they were typed, under keys that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from journal.entries.publisher import LICENCE, MESSAGES, PUBLISHER, SECTIONS
from journal.headers.placeholders import LEFT_OVER
from journal.headers.yaml_quotes import quoted
from journal.headers.yaml_text import Location, YamlText, read_yaml
from journal.language.french import folded
from journal.problems.guesses import nearest
from journal.problems.problem import Problem, Severity
from journal.reading.tree import CONFIG_PATH

_KEYS = {
    "editeur": tuple(PUBLISHER),
    "messages": tuple(MESSAGES),
    "licence": tuple(LICENCE),
    "agenda_ailleurs": ("nom", "url"),
}
# What makes MkDocs stop at once; it is said elsewhere.
_UNREADABLE = frozenset({"en-tete-illisible", "deux-points-sans-guillemets", "guillemets"})
_QUOTED = re.compile(r"[«“]\s*(?P<words>[^«»“”]+?)\s*[»”]")
# « Les Mains Vertes #44 »: the rest is a remark for YAML.
_CUT = re.compile(r"^\s*\w+:\s+(?P<value>[^\s\"'#][^\"'\n]*?\s#[^\s#][^\n]*?)\s*$")


def check_publisher_texts(config_text: str) -> Iterator[Problem]:
    """What would be published otherwise than it was typed, or not at all."""
    config, problems = read_yaml(config_text, f"../{CONFIG_PATH}")
    yield from (problem for problem in problems if problem.code == "cle-en-double")
    if _UNREADABLE.intersection(problem.code for problem in problems):
        return
    lines = config_text.splitlines()
    for section in SECTIONS:
        held = config.at(("extra", section))
        for key, value in held.items() if isinstance(held, dict) else ():
            place = ("extra", section, key)
            if key not in _KEYS[section]:
                yield from _unknown(config, place, _KEYS[section])
            elif isinstance(value, str) and value:
                line = lines[config.position(place)[0] - 1]
                yield from _check_text(config, place, value, line)


def _check_text(config: YamlText, place: Location, value: str, line: str) -> Iterator[Problem]:
    key = place[-1]
    typed = line.partition(":")[2].strip()
    if cut := _CUT.match(line):
        message = "Ce qui suit le dièse ne serait pas publié : c'est une remarque."
        yield _warning(config, place, message, f"{key}: {quoted(cut['value'])}")
    elif typed == value and (read := _as_read(typed)) != typed:
        message = f"Sans guillemets, « {typed} » se lirait « {read} »."
        yield _warning(config, place, message, f"{key}: {quoted(typed)}")
    elif within := _QUOTED.fullmatch(value):
        message = (
            f"Les guillemets de « {key} » se liraient : ce sont ceux d'un traitement de texte."
        )
        yield _warning(config, place, message, f"{key}: {quoted(within['words'])}")
    elif mark := LEFT_OVER.search(value):
        yield config.problem(
            place,
            "a-completer",
            f"Il reste un « {mark[0]} » dans « {key} ».",
            "Remplacez-le, ou laissez la valeur vide.",
            severity=Severity.WARNING,
        )


def _as_read(typed: str) -> str:
    """A value as MkDocs reads it: « 0240000000 » is a number in base eight, « oui » is a text."""
    try:
        read = yaml.safe_load(typed)
    except yaml.YAMLError:
        return typed
    return typed if isinstance(read, dict | list) else str(read)


def _unknown(config: YamlText, place: Location, known: tuple[str, ...]) -> Iterator[Problem]:
    """A key that was mistyped; any other may be that of somebody's own templates."""
    key = str(place[-1])
    if meant := nearest(folded(key), list(known)):
        yield config.problem(
            place,
            "cle-inconnue",
            f"« {key} » n'est pas une information connue : elle ne serait pas publiée.",
            f"Remplacez « {key} » par « {meant[0]} ».",
            severity=Severity.WARNING,
        )


def _warning(config: YamlText, place: Location, message: str, line: str) -> Problem:
    return config.problem(
        place, "reglage-invalide", message, f"Écrivez : {line}", severity=Severity.WARNING
    )
