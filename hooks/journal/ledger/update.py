"""The ledger brought up to date: it grows, and says what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from journal.entries.booklets import theme_of_booklet
from journal.ledger.records import Key, Record, Records, Sort, is_of_organisation


class RefusedError(ValueError):
    """Why the ledger cannot be changed so: its argument is a sentence in French."""


def updated(ledger: Records, present: Records) -> dict[Key, Record]:
    """Everything that was promised, as it stands now where it does, and whatever is new."""
    found = {**ledger, **present}
    for key, record in ledger.items():
        now = present.get(key)
        # Under which identifier a page was known is not lost with the page.
        if now and now.target and record.identity:
            found[key] = replace(now, identity=record.identity)
    return found


def joined(own: Records, published: Records) -> dict[Key, Record]:
    """The ledger of the repository, and whatever the published one has besides.

    What was sent to subscribers is what the published one says: its authority, its days and its
    words are right, but for words that were withdrawn since.
    """
    found = {**published, **own}
    authority = {k for k, r in published.items() if r.sort is Sort.AUTHORITY and not r.withdrawn}
    if authority and not authority & own.keys():
        # Another one, written by hand in its place.
        others = [k for k, r in own.items() if r.sort is Sort.AUTHORITY and not r.withdrawn]
        found = {key: record for key, record in found.items() if key not in others}
    for key, record in published.items():
        if key not in own:
            continue
        if record.sort is Sort.ANNOUNCEMENT and not own[key].withdrawn:
            found[key] = record
        elif own[key].day != record.day:
            found[key] = replace(own[key], day=record.day)
    return found


def withdraw(ledger: Records, present: Records, name: str, today: date) -> dict[Key, Record]:
    """The ledger with a page or a file marked as withdrawn.

    Raises:
        RefusedError: the ledger does not have it, or the site still does.
    """
    bare = name.strip().strip("/")
    keys: list[Key] = [(Sort.PAGE, f"{bare}/", ""), (Sort.FILE, bare, "")]
    for key in keys:
        if key in present:
            raise RefusedError(f"« {name} » est toujours publié : supprimez-en d'abord la page.")
        if key in ledger:
            return {**ledger, key: replace(ledger[key], withdrawn=today)}
    raise RefusedError(f"« {name} » n'est pas dans le registre : il n'y a rien à retirer.")


def changes(before: Records, after: Records) -> Iterator[str]:
    """What is new in a ledger, line by line, in French."""
    for key in sorted(after, key=lambda key: (key[0].value, key[1:])):
        record, old = after[key], before.get(key)
        if old is None:
            yield f"ajouté : {record}"
        elif record.withdrawn and not old.withdrawn:
            yield f"retiré : {record}"
        elif old.withdrawn and not record.withdrawn:
            yield f"de retour : {record}"
        elif record.target != old.target:
            yield f"redirigé : {record}" if record.target else f"redevenu une page : {record}"
        elif record.day != old.day:
            yield f"daté : {record}"


def promised_files(ledger: Records) -> Iterator[str]:
    """The files that a site must hold to keep its promises, from its root."""
    away = [r for r in ledger.values() if r.sort is Sort.PAGE and r.withdrawn]
    withdrawn = {record.name for record in away}
    named = {record.identity or record.name.rstrip("/") for record in away}
    for record in ledger.values():
        if record.withdrawn:
            continue
        if is_of_organisation(record) and record.identity in named:
            continue
        if theme_of_booklet(record.name) in withdrawn:
            continue
        if record.sort is Sort.FILE and f"{record.name.rpartition('/')[0]}/" not in withdrawn:
            yield record.name
        elif record.sort is Sort.PAGE and record.target not in withdrawn:
            yield f"{record.name.lstrip('/')}index.html"
