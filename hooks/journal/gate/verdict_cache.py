"""Pages that were found sound before: judged again only when something they depend on has changed.

A page depends on its own text, on the code, and on what it asked of its surroundings: whether a
page is there that it links to, what a drawing says. What the day or other headers decide is never
kept: it is worked out each time.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple

from journal.gate.link_targets import Asked, Surroundings
from journal.headers.frontmatter import FrontMatter
from journal.headers.yaml_text import YamlText
from journal.machine.cache import CORE, Cache
from journal.problems.problem import Problem
from journal.reading.single_page import Alone
from journal.reading.tree import SourceFile, Tree

# Each weighs some kilobytes a page: those of another address of the site, of another branch.
_SPARED = 8


class Judged(NamedTuple):
    """What judging the body of a page gives.

    Attributes:
        path: its place under docs/.
        problems: what is wrong with it.
        asked: what it asked, and was answered; None when it asked for hints, which are not kept.
        anchors: every address inside it.
    """

    path: str
    problems: list[Problem]
    asked: Asked | None
    anchors: frozenset[str]


class KnownPages:
    """What is known of the pages that have not changed; one file has it all.

    Args:
        cache: where it is kept.
        tree: every file of docs/.
        site_url: address of the published site: links to it are mistakes.
        before: what this process knew last. The file is then left as the first build found it:
            whoever begins judges again what has changed since.
    """

    def __init__(
        self, cache: Cache, tree: Tree, site_url: str, before: KnownPages | None = None
    ) -> None:
        self._cache = cache
        self._tree = tree
        self._name = f"{CORE} {site_url}"
        self._goes_on = before is not None and before._name == self._name
        self._records: dict[str, dict[str, Any]] = {}
        self._read: dict[str, Alone] = {}
        self._has_left = False
        if before and self._goes_on:
            same = {path for path in before._records if tree.get(path) == before._tree[path]}
            self._records = {path: before._records[path] for path in same}
            self._read = {path: alone for path, alone in before.alone.items() if path in same}
        else:
            self._take_up()

    def _take_up(self) -> None:
        """Know what is in the file."""
        content, tree = self._cache.get(self._name), self._tree
        before = json.loads(content) if content else {}
        self._records = {
            path: record
            for path, record in before.items()
            if path in tree and record["content"] == _digest(path, tree[path])
        }
        self._has_left = len(self._records) < len(before)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """What is written in each of them, as it was typed."""
        return {path: (self._tree[path].content or b"").decode() for path in self._records}

    @cached_property
    def alone(self) -> Mapping[str, Alone]:
        """What each of them says by itself."""
        read = self._read
        return {p: read.get(p) or self._alone(p, record) for p, record in self._records.items()}

    @cached_property
    def anchors(self) -> Mapping[str, frozenset[str]]:
        """Every address inside each of them."""
        return {path: frozenset(record["anchors"]) for path, record in self._records.items()}

    def is_sound(self, path: str, around: Surroundings) -> bool:
        """Whether a page would ask the same, and be answered the same."""
        record = self._records.get(path)
        return record is not None and all(
            around.answer(tuple(question)) == answer for question, answer in record["asked"]
        )

    def keep(
        self,
        judged: Iterable[Judged],
        alone: Mapping[str, Alone],
        texts: Mapping[str, str],
        at_fault: Collection[str],
    ) -> None:
        """Keep what is known from now on: the pages in which nothing is wrong.

        Args:
            judged: those that were not known.
            alone: path under docs/ to what each page says by itself.
            texts: path under docs/ to text, its characters cleaned: what had to be is not kept.
            at_fault: paths of files in which something was wrong before their text was read.
        """
        if not self._cache.keeps:
            return
        changed = self._has_left
        for page in judged:
            path = page.path
            known = self._records.pop(path, None)
            is_sound = not page.problems and alone[path].is_sound and path not in at_fault
            is_typed = texts[path].encode() == self._tree[path].content
            if is_sound and is_typed and page.asked is not None:
                self._records[path] = self._record(page, page.asked, alone[path])
            changed |= known != self._records.get(path)
        if changed and not self._goes_on:
            self._cache.put(self._name, json.dumps(self._records).encode())
        self._cache.sweep(_SPARED)

    def _record(self, page: Judged, asked: Asked, alone: Alone) -> dict[str, Any]:
        front_matter, header = alone.front_matter, alone.front_matter.header
        return {
            "content": _digest(page.path, self._tree[page.path]),
            "body": [len(front_matter.body), front_matter.body_line],
            "header": header.values,
            "places": [[*place, *location] for location, place in header.positions.items()],
            "heard": alone.heard,
            "law": alone.cites_law,
            "anchors": sorted(page.anchors),
            "asked": list(asked.items()),
        }

    def _alone(self, path: str, record: Mapping[str, Any]) -> Alone:
        places = {tuple(location): (line, column) for line, column, *location in record["places"]}
        header = YamlText(path, record["header"], places)
        length, line = record["body"]
        body = self.texts[path][len(self.texts[path]) - length :]
        return Alone(FrontMatter(header, body, line), record["heard"], record["law"])


def _digest(path: str, file: SourceFile) -> str:
    return sha256(f"{path}\0".encode() + (file.content or b"")).hexdigest()
