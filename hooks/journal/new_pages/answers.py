"""What somebody answers when a page is created: read, or refused with what to answer instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from journal.entries.kinds import Kind
from journal.gate.examine import check
from journal.headers.plain_texts import plainly
from journal.language.french import plural
from journal.new_pages.skeletons import RefusedError, tip_text
from journal.problems.problem import errors
from journal.reading import characters
from journal.reading.tree import SourceFile, Tree


@dataclass(frozen=True)
class Place:
    """What a new page has around it.

    Attributes:
        tree: every file of docs/.
        today: the day it is dated.
        themes: slug to name, in the order of `themes.yml`.
        visits: slug to organisation, in French alphabetical order.
        site_url: address of the published site, ending with a slash; empty when it is not known.
    """

    tree: Tree
    today: date
    themes: Mapping[str, str]
    visits: Mapping[str, str]
    site_url: str = ""


def clean(answer: str) -> str:
    """An answer as one line of plain text: accents composed, neither marks nor codes.

    Raises:
        RefusedError: nothing was answered, or something in it cannot be seen.
    """
    text = " ".join(characters.clean(answer).split())
    while meant := plainly(text):
        text = meant
    if not text:
        raise RefusedError("Il faut une réponse ; pour arrêter, appuyez sur Ctrl et C.")
    if not text.isprintable():
        raise RefusedError("Cette réponse contient un caractère invisible : tapez-la à nouveau.")
    return text


def choose(answer: str, choices: Mapping[str, str], *, limit: int) -> list[str]:
    """The slugs that an answer names, by their numbers in the list or as they are, each once.

    Raises:
        RefusedError: one is not in the list, or there are too many.
    """
    slugs = list(choices)
    numbers = {str(number): slug for number, slug in enumerate(slugs, start=1)}
    chosen: dict[str, None] = {}
    for word in re.split(r"[\s,;.]+", clean(answer.strip(" ,;."))):
        slug = numbers.get(word) or (word if word in choices else None)
        if slug is None:
            raise RefusedError(
                f"« {word} » n'est pas dans la liste : répondez de 1 à {len(slugs)}."
            )
        chosen[slug] = None
    if len(chosen) > limit:
        raise RefusedError(f"C'est trop : {plural(limit, 'choix', 'choix')} au plus.")
    return list(chosen)


def read_title(answer: str, place: Place) -> str:
    """A title that the gate accepts.

    Raises:
        RefusedError: what the gate says of it.
    """
    title = clean(answer)
    content = tip_text(title, "x", "x", ["x"], place.today).encode()
    trial = {f"{Kind.TIP}/x.md": SourceFile(len(content), content)}
    for problem in errors(check(trial, today=place.today)):
        if problem.key == "title":
            raise RefusedError(problem.message.replace("Le texte de « title »", "Ce titre"))
    return title


def refuse_taken(path: str, place: Place) -> None:
    """Nothing stands at that path yet, whatever the case of its letters.

    Raises:
        RefusedError: something does.
    """
    taken = {known.lower(): known for known in place.tree}
    if path in taken or PurePosixPath(path).stem == "index":
        raise RefusedError(
            f"Il y a déjà une page docs/{taken.get(path, path)} : complétez-la, ou précisez le nom "
            "pour en créer une autre."
        )
