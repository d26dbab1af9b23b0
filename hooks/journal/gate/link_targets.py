"""What a page may refer to: the files of docs/, the other pages, those that the build adds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from journal.gate.file_names import renamed_pictures
from journal.markdown.text import MarkdownText
from journal.pictures import drawings
from journal.problems.guesses import Guesses
from journal.reading.tree import DATA_FILES, Tree, is_drawing, is_shown

FoundT = TypeVar("FoundT")

# What is asked, and of what.
Question: TypeAlias = tuple[str, ...]
Answer: TypeAlias = "bool | list[str]"
# What a page asked, and what it was answered.
Asked: TypeAlias = dict[Question, Answer]


class Hints:
    """What helps to say what was meant, to whoever made a mistake.

    Args:
        tree: every file of docs/.
        texts: the body of each page that could be read, by its path under docs/.
        generated: paths of the pages that the build adds.
    """

    def __init__(
        self, tree: Tree, texts: Mapping[str, MarkdownText], generated: Iterable[str]
    ) -> None:
        self.texts = texts
        self.guesses = Guesses()
        self._tree = tree
        self._generated = generated

    @cached_property
    def names(self) -> Mapping[str, list[str]]:
        """Name of each page one may link to, without its end, to the pages that have it."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted({*self.texts, *self._generated}):
            found[PurePosixPath(path.removesuffix("/index.md")).stem].append(path)
        return found

    @cached_property
    def pictures(self) -> tuple[str, ...]:
        """Every picture and drawing, in alphabetical order."""
        return tuple(sorted(filter(is_shown, self._tree)))

    @cached_property
    def renamed_pictures(self) -> Mapping[str, str]:
        """Path of each picture that is to have another name, and the path that it will have."""
        return renamed_pictures(self._tree)

    @cached_property
    def picture_names(self) -> Mapping[str, str]:
        """Name that each of them has or is to have, without its end, to its path."""
        renamed = self.renamed_pictures
        right = (path for path in reversed(self.pictures) if path not in renamed)
        return {PurePosixPath(path).stem: path for path in (*renamed.values(), *right)}


class Surroundings:
    """What a page may refer to.

    Questions are noted with their answers: as long as those are the same, a page that is sound
    stays so. Hints are for pages at fault.

    Args:
        tree: every file of docs/.
        texts: the body of each page that could be read, by its path under docs/.
        generated: paths of the pages that the build adds, such as the themes'.
        site_url: address of the published site, ending with a slash; empty when it is not known.
        anchors: path to the addresses inside a page, where they are known without reading it.

    Attributes:
        asked: what was asked since it was last emptied.
        hinted: whether hints were, likewise.
    """

    def __init__(
        self,
        tree: Tree,
        texts: Mapping[str, MarkdownText],
        generated: frozenset[str],
        site_url: str,
        anchors: Mapping[str, frozenset[str]] = MappingProxyType({}),
    ) -> None:
        self.site_url = site_url
        self.asked: Asked = {}
        self.hinted = False
        self._tree = tree
        self._texts = texts
        self._generated = generated
        self._anchors = anchors
        self._hints = Hints(tree, texts, generated)
        self._answers: Asked = {}
        self._sound: dict[Question, Asked] = {}

    @property
    def hints(self) -> Hints:
        """What was meant, perhaps."""
        self.hinted = True
        return self._hints

    def has(self, path: str) -> bool:
        """Whether a link may lead to that path under docs/."""
        return bool(self._ask("page", path))

    def has_file(self, path: str) -> bool:
        """Whether docs/ has that file."""
        return bool(self._ask("file", path))

    def lacks(self, path: str, anchor: str) -> bool:
        """Whether a page is known not to have an address inside it."""
        return bool(self._ask("no anchor", path, anchor))

    def words_of(self, path: str) -> list[str]:
        """What a drawing says; nothing for what is none, or may not be shown."""
        words = self._ask("words", path)
        return words if isinstance(words, list) else []

    def unless_sound(self, *place: str, look: Callable[[], FoundT]) -> FoundT | None:
        """What is found wrong somewhere; nothing where nothing was found before."""
        if place in self._sound:
            self.asked |= self._sound[place]
            return None
        before, self.asked = self.asked, {}
        found = look()
        asked, self.asked = self.asked, before | self.asked
        if not found:
            self._sound[place] = asked
        return found

    def answer(self, question: Question) -> Answer:
        """What is answered to a question, whoever asks."""
        if question not in self._answers:
            self._answers[question] = self._found(*question)
        return self._answers[question]

    def _ask(self, *question: str) -> Answer:
        self.asked[question] = answer = self.answer(question)
        return answer

    def _found(self, what: str, path: str, anchor: str = "") -> Answer:
        match what:
            case "page":
                # The lists of themes and of synonyms are not published.
                return path in self._generated or (path in self._tree and path not in DATA_FILES)
            case "file":
                return path in self._tree
            case "no anchor":
                is_page = path in self._texts or path in self._generated
                return is_page and anchor not in self.anchors_of(path)
            case "words":
                return self._said_by(path)
        return []  # A question of another time.

    def anchors_of(self, path: str) -> frozenset[str]:
        """Every address that an author gave inside a page: those of templates may change."""
        if path not in self._texts:
            return frozenset()
        known = self._anchors.get(path)
        return self._texts[path].anchors if known is None else known

    def _said_by(self, path: str) -> list[str]:
        file = self._tree.get(path)
        content = file.content if file and is_drawing(path) else None
        try:
            return list(drawings.read(content).texts) if content else []
        except drawings.UnsoundError:
            return []  # `check_drawings` says why.
