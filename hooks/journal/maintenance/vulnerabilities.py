"""Known weaknesses of what the site is made and tested with, as pip-audit and npm list them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from journal.language.french import plural
from journal.markdown.escaping import code

# By which the issue is found again.
MARKER = "<!-- carnet : failles des dépendances -->"
TITLE = "Des dépendances ont une faille connue"

# As many lines as somebody reads.
_MOST = 60


@dataclass(frozen=True, order=True)
class Weakness:
    """A program in whose locked version somebody found a weakness.

    Attributes:
        lock: the file that holds its version, from the repository's root.
        name: the program's.
        version: the one that is locked, or the range of those that are weak.
        identifier: of the weakness, by which it is looked up.
        mended_in: versions without it; empty when there is none yet.
    """

    lock: str
    name: str
    version: str
    identifier: str
    mended_in: str


class UnansweredError(ValueError):
    """Nothing could be looked up: the machine is offline, or the list is no list."""


def of_pip_audit(lock: str, said: str) -> list[Weakness]:
    """What `pip-audit --format=json` says of a lock.

    Raises:
        UnansweredError: it could look none of the programs up.
    """
    programs = _json(said).get("dependencies", [])
    known = [program for program in programs if "vulns" in program]
    if not known:
        raise UnansweredError(lock)
    return sorted(
        Weakness(
            lock,
            program["name"],
            program["version"],
            weakness["id"],
            ", ".join(weakness.get("fix_versions", [])),
        )
        for program in known
        for weakness in program["vulns"]
    )


def of_npm_audit(lock: str, said: str) -> list[Weakness]:
    """What `npm audit --json` says of a lock.

    Raises:
        UnansweredError: it had no answer.
    """
    programs = _json(said).get("vulnerabilities")
    if programs is None:
        raise UnansweredError(lock)
    return sorted(
        {
            Weakness(
                lock, name, program["range"], cause["url"].rpartition("/")[2], _mended(program)
            )
            for name, program in programs.items()
            # A text is the name of another program, which the list has as well.
            for cause in program["via"]
            if isinstance(cause, dict)
        }
    )


def as_issue(found: Iterable[Weakness]) -> str:
    """The issue's Markdown."""
    return "\n\n".join([MARKER, *_parts(list(found))]) + "\n"


def _parts(found: list[Weakness]) -> Iterator[str]:
    if not found:
        yield "Aucune dépendance n'a de faille connue."
        return
    yield (
        "Une faille publiée concerne la version que ces fichiers retiennent. Le site en ligne n'a "
        "pas de programme qui tourne : c'est la machine qui le construit ou l'essaie qui est "
        "exposée. Dependabot propose d'ordinaire la version corrigée ; sinon : « make verrou "
        "UV=--upgrade »."
    )
    yield "\n".join(_line(one) for one in found[:_MOST])
    if len(found) > _MOST:
        yield f"Et {plural(len(found) - _MOST, 'autre')}."
    yield "Ce message se met à jour chaque semaine ; il se ferme quand plus rien n'est concerné."


def _line(one: Weakness) -> str:
    mended = f"corrigée dans {code(one.mended_in)}" if one.mended_in else "non corrigée"
    program = code(f"{one.name} {one.version}")
    return f"- {program} ({code(one.lock)}) : {code(one.identifier)}, {mended}"


def _mended(program: dict[str, Any]) -> str:
    match program.get("fixAvailable"):
        case {"name": name, "version": version}:
            return f"{name} {version}"
        case True:
            return "une version suivante"
    return ""


def _json(said: str) -> dict[str, Any]:
    try:
        found = json.loads(said)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
