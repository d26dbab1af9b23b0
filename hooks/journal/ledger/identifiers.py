"""Identifiers that would change and days that would move: subscribers would be told twice, or not
at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

from journal.entries.any_entry import AnyEntry
from journal.entries.visit import Visit
from journal.headers.yaml_text import Value, YamlText
from journal.language.dates import PartialDate
from journal.language.french import format_date
from journal.ledger.compare import Comparison, in_ledger, to_type, withdraw_hint
from journal.ledger.current_records import (
    ANNOUNCED,
    CANCELLED,
    POSTPONED,
    identity_of,
    state_days,
)
from journal.ledger.records import Record, Sort
from journal.problems.problem import Explanation, Problem, Severity

EXPLANATIONS = {
    "identifiant-change": Explanation(
        "La page a déjà été envoyée aux personnes abonnées, qui la recevraient une seconde fois.",
        "Écrire les lignes données : elle reste la même pour elles.",
    ),
    "jour-deplace": Explanation(
        "Le jour où la page a paru a changé après sa parution.", "Le remettre."
    ),
    "report-non-dit": Explanation(
        "Le jour d'une visite annoncée a changé, ou a été fixé quand seul le mois était annoncé, et"
        " les personnes abonnées ne le sauraient pas.",
        "Ajouter « reportee_du » avec le jour, ou le mois, annoncé d'abord, et « reportee_le ».",
    ),
    "page-deja-ancienne": Explanation(
        "La page est nouvelle, mais sa date est ancienne : aucun envoi ne l'annoncera (simple "
        "avertissement).",
        "Mettre la date du jour.",
    ),
}

# In days: after that, neither mails nor the letter of a month announce a page.
MOST_DAYS = 7


def lost_identifiers(comparison: Comparison, told: Collection[str]) -> Iterator[Problem]:
    """Identifiers of the ledger that no page has any more.

    Args:
        comparison: the ledger, and what stands now.
        told: identities of lost pages, of which enough is said.
    """
    lost: dict[str, list[Record]] = defaultdict(list)
    for record in comparison.of(Sort.IDENTIFIER):
        if record.key not in comparison.present and not record.withdrawn:
            lost[record.name.partition("#")[0]].append(record)
    for identity, records in lost.items():
        if entry := comparison.by_identity.get(identity):
            # What followed the announcement is lost with it, and comes back with it.
            first = [record for record in records if record.name.endswith(ANNOUNCED)]
            for record in first or records:
                yield from _lost_state(record, entry, comparison)
        elif identity not in told:
            yield from _lost_identity(identity, records[0], comparison)


def _lost_identity(identity: str, record: Record, comparison: Comparison) -> Iterator[Problem]:
    """What is wrong when no entry goes by an identity, though its pages are answered for."""
    holders = comparison.holders(identity)
    if holders and all(map(comparison.is_withdrawn, holders)):
        return
    for holder in holders:
        entry = comparison.entry_at(holder.name)
        if entry is None:
            continue
        name = identity.partition("/")[2]
        other_kind = not identity.startswith(f"{entry.kind.value}/")
        # One page may take the place of another that subscribers know as itself.
        merged = other_kind or comparison.is_another(entry, identity)
        if merged and entry.address != holder.name:
            return
        if entry.slug == name:
            hint = "Retirez la ligne « id »."
        else:
            hint = f"{'Écrivez' if entry.permanent_id else 'Ajoutez'} : id: {name}"
        yield comparison.headers[entry.path].problem(
            ("id",) if entry.permanent_id else ("title",),
            "identifiant-change",
            f"Cette page a paru sous l'identifiant « {identity} » : sous un autre, les personnes "
            "abonnées la recevraient une seconde fois.",
            hint,
        )
        return
    yield in_ledger(
        record,
        "identifiant-change",
        f"L'identifiant « {identity} » a paru, et aucune page ne l'a plus.",
        f"À la page qui l'avait, ajoutez : id: {identity.partition('/')[2]}. Si elle a été retirée "
        f"exprès, {withdraw_hint(record, comparison.today)}",
    )


def _lost_state(record: Record, entry: AnyEntry, comparison: Comparison) -> Iterator[Problem]:
    """One state of an entry that is still there: its header does not tell it any more."""
    header = comparison.headers[entry.path]
    identity = identity_of(entry)
    fragment = record.name.removeprefix(identity)
    if fragment.startswith(POSTPONED):
        if not (isinstance(entry, Visit) and _unsaid_days(entry, comparison)):
            yield _lost_postponement(record, header)
        return
    cancelled = fragment.startswith(CANCELLED)
    if cancelled and identity in state_days(entry):
        return  # It was held after all.
    keys: dict[str, str] = {}
    if cancelled:
        keys["annulee"] = _as_typed(_days_of(f"{identity}{CANCELLED}", comparison))
    elif fragment == ANNOUNCED:
        keys["date"] = record.day
        if entry.published_on.isoformat() != record.day:
            keys["ecrit_le"] = entry.published_on.isoformat()
        else:
            days = [r.day for r in comparison.of(Sort.APPOINTMENT) if r.name == identity]
            keys |= {"visite_le": days[-1]} if days else {}
    else:
        keys["ecrit_le" if isinstance(entry, Visit) else "date"] = record.day
    keys = {key: value for key, value in keys.items() if header.values.get(key) != value} or keys
    key = next(iter(keys))
    # One who takes the line away means that the visit will be held.
    back = " (Si elle aura lieu un autre jour, dites-le après, avec « reportee_du » et"
    back += " « reportee_le » ; le même jour, faites-en une nouvelle page.)"
    yield header.problem(
        (key,) if key in header.values else ("title",),
        "identifiant-change",
        f"{_has_appeared(record)}, et l'en-tête de la page n'en dit plus rien.",
        to_type("Écrivez", [f"{key}: {value}" for key, value in keys.items()])
        + (back if cancelled else ""),
    )


def _lost_postponement(record: Record, header: YamlText) -> Problem:
    return header.problem(
        ("reportee_le",) if "reportee_le" in header.values else ("title",),
        "identifiant-change",
        f"{_has_appeared(record)}, et l'en-tête de la page n'en dit plus rien.",
        f"Remettez « reportee_du » et « reportee_le » comme ils étaient, avec : {record.day}",
    )


def _has_appeared(record: Record) -> str:
    return f"« {record.name} » a paru le {format_date(date.fromisoformat(record.day))}"


def moved_days(comparison: Comparison) -> Iterator[Problem]:
    """States whose day of publication is not the one that the ledger has."""
    for record in comparison.of(Sort.IDENTIFIER):
        now = comparison.present.get(record.key)
        entry = comparison.by_identity.get(record.name.partition("#")[0])
        if now is None or entry is None or now.day == record.day or record.withdrawn:
            continue
        header = comparison.headers[entry.path]
        key = _key_with(now.day, header)
        yield header.problem(
            (key,),
            "jour-deplace",
            f"Cette page a paru le {format_date(date.fromisoformat(record.day))} : ce jour ne "
            "change plus, ou des personnes abonnées la recevraient de nouveau.",
            _to_write(key, record.day, header),
        )


def _key_with(day: str, header: YamlText) -> str:
    """The key that says a day, the last one that there is of a visit's life."""
    keys = ("annulee", "ecrit_le", "reportee_le", "date")
    return next((key for key in keys if day in _listed(header.values.get(key))), "date")


