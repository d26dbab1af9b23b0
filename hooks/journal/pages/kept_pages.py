"""Pages that were laid out before, each with what its template asked and was answered."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from journal.entries.any_entry import AnyEntry
from journal.entries.booklets import Booklet, booklets_of
from journal.entries.build import Body, Build
from journal.entries.organisations import Organisation
from journal.machine.atomic_files import write_all
from journal.machine.cache import Cache
from journal.machine.memory import standing_for
from journal.pages.template_questions import Answers, Heard

# The generator's own: a page carries what it is made from.
Page: TypeAlias = Any
File: TypeAlias = Any


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
    """Pages that were laid out before.

    Args:
        cache: where they are.
        build: whose pages they are.
        recipe: what all of them depend on.
        site: the folder of the site.

    Attributes:
        answers: what templates ask now.
        laid_out: path under docs/ to what is known of a page, for the next build.
    """

    def __init__(self, cache: Cache, build: Build, recipe: str, site: Path) -> None:
        self._cache, self._build, self._recipe, self._site = cache, build, recipe, site
        self._booklets = {booklet.path: booklet for booklet in booklets_of(build.catalogue)}
        self.answers = Answers(self._subject)
        self.laid_out: dict[str, LaidOut] = {}
        # Each question and each answer is in many pages, and there once.
        self._said: dict[str, str] = {}

    def get(self, page: Page) -> bytes | None:
        """A page as it would be laid out now, after what it has asked, if that is known."""
        name = self._name(page)
        record = self._cache.get(name)
        if record is None:
            return None
        asked, styles = _said(record)
        if not self.answers.stand(asked):
            return None
        write_all({self._site / address: style.encode() for address, style in styles.items()})
        self._leave(page, name, asked, styles)
        return record

    def take(self, page: Page, record: bytes) -> None:
        """Know what another core knows of a page: what is kept of it is of use."""
        name = self._name(page)
        self._cache.spare(name)
        if self._build.memory.lasts and record.startswith(b"["):
            asked, styles = _said(record)
            self.answers.learn(self._leave(page, name, asked, styles))

    def put(self, page: Page, html: str) -> bytes:
        """Keep a page that has just been laid out, after what it has asked; the same, or the page
        alone when it cannot be kept.
        """
        asked = self.answers.heard()
        if asked is None:
            return f"\n{html}".encode()
        name, styles = self._name(page), self._build.styles.get(page.file.src_uri, {})
        record = f"{json.dumps([asked, styles])}\n{html}".encode()
        self._cache.put(name, record)
        self._leave(page, name, asked, styles)
        return record

    def stands(self, page: Page) -> bool:
        """Whether a page is as the last build laid it out."""
        known: dict[str, LaidOut] = self._build.memory.last("laid out", {})
        last = known.get(page.file.src_uri)
        if last is None:
            return False
        is_kept = page.file.src_uri in self._build.kept and last.content == self._content(page)
        name = last.name if is_kept else self._name(page)
        if last.name != name or not self.answers.stand(last.asked):
            return False
        self._leave(page, name, last.asked, last.styles)
        return True

    def _content(self, page: Page) -> object:
        """What may change of a page that is not read again."""
        path, body = page.file.src_uri, sha256(self._build.shaped[page.file.src_uri]).digest()
        return self._recipe, body, self._subject(path), self._build.shows_problems(path)

    def _leave(self, page: Page, name: str, asked: Heard, styles: dict[str, str]) -> Heard:
        """Leave to the next build how a page is laid out; the same that was asked."""
        path = page.file.src_uri
        if self._build.memory.lasts:
            once = self._said.setdefault
            asked = {once(said, said): once(answer, answer) for said, answer in asked.items()}
            self.laid_out[path] = LaidOut(self._content(page), name, asked, styles)
        if styles:
            self._build.styles[path] = styles
        return asked

    def sweep(self) -> None:
        """Take away the pages that no build has any more."""
        self._said.clear()
        self._cache.sweep()

    def _name(self, page: Page) -> str:
        """What a page is made from, besides what its template asks."""
        content = (
            page.file.src_uri,
            page.url,
            page.canonical_url,
            page.edit_url,
            page.title,
            page.meta,
            [str(link) for link in page.toc],
            self._content(page),
        )
        return sha256(repr(content).encode()).hexdigest()

    def _subject(self, path: str) -> AnyEntry | Organisation | Booklet | None:
        """What the page at a path is about, if it is about something."""
        catalogue = self._build.catalogue
        return catalogue.at(path) or catalogue.organisation_at(path) or self._booklets.get(path)


def _said(record: bytes) -> tuple[Heard, dict[str, str]]:
    """What a page has asked, and the style sheets that are of it alone."""
    asked, styles = json.loads(record.partition(b"\n")[0])
    return asked, styles
