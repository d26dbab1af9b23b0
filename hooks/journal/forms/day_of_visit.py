"""The day of a visit, in a form: whether it can be told, announced, or must be asked again."""

from __future__ import annotations

import re
from datetime import date

from journal.forms.days_in_words import names_several_days
from journal.forms.typed_answers import Answered
from journal.language.communes import commune_meant
from journal.language.dates import PartialDate, months_after
from journal.language.french import DAYS, folded
from journal.language.typed_days import weekday_said

# Nobody announces a visit earlier; a year was mistyped.
_MOST_MONTHS_AHEAD = 24
_UNSURE = re.compile(
    r"\b(?:(?:date |jour |reste )?a (?:confirmer|preciser|valider)|a priori|sous reserve"
    r"|peut[ -]etre|provisoire|si possible|normalement|en principe)\b"
)
_OF_A_VISIT_TO_COME = ("horaire", "rendez-vous", "inscription")


def check_day(answered: Answered, day: PartialDate | None, *, is_ahead: bool) -> None:
    """What the day asks for: a year to be announced, a commune to be joined, a story to be told."""
    typed, today = answered.line("jour"), answered.place.today
    if answered.raw("jour") and not day:
        _refuse_day(answered, typed)
    elif day and day.first_day and day.first_day > months_after(today, _MOST_MONTHS_AHEAD):
        message = f"« {typed} » est dans plus de deux ans : l'année est-elle la bonne ?"
        answered.refuse("jour", message, f"Écrivez par exemple 14 mars {today.year + 1}.")
    elif day and not day.year:
        hint = (
            "Pour la dire, ou pour annoncer une visite à venir, écrivez par exemple 14 mars 2026."
        )
        answered.note("jour", "l'année n'est pas dite ; la page ne la dira pas.", hint)
    elif day and day.first_day:
        _check_calendar(answered, day, day.first_day)
    if is_ahead and _UNSURE.search(folded(typed)):
        message = f"« {typed} » : la page annonce ce jour comme certain."
        hint = (
            "S'il peut changer, n'écrivez que le mois, comme mars 2027 : le jour se dira ensuite."
        )
        answered.note("jour", message, hint)
    if is_ahead and not commune_meant(answered.line("commune")):
        hint = "Écrivez par exemple Nantes : la visite est à venir."
        answered.refuse("commune", "il manque votre réponse.", hint)
    # Without a day, what only a visit to come is asked tells the two apart.
    is_past = not is_ahead and (day or not _is_to_come(answered))
    if is_past and not answered.raw("recit"):
        hint = "Racontez en quelques phrases ce qui vous a marqué."
        answered.refuse("recit", "il manque votre réponse.", hint)
    elif not (is_past or answered.raw("recit") or answered.raw("bref")):
        hint = "Dites en quelques phrases ce qui est prévu."
        answered.refuse("recit", "il manque votre réponse.", hint)


def _is_to_come(answered: Answered) -> bool:
    return any(map(answered.raw, _OF_A_VISIT_TO_COME))


def _check_calendar(answered: Answered, day: PartialDate, first: date) -> None:
    """A day of the week that is another one's; a month under way, which the visit may be ahead in
    although it is told.
    """
    typed, today = answered.line("jour"), answered.place.today
    named = weekday_said(typed)
    if named and day.day and day.last_day == first and named != DAYS[first.weekday()]:
        message = f"« {typed} » : ce jour-là est un {DAYS[first.weekday()]}."
        answered.refuse("jour", message, "Corrigez le jour, ou la date.")
    last = day.last_day
    is_told = bool(answered.raw("recit")) and not _is_to_come(answered)
    if is_told and not day.day and last and first <= today <= last:
        message = f"« {typed} » ne dit pas le jour : la page annoncerait une visite à venir."
        hint = "Écrivez le jour où elle a eu lieu, comme 14 mars 2026, ou au moins le mois."
        if day.month:
            hint = "Écrivez le jour où elle a eu lieu, comme 14 mars 2026."
        answered.refuse("jour", message, hint)


def _refuse_day(answered: Answered, typed: str) -> None:
    """A day that was not understood, or several that are not one visit."""
    if names_several_days(typed):
        message = f"« {typed} » : ces jours ne se suivent pas."
        hint = "Envoyez un message par visite, ou n'écrivez que le premier jour."
    else:
        message = f"« {typed} » n'a pas été compris."
        hint = "Écrivez par exemple 14 mars 2026, ou mars 2026 si vous ne savez plus."
    answered.refuse("jour", message, hint)
