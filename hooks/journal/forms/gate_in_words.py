"""What the gate says of a page made from a form, in words of the questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from journal.forms.remarks import Remark, remark
from journal.forms.written_page import Page
from journal.gate.examine import check
from journal.new_pages.answers import Place
from journal.new_pages.question_table import SOURCES
from journal.pictures.file_types import Form
from journal.pictures.original_photograph import Photograph
from journal.problems.problem import Problem, errors
from journal.reading.tree import SourceFile

# What a picture is once it has been fetched and drawn again: nothing of it can be refused.
_PRINT = Photograph(
    Form.JPEG,
    (1200, 800),
    is_whole=True,
    has_notes=False,
    has_position=False,
    moves=False,
    orientation=1,
)
_EXCERPT = 80
# What is asked in words of the form already.
_ASKED = "lieu-manquant"
# The warnings that whoever wrote can answer, and that readers would see.
_TOLD = frozenset(
    {
        *("visite-lointaine", "heure-impossible", "en-tete-de-courriel", "coordonnees-publiees"),
        *("fichier-d-ordinateur", "remarque-publiee", "reste-de-conversion", "lien-reserve"),
        *("lien-perissable", "lien-a-cle", "domicile-publie", "structures-jointes"),
        "a-completer",
    }
)
# « Écrivez : title: "…" », where what is wanted is the value alone.
_AS_YAML = re.compile(r"(?P<before>Écrivez : )\w+: \"?(?P<value>.*?)\"?$")


def judged(path: str, page: Page, pictures: Iterable[str], place: Place) -> list[Remark]:
    """What the gate says of a page, as remarks on the questions: what it refuses, and the warnings
    that matter to whoever wrote; none when it accepts the page.

    Args:
        path: the page's, under docs/.
        page: its lines, and the questions that they answer.
        pictures: paths under docs/ of the pictures that will stand beside it.
        place: what is in docs/, and the day.
    """
    tree, today = place.tree, place.today
    content = page.text.encode()
    with_page = {
        **tree,
        path: SourceFile(len(content), content),
        **{picture: SourceFile(200_000, None, photograph=_PRINT) for picture in pictures},
    }
    said = check(with_page, today=today, site_url=place.site_url)
    found = errors(said)
    others = [problem for problem in found if problem.path != path]
    if others:
        # Pages that had problems before have them still.
        before = {
            (p.path, p.code, p.message) for p in check(tree, today=today, site_url=place.site_url)
        }
        others = [p for p in others if (p.path, p.code, p.message) not in before]
    warned = [p for p in said if p.code in _TOLD and page.owner_of(p.line) and p not in found]
    mine = [
        problem for problem in [*found, *warned] if problem.path == path and problem.code != _ASKED
    ]
    return [*_in_words(mine, page), *(remark(None, p.message, p.hint) for p in others)]


def _in_words(problems: list[Problem], page: Page) -> Iterator[Remark]:
    """Each problem as a remark, without the words of headers."""
    lines = page.text.split("\n")
    header_end = lines.index("---", 1) + 1
    for problem in problems:
        owner = page.owner_of(problem.line)
        message = problem.message[0].lower() + problem.message[1:]
        called = f"« {(problem.key or '').partition('.')[0]} »"
        message = message.replace(called, "cette réponse")
        if problem.line <= header_end:
            message = message.replace("cette ligne", "cette réponse")
        # A code is not said again.
        elif problem.code == "code-de-porte":
            pass
        elif 0 < problem.line <= len(lines) and (line := lines[problem.line - 1].strip()):
            excerpt = line if len(line) <= _EXCERPT else f"{line[:_EXCERPT].rstrip()}…"
            message = f"à la ligne « {excerpt} », {message}"
        hint = _AS_YAML.sub(r"\g<before>\g<value>", problem.hint)
        hint = hint.replace("dans « sources »", f"sous « {SOURCES.label} »")
        yield remark(owner, message, hint, problem.severity)
