"""Whatever the gate accepts builds: no identifier twice, no tag crossed, nothing lost on the way.

Pages are the real ones, changed at random; those that pass the gate are built whole, strictly, and
their HTML is parsed as strictly as html5lib does.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path
from shutil import rmtree

import html5lib
import pytest

from journal.problems.problem import errors
from support.building import ROOT, build
from support.gate import AROUND, HEADER, examined_body
from support.journals import small_tree, write_tree

# So many pages in a build, and so many builds: all at once would need gigabytes.
A_BUILD, BUILDS = 30, 50

REAL = [
    path.read_text("utf-8").split("\n---\n", 1)[1]
    for folder in ("visites", "conseils")
    for path in sorted((ROOT / "docs" / folder).glob("*.md"))
    if path.name != "index.md"
]
PIECES = (
    *("- [ ] Une case\n", "> Une parole\n", "> ## Un titre\n", '!!! note "Boîte"\n    Un mot.\n'),
    *(
        "    ",
        "  ",
        "\n",
        "- ",
        "1. ",
        "## Étape 1\n",
        "### Étape 1\n",
        "**",
        "*",
        "`",
        "```\n",
        "|",
    ),
    *(
        "| a | b |\n| --- | --- |\n| c | d |\n",
        "<sub>",
        "</sub>",
        "<br>",
        "<mark>",
        "</mark>",
        "[^1]",
    ),
    *(
        "\n[^1]: Une note.\n",
        "{#mot}",
        " {.mot}",
        "~~",
        "\\",
        "https://a.example",
        "<!-- a -->",
        "> ",
    ),
    *("!!! note\n    ## Titre\n", "- ## Titre\n", "[oser](oser.md)", "&", "<", ">", "\t", "---\n"),
)


def mutated(chance: random.Random) -> str:
    """A real body with lines moved, taken away, repeated, set further, and pieces put in."""
    lines = re.sub(r"\]\([^)]*\)", "](oser.md)", chance.choice(REAL)).splitlines(keepends=True)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                lines.insert(place, chance.choice(PIECES))
            case 1:
                cut = chance.randint(0, len(lines[place]))
                lines[place] = lines[place][:cut] + chance.choice(PIECES) + lines[place][cut:]
            case 2:
                lines.insert(place, lines.pop(chance.randrange(len(lines))))
            case 3:
                lines[place] = "    " + lines[place]
            case _:
                lines.insert(place, lines[chance.randrange(len(lines))])
    return "".join(lines)


def accepted(seed: int) -> list[str]:
    """Changed bodies that the gate lets through, always the same for a seed."""
    chance = random.Random(seed)
    found: list[str] = []
    while len(found) < A_BUILD:
        body = mutated(chance)
        if not errors(examined_body(body)):
            found.append(body)
    return found


def faults(page: str) -> list[str]:
    """Why a page is no sound HTML."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(page)
    repeated = Counter(node.get("id") for node in tree.iter() if node.get("id"))
    return [str(error) for error in parser.errors] + [n for n, c in repeated.items() if c > 1]


def assert_built(bodies: list[str], folder: Path) -> None:
    files = small_tree(AROUND) | {"index.md": small_tree()["index.md"]}
    files["visites/index.md"] = small_tree()["visites/index.md"]
    for rank, body in enumerate(bodies):
        files[f"conseils/change-{rank}.md"] = HEADER + body
    site = build(folder / "site", docs=write_tree(folder / "docs", files))
    for rank, body in enumerate(bodies):
        page = (site / f"conseils/change-{rank}/index.html").read_text("utf-8")
        assert faults(page) == [], body


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.audit) for seed in range(1, BUILDS))]
)
def test_changed_pages_that_pass_build_soundly(tmp_path: Path, seed: int) -> None:
    assert_built(accepted(seed), tmp_path)
    rmtree(tmp_path)


def test_what_stopped_a_build_is_refused() -> None:
    assert errors(examined_body("<ins>\n\n- [ ] Un.</ins>\n- [ ] Deux.\n"))


@pytest.mark.parametrize(
    "page",
    ["<!doctype html><p>a<b>b</p>c</b>", '<!doctype html><p id="a">a</p><p id="a">b</p>'],
)
def test_faults_are_noticed(page: str) -> None:
    assert faults(page)
