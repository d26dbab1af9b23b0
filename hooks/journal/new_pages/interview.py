"""A new entry from its model: a few questions, then a file ready to complete.

What is written passes the gate but for its « À COMPLÉTER » marks, which stand for everything that
only the author knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TypeVar

from journal.entries.any_entry import model_of
from journal.entries.entry import MOST_TAGS
from journal.entries.kinds import Kind
from journal.entries.visit import Visit
from journal.headers.frontmatter import read_front_matter
from journal.headers.value_types import is_slug
from journal.language.french import sort_key
from journal.new_pages.answers import Place, choose, clean, read_title, refuse_taken
from journal.new_pages.question_table import ORGANISATION, THEMES, TITLE, VISIT
from journal.new_pages.skeletons import (
    RefusedError,
    guide_text,
    tip_text,
    titled_path,
    visit_path,
    visit_text,
)
from journal.reading.decoding import read_text
from journal.reading.single_page import is_heard
from journal.reading.themes_file import read_themes
from journal.reading.tree import THEMES_FILE, Tree, read_tree

Ask = Callable[[str], str]
Say = Callable[[str], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page that is not written yet: its path under docs/, and its text."""

    path: str
    text: str


# ---- The questions -----------------------------------------------------------------------------

TITLE_QUESTION = f"1. {TITLE.label}"


def ask_until(ask: Ask, say: Say, question: str, read: Callable[[str], T]) -> T:
    """Ask, and ask again as long as the answer is refused."""
    while True:
        try:
            return read(ask(f"{question} "))
        except UnicodeDecodeError:
            say("  Cette réponse n'est pas lisible : tapez-la à nouveau.")
        except RefusedError as refused:
            say(f"  {refused}")


def ask_visit(place: Place, ask: Ask, say: Say) -> NewPage:
    """The three questions about a visit."""

    def read_organisation(answer: str) -> str:
        organisation = clean(answer)
        refuse_taken(visit_path(organisation), place)
        return organisation

    title = ask_until(ask, say, TITLE_QUESTION, lambda answer: read_title(answer, place))
    organisation = ask_until(ask, say, f"2. {ORGANISATION.label}", read_organisation)
    themes = ask_themes(place, ask, say)
    return NewPage(visit_path(organisation), visit_text(title, organisation, themes, place.today))


def ask_tip(place: Place, ask: Ask, say: Say) -> NewPage:
    """The three questions about a tip."""

    title = ask_new_title(Kind.TIP, place, ask, say)
    say(f"2. {VISIT.label}")
    names = {slug: f"{name} ({slug})" for slug, name in place.visits.items()}
    say(_numbered(names))
    [visit] = ask_until(ask, say, "   Son numéro :", lambda answer: choose(answer, names, limit=1))
    themes = ask_themes(place, ask, say)
    seen = is_seen(visit, place.tree)
    text = tip_text(title, visit, place.visits[visit], themes, place.today, seen=seen)
    return NewPage(titled_path(Kind.TIP, title), text)


def ask_guide(place: Place, ask: Ask, say: Say) -> NewPage:
    """The two questions about a guide."""
    title = ask_new_title(Kind.GUIDE, place, ask, say)
    themes = ask_themes(place, ask, say, rank=2)
    return NewPage(titled_path(Kind.GUIDE, title), guide_text(title, themes, place.today))


def ask_new_title(kind: Kind, place: Place, ask: Ask, say: Say) -> str:
    """A title whose page, named after it, does not exist yet."""

    def read_new_title(answer: str) -> str:
        title = read_title(answer, place)
        refuse_taken(titled_path(kind, title), place)
        return title

    return ask_until(ask, say, TITLE_QUESTION, read_new_title)


def ask_themes(place: Place, ask: Ask, say: Say, *, rank: int = 3) -> list[str]:
    """The slugs of one to five themes; `rank` is that of the question."""
    say(f"{rank}. {THEMES.label} De 1 à {MOST_TAGS}, le plus important d'abord.")
    say(_numbered(place.themes))
    return ask_until(
        ask,
        say,
        "   Leurs numéros, séparés par des espaces :",
        lambda answer: choose(answer, place.themes, limit=MOST_TAGS),
    )


def _numbered(choices: Mapping[str, str]) -> str:
    return "\n".join(f"   {number:2}. {name}" for number, name in enumerate(choices.values(), 1))


# The name by which a command asks for a page -> its kind, and its questions.
_QUESTIONS = {Kind.VISIT: ask_visit, Kind.TIP: ask_tip, Kind.GUIDE: ask_guide}
KINDS: Mapping[str, Kind] = {kind.called.one: kind for kind in _QUESTIONS}


# ---- The files ---------------------------------------------------------------------------------


def read_place(docs: Path, kind: Kind, today: date) -> Place:
    """What is in docs/.

    Raises:
        RefusedError: there is nothing to choose from; the text says what to do first.
    """
    tree = read_tree(docs)
    themes_file = tree.get(THEMES_FILE)
    text = read_text(THEMES_FILE, themes_file)[0] if themes_file else None
    themes = {theme.slug: theme.name for theme in read_themes(text or "")[0].values()}
    if not themes:
        raise RefusedError(
            f"Aucun thème n'a été trouvé dans {docs}/{THEMES_FILE}. Lancez cette commande depuis "
            "le dossier du projet, et « make check » pour savoir ce qui ne va pas."
        )
    visits = known_visits(tree)
    if kind is Kind.TIP and not visits:
        raise RefusedError(
            "Un conseil vient d'une visite : créez-la d'abord, avec « make visite »."
        )
    return Place(tree, today, themes, visits)


def known_visits(tree: Tree) -> dict[str, str]:
    """Slug to organisation of each visit, even of one whose page has mistakes."""
    visits = {}
    for path, file in tree.items():
        slug = PurePosixPath(path).stem
        if model_of(path) is Visit and is_slug(slug) and not file.trouble:
            text, _ = read_text(path, file)
            name = read_front_matter(text or "", path)[0].header.values.get("structure")
            visits[slug] = (" ".join(name.split()) if isinstance(name, str) else "") or slug
    return dict(sorted(visits.items(), key=lambda visit: (sort_key(visit[1]), visit[0])))


def is_seen(visit: str, tree: Tree) -> bool:
    """Whether a visit, by its slug, tells what its own group saw, as `Visit.seen` does."""
    path = f"{Kind.VISIT}/{visit}.md"
    page = read_front_matter(read_text(path, tree[path])[0] or "", path)[0]
    return not (page.header.values.get("lors_de") or is_heard(page.body))


def write_new(path: Path, text: str) -> None:
    """Write a file that did not exist, whole or not at all.

    Raises:
        FileExistsError: something stands there already; it is left as it was.
        OSError: it could not be written.
    """
    content = text.encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("xb")
    try:
        with file:
            file.write(content)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def create(kind: str, docs: Path, today: date, ask: Ask, say: Say) -> Path:
    """Ask the questions and write the page; return where it is.

    Raises:
        RefusedError, OSError: nothing was written; the first says why in French.
        EOFError, KeyboardInterrupt: from `ask`; nothing was written.
    """
    asked = KINDS[kind]
    place = read_place(docs, asked, today)
    say(f"Une nouvelle page, en quelques questions ({kind}). Pour arrêter : Ctrl et C.")
    page = _QUESTIONS[asked](place, ask, say)
    path = docs / page.path
    write_new(path, page.text)
    return path
