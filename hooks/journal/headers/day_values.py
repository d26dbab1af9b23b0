"""Days in a header, read from the text that was typed; what was meant by another is proposed."""

from __future__ import annotations

import re
from datetime import date

from pydantic_core import PydanticCustomError

from journal.headers.refused_values import refusal, typed_text
from journal.language.dates import PartialDate, parse_day
from journal.language.french import DAYS
from journal.language.typed_days import (
    guess_day,
    guess_partial_date,
    looks_like_day,
    weekday_said,
)


def day_value(value: object) -> object:
    if isinstance(value, date):
        return value
    _refuse_keys(value)
    text = typed_text(value).strip()
    try:
        return parse_day(text)
    except ValueError:
        raise _wrong_day(
            text,
            "n'est pas de la forme attendue : année-mois-jour",
            "Écrivez l'année, le mois, le jour, comme 2026-03-14.",
            str(guess_day(text) or ""),
        ) from None


def _refuse_keys(value: object, *, several: bool = False) -> None:
    """Refuse days after keys of one's own, « {le: 2026-03-14} », and say the days alone."""
    if not isinstance(value, dict):
        return
    days = [str(day) for day in value.values() if looks_like_day(str(day))]
    hint = "Écrivez l'année, le mois, le jour, comme 2026-03-14."
    if len(days) == 1:
        hint = f"Écrivez : {days[0]}"
    elif days and several:
        hint = f"Écrivez : [{', '.join(days)}]"
    typed = ", ".join(f"{key}: {day}" for key, day in value.items())
    raise refusal(
        "date-invalide", "« {value} » n'est pas un jour seul : année-mois-jour.", hint, typed
    )


# In their order, but with a letter, a question mark or a hyphen of a word processor.
_IN_ORDER = re.compile(
    r"[\dXx?]{4}[-\u2010-\u2015\u2212][\dXxOo?]{1,2}(?:[^\w\s/.][\dXxOo?]{1,2})?\.?"
)


def _wrong_day(text: str, fault: str, hint: str, meant: str) -> PydanticCustomError:
    if meant:
        hint = f"Écrivez : {meant}"
        fault = "n'est pas dans l'ordre attendu : année-mois-jour"
        if _IN_ORDER.fullmatch(text):
            fault = "n'est pas de la forme attendue : année-mois-jour"
        if "/" in meant:
            fault = "n'est pas de la forme attendue : premier jour, barre oblique, dernier jour"
        elif text.startswith(meant) and not _IN_ORDER.fullmatch(text):
            fault = "dit plus que le jour attendu : année-mois-jour"
            if re.search(r"\d ?[:h]", text[len(meant) :]):
                fault += " ; l'heure va dans « horaire »"
        elif said := _other_weekday(text, meant):
            return said
    elif looks_like_day(text):
        fault = "n'existe pas dans le calendrier"
    return refusal("date-invalide", f"« {{value}} » {fault}.", hint, text)


def _other_weekday(text: str, meant: str) -> PydanticCustomError | None:
    """Refuse a day that is said to be another of the week: one of the two is wrong."""
    said = weekday_said(text)
    day = parse_day(meant) if said and len(meant) == len("2026-03-14") else None
    if day is None or DAYS[day.weekday()] == said:
        return None
    return refusal(
        "date-invalide",
        f"« {{value}} » : ce jour-là est un {DAYS[day.weekday()]}, et non un {said}.",
        f"Écrivez : {meant} ; ou le bon jour, si c'est bien un {said}.",
        text,
    )


def partial_date_value(value: object) -> object:
    if isinstance(value, PartialDate):
        return value
    _refuse_keys(value)
    text = _several(value) or typed_text(value).strip()
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise _wrong_day(
            text,
            "n'est pas de la forme attendue : année-mois-jour",
            _not_in_a_row(text)
            or "Écrivez 2026-03-14, 2026-03 si le jour n'est pas connu, XXXX-01-25 si l'année ne "
            "l'est pas, ou 2026-03-14/2026-03-16 pour plusieurs jours.",
            meant.edtf if (meant := guess_partial_date(text)) else "",
        ) from None


_WHOLE_DAY = re.compile(r"(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])")


def _not_in_a_row(text: str) -> str:
    """What to do of days that are named one by one; empty for anything else."""
    days = sorted(set(_WHOLE_DAY.findall(text)))
    if len(days) < _FEWEST or re.sub(r"[\s,;&]|\bet\b|\[|\]", "", _WHOLE_DAY.sub("", text)):
        return ""
    first, last = days[0], days[-1]
    spans = [parse_day(day).toordinal() for day in (first, last) if guess_partial_date(f"{day}.")]
    if len(spans) == _FEWEST and spans[1] - spans[0] <= _LONGEST_VISIT:
        return f"Écrivez : {first}/{last} ; ou, pour deux visites, une page pour chacune."
    return f"Écrivez : {first} ; et une autre page pour l'autre visite."


_FEWEST = 2
# In days.
_LONGEST_VISIT = 7


def _several(value: object) -> str:
    """Days that were typed as a list where one text says them; nothing for anything else."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else ""


def days_as_list(value: object) -> object:
    """One day typed alone is a list of one; an empty text stays what it is: nothing."""
    _refuse_keys(value, several=True)
    if not isinstance(value, str) or not value.strip():
        return value
    days = [day.strip() for day in value.split(",")]
    if len(days) > 1 and all(map(looks_like_day, days)):
        raise refusal(
            "date-invalide",
            "« {value} » dit plusieurs jours : ils se mettent entre crochets.",
            f"Écrivez : [{', '.join(days)}]",
            value,
        )
    return [value]