def _to_write(key: str, day: str, header: YamlText) -> str:
    """The line to write; among several days, the one that takes the place of another."""
    if isinstance(header.values.get(key), list):
        return f"Écrivez dans la liste « {key} » : {day}"
    return f"Écrivez : {key}: {day}"


def unsaid_postponements(comparison: Comparison) -> Iterator[Problem]:
    """Announced visits whose day is another than the one announced, or more precise than the month
    announced, without a word of it.
    """
    for identity in {record.name: None for record in comparison.of(Sort.APPOINTMENT)}:
        entry = comparison.by_identity.get(identity)
        if not isinstance(entry, Visit) or not (unsaid := _unsaid_days(entry, comparison)):
            continue
        header = comparison.headers[entry.path]
        said = _listed(header.values.get("reportee_du"))
        days = [*said, *unsaid]
        published = _days_of(f"{identity}{POSTPONED}", comparison)
        published = [*published, *[comparison.today.isoformat()] * len(days)][: len(days)]
        announced, change = f"un autre jour ({', '.join(unsaid)})", "reportée"
        former = PartialDate.parse(unsaid[-1])
        if len(unsaid) == 1 and entry.held_on.makes_precise(former):
            announced, change = str(former), f"maintenant fixée {entry.held_on.said_to}"
        yield header.problem(
            ("visite_le",),
            "report-non-dit",
            f"Cette visite a été annoncée pour {announced} : les personnes abonnées ne sauraient"
            f" pas qu'elle est {change}.",
            f"{'Écrivez' if said else 'Ajoutez'} : reportee_du: {_as_typed(days)} / "
            f"reportee_le: {_as_typed(published)}",
        )


