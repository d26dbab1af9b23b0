"""The kinds of values a header holds, and what pydantic finds wrong with them, said in French."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from journal.dates import PartialDate, parse_day
from journal.problems import Problem
from journal.yaml_text import Location, Value, YamlText

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"


class Model(BaseModel):
    """A typed, immutable header: unknown keys are refused, French keys are aliases."""

    model_config = ConfigDict(frozen=True, extra="forbid")


ModelT = TypeVar("ModelT", bound=Model)


def _day(value: object) -> object:
    if isinstance(value, date):
        return value
    try:
        return parse_day(str(value))
    except ValueError:
        raise PydanticCustomError(
            "date-invalide",
            "« {value} » n'est pas une date.|Écrivez l'année, le mois, le jour, comme 2026-03-14.",
            {"value": str(value)},
        ) from None


def _partial_date(value: object) -> object:
    if isinstance(value, PartialDate):
        return value
    try:
        return PartialDate.parse(str(value))
    except ValueError:
        raise PydanticCustomError(
            "date-invalide",
            "« {value} » n'est pas un jour de visite.|Écrivez 2026-03-14, 2026-03 si le jour n'est "
            "pas connu, ou XXXX-01-25 si l'année ne l'est pas.",
            {"value": str(value)},
        ) from None


def _slug(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(SLUG, value):
        return value
    raise PydanticCustomError(
        "identifiant-invalide",
        "« {value} » n'est pas un identifiant.|N'employez que des minuscules sans accent, des "
        "chiffres et des tirets, comme marches-publics.",
        {"value": str(value)},
    )


Day = Annotated[date, BeforeValidator(_day)]
VisitDay = Annotated[PartialDate, BeforeValidator(_partial_date)]
SlugText = Annotated[str, BeforeValidator(_slug)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]

# What pydantic calls an error -> (code, message, hint). `{input}` is what was typed.
_MESSAGES: dict[str, tuple[str, str, str]] = {
    "missing": (
        "cle-manquante",
        "Il manque « {key} ».",
        "Ajoutez une ligne « {key}: … » dans l'en-tête.",
    ),
    "extra_forbidden": ("cle-inconnue", "« {key} » n'est pas une information connue.", "{nearest}"),
    "string_type": (
        "valeur-attendue",
        "« {key} » attend un texte.",
        "Écrivez-le sur la même ligne.",
    ),
    "tuple_type": (
        "liste-attendue",
        "« {key} » attend une liste.",
        "Écrivez par exemple « {key}: [premier, second] », même pour un seul élément.",
    ),
    "string_too_short": (
        "texte-trop-court",
        "« {key} » est trop court : {length} caractères, il en faut au moins {min_length}.",
        "Complétez-le.",
    ),
    "string_too_long": (
        "texte-trop-long",
        "« {key} » est trop long : {length} caractères, il en faut au plus {max_length}.",
        "Raccourcissez-le.",
    ),
    "too_short": ("liste-vide", "« {key} » est vide.", "Donnez-lui au moins un élément."),
    "too_long": (
        "liste-trop-longue",
        "« {key} » a {actual_length} éléments, il en faut au plus {max_length}.",
        "Gardez les plus utiles.",
    ),
    "int_parsing": ("nombre-attendu", "« {key} » attend un nombre entier.", "Écrivez 1, 2, 3…"),
    "string_pattern_mismatch": (
        "adresse-invalide",
        "« {input} » n'est pas une adresse complète.",
        "Écrivez-la avec https:// au début.",
    ),
}
_UNFORESEEN = (
    "valeur-invalide",
    "La valeur de « {key} » n'est pas de la forme attendue.",
    "Voyez les exemples de la page « Contribuer ».",
)


def validate(
    model: type[ModelT],
    values: Value | Mapping[str, object],
    source: YamlText,
    path: str,
    *,
    within: Location = (),
) -> tuple[ModelT | None, list[Problem]]:
    """Type a header.

    Args:
        model: what it should be.
        values: the header's keys and values, as text.
        source: where each stands.
        path: the file, for the problems.
        within: where in `source` these values stand.

    Returns:
        The typed value, or None and the reasons.
    """
    try:
        return model.model_validate(values), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    return None, [_problem(detail, model, source, path, within) for detail in details]


def _problem(
    detail: ErrorDetails, model: type[Model], source: YamlText, path: str, within: Location
) -> Problem:
    location = tuple(detail["loc"])
    key = ".".join(str(part) for part in location if isinstance(part, str)) or ".".join(
        str(part) for part in within
    )
    line, column = source.position((*within, *location))
    code, message, hint = _say(detail, key, model)
    return Problem(path, line, code, message, hint, key=key, column=column)


def _say(detail: ErrorDetails, key: str, model: type[Model]) -> tuple[str, str, str]:
    """Code, message and hint of one error of pydantic's."""
    context: dict[str, Any] = detail.get("ctx", {})
    if isinstance(detail["input"], str) and not detail["input"].strip():
        return "valeur-vide", f"« {key} » est vide.", "Complétez la ligne, ou retirez-la."
    if detail["type"] not in _MESSAGES and "|" in detail["msg"]:
        message, _, hint = detail["msg"].partition("|")
        return detail["type"], message, hint
    words = {
        **context,
        "key": key,
        "input": detail["input"],
        "length": len(str(detail["input"]).strip()),
        "nearest": _nearest_key(key, model),
    }
    code, message, hint = _MESSAGES.get(detail["type"], _UNFORESEEN)
    return code, message.format_map(words), hint.format_map(words)


def _nearest_key(key: str, model: type[Model]) -> str:
    known = [field.alias or name for name, field in model.model_fields.items()]
    if near := get_close_matches(key, known, n=1, cutoff=0.7):
        return f"Vouliez-vous dire « {near[0]} » ?"
    return "Retirez cette ligne, ou choisissez parmi : " + ", ".join(known) + "."
