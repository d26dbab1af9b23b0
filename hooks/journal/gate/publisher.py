"""What whoever publishes the site has still to fill in, in mkdocs.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

import yaml

from journal.entries.publisher import (
    LICENCE,
    MESSAGES,
    PUBLISHER,
    REVIEW_MONTHS,
    SECTIONS,
    TEXTS,
    bare_mail,
    is_page,
)
from journal.headers.value_types import MOST_MONTHS, months_of
from journal.headers.yaml_nodes import compose
from journal.headers.yaml_quotes import quoted
from journal.headers.yaml_text import Location, YamlText, key_of, read_yaml
from journal.problems.problem import Explanation, Problem, Severity, errors
from journal.reading.decoding import read_text
from journal.reading.tree import CONFIG_PATH, SourceFile
from journal.web.pasted_addresses import (
    SHORT_NUMBER,
    is_mail,
    is_mailto,
    mended,
    phone_number,
)
from journal.web.trackers import public

EXPLANATIONS = {
    "identite-incomplete": Explanation(
        "Le site ne dit pas tout de la personne ou de l'association qui le publie (simple "
        "avertissement).",
        "Compléter « extra » dans mkdocs.yml.",
    ),
    "contact-invalide": Explanation(
        "Un courriel ou une adresse de mkdocs.yml ne peut pas être suivi.",
        "Recopier la ligne que le message propose.",
    ),
    "reglage-invalide": Explanation(
        "Un réglage de mkdocs.yml n'a pas la forme attendue : un texte, ou plusieurs lignes.",
        "Recopier la ligne que le message propose.",
    ),
}

_MONTHS = ("extra", "relire_apres")
_MAIL = ("extra", "editeur", "courriel")
_PHONE = ("extra", "editeur", "telephone")
_ADDRESSES: tuple[Location, ...] = (
    ("extra", "inscription_courriel"),
    ("extra", "agenda_ailleurs", "url"),
    ("extra", "licence", "url"),
)


def check_readable(config_text: str) -> Iterator[Problem]:
    """What keeps mkdocs.yml from being read: a quotation mark that is missing stops everything.

    It may hold what no header does, aliases among it, as long as it is YAML.
    """
    for read in (compose, partial(yaml.compose, Loader=yaml.SafeLoader)):
        with suppress(yaml.YAMLError, RecursionError, ValueError):
            read(config_text)
            return
    _, problems = read_yaml(config_text, f"../{CONFIG_PATH}")
    yield from errors(problems)


def read_config(content: bytes) -> tuple[str, list[Problem]]:
    """The text of mkdocs.yml, and what keeps it from being one."""
    try:
        return content.decode(), []
    except UnicodeDecodeError:
        return "", read_text(f"../{CONFIG_PATH}", SourceFile(len(content), content))[1]


def check_contacts(config_text: str) -> Iterator[Problem]:
    """The publisher's mail is a bare one, and the addresses of mkdocs.yml are whole.

    Args:
        config_text: the text of `mkdocs.yml`; empty when it does not matter.
    """
    config, _ = read_yaml(config_text, f"../{CONFIG_PATH}")
    mail = config.at(_MAIL)
    if isinstance(mail, str) and mail and not (is_mail(mail) and mail.isascii()):
        bare = bare_mail(mail)
        yield config.problem(
            _MAIL,
            "contact-invalide",
            f"« {mail} » n'est pas un courriel seul.",
            f"Écrivez : courriel: {quoted(bare)}"
            if bare
            else "Écrivez-le seul, comme contact@example.org.",
        )
    phone = config.at(_PHONE)
    if isinstance(phone, str) and phone and not _can_be_called(phone):
        number = phone.partition(":")[2].strip()
        yield config.problem(
            _PHONE,
            "contact-invalide",
            f"« {phone} » n'est pas un numéro de téléphone.",
            f"Écrivez : telephone: {quoted(number)}"
            if phone_number(number)
            else "Écrivez-le en entier, comme 02 40 00 00 00.",
            severity=Severity.WARNING,
        )
    for location in _ADDRESSES:
        address = config.at(location)
        if not isinstance(address, str) or not address or _can_be_followed(address):
            continue
        meant = f"mailto:{address}" if is_mail(address) else mended(address)
        meant = meant if meant.startswith("mailto:") else public(meant)
        yield config.problem(
            location,
            "contact-invalide",
            f"« {address} » n'est pas l'adresse complète d'une page que tout le monde atteint.",
            f"Écrivez : {location[-1]}: {quoted(meant)}"
            if meant != address and _can_be_followed(meant)
            else "Écrivez l'adresse publique de la page, en entier, avec https:// au début.",
        )


def check_shapes(config_text: str) -> Iterator[Problem]:
    """What is a text in `extra` is one, and what holds several holds them; the authority of
    identifiers is one word, as the ledger's line of it.
    """
    config, _ = read_yaml(config_text, f"../{CONFIG_PATH}")
    extra = config.at(("extra",))
    extra = extra if isinstance(extra, dict) else {}
    for key in SECTIONS:
        held = extra.get(key)
        if held and not isinstance(held, dict):
            nom = quoted(held if isinstance(held, str) else "…")
            yield config.problem(
                ("extra", key),
                "reglage-invalide",
                f"« {key} » attend plusieurs valeurs, chacune avec sa clé.",
                f"Écrivez : {key}: {{nom: {nom}}}",
            )
    for location in _texts(extra):
        yield config.problem(
            location,
            "reglage-invalide",
            f"« {location[-1]} » attend un texte, sur une seule ligne.",
            f'Écrivez par exemple : {location[-1]}: "…"',
        )
    if config.values.get("site_name") == "":
        yield config.problem(
            ("site_name",),
            "reglage-invalide",
            "« site_name » est vide : le site n'aurait pas de nom.",
            "Écrivez par exemple : site_name: Visites apprenantes",
        )
    authority = extra.get("autorite")
    if authority == "":
        yield config.problem(
            ("extra", "autorite"),
            "reglage-invalide",
            "« autorite » est vide : elle identifie les pages pour toujours.",
            "Remettez celle d'avant, comme autorite: visites-apprenantes,2026",
        )
    if isinstance(authority, str) and len(authority.split()) > 1:
        yield config.problem(
            ("extra", "autorite"),
            "reglage-invalide",
            "« autorite » s'écrit sans espace : c'est une partie d'un identifiant.",
            f"Écrivez : autorite: {'-'.join(authority.split())}",
        )


def _texts(extra: Mapping[str, Any]) -> Iterator[Location]:
    """Where a list, or other keys, stand for a text."""
    for key in TEXTS:
        if isinstance(extra.get(key), dict | list):
            yield "extra", key
    for section in SECTIONS:
        held = extra.get(section)
        for key, value in held.items() if isinstance(held, dict) else ():
            if isinstance(value, dict | list):
                yield "extra", section, key


def check_review_months(config_text: str) -> Iterator[Problem]:
    """After how many months pages are to be read over, in `mkdocs.yml`, is such a number."""
    config, _ = read_yaml(config_text, f"../{CONFIG_PATH}")
    typed = config.at(_MONTHS)
    if isinstance(typed, str) and typed and not months_of(typed.strip()):
        yield config.problem(
            _MONTHS,
            "nombre-attendu",
            f"« {_MONTHS[-1]} » attend un nombre de mois, de 1 à {MOST_MONTHS}.",
            f"Écrivez par exemple : {_MONTHS[-1]}: {REVIEW_MONTHS}",
        )


def _can_be_called(phone: str) -> bool:
    """Whether a text gives a whole number, whatever is said beside it."""
    digits = sum(sign.isdecimal() for sign in phone)
    is_whole = digits >= SHORT_NUMBER or phone_number(phone) is not None
    return is_whole and not re.match(r"[a-zé]+ ?:", phone, re.IGNORECASE)


def _can_be_followed(address: str) -> bool:
    if address.startswith("mailto:"):
        return is_mailto(address)
    return is_page(address) and mended(address) == address and bool(public(address))


def empty_fields(config_text: str) -> list[Problem]:
    """The `extra` keys that whoever publishes the site has still to fill in, as warnings.

    Args:
        config_text: the text of `mkdocs.yml`.
    """
    config, problems = read_yaml(config_text, f"../{CONFIG_PATH}")
    wanted: dict[Location, str] = {
        ("extra", "editeur", key): label for key, label in PUBLISHER.items()
    }
    if config.at(_MAIL):
        wanted |= {("extra", "messages", key): label for key, label in MESSAGES.items()}
    wanted |= {("extra", "licence", key): label for key, label in LICENCE.items()}
    wanted[("extra", "inscription_courriel")] = "Inscription à la lettre par courriel"
    # Remarks beside the settings are for whoever changes them.
    found = [*errors(problems), *check_shapes(config_text), *check_contacts(config_text)]
    found += check_review_months(config_text)
    return found + [
        _empty(config, location, label)
        for location, label in wanted.items()
        if not config.at(location)
    ]


def _empty(config: YamlText, location: Location, label: str) -> Problem:
    return config.problem(
        location,
        "identite-incomplete",
        f"Le champ « {label} » n'est pas renseigné : le site le dira à qui le lit.",
        f"Complétez « {key_of(location)} » dans {CONFIG_PATH}.",
        severity=Severity.WARNING,
    )
