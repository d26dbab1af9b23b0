"""The states of a visit, as its header tells them: announced, moved or given a day, cancelled,
written up.

Subscribers receive each of these as of its day: the days must follow one another, and a visit that
was never announced has nothing to move or to cancel.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from journal.entries.visit import Visit
from journal.headers.yaml_text import Location, YamlText
from journal.language.french import format_date
from journal.problems.problem import Explanation, Problem

EXPLANATIONS = {
    "report-incomplet": Explanation(
        "Une visite reportée dit le jour d'avant, et le jour où le nouveau a paru.",
        "Écrire « reportee_du » et « reportee_le », avec autant de jours dans l'un que dans"
        " l'autre.",
    ),
    "report-au-meme-jour": Explanation(
        "La visite serait reportée au jour même où elle devait avoir lieu.",
        "Mettre le nouveau jour dans « visite_le », et l'ancien dans « reportee_du ».",
    ),
    "jours-en-desordre": Explanation(
        "Les jours où la page a paru et changé ne se suivent pas.",
        "Les écrire dans l'ordre : « date », puis « reportee_le » et « annulee », puis"
        " « ecrit_le ».",
    ),
    "visite-jamais-annoncee": Explanation(
        "Seule une visite annoncée ici avant d'avoir lieu peut être reportée, annulée, ou racontée"
        " ensuite.",
        "Corriger le jour de la visite, ou retirer la ligne.",
    ),
    "annulee-deux-fois": Explanation(
        "Une visite annulée ne l'est de nouveau que si un autre jour l'avait rétablie entre-temps.",
        "Retirer le second jour, ou dire le report.",
    ),
    "annulee-et-racontee": Explanation(
        "Une visite annulée n'a pas eu lieu : elle n'a pas de récit.",
        "Retirer « annulee » ou « ecrit_le ».",
    ),
}

# The keys that tell of a visit after its announcement, in the order of its life.
_AFTERWARDS = ("reportee_du", "reportee_le", "annulee", "ecrit_le")


def check_states(visit: Visit, header: YamlText, today: date) -> Iterator[Problem]:
    """Whether the keys of a visit's life hold together.

    Args:
        visit: the visit.
        header: its header, as typed.
        today: the day for which the site is built.
    """
    if (last_day := visit.days[0].last_day) is None or visit.published_on > last_day:
        yield from _never_announced(visit, header, known=last_day is not None)
        return
    yield from _unpaired(visit, header, today)
    yield from _cancelled_again(visit, header)
    yield from _not_moved(visit, header)
    yield from _out_of_order(visit, header, today)
    if visit.cancelled and visit.written_on:
        yield header.problem(
            ("annulee",),
            "annulee-et-racontee",
            "« annulee » dit que la visite n'a pas eu lieu, « ecrit_le » qu'elle est racontée.",
            "Retirez la ligne « annulee » si elle a eu lieu, la ligne « ecrit_le » sinon.",
        )


def _never_announced(visit: Visit, header: YamlText, *, known: bool) -> Iterator[Problem]:
    for key in _AFTERWARDS:
        if key not in header.values:
            continue
        if not known:
            message = (
                f"« {key} » est d'une visite annoncée, et l'année de la visite n'est pas connue."
            )
            hint = "Écrivez l'année dans « visite_le », ou retirez cette ligne."
        elif key == "ecrit_le" and visit.written_on == visit.published_on:
            continue  # It only says that nothing was announced, which is so.
        else:
            message = (
                f"« {key} » est d'une visite annoncée, et la page a paru après la visite :"
                f" le {format_date(visit.published_on)}."
            )
            hint = "Retirez cette ligne, ou corrigez « date » et « visite_le »."
        yield header.problem((key,), "visite-jamais-annoncee", message, hint)


def _unpaired(visit: Visit, header: YamlText, today: date) -> Iterator[Problem]:
    former, published = len(visit.moved_from), len(visit.moved_on)
    if former == published:
        return
    if not published:
        key, hint = "reportee_du", f"Ajoutez une ligne : reportee_le: {today.isoformat()}"
    elif not former:
        key = "reportee_le"
        hint = "Ajoutez une ligne « reportee_du: » avec le jour où la visite devait avoir lieu."
    else:
        key = "reportee_le"
        hint = (
            "Écrivez-en autant, dans le même ordre, comme"
            " « reportee_du: [2026-11-26, 2026-12-03] » et"
            " « reportee_le: [2026-11-20, 2026-11-30] »."
        )
    yield header.problem(
        (key,),
        "report-incomplet",
        f"« reportee_du » et « reportee_le » vont ensemble : ici {former} et {published}.",
        hint,
    )


def _cancelled_again(visit: Visit, header: YamlText) -> Iterator[Problem]:
    for change, following in pairwise(visit.changes):
        if change.cancels and following.cancels:
            yield header.problem(
                ("annulee", following.rank),
                "annulee-deux-fois",
                "« annulee » dit deux annulations, et aucun autre jour entre les deux.",
                "Gardez le premier jour. Si la visite avait retrouvé un jour entre-temps, dites-le"
                " avec « reportee_du » et « reportee_le ».",
            )


def _not_moved(visit: Visit, header: YamlText) -> Iterator[Problem]:
    days = visit.days
    for index, former in enumerate(visit.moved_from):
        if former == days[index + 1]:
            yield header.problem(
                ("reportee_du", index),
                "report-au-meme-jour",
                f"La visite serait reportée {former.said_from} {former.said_to}.",
                "Le nouveau jour va dans « visite_le », l'ancien dans « reportee_du ».",
            )
        if former.year is None:
            yield header.problem(
                ("reportee_du", index),
                "visite-jamais-annoncee",
                f"« {former.edtf} » n'a pas d'année : une visite annoncée en a une.",
                f"Écrivez l'année, comme {(visit.published_on.year)}{former.edtf[4:]}.",
            )


def _out_of_order(visit: Visit, header: YamlText, today: date) -> Iterator[Problem]:
    before = visit.published_on
    for place, day in _steps(visit):
        # That a write-up is not of tomorrow is said with every other day of the past.
        if day > today and place != ("ecrit_le",):
            yield header.problem(
                place,
                "date-a-venir",
                f"« {place[0]} » est le jour où cela a paru ici : le {format_date(day)} n'est pas"
                " encore là.",
                _to_write(place, today, header),
            )
        elif day < before:
            yield header.problem(
                place,
                "jours-en-desordre",
                f"« {place[0]} » dit le {format_date(day)} : ce qui précède a paru le"
                f" {format_date(before)}.",
                _to_write(place, before, header),
            )
        before = max(before, day)
    first_day = visit.held_on.first_day
    if visit.written_on and first_day and visit.written_on < first_day:
        yield header.problem(
            ("ecrit_le",),
            "jours-en-desordre",
            f"Le récit aurait paru le {format_date(visit.written_on)}, avant la visite :"
            f" {visit.held_on}.",
            "Retirez la ligne « ecrit_le » tant que la visite n'est pas racontée.",
        )


def _steps(visit: Visit) -> Iterator[tuple[Location, date]]:
    """What was published after the announcement: where it is said, and the day."""
    for change in visit.changes:
        yield ("annulee" if change.cancels else "reportee_le", change.rank), change.day
    if visit.written_on:
        yield ("ecrit_le",), visit.written_on


def _to_write(place: Location, day: date, header: YamlText) -> str:
    """The line to write; in a list, what takes the place of one item."""
    key = str(place[0])
    if isinstance(header.values[key], str):
        return f"Écrivez : {key}: {day.isoformat()}"
    return f"Écrivez dans la liste : {day.isoformat()}"