def _unsaid_days(entry: Visit, comparison: Comparison) -> list[str]:
    """The days that a visit was announced for, and of which its header says nothing any more.

    Once it is written up, nobody waits. A month whose day was published without a word of it, as
    ledgers may have, is let be.
    """
    if identity_of(entry) in state_days(entry):
        return []
    identity = identity_of(entry)
    announced = [r.day for r in comparison.of(Sort.APPOINTMENT) if r.name == identity]
    told = {r.name for r in comparison.of(Sort.IDENTIFIER)}
    untold = [day for day in announced if f"{identity}{POSTPONED}{day}" not in told]
    said = _listed(comparison.headers[entry.path].values.get("reportee_du"))
    return [
        day
        for day in announced
        if day not in (*said, entry.held_on.edtf)
        and not any(other.startswith(f"{day}-") for other in untold)
    ]


def _days_of(beginning: str, comparison: Comparison) -> list[str]:
    """The days of the states whose identifiers begin so, as the ledger has them."""
    found = comparison.of(Sort.IDENTIFIER)
    return sorted(record.day for record in found if record.name.startswith(beginning))


def _listed(value: Value | None) -> list[str]:
    """One value or several, as a header has them."""
    if isinstance(value, list):
        return [str(item) for item in value]
    return [str(value)] if value else []


def _as_typed(days: list[str]) -> str:
    return days[0] if len(days) == 1 else f"[{', '.join(days)}]"


def old_news(comparison: Comparison, wrong: Collection[str]) -> Iterator[Problem]:
    """New pages, and new write-ups, whose day is too old to be announced.

    Args:
        comparison: the ledger, and what stands now.
        wrong: paths of the pages that have something else to mend, and may only look new.
    """
    for entry in comparison.catalogue.entries:
        identifier, day = max(state_days(entry).items(), key=lambda item: item[1])
        age = (comparison.today - date.fromisoformat(day)).days
        known = (Sort.IDENTIFIER, identifier, "") in comparison.ledger
        if known or age <= MOST_DAYS or entry.path in wrong:
            continue
        header = comparison.headers[entry.path]
        key = _key_with(day, header)
        subject = "La page est nouvelle" if key == "date" else "Cette nouvelle n'a pas encore paru"
        yield header.problem(
            (key,),
            "page-deja-ancienne",
            f"{subject} et sa date a plus de {MOST_DAYS} jours : ni les courriels ni la lettre du "
            "mois ne l'annonceront.",
            f"{_to_write(key, comparison.today.isoformat(), header)} (Si elle est déjà en ligne, "
            "c'est le registre qui ne le sait pas : « make adresses ».)",
            severity=Severity.WARNING,
        )
