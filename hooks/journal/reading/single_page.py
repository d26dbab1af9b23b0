"""What one page says by itself, whatever the day and the other pages."""

from __future__ import annotations

from typing import NamedTuple

from journal.entries.any_entry import model_of
from journal.entries.page import Page
from journal.entries.visit import Visit
from journal.headers.frontmatter import FrontMatter, check_types, read_front_matter
from journal.headers.placeholders import left_to_write, says_nothing
from journal.headers.plain_texts import check_texts
from journal.language.citations import cited
from journal.language.french import words_of
from journal.language.rare_characters import seeker
from journal.markdown.text import MarkdownText
from journal.problems.problem import Problem

# What heads the story of a visit: told by who was there, or from a source; as `words_of` has it.
SEEN = words_of("Ce que nous avons vu")
HEARD = words_of("Ce qui s'est dit")
_may_be_said = seeker(r"(?i)est[^a-z]+dit")


class Alone(NamedTuple):
    """A page as it is read, before its values are typed.

    Attributes:
        front_matter: its header and its body.
        heard: whether it is headed as what was said, not as what was seen.
        cites_law: whether its text does.
        unread: why its header, or a part of it, cannot be read.
        left_over: what is still to be written in it, or says nothing.
        marked: its texts that are not plain.
        untyped: what MkDocs would stumble on; of no use where something else is wrong.
    """

    front_matter: FrontMatter
    heard: bool
    cites_law: bool
    unread: tuple[Problem, ...] = ()
    left_over: tuple[Problem, ...] = ()
    marked: tuple[Problem, ...] = ()
    untyped: tuple[Problem, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with it so far."""
        return not (self.unread or self.left_over or self.marked or self.untyped)


def read_alone(path: str, text: str) -> Alone:
    """Read a page.

    Args:
        path: its place under docs/.
        text: the whole file, its characters cleaned.
    """
    page, unread = read_front_matter(text, path)
    model = model_of(path)
    return Alone(
        page,
        model is Visit and is_heard(page.body),
        cited(page.body) is not None,
        tuple(unread),
        (*left_to_write(model or Page, page.header), *says_nothing(model or Page, page.header)),
        tuple(check_texts(page.header, model or Page)),
        () if unread else tuple(check_types(text, page)),
    )


def is_heard(body: str) -> bool:
    """Whether a write-up is headed « Ce qui s'est dit », and nowhere « Ce que nous avons vu »."""
    # Few texts have these words at all, and finding headings takes time.
    if not _may_be_said(body):
        return False
    headings = [words_of(heading.text) for heading in MarkdownText(body).headings()]
    return HEARD in headings and SEEN not in headings
