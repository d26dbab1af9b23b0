"""An item of a list that only goes on with the one above: « - titre: … », then « - url: … »."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from journal.headers.yaml_quotes import quoted
from journal.headers.yaml_text import Location, YamlText


class Split(NamedTuple):
    """Where an item was cut in two, and what is said of it.

    Attributes:
        place: of the part whose dash is one too many.
    """

    place: Location
    message: str
    hint: str


def split_item(header: YamlText, lacking: Location, known: Collection[str]) -> Split | None:
    """The part without which an item lacks a key; None when it just lacks it.

    Args:
        header: keys and values, as typed.
        lacking: the place of the key that is missing.
        known: the keys that an item may have.
    """
    *around, index, _ = lacking if len(lacking) > 1 else ("", "", "")
    items = header.at(tuple(around))
    if not isinstance(index, int) or not isinstance(items, list):
        return None
    parts = [item if isinstance(item, dict) else {} for item in items]
    # People begin each item by the same key.
    leading = next(iter(parts[0]), "")
    rank = index + 1 if leading in parts[index] else index
    if not 0 < rank < len(parts) or not parts[rank] or leading in parts[rank]:
        return None
    above, here = ((*around, number) for number in (rank - 1, rank))
    keys = [*parts[rank - 1], *parts[rank]]
    is_cut = len(keys) == len(set(keys)) and set(keys) <= set(known)
    if not is_cut or header.position(above)[0] == header.position(here)[0]:
        return None
    key, value = next(iter(parts[rank].items()))
    typed = value if isinstance(value, str) and " " not in value else quoted(str(value))
    spaces = header.position(here)[1] - 1
    return Split(
        here,
        f"Ce tiret sépare « {key} » de l'élément du dessus, dont c'est la suite.",
        f"Écrivez, sans tiret et avec {spaces} espaces devant : {key}: {typed}",
    )
