"""A first heading that repeats the title of the header."""

from __future__ import annotations

import pytest

from journal.markdown.title import without_title

TITLE = "L'atelier : ce que nous avons appris"


@pytest.mark.parametrize(
    "heading",
    [
        f"# {TITLE}",
        f"\n\n# {TITLE} #",
        "# L’atelier : **ce que** nous avons appris.",
        f"{TITLE}\n===",
        "L'atelier :\nce que nous avons appris\n=====",
    ],
)
def test_it_is_left_out_and_lines_keep_their_places(heading: str) -> None:
    body = f"{heading}\n\n## Le contexte\n"
    left = without_title(body, TITLE)
    assert left.strip() == "## Le contexte"
    assert left.count("\n") == body.count("\n")


@pytest.mark.parametrize(
    "body",
    [
        f"## {TITLE}\n",
        f"Un texte.\n\n# {TITLE}\n",
        "# Un autre titre\n",
        f"    # {TITLE}\n",
        f"#{TITLE}\n",
        "# !!!\n",
        "",
    ],
)
def test_anything_else_stays(body: str) -> None:
    assert without_title(body, TITLE) == body


def test_a_page_without_title_stays() -> None:
    assert without_title("# Un\n", None) == "# Un\n"
    assert without_title("# !\n", "!") == "# !\n"
