"""The models that « Écrire une page » shows are those of commands and of GitHub's editor."""

from __future__ import annotations

import re
from datetime import date

import pytest

from journal.entries.kinds import Kind
from journal.gate.examine import check
from journal.new_pages.skeletons import MARK, guide_text, tip_text, visit_text
from journal.problems.problem import errors
from support.building import ROOT
from support.journals import as_files, small_tree

DAY = date(2026, 11, 22)
PAGE = (ROOT / "docs/contribuer/ecrire.md").read_text("utf-8")
SHOWN = re.findall(r"^```markdown\n(---.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
TITLE = f"{MARK} : le titre, de 10 à 110 caractères"
NAME = f"{MARK} : le nom de la structure"
WRITTEN = (
    visit_text(TITLE, NAME, [MARK], DAY),
    tip_text(TITLE, MARK, MARK, [MARK], DAY),
    guide_text(TITLE, [MARK], DAY),
)


def test_the_models_are_shown() -> None:
    today = f'date: "{MARK} : le jour où la page paraît ici, comme {DAY}"'
    assert [text.replace(f"date: {DAY}", today, 1) for text in WRITTEN] == SHOWN


@pytest.mark.parametrize("kind", Kind)
def test_a_model_pasted_untouched_is_refused_for_its_marks_alone(kind: Kind) -> None:
    assert len(SHOWN) == len(Kind), "the page shows the model of each, in their order"
    path, text = f"{kind}/essai.md", SHOWN[list(Kind).index(kind)]
    problems = check(as_files(small_tree({path: text})), today=DAY)
    mine = errors(p for p in problems if p.path == path)
    assert {problem.code for problem in mine} == {"a-completer"}
    keys = {problem.key for problem in mine}
    # No key: what is to be completed in the text.
    assert {"title", "description", "date", "tags", None} <= keys
