"""What pydantic finds wrong with a header, said in French, with the line to write where it can be
told."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from journal.headers.fields import (
    example_of,
    fits,
    is_required,
    keys_of,
    part_of,
    when_left_out,
)
from journal.headers.meant_lines import LINK
from journal.headers.other_names import advice_on, key_meant
from journal.headers.people import names_in
from journal.headers.yaml_quotes import quoted
from journal.headers.yaml_text import Location
from journal.language.french import plural, slugified
from journal.problems.problem import Explanation

EXPLANATIONS = {
    "cle-inconnue": Explanation(
        "La clé n'existe pas, souvent à cause d'une faute de frappe.",
        "Corriger son nom d'après « Écrire une page ».",
    ),
    "cle-manquante": Explanation("Une clé obligatoire manque.", "L'ajouter dans l'en-tête."),
    "valeur-vide": Explanation(
        "La clé n'a pas de valeur.", "La compléter, ou retirer une ligne facultative."
    ),
    "valeur-attendue": Explanation(
        "La clé attend un texte, et a reçu une liste.", "Écrire le texte sur la même ligne."
    ),
    "liste-attendue": Explanation(
        "La clé attend une liste, même pour un seul élément.", "Écrire par exemple `[insertion]`."
    ),
    "liste-vide": Explanation("La liste n'a aucun élément.", "En mettre au moins un."),
    "liste-trop-longue": Explanation("La liste a trop d'éléments.", "Garder les plus utiles."),
    "nombre-attendu": Explanation("La clé attend un nombre entier.", "Écrire 1, 2, 3…"),
    "texte-trop-court": Explanation("Le texte ne dit pas assez.", "Le compléter."),
    "texte-trop-long": Explanation("Le texte serait coupé dans les listes.", "Le raccourcir."),
    "valeur-invalide": Explanation(
        "La valeur n'a pas la forme attendue.", "Voir les exemples de « Écrire une page »."
    ),
}

_NOT_A_NUMBER = ("nombre-attendu", "« {key} » attend un nombre entier.", "{number}")
# What pydantic calls an error -> (code, message, hint). `{input}` is what was typed.
_MESSAGES: dict[str, tuple[str, str, str]] = {
    "missing": (
        "cle-manquante",
        "Il manque la ligne « {name} ».",
        "Ajoutez une ligne{line}.",
    ),
    "extra_forbidden": ("cle-inconnue", "« {key} » n'est pas une information connue.", "{nearest}"),
    "string_type": (
        "valeur-attendue",
        "« {key} » attend un texte, et non une liste.",
        "{alone}",
    ),
    "tuple_type": (
        "liste-attendue",
        "« {key} » attend une liste, même pour un seul élément.",
        "{listed}",
    ),
    "string_too_short": (
        "texte-trop-court",
        "Le texte de « {key} » est trop court : {length}, il en faut au moins {min_length}.",
        "Complétez-le.",
    ),
    "string_too_long": (
        "texte-trop-long",
        "Le texte de « {key} » est trop long : {length}, il en faut au plus {max_length}.",
        "Raccourcissez-le.",
    ),
    "too_short": ("liste-vide", "La liste « {key} » est vide.", "Complétez-la{example}."),
    "too_long": (
        "liste-trop-longue",
        "La liste « {key} » a {actual_length} éléments, il en faut au plus {max_length}.",
        "Gardez les plus utiles.",
    ),
    "int_parsing": _NOT_A_NUMBER,
    "int_parsing_size": _NOT_A_NUMBER,
    "greater_than_equal": (
        "nombre-attendu",
        "« {key} » attend un nombre à partir de {ge}.",
        "{number}",
    ),
    "model_type": (
        "valeur-invalide",
        "Dans « {key} », rien ne dit si « {input} » est un titre ou une adresse.",
        "{keyed}",
    ),
}
_UNFORESEEN = (
    "valeur-invalide",
    "La valeur de « {key} » n'est pas de la forme attendue.",
    "Voyez les exemples de la page « Écrire une page ».",
)


# Where a page has one, and its author has several.
_ONLY_ONE = {
    "structure": "Écrivez un seul nom : une autre structure a sa propre page, où « lors_de » dit "
    "pendant quelle visite elle a été présentée.",
    "visite": "Un conseil vient d'une seule visite : gardez-en une ; menez à l'autre par un lien.",
    "lieu": "Écrivez une seule commune ; les autres ont leur place dans le texte.",
}


class Said(NamedTuple):
    """An error in our words.

    Attributes:
        meant: the key that was meant by an unknown one, or nothing.
    """

    code: str
    message: str
    hint: str
    meant: str = ""


def say(
    detail: ErrorDetails, key: str, model: type[BaseModel], present: Container[str] = ()
) -> Said:
    """One error of pydantic's.

    Args:
        detail: the error.
        key: the name under which it is told.
        model: what the header should be.
        present: the keys beside it.
    """
    typed, place = detail["input"], tuple(detail["loc"])
    if isinstance(typed, str) and not typed.strip():
        return _empty(key, model, place)
    if hint := detail.get("ctx", {}).get("hint"):
        if isinstance(place[-1], str):
            # The whole line, but for an item of a list, which may share its line with others.
            hint = hint.replace("Écrivez : ", f"Écrivez : {place[-1]}: ")
        return Said(detail["type"], detail["msg"], hint)
    if detail["type"] == "model_type" and not key.startswith("sources"):
        line = (
            f"Écrivez dessous, en retrait, nom: {quoted(_flat(typed))} ; puis, aligné, description:"
        )
        return Said("valeur-invalide", f"« {key} » attend un nom et une description.", line)
    code, message, hint = _MESSAGES.get(detail["type"], _UNFORESEEN)
    if detail["type"] == "string_type" and isinstance(typed, list | tuple) and len(typed) > 1:
        hint = _ONLY_ONE.get(key, hint)
    words = _words(detail, key, model)
    meant = ""
    if detail["type"] == "extra_forbidden":
        known = keys_of(part_of(model, place[:-1]), present)
        meant = key_meant(words["name"], known)
        words["nearest"] = advice_on(words["name"]) or (
            f"Remplacez « {words['name']} » par « {meant} »."
            if meant
            else f"Retirez cette ligne, ou choisissez parmi : {', '.join(known)}."
        )
    return Said(code, message.format_map(words), hint.format_map(words), meant)


def _words(detail: ErrorDetails, key: str, model: type[BaseModel]) -> dict[str, Any]:
    """What messages and hints are made of."""
    place, name = tuple(detail["loc"]), key.rpartition(".")[2]
    is_item = bool(place) and isinstance(place[-1], int)
    typed = _flat(detail["input"])
    example = "" if is_item else example_of(model, place)
    such = f", par exemple « {example} »" if example else ""
    line = quoted(typed) if is_item else f"{name}: {quoted(typed)}"
    return {
        **detail.get("ctx", {}),
        "key": name,
        "name": name,
        "input": typed,
        "length": plural(len(typed.strip()), "caractère"),
        "listed": _listed(key, typed),
        "keyed": _keyed(typed),
        "alone": f"Écrivez : {line}"
        if fits(model, place, typed)
        else f"Écrivez ce texte sur la même ligne{such}.",
        "number": f"Écrivez par exemple : {example or f'{name}: 1'}",
        "example": such,
        "line": f", par exemple « {example} »" if example else f" « {name}: … »",
    }


def _flat(typed: object) -> str:
    """What was typed where a text is wanted, without the brackets and braces around it."""
    if isinstance(typed, dict) and {"nom", "prenom", "prénom"} >= typed.keys():
        return " ".join(str(typed[key]) for key in ("prenom", "prénom", "nom") if key in typed)
    if isinstance(typed, dict):
        pairs = ((str(key), _flat(value)) for key, value in typed.items())
        return ", ".join(f"{key} : {value}" if value else key for key, value in pairs)
    if isinstance(typed, list | tuple):
        return ", ".join(map(_flat, typed))
    return str(typed)


def _empty(key: str, model: type[BaseModel], place: Location) -> Said:
    name = key.rpartition(".")[2]
    if place and isinstance(place[-1], int):
        return Said(
            "valeur-vide", f"Un élément de « {name} » est vide.", "Complétez-le, ou retirez-le."
        )
    example = example_of(model, place)
    mend = "Complétez la ligne" + (f", par exemple « {example} »" if example else "")
    # What a page cannot do without must not be taken away.
    when = when_left_out(name)
    left_out = f", ou, {when}retirez-la." if when else ", ou retirez-la."
    mend += "." if is_required(model, place) else left_out
    return Said("valeur-vide", f"« {name} » est vide.", mend)


def _listed(key: str, text: str) -> str:
    """How to write a list for the text that was typed instead of one."""
    if key == "sources":
        return _keyed(text)
    if key == "auteurs" and not names_in(text):
        return (
            "Écrivez le nom de la personne, comme auteurs: [Camille Exemple], ou retirez la ligne."
        )
    if re.fullmatch(r"\[[^\[\]]*\]", text):
        text = text[1:-1]
    text = "\n".join(_BULLET.sub("", line) for line in text.split("\n"))
    if key == "auteurs":
        items = names_in(text)
    elif key in ("tags", "alias"):
        words = re.split(r"[,;/\n]|\s(?:et|&)\s", text)
        items = [slugified(w) for w in (words if len(words) > 1 else _parted(text))]
    else:
        items = [item.strip() for item in re.split("[,\n]", text)]
    shown = [i if re.fullmatch(r"[\w/][^\[\]{},#:]*", i) else quoted(i) for i in items if i]
    return f"Écrivez : {key}: [{', '.join(shown)}]"


def _keyed(text: str) -> str:
    """How to write a source that was typed without its keys."""
    text = _BULLET.sub("", text)
    if pair := _SOURCE.fullmatch(text):
        title, target = quoted(pair["words"]), pair["target"]
        day = f" ; puis, aligné, consulte_le: {pair['day']}" if pair["day"] else ""
        return f"Il y manque un tiret : écrivez - titre: {title} ; puis, aligné, url: {target}{day}"
    if re.match(r"https?://", text):
        return f"Écrivez dessous, en retrait, - titre: et son nom ; puis, aligné, url: {text}"
    title, target = _titled(text)
    if title and target:
        title = quoted(title)
        return f"Écrivez dessous, en retrait, - titre: {title} ; puis, aligné, url: {target}"
    return f"Écrivez dessous, en retrait, - titre: {quoted(text)}"


def _titled(text: str) -> tuple[str, str]:
    """The title and the address of a link, or of an address after its title; empty, when none."""
    if link := LINK.fullmatch(text):
        return link["words"], link["target"]
    found = _TARGET_LAST.search(text)
    if not found or "\n" in text:
        return "", ""
    return _BETWEEN.sub("", text[: found.start()].rstrip()).rstrip(), found["target"]


_SOURCE = re.compile(
    r"titre : (?P<words>[^\n]+?), url : (?P<target>\S+?)(?:, consulte_le : (?P<day>\S+))?"
)
_TARGET_LAST = re.compile(r"<?(?P<target>https?://[^\s<>]+)>?\Z")
_BETWEEN = re.compile(r"[,:;–—-]\Z")
_BULLET = re.compile(r"^(?:[-–—•·*]\s*|\d{1,2}[.)]\s+)")


def _parted(text: str) -> list[str]:
    """Slugs that spaces part; or a single theme, in words."""
    words = text.split()
    return words if all(re.fullmatch(r"[a-z0-9-]+", word) for word in words) else [text]
