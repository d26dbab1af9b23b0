"""Lines that left the ledger by hand: what only they knew would be lost without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from journal.entries.catalogue import Catalogue
from journal.entries.visit import Visit
from journal.language.dates import months_after
from journal.ledger.compare import Comparison, in_ledger
from journal.ledger.current_records import identity_of
from journal.ledger.records import LEDGER_NAME, LEDGER_PATH, Record, Records, Sort
from journal.newsletter.published_states import Stage, State, states_of
from journal.problems.problem import Explanation, Problem

EXPLANATIONS = {
    "registre-vide": Explanation(
        "adresses.txt, où le site note ce qui a paru, est vide, et le carnet n'est pas neuf.",
        "Reprendre celui d'avant, ou celui du site en ligne ; pour un carnet neuf, supprimer ce "
        "fichier, puis lancer « make adresses ».",
    ),
    "ligne-perdue": Explanation(
        "Une ligne d'adresses.txt a été retirée : elle seule savait ce qui a été annoncé.",
        "La reprendre du registre d'avant, ou de celui du site en ligne.",
    ),
}

_ONLINE = "celui du site en ligne (.ci/registre, suivi de l'adresse du site)"


def emptied_ledger(ledger: Records, catalogue: Catalogue) -> Iterator[Problem]:
    """A ledger without a line, in a journal that is no new one."""
    first = min((entry.published_on for entry in catalogue.entries), default=date.max)
    if not ledger and first < date.max and months_after(first, 1) <= catalogue.today:
        yield Problem(
            LEDGER_PATH,
            1,
            "registre-vide",
            "Ce registre est vide, et des pages ont plus d'un mois : ce qui a paru se perdrait "
            "sans que personne le voie.",
            f"Reprenez celui d'avant (git checkout HEAD -- {LEDGER_NAME}) ou {_ONLINE}. Si rien "
            "n'a encore paru, supprimez ce fichier, puis lancez « make adresses ».",
        )


def lost_lines(comparison: Comparison) -> Iterator[Problem]:
    """Of the states of a visit: words without a day; or a day without words, once another followed.

    Both are noted at once, while it is the last. Where there is neither, nobody noted it then.
    """
    days: dict[str, set[str]] = {}
    for record in comparison.of(Sort.APPOINTMENT):
        days.setdefault(record.name, set()).add(record.day)
    for entry in comparison.catalogue.entries:
        if not isinstance(entry, Visit) or not entry.announced:
            continue
        identity, states = identity_of(entry), states_of(entry)
        held = {day.edtf for day in entry.days}
        noted_days = days.get(identity, set())
        # Of a day that its header does not say, « report-non-dit » tells.
        is_said = all(day in held or _is_month_of(day, held) for day in noted_days)
        for state, following in zip(states, (*states[1:], None), strict=True):
            name = f"{identity}#{state.fragment}"
            sent = comparison.ledger.get((Sort.IDENTIFIER, name, ""))
            if sent is None or sent.withdrawn or state.invitation is None:
                continue
            noted = (Sort.ANNOUNCEMENT, name, "") in comparison.ledger
            dated = _is_dated(state, following, noted_days)
            if dated and not noted and following:
                yield _lost_words(sent, comparison)
            elif noted and not dated and is_said:
                yield _lost_day(sent, state, identity)


def _is_dated(state: State, following: State | None, days: set[str]) -> bool:
    """Whether one of the days is that of a state; a story may tell that it was held on another,
    and what still stands is noted the next time.
    """
    planned = state.planned.edtf if state.planned else ""
    told = following and following.stage is Stage.TOLD and state.stage is Stage.ANNOUNCED
    if told or not following:
        return bool(days)
    # A month may have been announced first, then the day in it.
    return any(planned == day or _is_month_of(day, {planned}) for day in days)


def _is_month_of(month: str, days: Iterable[str]) -> bool:
    """Whether a month, or a year, is that of one of the days."""
    return any(day.startswith(f"{month}-") for day in days)


def _lost_words(sent: Record, comparison: Comparison) -> Problem:
    line = Record(Sort.ANNOUNCEMENT, sent.name, withdrawn=comparison.today)
    return in_ledger(
        sent,
        "ligne-perdue",
        f"« {sent.name} » a paru, et la ligne « {Sort.ANNOUNCEMENT} » qui en garde les mots "
        "n'est plus là : la lettre et les archives passées diraient ceux d'aujourd'hui.",
        f"Reprenez la ligne du registre d'avant (git log -p -- {LEDGER_NAME}) ou de {_ONLINE}. Si "
        f"ces mots doivent être oubliés, écrivez : {line}",
    )


def _lost_day(sent: Record, state: State, identity: str) -> Problem:
    line = Record(Sort.APPOINTMENT, identity, state.planned.edtf if state.planned else "")
    return in_ledger(
        sent,
        "ligne-perdue",
        f"« {sent.name} » a paru, et la ligne « {Sort.APPOINTMENT} » qui dit pour quel jour "
        "n'est plus là : un autre jour pourrait prendre sa place sans que personne le sache.",
        f"Écrivez dans {LEDGER_NAME} : {line} (Si ce n'était pas ce jour, reprenez la ligne du "
        f"registre d'avant, ou de {_ONLINE}.)",
    )
