"""What one build knows, from one event of MkDocs to the next: a `Build`, made when docs/ is read.

Hooks and templates share nothing else. MkDocs makes a new configuration for each rebuild of
`mkdocs serve`, so that what hangs on it never outlives its build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from journal.entries.addresses import image_path
from journal.entries.catalogue import Catalogue
from journal.entries.entry import Entry
from journal.entries.publisher import Site
from journal.language.typography import Typesetter
from journal.machine.cache import Cache, Pack
from journal.machine.memory import Folder, Memory
from journal.machine.parallel import FromTheEnd, Task
from journal.pictures.drawings import Drawing
from journal.pictures.original_photograph import Photograph
from journal.pictures.pictograms import GENERIC, Pictogram, pictogram
from journal.pictures.picture_addresses import Picture
from journal.problems.problem import Problem

# It shows what is wrong with what is no page.
HOME = "index.md"

_KEY, _BEGINNING = "build", "beginning"


@dataclass(frozen=True)
class Body:
    """A page as its author wrote it, once it is HTML, clean and set.

    Attributes:
        address: of the page, from the site's root.
        title: plain text.
        summary: plain text, the header's `description`.
        template: the one that lays the page out.
        content: the body, before it is given what only our pages need; in UTF-8, since a text with
            a single curly apostrophe takes twice the place.
    """

    address: str
    title: str
    summary: str
    template: str
    content: bytes

    @property
    def html(self) -> str:
        """The same, as it is read."""
        return self.content.decode()


class Bodies(Mapping[str, str]):
    """Path under docs/ to the HTML of each body, which is decoded when it is asked for."""

    def __init__(self, bodies: Mapping[str, Body]) -> None:
        self._bodies = bodies

    def __getitem__(self, path: str) -> str:
        return self._bodies[path].html

    def __iter__(self) -> Iterator[str]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)


@dataclass
class Preview:
    """What a build of a preview has besides.

    Attributes:
        again: has everything built once more.
        asides: what can wait until pages are shown, in its order, step by step.
        stops: what has them stop at once.
    """

    again: Callable[[], None]
    asides: list[Iterator[None]] = field(default_factory=list)
    stops: list[Callable[[], None]] = field(default_factory=list)


@dataclass
class Beginning:
    """What a build begins from.

    Attributes:
        memory: what the last build has left to this one.
        folder: where the site is, and what is in it.
        preview: what `make serve` has besides; None when the site is built whole.
    """

    memory: Memory
    folder: Folder
    preview: Preview | None = None

    def hang(self, extra: MutableMapping[str, Any]) -> None:
        """Hang it on a configuration, for the build to find."""
        extra[_BEGINNING] = self

    @staticmethod
    def of(extra: Mapping[str, Any]) -> Beginning | None:
        """That of a configuration; None where each build begins from nothing."""
        found: Beginning | None = extra.get(_BEGINNING)
        return found

    @staticmethod
    def taken(extra: MutableMapping[str, Any], site: Path) -> Beginning:
        """The same, which is taken from it; else nothing, and the empty folder of the site."""
        found = Beginning.of(extra) or Beginning(Memory(lasts=False), Folder(site))
        extra.pop(_BEGINNING, None)
        return found


@dataclass
class Build:
    """One build of the site.

    Attributes:
        catalogue: everything published.
        site: what the site says of itself.
        overrides: the folder of our templates, styles and scripts.
        problems: what a preview shows in place of each page, by its path under docs/; what is of
            no page stands under an empty path. Without any in a build, which would have stopped.
        photographs: path under docs/ to what each picture says of itself.
        caches: gives the room of that name in the caches of the project.
        beginning: what the build begins from.
        pictures: path under docs/ to what is published of it; filled once they are made small.
        drawings: address of the print of each, from the site's root, to the drawing itself.
        assets: name of each style sheet, script and font to its address, from the site's root.
        cards: address of each sharing card, from the site's root, to a digest of what it shows.
        bodies: path under docs/ to body, for each page that was made; filled as MkDocs makes them.
        shaped: path under docs/ to the same, as its page shows it, in UTF-8.
        present: what is published now, as the gate has it.
        shapes: path under docs/ to a digest of that.
        promised: addresses of pages and files that were published once, from the site's root.
        ledger: what is published now, and was once; but for archives of feeds.
        archives: addresses of archives of feeds, from the site's root: those that were published
            once, then those of this build as well.
        compiled: templates, as they are run.
        rendered: bodies that were made before, clean and set.
        recipe: what all of them depend on besides their text.
        names: path under docs/ to the name under which a body is to be kept, once it is made.
        read: paths under docs/ of the pages whose body is clean and set already.
        typesetter: sets what stands around bodies.
        indexing: the search's index, being made while pages are laid out.
        reading: what another core has read of pages.
        ranks: path under docs/ to the place of each page among those.
        nav: the generator's own navigation.
        layout: what is laid out already of pages.
        words: address of each page to the words of the glossary that open in it.
        styles: path under docs/ to the style sheets that are of a page alone, address to content.
        silent: paths under docs/ of the pages of which nothing was said while they were read.
        kept: paths under docs/ of the pages that are as the last build read them.
    """

    catalogue: Catalogue
    site: Site
    overrides: Path
    problems: Mapping[str, Sequence[Problem]]
    photographs: Mapping[str, Photograph]
    caches: Callable[[str], Cache]
    beginning: Beginning
    pictures: dict[str, Picture] = field(default_factory=dict)
    drawings: dict[str, Drawing] = field(default_factory=dict)
    assets: dict[str, str] = field(default_factory=dict)
    cards: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    shaped: dict[str, bytes] = field(default_factory=dict)
    present: Mapping[Any, Any] = field(default_factory=dict)
    shapes: dict[str, bytes] = field(default_factory=dict)
    promised: set[str] = field(default_factory=set)
    ledger: Any = None
    archives: set[str] = field(default_factory=set)
    compiled: Cache = field(default_factory=Cache)
    rendered: Pack = field(default_factory=Pack)
    recipe: str = ""
    names: dict[str, str] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    typesetter: Typesetter = field(default_factory=Typesetter)
    indexing: Task[Any] | None = None
    reading: FromTheEnd | None = None
    ranks: dict[str, int] = field(default_factory=dict)
    nav: Any = None
    layout: Any = None
    words: dict[str, list[Any]] = field(default_factory=dict)
    styles: dict[str, dict[str, str]] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)

    def keep(self, extra: MutableMapping[str, Any]) -> None:
        """Hang this build on a configuration, by its `extra`."""
        extra[_KEY] = self

    def shows_problems(self, path: str) -> bool:
        """Whether the page at a path under docs/ shows lines that are to be copied as they are."""
        return path in self.problems or (path == HOME and "" in self.problems)

    @property
    def memory(self) -> Memory:
        """What the last build has left."""
        return self.beginning.memory

    @property
    def folder(self) -> Folder:
        """Where the site is, and what is in it."""
        return self.beginning.folder

    @property
    def preview(self) -> Preview | None:
        """What a preview has besides."""
        return self.beginning.preview

    def leave_aside(self, work: Iterator[None]) -> None:
        """Have something done once pages are shown; at once where nothing is previewed."""
        if self.preview:
            self.preview.asides.append(work)
        else:
            for _ in work:
                pass

    def picture_of(self, entry: Entry) -> Picture | None:
        """What is published of an entry's own picture, or None."""
        path = image_path(entry)
        return self.pictures.get(path) if path else None

    @cached_property
    def picture_at(self) -> Callable[[str], Picture | None]:
        """What is published at an address, from the site's root, once pictures are made small."""
        return {picture.address: picture for picture in self.pictures.values()}.get

    @cached_property
    def pictograms(self) -> Mapping[str, Pictogram]:
        """Slug of each theme to its pictogram."""
        themes = self.catalogue.themes.items()
        return {slug: pictogram(theme.pictogram) for slug, theme in themes}

    def emblem_of(self, entry: Entry) -> Pictogram:
        """The pictogram that stands for an entry."""
        theme = self.catalogue.emblem_of(entry)
        return self.pictograms[theme.slug] if theme else GENERIC

    @staticmethod
    def of(extra: Mapping[str, Any]) -> Build:
        """The build that a configuration belongs to; KeyError before docs/ is read."""
        build = extra[_KEY]
        assert isinstance(build, Build)
        return build
