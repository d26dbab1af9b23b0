"""Where a new page goes: a name that no page has, nor ever had."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import count
from pathlib import PurePosixPath

from journal.entries.kinds import Kind
from journal.new_pages.skeletons import slug_of
from journal.reading.tree import Tree


def free_path(
    kind: Kind, name: str, year: int | None, tree: Tree, published: Collection[str]
) -> str:
    """Path under docs/ of a new page: after its name, then its year, then a number.

    Args:
        kind: of what.
        name: of the organisation, or a title.
        year: of the visit, or None.
        tree: every file of docs/.
        published: addresses that were published once, from the site's root.

    Raises:
        RefusedError: no letter or digit of the name can be part of an address.
    """
    taken = {PurePosixPath(path).with_suffix("").as_posix().lower() for path in tree}
    taken |= {address.strip("/").lower() for address in published}
    taken |= _former(kind, tree) | {f"{kind}/index"}
    stems = (f"{kind}/{slug}" for slug in _slugs(slug_of(name), year))
    return f"{next(stem for stem in stems if stem not in taken)}.md"


def _slugs(slug: str, year: int | None) -> Iterator[str]:
    yield slug
    if year:
        slug = f"{slug}-{year}"
        yield slug
    yield from (f"{slug}-{number}" for number in count(2))


def _former(kind: Kind, tree: Tree) -> set[str]:
    """What pages say of addresses of that kind: former ones lead elsewhere."""
    mentioned = re.compile(rf"\b{kind}/[a-z0-9-]+".encode())
    return {
        found.decode()
        for file in tree.values()
        if file.content
        for found in mentioned.findall(file.content)
    }
