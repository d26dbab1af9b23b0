"""The kinds of values a header holds, and what pydantic finds wrong with them, said in French."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails, PydanticCustomError, PydanticKnownError

from journal.dates import PartialDate, guess_day, guess_partial_date, parse_day
from journal.french import plural, without_accents
from journal.guesses import nearest
from journal.problems import MANY, Problem, and_others
from journal.yaml_text import Location, Value, YamlText

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"

# Not a key of the header: the catalogue adds it, from the file's name.
FILE_NAME = "nom du fichier"


class Model(BaseModel):
    """A typed, immutable header: unknown keys are refused, French keys are aliases."""

    model_config = ConfigDict(frozen=True, extra="forbid")


ModelT = TypeVar("ModelT", bound=Model)


def _typed(value: object) -> str:
    if isinstance(value, str):
        return value
    raise PydanticKnownError("string_type")


def _day(value: object) -> object:
    if isinstance(value, date):
        return value
    text = _typed(value)
    try:
        return parse_day(text)
    except ValueError:
        raise _wrong_day(
            text,
            "« {value} » n'est pas une date",
            "Écrivez l'année, le mois, le jour, comme 2026-03-14.",
            str(guess_day(text) or ""),
        ) from None


def _wrong_day(text: str, message: str, hint: str, meant: str) -> PydanticCustomError:
    if meant:
        hint = f"Écrivez : {meant}"
    elif re.fullmatch(r"(?:\d{4}|XXXX)-\d{2}(?:-\d{2})?", text):
        message += " du calendrier"
    return PydanticCustomError("date-invalide", f"{message}.|{hint}", {"value": text})


def _partial_date(value: object) -> object:
    if isinstance(value, PartialDate):
        return value
    text = _typed(value)
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise _wrong_day(
            text,
            "« {value} » n'est pas un jour de visite",
            "Écrivez 2026-03-14, 2026-03 si le jour n'est pas connu, ou XXXX-01-25 si l'année ne "
            "l'est pas.",
            meant.edtf if (meant := guess_partial_date(text)) else "",
        ) from None


def _slug(value: object) -> object:
    text = _typed(value)
    if re.fullmatch(SLUG, text):
        return text
    # People copy the name of a file, its folder, its end or an address.
    name = text.strip("/ ").rpartition("/")[2].removesuffix(".md")
    meant = re.sub(r"[^a-z0-9]+", "-", without_accents(name).lower()).strip("-")
    raise PydanticCustomError(
        "identifiant-invalide",
        "« {value} » n'est pas un identifiant : minuscules sans accent, chiffres et tirets "
        "seulement.|" + (f"Écrivez : {meant}" if meant else "Écrivez par exemple marches-publics."),
        {"value": text},
    )


# What editors are told of these values. `patternErrorMessage` is not in the standard: VS Code shows
# it to whoever types something else.
_MONTH = "(0[1-9]|1[0-2])"
_MONTH_AND_DAY = f"{_MONTH}-(0[1-9]|[12][0-9]|3[01])"
_DAY_SCHEMA = {
    "type": "string",
    "pattern": f"^[0-9]{{4}}-{_MONTH_AND_DAY}$",
    "patternErrorMessage": "Écrivez l'année, le mois, le jour, comme 2026-03-14.",
}
_VISIT_DAY_SCHEMA = {
    # A year alone is a number to YAML.
    "type": ["string", "integer"],
    "pattern": f"^([0-9]{{4}}|([0-9]{{4}}|XXXX)-({_MONTH}|{_MONTH_AND_DAY}))$",
    "patternErrorMessage": "Écrivez 2026-03-14, 2026-03 ou 2026 ; XXXX-01-25 sans l'année.",
    "minimum": 1000,
    "maximum": 9999,
}
SLUG_SCHEMA = {
    "type": "string",
    "pattern": f"^{SLUG}$",
    "patternErrorMessage": "N'employez que des minuscules sans accent, des chiffres et des tirets.",
}

Day = Annotated[date, BeforeValidator(_day), WithJsonSchema(_DAY_SCHEMA)]
VisitDay = Annotated[PartialDate, BeforeValidator(_partial_date), WithJsonSchema(_VISIT_DAY_SCHEMA)]
SlugText = Annotated[str, BeforeValidator(_slug), WithJsonSchema(SLUG_SCHEMA)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]

# What pydantic calls an error -> (code, message, hint). `{input}` is what was typed.
_MESSAGES: dict[str, tuple[str, str, str]] = {
    "missing": (
        "cle-manquante",
        "Il manque « {key} ».",
        "Ajoutez une ligne « {name}: … ».",
    ),
    "extra_forbidden": ("cle-inconnue", "« {key} » n'est pas une information connue.", "{nearest}"),
    "string_type": (
        "valeur-attendue",
        "« {key} » attend un texte.",
        "Écrivez-le sur la même ligne.",
    ),
    "tuple_type": (
        "liste-attendue",
        "« {key} » attend une liste, même pour un seul élément.",
        "{listed}",
    ),
    "string_too_short": (
        "texte-trop-court",
        "« {key} » est trop court : {length}, il en faut au moins {min_length}.",
        "Complétez-le.",
    ),
    "string_too_long": (
        "texte-trop-long",
        "« {key} » est trop long : {length}, il en faut au plus {max_length}.",
        "Raccourcissez-le.",
    ),
    "too_short": ("liste-vide", "« {key} » est vide.", "Donnez-lui au moins un élément."),
    "too_long": (
        "liste-trop-longue",
        "« {key} » a {actual_length} éléments, il en faut au plus {max_length}.",
        "Gardez les plus utiles.",
    ),
    "bool_parsing": (
        "valeur-invalide",
        "« {key} » attend « oui » ou « non ».",
        "Écrivez : {name}: oui",
    ),
    "int_parsing": ("nombre-attendu", "« {key} » attend un nombre entier.", "Écrivez 1, 2, 3…"),
    "string_pattern_mismatch": (
        "adresse-invalide",
        "« {input} » n'est pas une adresse complète.",
        "Écrivez-la avec https:// au début.",
    ),
}
# What people write for the keys whose names are not French, or are not the first that comes.
_MEANT = {
    "titre": "title",
    "résumé": "description",
    "resume": "description",
    "chapô": "description",
    "thème": "tags",
    "thèmes": "tags",
    "theme": "tags",
    "themes": "tags",
    "étiquettes": "tags",
    "auteur": "auteurs",
    "auteure": "auteurs",
    "autrice": "auteurs",
    "author": "auteurs",
    "source": "sources",
    "commune": "lieu",
    "ville": "lieu",
    "organisation": "structure",
    "date_visite": "visite_le",
    "alt": "image_alt",
    "lien": "url",
    "publie_le": "date",
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
    # A list whose items are all wrong is short of sound ones: it is not empty for all that.
    details = [d for d in details if d["type"] != "too_short" or not d["input"]]
    problems = [_problem(detail, model, source, path, within) for detail in details[:MANY]]
    problems += [and_others(problems[-1])] if len(details) > MANY else []
    # A key that is misspelt is not missing besides.
    meant = {problem.hint for problem in problems if problem.code == "cle-inconnue"}
    return None, [
        problem
        for problem in problems
        if problem.code != "cle-manquante" or _meaning(problem.key or "") not in meant
    ]


def _meaning(key: str) -> str:
    return f"Vouliez-vous dire « {key} » ?"


def _problem(
    detail: ErrorDetails, model: type[Model], source: YamlText, path: str, within: Location
) -> Problem:
    location = tuple(detail["loc"])
    key = ".".join(str(part) for part in location if isinstance(part, str)) or ".".join(
        str(part) for part in within
    )
    line, column = source.position((*within, *location))
    present = {str(location[0]) for location in source.positions if len(location) == 1}
    code, message, hint = _say(detail, key, model, present)
    return Problem(path, line, code, message, hint, key=key, column=column)


def _say(
    detail: ErrorDetails, key: str, model: type[Model], present: Container[str]
) -> tuple[str, str, str]:
    """Code, message and hint of one error of pydantic's; `present` are the keys of the header."""
    context: dict[str, Any] = detail.get("ctx", {})
    if isinstance(detail["input"], str) and not detail["input"].strip():
        return "valeur-vide", f"« {key} » est vide.", "Complétez la ligne, ou retirez-la."
    if detail["type"] not in _MESSAGES and "|" in detail["msg"]:
        # The last bar: what was typed may hold others.
        message, _, hint = detail["msg"].rpartition("|")
        if isinstance(detail["loc"][-1], str):
            # The whole line, but for an item of a list, which may share its line with others.
            hint = hint.replace("Écrivez : ", f"Écrivez : {detail['loc'][-1]}: ")
        return detail["type"], message, hint
    words = {
        **context,
        "key": key,
        "name": key.rpartition(".")[2],
        "input": detail["input"],
        "length": plural(len(str(detail["input"]).strip()), "caractère"),
        "listed": _listed(key, str(detail["input"])),
        "nearest": _nearest_key(key, model, present),
    }
    code, message, hint = _MESSAGES.get(detail["type"], _UNFORESEEN)
    return code, message.format_map(words), hint.format_map(words)


def _listed(key: str, text: str) -> str:
    """How to write a list for the text that was typed instead of one."""
    if key == "sources":
        return "Écrivez en dessous « - titre: … », comme dans l'exemple de la page « Contribuer »."
    separator = None if key == "tags" and "," not in text else ","
    items = [item.strip() for item in text.split(separator)]
    return f"Écrivez : {key}: [{', '.join(filter(None, items))}]"


def _nearest_key(key: str, model: type[Model], present: Container[str]) -> str:
    if "." in key:
        return "Retirez cette ligne, ou voyez les exemples de la page « Contribuer »."
    known = [field.alias or name for name, field in model.model_fields.items()]
    known = [name for name in known if name != FILE_NAME and name not in present]
    near = nearest(key, known, cutoff=0.7) or [_MEANT.get(key.lower(), "")]
    if near[0] in known:
        return _meaning(near[0])
    return "Retirez cette ligne, ou choisissez parmi : " + ", ".join(known) + "."
