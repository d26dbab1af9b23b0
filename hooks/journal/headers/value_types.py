"""The kinds of values a header holds, each read from the text that was typed."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema

from journal.headers.day_values import day_value, days_as_list, partial_date_value
from journal.headers.meant_lines import LINK
from journal.headers.refused_values import refusal, typed_text
from journal.language.dates import PartialDate
from journal.language.french import folded, short_slug, slugified
from journal.problems.problem import Explanation
from journal.web import pasted_addresses as web
from journal.web.mails_and_phones import A_MAIL, A_PHONE
from journal.web.trackers import public

EXPLANATIONS = {
    "date-invalide": Explanation(
        "La date n'est pas de la forme attendue, ou n'existe pas dans le calendrier.",
        "Écrire l'année, le mois, le jour : `2026-03-14`.",
    ),
    "identifiant-invalide": Explanation(
        "Un identifiant ne contient que des minuscules sans accent, des chiffres, des tirets.",
        "Le corriger d'après l'exemple.",
    ),
    "adresse-invalide": Explanation(
        "L'adresse n'est pas complète.", "La copier depuis le navigateur, avec `https://`."
    ),
    "element-en-double": Explanation("Un élément est écrit deux fois.", "Le garder une fois."),
}

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
# Disks take names of 255 bytes; the build adds to a name what tells prints and cards apart.
NAME_BYTES = 200


def _slug(value: object) -> object:
    text = typed_text(value)
    if is_slug(text):
        return text
    # People copy the name of a file, its folder, its end or an address.
    name = text.strip("/ ").rpartition("/")[2].removesuffix(".md")
    meant = meant_slug(name)
    raise refusal(
        "identifiant-invalide",
        "« {value} » n'est pas un identifiant : minuscules sans accent, chiffres et tirets "
        f"seulement{at_most(name)}.",
        f"Écrivez : {meant}" if meant else "Écrivez par exemple marches-publics.",
        text,
    )


_WEB = re.compile(r"https?://[^\s<>\"]+")
_SPACED = re.compile(r"(?P<first>https?://[^\s<>\"/]+/[^\s<>\"]*)(?: [^\s<>\"]+)+")


def _address(value: object) -> str:
    """An address of the web, whole."""
    return _of_the_web(typed_text(value), "Écrivez-la en entier, avec https:// au début.")


def _of_the_web(text: str, otherwise: str) -> str:
    """An address of the web, whole; `otherwise` is said of what cannot be mended."""
    meant = web.mended(text)
    if meant == text and _WEB.fullmatch(text):
        return text
    if web.is_file(meant):
        hint = "Écrivez l'adresse d'une page du web, en entier, avec https:// au début."
    elif link := LINK.fullmatch(text):
        hint = f"Écrivez : {link['target']}"
    elif (spaced := _SPACED.fullmatch(text)) and re.search(r"[\s,;]https?://", text):
        hint = f"Une source n'a qu'une adresse : {spaced['first'].rstrip(',;')}"
    elif spaced:
        whole = "%20".join(text.split())
        hint = f"Écrivez : {whole} ; ou, sans ce qui suit l'espace : {spaced['first']}"
    elif meant := public(f"https://{meant}" if web.BARE_PAGE.fullmatch(meant) else meant):
        hint = f"Écrivez : {meant}"
    else:
        hint = otherwise
    raise refusal("adresse-invalide", "« {value} » n'est pas une adresse complète.", hint, text)


_NO_CONTACT = (
    "Écrivez l'adresse de la page où l'on s'inscrit, avec https:// au début, ou mailto: et un "
    "courriel ; s'il n'y en a pas, retirez la ligne."
)


def _mail_or_phone(text: str) -> str:
    """The address of the person that a text names, « par courriel à nom@example.org »; or ""."""
    if "://" in text or web.BARE_PAGE.fullmatch(text) or re.match("(?:mailto|tel):", text, re.I):
        return ""
    bare = web.phone_number(text) if len(text) > web.SHORT_NUMBER else None
    if bare or web.is_mail(text):
        return f"tel:{bare}" if bare else f"mailto:{text}"
    if mail := A_MAIL.search(text):
        return web.mended(f"mailto:{mail[0]}")
    phone = A_PHONE.search(text)
    number = web.phone_number(phone[0]) if phone else None
    return f"tel:{number}" if number else ""


def _contact(value: object) -> str:
    """An address of the web, of a person or of a telephone."""
    text = typed_text(value).strip()
    if within := _mail_or_phone(text):
        message = "« {value} » n'est pas une adresse complète."
        raise refusal("adresse-invalide", message, f"Écrivez : {within}", text)
    meant = web.mended(text)
    if meant.startswith("tel:") and web.phone_number(meant[4:]):
        return meant
    if not meant.startswith("mailto:"):
        return _of_the_web(text, _NO_CONTACT)
    if meant.replace("%20", " ") == text.replace("%20", " ") and web.is_mailto(meant):
        return meant
    raise refusal(
        "adresse-invalide",
        "« {value} » n'est pas un courriel que l'on puisse lire.",
        f"Écrivez : {meant}"
        if web.is_mailto(meant)
        else "Écrivez-le en entier, comme mailto:nom@example.org.",
        text,
    )


# No page stays true for longer without anybody looking.
MOST_MONTHS = 60


def months_of(typed: str) -> int | None:
    """A number of months, from 1 to `MOST_MONTHS`; None for anything else."""
    months = int(typed) if re.fullmatch(r"\d{1,2}", typed, re.ASCII) else 0
    return months if 1 <= months <= MOST_MONTHS else None


def _months(value: object) -> int:
    text = typed_text(value).strip()
    if months := months_of(text):
        return months
    raise refusal(
        "nombre-attendu",
        f"« {{value}} » n'est pas un nombre de mois, de 1 à {MOST_MONTHS}.",
        f"Écrivez : {_months_meant(folded(text))}",
        text,
    )


_NUMBERS = {"un": 1, "deux": 2, "trois": 3, "quatre": 4, "six": 6, "neuf": 9, "douze": 12}
_NUMBER = re.compile(rf"(?<![\d.,-])\d{{1,3}}(?!\d|-)|\b(?:{'|'.join(_NUMBERS)})(?=e?\b)")
_UNITS = {r"\ban": 12, r"\bsemestr": 6, r"\btrimestr": 3, r"\b(?:jour|semaine)": 0}
_USUAL = 6


def _months_meant(typed: str) -> int:
    """The months in « 1 an », « six mois », « tous les semestres »; the usual, when unsure."""
    unit = next((months for word, months in _UNITS.items() if re.search(word, typed)), None)
    found = _NUMBER.search(typed)
    if not found and unit is None and "mois" not in typed and "mensuel" not in typed:
        return _USUAL
    number = int(_NUMBERS.get(found[0], found[0])) if found else 1
    months = number * (1 if unit is None else unit) if number else _USUAL
    return max(1, min(months, MOST_MONTHS))


def _each_once(items: tuple[str, ...]) -> tuple[str, ...]:
    for item in items:
        if items.count(item) > 1:
            raise refusal(
                "element-en-double",
                "« {value} » est écrit deux fois.",
                "Gardez-le une seule fois.",
                item,
            )
    return items


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
    "pattern": f"^([0-9]{{4}}|([0-9]{{4}}|XXXX)-({_MONTH}|{_MONTH_AND_DAY})"
    f"|[0-9]{{4}}-{_MONTH_AND_DAY}/[0-9]{{4}}-{_MONTH_AND_DAY})$",
    "patternErrorMessage": "Écrivez 2026-03-14, 2026-03 ou 2026 ; XXXX-01-25 sans l'année ;"
    " 2026-03-14/2026-03-16 pour plusieurs jours.",
    "minimum": 1000,
    "maximum": 9999,
}
_ADDRESS_SCHEMA = {
    "type": "string",
    "pattern": r"^https?://[^\s<>\"]+$",
    "patternErrorMessage": "Écrivez l'adresse en entier, avec https:// au début.",
}
_CONTACT_SCHEMA = {
    "type": "string",
    "pattern": r"^(https?://[^\s<>\"]+|(mailto|tel):.+)$",
    "patternErrorMessage": "Écrivez une adresse qui commence par https://, mailto: ou tel:.",
}
_MONTHS_SCHEMA = {"type": "integer", "minimum": 1, "maximum": MOST_MONTHS}
SLUG_SCHEMA = {
    "type": "string",
    "pattern": f"^{SLUG}$",
    "patternErrorMessage": "N'employez que des minuscules sans accent, des chiffres et des tirets.",
}


def _one_or_several(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "array", "items": schema, "minItems": 1}]}


def _once_spaced(value: object) -> object:
    """A text without the second space that a telephone leaves, which calendars would show."""
    return _SPACES.sub(" ", value) if isinstance(value, str) and "  " in value else value


_SPACES = re.compile(" {2,}")

Day = Annotated[date, BeforeValidator(day_value), WithJsonSchema(_DAY_SCHEMA)]
VisitDay = Annotated[
    PartialDate, BeforeValidator(partial_date_value), WithJsonSchema(_VISIT_DAY_SCHEMA)
]
Days = Annotated[
    tuple[Day, ...], BeforeValidator(days_as_list), WithJsonSchema(_one_or_several(_DAY_SCHEMA))
]
VisitDays = Annotated[
    tuple[VisitDay, ...],
    BeforeValidator(days_as_list),
    WithJsonSchema(_one_or_several(_VISIT_DAY_SCHEMA)),
]
SlugText = Annotated[str, BeforeValidator(_slug), WithJsonSchema(SLUG_SCHEMA)]
Slugs = Annotated[tuple[SlugText, ...], AfterValidator(_each_once)]
Months = Annotated[int, BeforeValidator(_months), WithJsonSchema(_MONTHS_SCHEMA)]
Spaced = BeforeValidator(_once_spaced)
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), Spaced]
People = Annotated[tuple[Text, ...], AfterValidator(_each_once)]
Address = Annotated[str, BeforeValidator(_address), WithJsonSchema(_ADDRESS_SCHEMA)]
Contact = Annotated[str, BeforeValidator(_contact), WithJsonSchema(_CONTACT_SCHEMA)]


def meant_slug(text: str) -> str:
    """What a text should be to be part of an address; may be empty."""
    slug = slugified(text)
    return slug if len(slug) <= NAME_BYTES else short_slug(slug)


def at_most(name: str) -> str:
    """How long a name may be, where it is longer."""
    return f", {NAME_BYTES} signes au plus" if len(name) > NAME_BYTES else ""


def is_slug(text: str) -> bool:
    """Whether a text can be part of an address as it is."""
    return len(text) <= NAME_BYTES and re.fullmatch(SLUG, text) is not None
