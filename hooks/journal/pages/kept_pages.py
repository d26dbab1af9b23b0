"""Pages as the last build has read them, and laid them out: with what each has asked."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, NamedTuple, TypeAlias

from journal.entries.any_entry import AnyEntry
from journal.entries.booklets import Booklet, booklets_of
from journal.entries.build import Body, Build
from journal.entries.organisations import Organisation
from journal.machine.memory import standing_for
from journal.pages.template_questions import Answers, Heard

# The generator's own: a page carries what it is made from.
Page: TypeAlias = Any
File: TypeAlias = Any

# What reading a page gives to the generator's own, besides its links and its text.
_SAID = ("meta", "toc", "present_anchor_ids", "_title_from_render")


class Read(NamedTuple):
    """A page as a build has read it.

    Attributes:
        made_from: all that reading it depends on, but for where its links lead.
        body: what was read.
        said: what the generator's own page says of it.
        links: path under docs/ of each page to which it leads, to the anchors there.
    """

    made_from: object
    body: Body
    said: dict[str, Any]
    links: dict[str, dict[str, str]]


def around_of(files: Iterable[File], build: Build) -> object:
    """What reading any page depends on: what there is to lead to, and the day."""
    places = [(file.src_uri, file.dest_uri) for file in files]
    return places, [entry.path for entry in build.catalogue.entries], build.catalogue.today


def read_from(file: File, build: Build) -> object:
    """What reading a page depends on, but for where its links lead."""
    entry = build.catalogue.at(file.src_uri)
    themes = build.catalogue.themes_of(entry) if entry else ()
    return standing_for(file.content_string), file.dest_uri, file.edit_uri, entry, themes


def as_read(page: Page, build: Build) -> Read:
    """What the next build may keep of a page that was read."""
    said = {name: getattr(page, name) for name in _SAID}
    links = {to.src_uri: anchors for to, anchors in (page.links_to_anchors or {}).items()}
    return Read(read_from(page.file, build), build.bodies[page.file.src_uri], said, links)


def restore(page: Page, read: Read, files: Any) -> None:
    """Give a page what was read of it; its links lead to those of the generator's files."""
    page.__dict__.update(read.said, markdown="", content="")
    found = {files.get_file_from_path(path): anchors for path, anchors in read.links.items()}
    page.links_to_anchors = {file: anchors for file, anchors in found.items() if file}


class LaidOut(NamedTuple):
    """A page as a build has laid it out.

    Attributes:
        content: its body and what it is about.
        name: what it was made from.
        asked: what its template asked, and was answered.
        styles: the style sheets that are of it alone, address to content.
    """

    content: object
    name: str
    asked: Heard
    styles: dict[str, str]


class KeptPages:
    """Pages that the last build laid out, as far as they are in the folder of the site.

    Args:
        build: whose pages they are.
        recipe: what all of them depend on.

    Attributes:
        answers: what templates ask now.
        laid_out: path under docs/ to what is known of a page, for the next build.
    """

    def __init__(self, build: Build, recipe: str) -> None:
        self._build, self._recipe = build, recipe
        self._booklets = {booklet.path: booklet for booklet in booklets_of(build.catalogue)}
        self.answers = Answers(self._subject)
        self.laid_out: dict[str, LaidOut] = {}

    def stands(self, page: Page) -> bool:
        """Whether a page is as the last build laid it out."""
        known: dict[str, LaidOut] = self._build.memory.last("laid out", {})
        last = known.get(page.file.src_uri)
        if last is None or not self._build.folder.holds(page.file.dest_uri):
            return False
        content = self._content(page)
        is_kept = page.file.src_uri in self._build.kept and last.content == content
        name = last.name if is_kept else self._name(page, content)
        if last.name != name or not self.answers.stand(last.asked):
            return False
        self._leave(page, LaidOut(content, name, last.asked, last.styles))
        return True

    def put(self, page: Page) -> bytes:
        """Know what a page that has just been laid out has asked; the same, for another process:
        nothing, when it asked what cannot be asked again.
        """
        asked = self.answers.heard()
        if asked is None:
            return b""
        content, styles = self._content(page), self._build.styles.get(page.file.src_uri, {})
        known = LaidOut(content, self._name(page, content), asked, styles)
        self._leave(page, known)
        return pickle.dumps(known[1:], pickle.HIGHEST_PROTOCOL)

    def take(self, page: Page, record: bytes) -> None:
        """Know what another process knows of a page that it has laid out."""
        name, asked, styles = pickle.loads(record)
        asked = self.answers.learn(asked)
        self._leave(page, LaidOut(self._content(page), name, asked, styles))

    def _leave(self, page: Page, laid_out: LaidOut) -> None:
        """Leave to the next build how a page is laid out."""
        self.laid_out[page.file.src_uri] = laid_out
        if laid_out.styles:
            self._build.styles[page.file.src_uri] = laid_out.styles

    def _content(self, page: Page) -> object:
        """What may change of a page that is not read again."""
        path, build = page.file.src_uri, self._build
        return self._recipe, build.shapes[path], self._subject(path), build.shows_problems(path)

    def _name(self, page: Page, content: object) -> str:
        """What a page is made from, besides what its template asks."""
        made_from = (
            page.file.src_uri,
            page.url,
            page.canonical_url,
            page.edit_url,
            page.title,
            page.meta,
            [str(link) for link in page.toc],
            content,
        )
        return sha256(repr(made_from).encode()).hexdigest()

    def _subject(self, path: str) -> AnyEntry | Organisation | Booklet | None:
        """What the page at a path is about, if it is about something."""
        catalogue = self._build.catalogue
        return catalogue.at(path) or catalogue.organisation_at(path) or self._booklets.get(path)
